"""The pictures of an article, each with its caption and credit."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import html as lxml_html

from newsdigest.ingest.extract.credit_markers import find_leads
from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.ingest.extract.picture_address import absolute, addresses, picture_key, picture_name
from newsdigest.ingest.extract.picture_data import PictureData, from_json_ld, from_scripts, script_texts
from newsdigest.ingest.extract.picture_frames import Frame, find_frames, is_byline
from newsdigest.ingest.extract.picture_labels import says_caption
from newsdigest.ingest.extract.picture_texts import read_texts
from newsdigest.ingest.extract.picture_zone import find_zone, leaves, why_not
from newsdigest.models import Block, Credit, Figure
from newsdigest.text import collapse

log = logging.getLogger(__name__)

_CAPTION = 20  # letters; shorter texts beside a credit ("1 min", "with video") were a teaser's in saved pages
_MOST_FIGURES = 200  # a page with more is an index of pictures, not an article


def find_figures(
    tree: lxml_html.HtmlElement,
    *,
    base_url: str | None,
    body: lxml_html.HtmlElement | None,
    title: str | None,
    json_ld: Sequence[Mapping[str, Any]],
    frames: Sequence[Frame] | None = None,
) -> tuple[Figure, ...]:
    """
    Find the pictures of an article.

    Args:
        tree: The whole page.
        base_url: Its address; relative addresses of pictures stay relative without one.
        body: The element that holds the text, where it is known.
        title: The article's title, to find its headline in the page.
        json_ld: Every typed object of the page's JSON-LD.
        frames: What `find_frames` gave, where the caller has it already.

    Returns:
        The pictures in page order, each once.
    """
    zone = find_zone(tree, body=body, title=title)
    data = from_json_ld(json_ld)
    scripts: list[str] | None = None
    found: dict[str, Figure] = {}
    for frame in frames if frames is not None else find_frames(zone.root):
        caption, credit = read_texts(frame.chunks)
        if any(is_byline(chunk.text) for chunk in frame.chunks) and not _says_picture(credit):
            log.debug("Picture %s left out: beside a byline", frame.picture.get("src"))
            continue
        captioned = bool(credit or caption) and has_caption(frame, base_url)
        refused = why_not(
            frame.picture,
            frame.element,
            zone,
            captioned=captioned,
            credited=bool(credit and len(caption or "") >= _CAPTION),
            base_url=base_url,
        )
        if refused:
            log.debug("Picture %s left out: %s", frame.picture.get("src"), refused)
            continue
        stated = next(addresses(frame.picture), None)
        url = absolute(stated, base_url) if stated else None
        if url is None and not (captioned and frame.element.tag == "figure"):
            continue
        alt = collapse(frame.picture.get("alt") or "") or None
        if url and (credit is None or caption is None):
            known = data.get(picture_key(url)) or data.get(picture_name(url) or "")
            stated_caption, stated_credit = _from_data(frame, known)
            caption, credit = caption or stated_caption, credit or stated_credit
        if url and credit is None:
            scripts = script_texts(tree) if scripts is None else scripts
            line = from_scripts(url, scripts)
            credit = parse_credit_line(line, place="label") if line else None
        figure = Figure(
            url=url,
            caption=caption,
            credit=credit,
            alt=alt,
            width_px=_pixels(frame, "width"),
            height_px=_pixels(frame, "height"),
        )
        key = picture_key(url) if url else f"#{len(found)}"
        if key not in found or (figure.credit and not found[key].credit):
            found[key] = figure
        if len(found) >= _MOST_FIGURES:
            break
    return tuple(found.values())


def without_captions(blocks: Sequence[Block], figures: Sequence[Figure]) -> tuple[Block, ...]:
    """
    Leave out paragraphs of a body that are a picture's caption or credit and nothing more.

    Args:
        blocks: The body as extracted.
        figures: The article's pictures.
    """
    shown: set[str] = set()
    for figure in figures:
        credit = figure.credit.verbatim if figure.credit else None
        parts = [part for part in (figure.caption, credit) if part]
        shown.update(_letters(part) for part in (*parts, " ".join(parts), " ".join(reversed(parts))))
    shown.discard("")
    return tuple(block for block in blocks if block.kind == "list" or _letters(block.text) not in shown)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _says_picture(credit: Credit | None) -> bool:
    """Whether a credit line says by a marker of its own that it is one."""
    return credit is not None and any(lead.kind != "source" for lead in find_leads(credit.verbatim)[:1])


def has_caption(frame: Frame, base_url: str | None) -> bool:
    """Whether the text of a frame is a caption: labelled so or in a `figure`, and no link to another page."""
    return any(
        (
            frame.element.tag == "figure"
            or chunk.label == "credit"
            or says_caption(chunk.element)
            or find_leads(chunk.text)
        )
        and not any(up.tag == "a" and leaves(up, base_url) for up in (chunk.element, *_up_to(chunk.element, 4)))
        for chunk in frame.chunks
    )


def _up_to(element: lxml_html.HtmlElement, limit: int) -> Iterator[lxml_html.HtmlElement]:
    for _, up in zip(range(limit), element.iterancestors(), strict=False):
        yield up


def _from_data(frame: Frame, known: PictureData | None) -> tuple[str | None, Credit | None]:
    """What attributes and JSON-LD say of a picture whose frame names nobody."""
    caption, credit = split_caption(known.caption) if known and known.caption else (None, None)
    if found := _from_attributes(frame):
        return caption, found
    if known and known.credit:
        return caption, parse_credit_line(known.credit, place="label") or credit
    return caption, credit


def _from_attributes(frame: Frame) -> Credit | None:
    """A credit in attributes: data-credit and the like, or at the end of `alt` or `title`."""
    holders = [frame.picture, *[up for _, up in zip(range(3), frame.picture.iterancestors(), strict=False)]]
    for holder in holders:
        for name, value in holder.attrib.items():
            said = "credit" in name or "copyright" in name or "photographer" in name
            if said and 2 < len(value) < 300 and (credit := parse_credit_line(value, place="label")):
                return credit
        if holder is frame.element:
            break
    for name in ("title", "alt", "data-caption", "data-title"):
        if (value := frame.picture.get(name)) and len(value) < 1500 and (credit := split_caption(value)[1]):
            return credit
    return None


def _pixels(frame: Frame, name: str) -> int | None:
    value = (frame.picture.get(name) or "").strip().removesuffix("px")
    return int(value) if value.isdigit() and 0 < len(value) < 6 else None
