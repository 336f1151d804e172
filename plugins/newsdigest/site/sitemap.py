"""Pelican plugin: the sitemap, a file a year so that old ones stay as they are, and the news sitemap."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output

NEWS_DAYS = 2  # what the news sitemap holds, as search engines ask
NEWS_LIMIT = 1000  # entries, their limit too
ROBOTS = "robots.txt"


def plan(edition: Edition) -> Iterator[Output]:
    """Sitemaps hold absolute addresses: a site without one has none."""
    if not edition.address:
        return
    years = sorted(edition.corpus.by_year, reverse=True)
    for year in years:
        cards = edition.corpus.by_year[year]
        rows = [(edition.canonical(card.path), (card.corrected or card.day).isoformat()) for card in cards]
        yield _urls(f"sitemaps/{year}.xml", rows)
    yield _urls("sitemaps/pages.xml", [(edition.canonical(path), "") for path in _pages(edition)])
    listed = [f"sitemaps/{year}.xml" for year in years] + ["sitemaps/pages.xml", "sitemaps/news.xml"]
    maps = tuple(edition.canonical(path) for path in listed)
    yield Output(path="sitemap.xml", shows=maps, template="sitemaps/index.xml", make=lambda: {"maps": maps})
    yield _news(edition)
    robots = f"User-agent: *\nAllow: /\nSitemap: {edition.canonical('sitemap.xml')}\n".encode()
    yield Output(path=ROBOTS, shows=robots, make=lambda: robots)


def _pages(edition: Edition) -> Iterator[str]:
    """The pages that lead to posts, in every interface language."""
    corpus = edition.corpus
    own = [addresses.FRONT, *(addresses.region(code) for code in sorted(corpus.by_region))]
    for language in edition.languages:
        for path in own:
            yield edition.path(path, language)


def _urls(path: str, rows: list[tuple[str, str]]) -> Output:
    return Output(path=path, shows=tuple(rows), template="sitemaps/urls.xml", make=lambda: {"rows": rows})


def _news(edition: Edition) -> Output:
    """The newest posts, counted back from the newest of all and not from a clock."""
    newest = edition.corpus.newest
    since = newest.date - dt.timedelta(days=NEWS_DAYS) if newest else None
    cards = [card for card in edition.corpus.posts[:NEWS_LIMIT] if since and card.date >= since]

    def context() -> Mapping[str, Any]:
        return {"rows": [(edition.canonical(card.path), card) for card in cards]}

    return Output(
        path="sitemaps/news.xml",
        shows=tuple(card.shown for card in cards),
        template="sitemaps/news.xml",
        make=context,
    )


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
