"""From a captured page to the article its authors wrote."""

from newsdigest.ingest.extract.html import extract_html
from newsdigest.models import Article, RawPage
from newsdigest.registers import Registers


def extract_article(page: RawPage, registers: Registers) -> Article:
    """
    Read the article of a page, by the form it was captured in.

    Raises:
        PageError: the page has no article that could become a post.
    """
    return extract_html(page, page.data.decode(page.charset or "utf-8", "replace"), registers)
