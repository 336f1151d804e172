"""From a captured page to the article its authors wrote."""

from dataclasses import replace

from newsdigest.ingest.capture.charset import decode
from newsdigest.ingest.extract.fields import extract_fields, has_fields
from newsdigest.ingest.extract.html import extract_html
from newsdigest.ingest.extract.text_dump import extract_text_dump
from newsdigest.models import Article, RawPage
from newsdigest.registers import Registers


def extract_article(page: RawPage, registers: Registers) -> Article:
    """
    Read the article of a page, by the form it was captured in.

    Raises:
        PageError: the page has no article that could become a post.
    """
    if has_fields(page):
        return extract_fields(page, decode(page.data, page.charset, is_html=page.is_html).text, registers)
    if not page.is_html:
        return extract_text_dump(page, registers)
    decoded = decode(page.data, page.charset, is_html=True)
    article = extract_html(page, decoded.text, registers)
    return replace(article, doubts=(*decoded.doubts, *article.doubts))
