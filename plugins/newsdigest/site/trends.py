"""Pelican plugin: what the last 24 hours of the edition were about, beside the 24 hours before."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.stories import clusters, spread

DAY = dt.timedelta(hours=24)
ROWS = 12  # of a table
STORIES = 8
_SCAN = 5000  # cards looked at; two days of news are far fewer

Row = tuple[str, int, int]  # what, reports in the last 24 hours, in the 24 hours before


def plan(edition: Edition) -> Iterator[Output]:
    """One page."""
    posts = edition.corpus.posts[:_SCAN]
    cutoff = posts[0].date if posts else None
    last = [card for card in posts if cutoff and cutoff - card.date < DAY]
    former = [card for card in posts if cutoff and DAY <= cutoff - card.date < 2 * DAY]
    tables = {
        "regions": _regions(last, former, edition),
        "topics": compare(last, former, lambda card: card.topics),
        "sources": compare(last, former, lambda card: (card.source,) if card.source else ()),
        "languages": compare(last, former, lambda card: (card.lang.partition("-")[0],)),
    }
    most = most_reported(last)
    names = {card.source: card.source_name or card.source for card in last + former if card.source}

    def context(_: str) -> Mapping[str, Any]:
        return {
            **tables, "cutoff": cutoff, "names": names,
            "most": [(story[0], story[0].story, spread(story)) for story in most],
        }  # fmt: skip

    yield from edition.in_each_language(
        addresses.TRENDS,
        "trends.html",
        shows=(
            "trends",
            str(cutoff),
            repr(tables),
            tuple(sorted(names.items())),
            tuple(tuple(card.shown for card in story) for story in most),
        ),
        context=context,
    )


def compare(last: Iterable[Card], former: Iterable[Card], keys: Callable[[Card], Iterable[str]]) -> tuple[Row, ...]:
    """Count what reports are about now and before; the most now come first."""
    now = Counter(key for card in last for key in keys(card))
    before = Counter(key for card in former for key in keys(card))
    rows = [(key, now[key], before[key]) for key in now | before]
    return tuple(sorted(rows, key=lambda row: (-row[1], -row[2], row[0]))[:ROWS])


def _regions(last: Sequence[Card], former: Sequence[Card], edition: Edition) -> tuple[Row, ...]:
    counted = {key: (now, before) for key, now, before in compare(last, former, lambda card: card.regions)}
    return tuple((code, *counted[code]) for code, _ in edition.regions_in_order(dict.fromkeys(counted, 0)))


def most_reported(cards: Sequence[Card]) -> tuple[tuple[Card, ...], ...]:
    """The stories with the most independent reports, those with one report left out."""
    found = [story for story in clusters(cards) if len(story) > 1]
    found.sort(key=lambda story: (spread(story).independent, spread(story).outlets), reverse=True)
    return tuple(found[:STORIES])


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
