"""Pelican plugin: a page for every topic, its latest reports, and the list of topics."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output

OF_A_TOPIC = 50  # reports on a topic's page; older ones are in the archive


def plan(edition: Edition) -> Iterator[Output]:
    """Every topic that a post names."""
    topics = find_topics(edition.corpus.by_topic)
    rows = tuple((name, len(cards)) for name, cards in topics)
    yield from edition.in_each_language(
        addresses.TOPICS, "topics.html", shows=("topics", rows), context=lambda _: {"topics": rows}
    )
    for name, cards in topics:
        shown = cards[:OF_A_TOPIC]
        older = len(cards) - len(shown)
        yield Output(
            path=addresses.topic(name),
            shows=("topic", name, older, tuple(card.shown for card in shown)),
            template="listing.html",
            make=partial(_listing, name, shown, older),
        )


def find_topics(groups: Mapping[str, Sequence[Card]]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """All topics by name; spellings that would share a page are one topic."""
    by_path: dict[str, tuple[str, list[Card]]] = {}
    for name, cards in groups.items():
        by_path.setdefault(addresses.topic(name), (name, []))[1].extend(cards)
    found = [(name, tuple(sorted(cards, key=lambda card: card.date, reverse=True))) for name, cards in by_path.values()]
    return tuple(sorted(found, key=lambda topic: topic[0].casefold()))


def _listing(name: str, cards: Sequence[Card], older: int) -> Mapping[str, Any]:
    return {
        "name": name,
        "region": None,
        "source": None,
        "month": None,
        "days": None,
        "parts": (),
        "cards": cards,
        "older": older,
    }


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
