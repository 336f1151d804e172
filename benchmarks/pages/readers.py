"""The readers that are compared: each turns a saved page into a prediction, or into None where it fails."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import trafilatura
from lxml import html as lxml_html

from benchmarks.pages.gold import GoldPage, Prediction
from newsdigest.errors import PageError
from newsdigest.ingest.compose import compose_post
from newsdigest.ingest.extract import extract_article
from newsdigest.ingest.record import record
from newsdigest.ingest.tagging import tag_article
from newsdigest.models import RawPage
from newsdigest.post import render_post
from newsdigest.registers import Registers, load_registers

Reader = Callable[[GoldPage], Prediction | None]


@cache
def _registers() -> Registers:
    return load_registers(Path("content"))


def read_ours(page: GoldPage) -> Prediction | None:
    """The whole ingest of a page, regions and Markdown included."""
    raw = RawPage(
        data=page.data, form="html", seed=page.file, url=page.url, fetched=page.captured, fetched_basis="recorded"
    )
    try:
        article = extract_article(raw, _registers())
        regions = tag_article(article, _registers())
        render_post(compose_post(article, raw, _registers(), regions))
        read = record(article, raw, _registers(), regions, file=page.file)
        # The gold's authors are all that the byline names, desks and agencies too; ours are people.
        return {**read, "authors": read["bylines"]}
    except PageError:
        return None


def read_bare_trafilatura(page: GoldPage) -> Prediction | None:
    """`trafilatura.extract` with nothing asked for but the text: the measure of speed."""
    text = trafilatura.extract(page.data, url=page.url)
    return {"file": page.file, "body_text": text} if text else None


def read_trafilatura(page: GoldPage) -> Prediction | None:
    """Text and metadata by trafilatura."""
    found = trafilatura.bare_extraction(page.data, url=page.url, with_metadata=True, include_comments=False)
    if found is None:
        return None
    return {
        "file": page.file,
        "title": found.title,
        "published": found.date,
        "authors": [name.strip() for name in (found.author or "").split(";") if name.strip()],
        "source": found.sitename,
        "body_text": found.text,
    }


def read_newspaper(page: GoldPage) -> Prediction | None:
    """Text and metadata by newspaper4k."""
    import newspaper  # noqa: PLC0415 - of the bench extra, absent where only the gate runs

    def parsed(**language: str) -> newspaper.Article:
        article = newspaper.Article(page.url or "https://page.example/", fetch_images=False, **language)
        article.download(input_html=page.data.decode("utf-8", "replace"))
        article.parse()
        return article

    try:
        try:
            article = parsed()
        except LookupError:  # the page's language needs NLTK data that are not installed
            article = parsed(language="en")
    except newspaper.ArticleException:
        return None
    return {
        "file": page.file,
        "title": article.title,
        "published": article.publish_date.isoformat() if article.publish_date else None,
        "authors": article.authors,
        "body_text": article.text,
        "images": [{"url": article.top_image}] if article.top_image else [],
    }


def read_readability(page: GoldPage) -> Prediction | None:
    """Title and text by readability-lxml."""
    from readability import Document  # noqa: PLC0415 - of the bench extra
    from readability.readability import Unparseable  # noqa: PLC0415

    document = Document(page.data.decode("utf-8", "replace"))
    try:
        tree = lxml_html.fromstring(document.summary())
    except (Unparseable, ValueError):
        return None
    lines = [
        " ".join(element.text_content().split()) for element in tree.iter("p", "h2", "h3", "h4", "li", "blockquote")
    ]
    return {"file": page.file, "title": document.short_title(), "paragraphs": [line for line in lines if line]}


READERS: Mapping[str, Reader] = {
    "newsdigest": read_ours,
    "trafilatura": read_trafilatura,
    "trafilatura, bare": read_bare_trafilatura,
    "newspaper4k": read_newspaper,
    "readability": read_readability,
}
GATED = ("newsdigest", "trafilatura, bare")
