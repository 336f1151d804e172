"""Pages of feeds, JSON exports and newsletters: what their form already knows, and the text they carry."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from newsdigest.errors import PageError
from newsdigest.ingest.extract.authors import clean_authors
from newsdigest.ingest.extract.body import read_fragment
from newsdigest.ingest.extract.country_zone import zone_of_address
from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.ingest.extract.dateline import find_dateline
from newsdigest.ingest.extract.dates import settle
from newsdigest.ingest.extract.figures import find_figures, without_captions
from newsdigest.ingest.extract.language import language_of
from newsdigest.ingest.extract.parse import parse_html
from newsdigest.ingest.extract.phrases import is_stock
from newsdigest.ingest.extract.sign_off import signed
from newsdigest.models import Article, Block, Dating, Figure, RawPage, Stamp, ZoneBasis
from newsdigest.registers import Registers, Source
from newsdigest.text import collapse

_FORMS = frozenset({"feed", "json", "email"})
_PARAGRAPHS = re.compile(r"\n+")
_MAX_NAMES = 30


def has_fields(page: RawPage) -> bool:
    """Whether a page's form names the title and so needs none of the guessing that whole pages need."""
    return page.form in _FORMS and bool(_text(page, "title"))


def extract_fields(page: RawPage, text: str, registers: Registers) -> Article:
    """
    Read a page whose form already knows its title, date and authors.

    Args:
        page: The page; `fields` as the capture rooms fill it: title, summary, published, modified, language, site,
            authors, images (url, caption, credit), partial.
        text: Its decoded body, HTML or plain.
        registers: For what is known of its source.

    Raises:
        PageError: no text in it.
    """
    title = collapse(_text(page, "title"))
    site = collapse(_text(page, "site")) or None
    source = registers.sources.source_for_url(page.url) or registers.sources.source_named(site)
    authors = clean_authors(_names(page, "authors"), outlets=[site] if site else [])
    blocks, shown = _blocks(page, text, title=title, names=authors)
    figures = tuple(_merged([*_stated_figures(page), *shown]))
    blocks, agency = signed(without_captions(blocks, figures))
    summary = _plain(_text(page, "summary"))
    if not blocks and not summary:
        raise PageError(f"{page.url or page.seed}: the {page.form} has no text; capture the page it links to")
    claimed = _text(page, "language") or (source.language if source else None)
    lang = language_of("\n".join((title, summary, *(block.text for block in blocks))), claimed)
    dateline = find_dateline(tuple(block.text for block in blocks if block.kind == "paragraph"))
    return Article(
        title=title,
        lang=lang,
        dating=_dating(page, source, lang=lang),
        source=source.id if source else site,
        source_url=page.url,
        authors=authors,
        agency=agency or (dateline.agency if dateline else None),
        dateline=dateline.place if dateline else None,
        lede=summary or next((block.text for block in blocks if block.kind == "paragraph"), None),
        body=blocks or (Block(kind="paragraph", text=summary, html=escape(summary, quote=False)),),
        figures=figures,
        notes={"title": f"{page.form}: title", "body": f"{page.form}: text"},
        doubts=("body: the feed gives a summary, not the whole text",) if page.fields.get("partial") else (),
    )


def _blocks(
    page: RawPage, text: str, *, title: str, names: Sequence[str]
) -> tuple[tuple[Block, ...], tuple[Figure, ...]]:
    """The body's blocks, and the pictures among them."""
    if not page.is_html:
        lines = [collapse(line) for line in _PARAGRAPHS.split(text)]
        kept = [line for line in lines if line and line != title and not is_stock(line)]
        return tuple(Block(kind="paragraph", text=line, html=escape(line, quote=False)) for line in kept), ()
    tree = parse_html(text)
    if tree is None:
        return (), ()
    blocks = read_fragment(tree, title=title, base=page.url, names=names)
    return blocks, find_figures(tree, base_url=page.url, body=None, title=None, json_ld=())


def _dating(page: RawPage, source: Source | None, *, lang: str | None) -> Dating:
    stamps = []
    if raw := collapse(_text(page, "published")):
        stamps.append(Stamp(raw=raw, place=f"{page.form} published", taken_for="published"))
    if raw := collapse(_text(page, "modified")):
        stamps.append(Stamp(raw=raw, place=f"{page.form} modified", taken_for="modified"))
    zone = source.zone if source and source.zone else zone_of_address(page.url)
    known: ZoneBasis = "register" if source and source.zone else "country" if zone else "none"
    captured = page.fetched if page.fetched_basis == "recorded" else None
    return settle(stamps, zone, captured, lang=lang, zone_from=known)


def _stated_figures(page: RawPage) -> Iterator[Figure]:
    images = page.fields.get("images")
    for image in images if isinstance(images, (tuple, list)) else ():
        if not isinstance(image, Mapping) or not isinstance(image.get("url"), str):
            continue
        caption, found = (
            split_caption(collapse(image["caption"])) if isinstance(image.get("caption"), str) else (None, None)
        )
        credit = (
            parse_credit_line(collapse(image["credit"]), place="label")
            if isinstance(image.get("credit"), str)
            else None
        )
        yield Figure(url=image["url"], caption=caption, credit=credit or found)


def _merged(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Each picture once: what the form says of it wins over what its markup says."""
    seen: set[str] = set()
    for figure in figures:
        if figure.url is None or figure.url not in seen:
            seen.add(figure.url or "")
            yield figure


def _text(page: RawPage, key: str) -> str:
    value = page.fields.get(key)
    return value if isinstance(value, str) else ""


def _names(page: RawPage, key: str) -> list[str]:
    value = page.fields.get(key)
    return [name for name in value if isinstance(name, str)][:_MAX_NAMES] if isinstance(value, (tuple, list)) else []


def _plain(markup: str) -> str:
    """A summary without the markup that feeds put into it."""
    if "<" not in markup:
        return collapse(markup)
    tree = parse_html(markup)
    return collapse(" ".join(tree.itertext())) if tree is not None else ""
