"""An HTML page becomes an article."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import html as lxml_html

from newsdigest.errors import PageError
from newsdigest.ingest.extract.authors import author_agency, clean_authors, find_authors, find_bylines
from newsdigest.ingest.extract.body import Body, find_body, read_fragment
from newsdigest.ingest.extract.country_zone import zone_of_address
from newsdigest.ingest.extract.date_places import find_stamps
from newsdigest.ingest.extract.dateline import find_dateline
from newsdigest.ingest.extract.dates import settle
from newsdigest.ingest.extract.embedded import article_body, embedded_markup
from newsdigest.ingest.extract.figures import find_figures, without_captions
from newsdigest.ingest.extract.json_ld import strings
from newsdigest.ingest.extract.language import language_of
from newsdigest.ingest.extract.metadata import Head, read_head
from newsdigest.ingest.extract.parse import parse_html
from newsdigest.ingest.extract.sign_off import signed
from newsdigest.ingest.extract.sites import NOTHING, SiteReading, layout_for, read_with_layout
from newsdigest.ingest.extract.text_dump import extract_aggregated_html
from newsdigest.ingest.extract.title import Title, find_title
from newsdigest.models import Article, Dating, Figure, RawPage, Stamp, ZoneBasis
from newsdigest.registers import Registers, Source

_FULLER = 1.6  # how many times the page's own text JSON-LD must give before it is preferred


def extract_html(page: RawPage, text: str, registers: Registers) -> Article:
    """
    Read an HTML page.

    Args:
        page: The page as captured.
        text: Its decoded bytes.
        registers: For what is known of its source.

    Raises:
        PageError: there is no element, no title or no text in it.
    """
    where = page.url or page.seed
    tree = parse_html(text)
    if tree is None:
        raise PageError(f"{where}: no HTML element in it; remove the seed or capture the page again")
    if (aggregated := extract_aggregated_html(tree, text, page, registers)) is not None:
        return aggregated
    head = read_head(tree, page.url)
    source = registers.sources.source_for_url(head.url) or registers.sources.source_named(head.first("og:site_name"))
    ruled = _ruled(text, head, source, page)
    title = Title(text=ruled.title, place="layout of the source") if ruled.title else find_title(tree, head)
    if title is None:
        raise PageError(f"{where}: no title; add a title selector to the source's layout")
    authors = clean_authors(ruled.bylines) or find_authors(tree, head, title.text)
    body = _body(tree, head, title, authors, ruled)
    if not body.blocks:
        raise PageError(f"{where}: no article text; add a body selector to the source's layout")
    claimed = head.lang or (source.language if source else None)
    lang = language_of("\n".join((title.text, *(block.text for block in body.blocks))), claimed)
    figures = ruled.figures or _figures(tree, head, body, title.text, page)
    blocks, agency = signed(without_captions(body.blocks, figures))
    dateline = find_dateline(tuple(block.text for block in blocks if block.kind == "paragraph"))
    return Article(
        title=title.text,
        lang=lang,
        dating=_dating(_stamps(tree, head, ruled, lang, title.text), head, source, page, lang=lang),
        source=source.id if source else _outlet(head),
        source_url=head.url,
        authors=authors,
        bylines=find_bylines(tree, head, authors, title.text),
        agency=agency or (dateline.agency if dateline else None) or author_agency(head),
        dateline=dateline.place if dateline else None,
        lede=ruled.lede or body.lede or next((block.text for block in blocks if block.kind == "paragraph"), None),
        body=blocks,
        figures=figures,
        related=body.related,
        notes={"title": title.place, "body": body.place},
        doubts=(*_doubts(head, lang), *(f"{name}: the source's layout selects nothing" for name in ruled.missed)),
    )


def _ruled(text: str, head: Head, source: Source | None, page: RawPage) -> SiteReading:
    """What the source's layout selects; nothing where it has none for the page."""
    layout = layout_for(source, page.fetched if page.fetched_basis == "recorded" else None)
    if layout is None or source is None:
        return NOTHING
    return read_with_layout(text, layout, base=head.base, source=source.id)


