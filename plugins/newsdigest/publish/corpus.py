"""
All posts of the site as light records, newest first, and the groups that lists are made of.

A `Card` is what any list may show of a post, as plain values; the body stays on disk until the post's own page is
made. Groups are built once, each in one pass: nothing filters all posts for every page.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from newsdigest.publish.outputs import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What lists show of a post."""

    path: str  # of its page, below output/
    file: str  # below content/posts
    fingerprint: str  # of the post's file and of all that its source's register entry adds
    id: str
    title: str
    lede: str | None  # as far as it may be shown
    date: dt.datetime  # with its own zone
    day: dt.date  # in the site's zone
    lang: str
    rtl: bool
    regions: tuple[str, ...]
    regions_mentioned: tuple[str, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]
    story: str | None
    source: str | None  # register id, or the name as printed
    source_name: str | None
    source_lang: str | None
    agency: str | None
    via_name: str | None
    translated_from: str | None
    translation_status: str
    rights: str  # what holds, after source and site defaults
    image_rights: str  # of its source's pictures, where the picture itself says nothing
    images: tuple[str, ...]  # files below content/images of the pictures that may be shown
    corrected: dt.date | None
    withdrawn: bool
    licence: str | None = None  # address of the licence that its text stands under
    digest: str = ""  # of the post file's bytes
    text_of: str | None = None  # whose text it is, where the post itself does not say

    @property
    def has_time(self) -> bool:
        """False: only the day is known, and `date` is its midnight."""
        return self.date.time() != dt.time()

    @property
    def shown(self) -> Plain:
        """What a list that shows this card depends on."""
        return (self.path, self.fingerprint)


_FIELDS = tuple(field.name for field in fields(Card))
_VALUES = attrgetter(*_FIELDS)
_DATE, _DAY, _CORRECTED = (_FIELDS.index(name) for name in ("date", "day", "corrected"))


def plain_of_card(card: Card) -> tuple[Any, ...]:
    """Give a card as plain data that any store can hold."""
    values = list(_VALUES(card))
    values[_DATE] = card.date.isoformat()
    values[_DAY] = card.day.isoformat()
    values[_CORRECTED] = card.corrected and card.corrected.isoformat()
    return tuple(values)


def card_of_plain(values: Iterable[Any]) -> Card:
    """Undo `plain_of_card`."""
    named = dict(zip(_FIELDS, values, strict=True))
    named["date"] = dt.datetime.fromisoformat(named["date"])
    named["day"] = dt.date.fromisoformat(named["day"])
    named["corrected"] = named["corrected"] and dt.date.fromisoformat(named["corrected"])
    return Card(**named)


@dataclass(frozen=True)
class Corpus:
    """Every post, newest first; groups map a key to its cards, newest first."""

    posts: tuple[Card, ...]  # listed ones: without the withdrawn
    withdrawn: tuple[Card, ...]

    @cached_property
    def by_day(self) -> Mapping[dt.date, tuple[Card, ...]]:
        """Cards by day in the site's zone."""
        return group_cards(self.posts, lambda card: (card.day,))

    @cached_property
    def by_month(self) -> Mapping[tuple[int, int], tuple[Card, ...]]:
        """Cards by (year, month)."""
        return group_cards(self.posts, lambda card: ((card.day.year, card.day.month),))

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Card, ...]]:
        """Cards by year."""
        return group_cards(self.posts, lambda card: (card.day.year,))

    @cached_property
    def by_region(self) -> Mapping[str, tuple[Card, ...]]:
        """Cards by region that they are about."""
        return group_cards(self.posts, lambda card: card.regions)

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Card, ...]]:
        """Cards by source."""
        return group_cards(self.posts, lambda card: (card.source,) if card.source else ())

    @cached_property
    def by_story(self) -> Mapping[str, tuple[Card, ...]]:
        """Cards by story."""
        return group_cards(self.posts, lambda card: (card.story,) if card.story else ())

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Card, ...]]:
        """Cards by topic."""
        return group_cards(self.posts, lambda card: card.topics)

    @cached_property
    def by_language(self) -> Mapping[str, tuple[Card, ...]]:
        """Cards by language of their text."""
        return group_cards(self.posts, lambda card: (card.lang,))

    @property
    def newest(self) -> Card | None:
        """The newest post; its time is the edition's cut-off."""
        return self.posts[0] if self.posts else None


def make_corpus(cards: Iterable[Card]) -> Corpus:
    """Sort cards (newest first, then by path) and set the withdrawn ones apart."""
    ordered = sorted(cards, key=lambda card: card.path)
    ordered.sort(key=lambda card: card.date, reverse=True)
    return Corpus(
        posts=tuple(card for card in ordered if not card.withdrawn),
        withdrawn=tuple(card for card in ordered if card.withdrawn),
    )


def day_of(date: dt.datetime, zone: ZoneInfo) -> dt.date:
    """The day on which a post stands in the archive."""
    return date.astimezone(zone).date()


K = TypeVar("K")


def group_cards(cards: Iterable[Card], keys: Callable[[Card], Iterable[K]]) -> dict[K, tuple[Card, ...]]:
    """Group cards by each of their keys, order kept."""
    groups: dict[K, list[Card]] = {}
    for card in cards:
        for key in dict.fromkeys(keys(card)):
            groups.setdefault(key, []).append(card)
    return {key: tuple(group) for key, group in groups.items()}
