"""Parsing of HTML, in one place so that every page is parsed alike."""

from lxml import etree
from lxml import html as lxml_html


def parse_html(text: str) -> lxml_html.HtmlElement | None:
    """Parse a page; None where there is no element in it. Comments and processing instructions are left out."""
    # A parser each: lxml's parsers keep state that hostile input could carry over.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return tree if isinstance(tree, lxml_html.HtmlElement) else None
