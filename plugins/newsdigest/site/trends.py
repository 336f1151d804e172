"""Pelican plugin: what the last 24 hours of the edition were about, beside the week before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.post.places import read_place
from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card, Corpus
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.stories import Spread, clusters, face, spread
from newsdigest.publish.trends import DAY, Row, compare, look_back, words

ROWS = 12  # of a table
REGIONS = 100
STORIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story with several reports in the last 24 hours."""

    cards: tuple[Card, ...]  # all reports, newest first
    latest: int  # reports of the last 24 hours
    new: bool  # no report before

    @property
    def spread(self) -> Spread:
        """How widely it is reported."""
        return spread(self.cards)


def plan(edition: Edition) -> Iterator[Output]:
    """One page."""
    newest = edition.corpus.newest
    span = look_back(edition.corpus.posts)
    known = edition.registers.gazetteer.places

    def places(card: Card) -> Iterator[str]:
        for place in card.places:
            said = read_place(place)
            if said.regions or place.casefold() in known:
                yield said.name if said.regions else known[place.casefold()][0]

    tables = {
        "regions": _in_order(compare(span, lambda card: card.regions, REGIONS, fewest=0), edition),
        "places": compare(span, places, ROWS, fewest=2),
        "topics": compare(span, lambda card: card.topics, ROWS, fewest=2),
        "words": words(span, ROWS),
        "sources": compare(span, lambda card: (card.source,) if card.source else (), ROWS),
        "languages": compare(span, lambda card: (card.lang.partition("-")[0],), ROWS),
    }
    most = most_reported(edition.corpus)
    names = {card.source: card.source_name or card.source for card in (*span.now, *span.before) if card.source}
    yield from edition.in_each_language(
        addresses.TRENDS,
        "trends.html",
        shows=(
            "trends",
            str(newest and newest.date),
            tuple((name, tuple(map(astuple, rows))) for name, rows in tables.items()),
            tuple(sorted(names.items())),
            tuple(tuple(card.shown for card in story.cards) for story in most),
        ),
        context=partial(_context, newest, tables, most, names),
    )


def _context(
    newest: Card | None, tables: Mapping[str, Any], most: Sequence[Story], names: Mapping[str, str], language: str
) -> Mapping[str, Any]:
    return {
        **tables,
        "cutoff": newest and newest.date,
        "edition_day": newest and newest.day,
        "names": names,
        "most": [(face(story.cards, language), story) for story in most],
    }


def _in_order(rows: Iterable[Row], edition: Edition) -> tuple[Row, ...]:
    """Regions in the order of the register."""
    by_code = {row.key: row for row in rows}
    return tuple(by_code[code] for code, _ in edition.regions_in_order(dict.fromkeys(by_code, 0)))


def most_reported(corpus: Corpus) -> tuple[Story, ...]:
    """The stories with most independent reports in the last 24 hours; those with one report are left out."""
    if corpus.newest is None:
        return ()
    since = corpus.newest.date - DAY
    recent = []
    for card in corpus.posts:
        if card.date <= since:
            break
        recent.append(card)
    found = [story for story in clusters(recent) if len(story) > 1 and story[0].story]
    found.sort(key=lambda story: (spread(story).independent, spread(story).outlets), reverse=True)
    return tuple(_story(story, corpus) for story in found[:STORIES])


def _story(latest: Sequence[Card], corpus: Corpus) -> Story:
    cards = corpus.by_story[str(latest[0].story)]
    return Story(cards=cards, latest=len(latest), new=len(cards) == len(latest))


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
