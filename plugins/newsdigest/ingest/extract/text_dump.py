"""A plain-text dump, or the HTML of a page built of the same blocks, becomes an article."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from newsdigest.errors import PageError
from newsdigest.ingest.capture.charset import decode
from newsdigest.ingest.extract.agencies import find_sign_off
from newsdigest.ingest.extract.authors import clean_authors
from newsdigest.ingest.extract.dateline import find_dateline
from newsdigest.ingest.extract.dump.blobs import find_blobs
from newsdigest.ingest.extract.dump.body import Reading, is_label, read_body
from newsdigest.ingest.extract.dump.dating import date_dump
from newsdigest.ingest.extract.dump.ending import find_end
from newsdigest.ingest.extract.dump.lines import Line, lines_of_text, lines_of_tree
from newsdigest.ingest.extract.dump.origin import Origin, find_origin, find_site
from newsdigest.ingest.extract.dump.source_line import source_named
from newsdigest.ingest.extract.dump.title import find_headline
from newsdigest.ingest.extract.figures import find_figures
from newsdigest.ingest.extract.language import language_of
from newsdigest.models import Article, Block, Figure, RawPage
from newsdigest.registers import Registers

_SITE_LINES = 12  # the name of a site stands among the first lines of its page


def extract_text_dump(page: RawPage, registers: Registers) -> Article:
    """
    Read a page that is lines of text without markup.

    Args:
        page: The page as captured.
        registers: For what is known of its source and of the aggregator it came through.

    Raises:
        PageError: no headline or no text in it, or bytes that no charset makes a text of.
    """
    decoded = decode(page.data, page.charset, is_html=False)
    article = extract_lines(lines_of_text(decoded.text), page, registers)
    return replace(article, doubts=(*decoded.doubts, *article.doubts))


def extract_lines(lines: Sequence[Line], page: RawPage, registers: Registers) -> Article:
    """
    Read an article from the lines of a page, wherever they come from.

    Args:
        lines: The page's blocks of text in order, as `lines_of_text` or `lines_of_tree` give them.
        page: Where and when it was captured.
        registers: For its source.

    Raises:
        PageError: no headline, or no text below it.
    """
    where = page.url or page.seed
    if not lines:
        raise PageError(f"{where}: no text in it; capture the page again")
    claimed = language_of("\n".join(line.text for line in lines[:400] if line.is_prose))
    headline = find_headline(
        lines,
        is_label=lambda text: is_label(text, lang=claimed),
        is_site=lambda text: registers.sources.source_named(text) is not None,
        where=where,
    )
    stop = find_end(lines, headline.at, is_source=lambda text: source_named(text) is not None)
    blobs = find_blobs(lines, headline.at + 1, stop)
    reading = read_body(lines, headline.at + 1, stop, title=headline.text, skip=blobs, lang=claimed)
    blocks, agency = _signed(reading.blocks)
    if not any(block.kind == "paragraph" for block in blocks):
        raise PageError(f"{where}: no article text below the headline; capture the page again")
    lang = language_of("\n".join((headline.text, *(block.text for block in blocks))), claimed)
    origin = find_origin(
        page.url,
        find_site(lines, headline.at, stop, registers),
        _source_name(reading, lines, stop),
        registers,
        lang=lang,
    )
    dateline = find_dateline(tuple(block.text for block in blocks if block.kind == "paragraph"))
    dating, doubts = date_dump(
        lines, reading.stamps, titles=headline.places, at=headline.at, stop=stop, origin=origin, page=page, lang=lang
    )
    return Article(
        title=headline.text,
        lang=lang,
        dating=dating,
        source=origin.source,
        source_url=origin.source_url,
        via=origin.via,
        via_url=origin.via_url,
        translated_from=origin.translated_from,
        translated_by=origin.via if origin.translated_from else None,
        authors=clean_authors(reading.bylines),
        agency=agency or (dateline.agency if dateline else None),
        dateline=dateline.place if dateline else None,
        lede=next(block.text for block in blocks if block.kind == "paragraph"),
        body=blocks,
        figures=tuple(reading.figures),
        related=tuple(dict.fromkeys(reading.related)),
        notes=_notes(reading, origin, headline.at, agency),
        doubts=(*origin.doubts, *doubts),
    )


def extract_aggregated_html(tree: Any, text: str, page: RawPage, registers: Registers) -> Article | None:
    """
    Read the HTML of an aggregator's page by the same rules as its plain text.

    Args:
        tree: The parsed page, an lxml element.
        text: Its decoded source, in which the names of aggregators are looked for first, as that is cheap.
        page: Where and when it was captured.
        registers: The source register, which says who is an aggregator.

    Returns:
        None where the page is no aggregator's.

    Raises:
        PageError: it is one, but has no headline or no text.
    """
    address = registers.sources.source_for_url(page.url)
    if address is not None and address.kind != "aggregator":
        return None
    named = any(
        name in text
        for source in registers.sources.by_id.values()
        if source.kind == "aggregator"
        for name in (source.name, *source.names)
    )
    if address is None and not named:
        return None
    lines = lines_of_tree(tree)
    site = address or find_site(lines, _SITE_LINES, len(lines), registers)
    if site is None or site.kind != "aggregator":
        return None
    article = extract_lines(lines, page, registers)
    return replace(article, figures=_with_addresses(article.figures, tree, page)) if article.figures else article


def _with_addresses(figures: Sequence[Figure], tree: Any, page: RawPage) -> tuple[Figure, ...]:
    """Give the figures that the lines tell of the pictures that stand beside the same captions in the HTML."""
    shown = find_figures(tree, base_url=page.url, body=None, title=None, json_ld=(), pictures=page.pictures)
    return tuple(
        next(
            (
                replace(figure, url=other.url, alt=other.alt, width_px=other.width_px, height_px=other.height_px)
                for other in shown
                if other.url and figure.caption and figure.caption in (other.caption or other.alt or "")
            ),
            figure,
        )
        for figure in figures
    )


def _signed(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], str | None]:
    """Take the agency's sign-off from the last paragraph."""
    if not blocks or blocks[-1].kind != "paragraph":
        return tuple(blocks), None
    signed = find_sign_off(blocks[-1].text)
    if not signed:
        return tuple(blocks), None
    rest, agency = signed
    if not rest:
        return tuple(blocks[:-1]), agency
    html = blocks[-1].html[: len(blocks[-1].html) - (len(blocks[-1].text) - len(rest))].rstrip()
    return (*blocks[:-1], replace(blocks[-1], text=rest, html=html)), agency


def _source_name(reading: Reading, lines: Sequence[Line], stop: int) -> str | None:
    """What the source line says: below the article, else inside it."""
    return next((name for line in lines[stop : stop + 12] if (name := source_named(line.text))), reading.source)


def _notes(reading: Reading, origin: Origin, at: int, agency: str | None) -> dict[str, str]:
    notes = {"title": f"line {at + 1}, as repeated at the head of the text"}
    notes |= origin.notes
    if agency:
        notes["agency"] = "sign-off of the last paragraph"
    if reading.figures:
        notes["figures"] = "caption and credit lines in the text"
    return notes
