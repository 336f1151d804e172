"""The pictures of an article, each with its caption and credit."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lxml import html as lxml_html

from newsdigest.ingest.extract.credit_markers import find_leads
from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.ingest.extract.picture_address import absolute, addresses, is_picture_address, picture_key
from newsdigest.ingest.extract.picture_data import from_json_ld, script_texts
from newsdigest.ingest.extract.picture_elsewhere import Elsewhere, look_elsewhere
from newsdigest.ingest.extract.picture_frames import Frame, find_frames, is_byline
from newsdigest.ingest.extract.picture_labels import longer_than, says_caption
from newsdigest.ingest.extract.picture_reveal import reveal_pictures
from newsdigest.ingest.extract.picture_texts import read_texts
from newsdigest.ingest.extract.picture_zone import Zone, find_zone, leaves, why_not
from newsdigest.models import Block, Credit, Figure
from newsdigest.text import collapse

log = logging.getLogger(__name__)

_CAPTION = 20  # letters; shorter texts beside a credit ("1 min", "with video") were a teaser's in saved pages
_CREDIT_LINE = 120  # letters of a credit line that stands apart from its picture
_PADDING = 2  # times as long as its letters: a text with spaces and marks
_NO_LETTER = re.compile(r"[\W_]+")
_MOST_FIGURES = 200  # a page with more is an index of pictures, not an article


def find_figures(
    tree: lxml_html.HtmlElement,
    *,
    base_url: str | None,
    body: lxml_html.HtmlElement | None,
    title: str | None,
    json_ld: Sequence[Mapping[str, Any]],
    pictures: Mapping[str, bytes] | None = None,
) -> tuple[Figure, ...]:
    """
    Find the pictures of an article.

    Args:
        tree: The whole page; pictures that are no `img` get one in it.
        base_url: Its address; relative addresses of pictures stay relative without one.
        body: The element that holds the text, where it is known.
        title: The article's title, to find its headline in the page.
        json_ld: Every typed object of the page's JSON-LD.
        pictures: Files that the capture brought along, by address: their addresses are preferred where the page
            offers several, and their own metadata are read where the page credits nobody.

    Returns:
        The pictures in page order, each once.
    """
    reveal_pictures(tree)
    zone = find_zone(tree, body=body, title=title)
    elsewhere = Elsewhere(scripts=script_texts(tree), data=from_json_ld(json_ld), pictures=pictures or {})
    found: dict[str, Figure] = {}
    for frame in find_frames(zone.root):
        caption, credit = read_texts(frame.chunks)
        captioned = bool(credit or caption) and _has_caption(frame, credit, base_url)
        if refused := _why_not(frame, caption, credit, zone, captioned=captioned, base_url=base_url):
            log.debug("Picture %s left out: %s", frame.picture.get("src"), refused)
            continue
        url = _address(frame, base_url, elsewhere.pictures)
        if url is None and not (captioned and frame.element.tag == "figure"):
            continue
        if caption is None or credit is None:
            more = look_elsewhere(frame, url, elsewhere, credited=credit is not None)
            caption, credit = caption or more[0], credit or more[1]
        figure = Figure(
            url=url,
            caption=caption,
            credit=credit,
            alt=collapse(frame.picture.get("alt") or "") or None,
            width_px=_pixels(frame, "width"),
            height_px=_pixels(frame, "height"),
        )
        key = picture_key(url) if url else f"#{len(found)}"
        if key in found and _says_otherwise(caption, found[key].caption):
            key = f"{key} {_letters(caption or '')}"  # shown a second time to tell something else
        if key not in found or (figure.credit and not found[key].credit):
            found[key] = figure
        if len(found) >= _MOST_FIGURES:
            break
    if not found:
        return _stated_figure(tree, elsewhere, base_url)
    return _with_credit_line(tuple(found.values()), zone)


def _says_otherwise(caption: str | None, known: str | None) -> bool:
    """Whether two captions of one picture differ by more than one of them being cut short."""
    new, old = _letters(caption or ""), _letters(known or "")
    return bool(new and old) and new not in old and old not in new


def _stated_figure(tree: lxml_html.HtmlElement, elsewhere: Elsewhere, base_url: str | None) -> tuple[Figure, ...]:
    """The picture that the page's metadata name, for a page that builds its own in the reader's browser."""
    for meta in tree.iter("meta"):
        if (meta.get("property") or meta.get("name")) in {"og:image", "twitter:image"}:
            url = absolute((meta.get("content") or "").strip(), base_url)
            if url and is_picture_address(url):
                known = elsewhere.known(url)
                caption, credit = split_caption(known.caption) if known and known.caption else (None, None)
                if known and known.credit:
                    credit = parse_credit_line(known.credit, place="label") or credit
                return (Figure(url=url, caption=caption, credit=credit),)
    return ()


def _with_credit_line(figures: tuple[Figure, ...], zone: Zone) -> tuple[Figure, ...]:
    """Give a lone picture without a credit the line that the page sets below the text: "Photo: A. Example / AP"."""
    if len(figures) != 1 or figures[0].credit is not None or zone.body is None:
        return figures
    for element in zone.body.iter("p", "div", "em", "i", "span", "small"):
        if longer_than(element, _CREDIT_LINE):
            continue
        line = collapse(str(element.text_content()))
        leads = find_leads(line)
        if leads and leads[0].start == 0 and leads[0].kind in {"colon", "by"} and (credit := parse_credit_line(line)):
            return (replace(figures[0], credit=credit),)
    return figures


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
    longest = max(map(len, shown), default=0) * _PADDING
    return tuple(
        block
        for block in blocks
        if block.kind == "list" or len(block.text) > longest or _letters(block.text) not in shown
    )


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())


def _why_not(
    frame: Frame, caption: str | None, credit: Credit | None, zone: Zone, *, captioned: bool, base_url: str | None
) -> str | None:
    marked = credit is not None and any(lead.kind != "source" for lead in find_leads(credit.verbatim)[:1])
    if not marked and any(is_byline(chunk.text) for chunk in frame.chunks):
        return "beside a byline"
    credited = credit is not None and len(caption or "") >= _CAPTION
    return why_not(frame.picture, frame.element, zone, captioned=captioned, credited=credited, base_url=base_url)


def _address(frame: Frame, base_url: str | None, held: Mapping[str, bytes]) -> str | None:
    offered = (url for stated in addresses(frame.picture) if (url := absolute(stated, base_url)))
    if not held:
        return next(offered, None)
    every = list(offered)
    return next((url for url in every if url in held), every[0] if every else None)


def _has_caption(frame: Frame, credit: Credit | None, base_url: str | None) -> bool:
    """Whether the text of a frame is a caption: labelled so or in a `figure`, and no link to another page."""
    if credit is not None and frame.element.tag == "figure":
        return True  # a credited figure may be linked as a whole, to its gallery
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


def _pixels(frame: Frame, name: str) -> int | None:
    value = (frame.picture.get(name) or "").strip().removesuffix("px")
    return int(value) if value.isdigit() and 0 < len(value) < 6 else None
