"""An HTML page becomes an article."""

from zoneinfo import ZoneInfo

from lxml import etree
from lxml import html as lxml_html

from newsdigest.errors import PageError
from newsdigest.ingest.extract.agencies import find_sign_off
from newsdigest.ingest.extract.authors import find_authors
from newsdigest.ingest.extract.body import find_body
from newsdigest.ingest.extract.date_places import find_stamps
from newsdigest.ingest.extract.dates import settle
from newsdigest.ingest.extract.json_ld import strings
from newsdigest.ingest.extract.metadata import Head, read_head
from newsdigest.ingest.extract.text_dump import extract_aggregated_html
from newsdigest.ingest.extract.title import find_title
from newsdigest.models import Article, RawPage
from newsdigest.registers import Registers


def parse_html(text: str) -> lxml_html.HtmlElement | None:
    """Parse a page; None where there is no element in it. Comments and processing instructions are left out."""
    # A parser each: lxml's parsers keep state that hostile input could carry over.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return tree if isinstance(tree, lxml_html.HtmlElement) else None


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
    source = registers.sources.source_for_url(head.url)
    title = find_title(tree, head)
    if title is None:
        raise PageError(f"{where}: no title; add a title selector to the source's layout")
    zone: ZoneInfo | None = source.zone if source else None
    dating = settle(find_stamps(tree, head, lang=head.lang), zone, page.fetched, lang=head.lang)
    authors = find_authors(tree, head)
    body = find_body(tree, title=title.text, base=head.url, descriptions=_descriptions(head), names=authors)
    if not body.blocks:
        raise PageError(f"{where}: no article text; add a body selector to the source's layout")
    sign_off = find_sign_off(body.blocks[-1].text)
    return Article(
        title=title.text,
        lang=head.lang,
        dating=dating,
        source=source.id if source else None,
        source_url=head.url,
        authors=authors,
        agency=sign_off[1] if sign_off else None,
        lede=body.lede,
        body=body.blocks,
    )


def _descriptions(head: Head) -> tuple[str, ...]:
    stated = [head.first(name) for name in ("og:description", "description", "twitter:description")]
    return tuple(text for text in (*stated, *strings(head.article.get("description"))) if text)
