"""
Pelican plugin: the text-only edition of the newest days, every page at most 14 kB.

14 kB is what a server may send before it waits for the reader's first answer. Posts that are longer go over several
pages. Older days are left to the ordinary pages: those carry no script and no font either.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.feeds import make_entry
from newsdigest.publish.links import link_pages
from newsdigest.publish.markdown import to_html
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.rights import visible
from newsdigest.publish.split import split_html

FOLDER = "lite"
BODY_BYTES = 9_000  # of 14 kB; the rest is for headline, notice, credits and links
LISTED = 40  # headlines a list; each takes 200 to 300 bytes


def plan(edition: Edition) -> Iterator[Output]:
    """The front, the days and their posts."""
    days = list(edition.corpus.by_day.items())[: edition.settings.edition_days]
    listed = tuple((day, len(cards)) for day, cards in days)
    yield Output(
        path=f"{FOLDER}/index.html",
        shows=tuple((day.isoformat(), count) for day, count in listed),
        template="lite/front.html",
        make=lambda: {"days": listed},
    )
    for day, cards in days:
        pages = [cards[start : start + LISTED] for start in range(0, len(cards), LISTED)]
        for number, page in enumerate(pages, start=1):
            yield Output(
                path=day_path(day.isoformat(), number),
                shows=(day.isoformat(), number, len(pages), tuple(card.shown for card in page)),
                template="lite/day.html",
                make=partial(day_context, day.isoformat(), page, number, len(pages)),
            )
        for card in cards:
            yield from post_pages(card, edition)


def day_context(day: str, page: tuple[Card, ...], number: int, pages: int) -> Mapping[str, Any]:
    """One list of a day's headlines."""
    return {"day": day, "cards": page, "links": page_links([day_path(day, n) for n in range(1, pages + 1)], number)}


def post_pages(card: Card, edition: Edition) -> Iterator[Output]:
    """A post on as many pages as its length asks for."""
    pages = len(parts_of(card, edition))
    paths = [post_path(card, number) for number in range(1, pages + 1)]
    for number, path in enumerate(paths, start=1):
        yield Output(
            path=path,
            shows=(card.shown, number, pages),
            template="lite/post.html",
            make=partial(post_context, card, edition, page_links(paths, number), number),
        )


def parts_of(card: Card, edition: Edition) -> list[str]:
    """What may be shown of a post's text, as HTML, cut where a page is full; one empty part where nothing may."""
    shown = visible(edition.read(card), card, edition.settings)
    way = partial(addresses.relative, from_page=post_path(card, 1))  # to the whole site, which has every post
    return split_html(link_pages(to_html(shown.body), file=card.file, way=way), BODY_BYTES) or [""]


def post_context(card: Card, edition: Edition, links: Mapping[str, str | None], number: int) -> Mapping[str, Any]:
    """One page of a post."""
    post = edition.read(card)
    shown = visible(post, card, edition.settings)
    entry = make_entry(card, post, shown, address=card.path, sources=edition.registers.sources)
    parts = parts_of(card, edition)
    return {"entry": entry, "body": parts[number - 1], "links": links, "last": number == len(parts)}


def page_links(paths: list[str], number: int) -> Mapping[str, str | None]:
    """Where the pages before and after the `number`-th are."""
    return {
        "previous": paths[number - 2] if number > 1 else None,
        "next": paths[number] if number < len(paths) else None,
    }


def post_path(card: Card, number: int) -> str:
    """A post's page in this edition."""
    stem = f"{FOLDER}/{card.path.removesuffix('.html')}"
    return f"{stem}.html" if number == 1 else f"{stem}-{number}.html"


def day_path(day: str, number: int) -> str:
    """A day's list: "lite/2022-01-11.html", "lite/2022-01-11-2.html"."""
    return f"{FOLDER}/{day}.html" if number == 1 else f"{FOLDER}/{day}-{number}.html"


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
