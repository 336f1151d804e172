"""Pelican plugin: a page for every source, what it gave by month, and the register of them all."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card, Corpus
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.series import Month, by_month, coverage, listings
from newsdigest.registers.sources import Source

LATEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A source with what it gave."""

    key: str  # register id, or the name as printed
    name: str
    register: Source | None  # None: in no register
    cards: tuple[Card, ...]

    @property
    def row(self) -> Mapping[str, Any]:
        """What the list of sources shows."""
        known = self.register
        return {
            "key": self.key,
            "name": self.name,
            "country": known.country if known else None,
            "language": (known.language if known else None) or self.cards[0].source_lang or self.cards[0].lang,
            "count": len(self.cards),
        }


def plan(edition: Edition) -> Iterator[Output]:
    """Every source of a post."""
    entries = find_sources(edition.corpus, edition)
    rows = [entry.row for entry in entries]
    yield from edition.in_each_language(
        addresses.SOURCES, "sources.html", shows=("sources", repr(rows)), context=lambda _: {"sources": rows}
    )
    for entry in entries:
        months = by_month(entry.cards, partial(addresses.source_month, entry.key))
        latest = entry.cards[:LATEST]
        regions = edition.regions_in_order(Counter(code for card in entry.cards for code in card.regions))
        yield from edition.in_each_language(
            addresses.source(entry.key),
            "source.html",
            shows=(
                "source",
                repr(entry.register),
                tuple(card.shown for card in latest),
                tuple(month.row for month in months),
                regions,
            ),
            context=partial(_source_context, entry, latest, months, regions, edition),
        )
        yield from listings(months, {"name": entry.name, "region": None, "source": entry.key})


def find_sources(corpus: Corpus, edition: Edition) -> list[Entry]:
    """All sources by name; spellings that would share a page are one source."""
    groups: dict[str, tuple[str, list[Card]]] = {}
    for key, cards in corpus.by_source.items():
        groups.setdefault(addresses.source(key), (key, []))[1].extend(cards)
    found = []
    for key, group in groups.values():
        known = edition.registers.sources.by_id.get(key)
        ordered = tuple(sorted(group, key=lambda card: card.date, reverse=True))
        found.append(Entry(key=key, name=known.name if known else key, register=known, cards=ordered))
    return sorted(found, key=lambda entry: entry.name.casefold())


def _source_context(
    entry: Entry, latest: Sequence[Card], months: Sequence[Month], regions: Any, edition: Edition, _: str
) -> Mapping[str, Any]:
    known = entry.register
    return {
        "name": entry.name,
        "key": entry.key,
        "source": known,
        "count": len(entry.cards),
        "latest": latest,
        "months": [month.row for month in months],
        "coverage": coverage(months),
        "regions": regions,
        "rights": (known.rights if known else None) or edition.settings.rights,
    }


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
