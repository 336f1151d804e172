"""Pelican plugin: the digest's own pages, the lists of corrections and of withdrawn posts, and 404."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.markdown import to_html
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.pages import WITH_LISTS, OwnPage, read_pages

Pages = Mapping[str, Mapping[str, OwnPage]]
CORRECTED = 50  # posts on the page of corrections


def plan(edition: Edition) -> Iterator[Output]:
    """Every page below `content/pages`, in every language."""
    pages = read_pages(edition.settings.content / "pages", edition.languages)
    for name, page in pages.items():
        if name not in WITH_LISTS:
            yield from edition.in_each_language(
                addresses.page(name),
                "page.html",
                shows=("page", _fingerprints(page)),
                context=partial(_page_context, page),
            )
    yield from _corrections(edition, pages)
    yield from _withdrawn(edition, pages)
    yield Output(
        path=addresses.NOT_FOUND,
        shows=("404", edition.address),
        template="404.html",
        make=lambda: {"root": absolute_root(edition.address)},
    )


def absolute_root(address: str) -> str:
    """
    The way to the top of the site from an address that nobody knows.

    >>> absolute_root("https://digest.example/news")
    '/news/'
    """
    return urlsplit(address).path.rstrip("/") + "/"


def _page_context(page: Mapping[str, OwnPage], language: str) -> Mapping[str, Any]:
    shown = page[language]
    return {"title": shown.title, "lang": shown.lang, "body": to_html(shown.body)}


def _intro(pages: Pages, name: str, language: str) -> Mapping[str, Any]:
    """The text above a list; empty where there is no such page."""
    if name not in pages:
        return {"title": None, "lang": language, "body": ""}
    return _page_context(pages[name], language)


def _corrections(edition: Edition, pages: Pages) -> Iterator[Output]:
    """What was corrected, the latest first."""
    cards = sorted((card for card in edition.corpus.posts if card.corrected), key=_corrected_on, reverse=True)
    shown = cards[:CORRECTED]

    def context(language: str) -> Mapping[str, Any]:
        rows = [(card, edition.read(card).corrections) for card in shown]
        return {**_intro(pages, "corrections", language), "rows": rows}

    yield from edition.in_each_language(
        addresses.CORRECTIONS,
        "corrections.html",
        shows=("corrections", _fingerprints(pages.get("corrections", {})), tuple(card.shown for card in shown)),
        context=context,
    )


def _corrected_on(card: Card) -> tuple[str, str]:
    return (str(card.corrected), card.path)


def _withdrawn(edition: Edition, pages: Pages) -> Iterator[Output]:
    """What was withdrawn, with day and reason; no word of the posts."""
    cards: Sequence[Card] = edition.corpus.withdrawn

    def context(language: str) -> Mapping[str, Any]:
        rows = [edition.read(card) for card in cards]
        return {**_intro(pages, "withdrawn", language), "rows": rows}

    yield from edition.in_each_language(
        addresses.WITHDRAWN,
        "withdrawn.html",
        shows=("withdrawn", _fingerprints(pages.get("withdrawn", {})), tuple(card.shown for card in cards)),
        context=context,
    )


def _fingerprints(page: Mapping[str, OwnPage]) -> tuple[str, ...]:
    return tuple(shown.fingerprint for shown in page.values())


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