def _stamps(
    tree: lxml_html.HtmlElement, head: Head, ruled: SiteReading, lang: str | None, title: str
) -> tuple[Stamp, ...]:
    found = find_stamps(tree, head, lang=lang, title=title)
    if not ruled.published:
        return found
    return (Stamp(raw=ruled.published, place="layout published", taken_for="published"), *found)


def _body(tree: lxml_html.HtmlElement, head: Head, title: Title, authors: Sequence[str], ruled: SiteReading) -> Body:
    """The body by the source's layout, else by the page's elements; where they hold little, from its data."""
    if ruled.body and (selected := parse_html(ruled.body)) is not None:
        blocks = read_fragment(selected, title=title.text, base=head.base, names=authors)
        if blocks:
            return Body(blocks=blocks, place="layout of the source")

    def read(root: lxml_html.HtmlElement) -> Body:
        return find_body(root, title=title.text, base=head.base, descriptions=_descriptions(head), names=authors)

    shown = read(tree)
    stated = article_body(head)
    if stated is not None and _length(shown) * _FULLER < len(stated.text_content()):
        fuller = read(stated)
        if _length(fuller) > _length(shown) * _FULLER:
            return replace(fuller, lede=shown.lede, container=shown.container, place="json-ld articleBody")
    if not shown.blocks and (markup := embedded_markup(tree)) is not None:
        return replace(read(markup), markup=markup, place="markup in a script's data")
    return shown


def _figures(tree: lxml_html.HtmlElement, head: Head, body: Body, title: str, page: RawPage) -> tuple[Figure, ...]:
    """The pictures beside the text; where a script carries the text and none beside it, those of the page."""
    for root in (body.markup, tree):
        if root is None:
            continue
        holder = body.container if root is body.markup or body.markup is None else None  # it stands in one of the two
        found = find_figures(
            root, base_url=head.base, body=holder, title=title, json_ld=head.nodes, pictures=page.pictures
        )
        if found:
            return found
    return ()


def _length(body: Body) -> int:
    return sum(len(block.text) for block in body.blocks)


def _dating(stamps: Sequence[Stamp], head: Head, source: Source | None, page: RawPage, *, lang: str | None) -> Dating:
    zone, basis = (source.zone, "register") if source and source.zone else (zone_of_address(head.url), "country")
    known: ZoneBasis = "none" if zone is None else "register" if basis == "register" else "country"
    # The page's claim may name a country, which settles the order of day and month; the text only the language.
    tag = head.lang if head.lang and lang and head.lang.lower().startswith(lang[:2].lower()) else lang
    # A file's own time may be that of any copy: only a recorded capture bounds what can have been published.
    captured = page.fetched if page.fetched_basis == "recorded" else None
    return settle(stamps, zone, captured, lang=tag, zone_from=known)


def _outlet(head: Head) -> str | None:
    """The publisher as the page prints it, for sources the register does not have; its host where it prints none."""
    names = [*strings(head.article.get("publisher"))[:1], *head.metas.get("og:site_name", ())[:1]]
    names += head.metas.get("application-name", ())[:1]
    named = next((name for name in names if "://" not in name), None)
    if named or not head.url:
        return named
    try:
        return (urlsplit(head.url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _doubts(head: Head, lang: str | None) -> tuple[str, ...]:
    claimed = (head.lang or "").replace("_", "-").split("-")[0].lower()
    if claimed and lang and len(claimed) in {2, 3} and claimed != lang.split("-")[0]:
        return (f"language: the page claims {claimed}, the text reads as {lang}",)
    return ()


def _descriptions(head: Head) -> tuple[str, ...]:
    stated = [head.first(name) for name in ("og:description", "description", "twitter:description")]
    return tuple(text for text in (*stated, *strings(head.article.get("description"))) if text)
