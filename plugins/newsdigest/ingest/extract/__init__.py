"""From a captured page to the article its authors wrote."""

from newsdigest.ingest.capture.charset import decode
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
    if not page.is_html:
        return extract_text_dump(page, registers)
    return extract_html(page, decode(page.data, page.charset, is_html=True).text, registers)
