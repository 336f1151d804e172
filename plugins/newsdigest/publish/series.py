"""A feed of reports cut at fixed dates, so that old pages stay as they are."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from newsdigest.publish.charts import Chart, monthly
from newsdigest.publish.corpus import Card
from newsdigest.publish.outputs import Output, Plain

A_PAGE = 80  # reports; a line is 70 to 110 bytes compressed, a page at most 10 kB
_THIRDS = (1, 11, 21)  # days on which the parts of a full month begin
_WITHIN = (range(1, 32, 5), range(1, 32))  # and those of a full third: pages of few reports weigh more than their lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some days of a full month."""

    first: dt.date
    last: dt.date
    path: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of a region or a source."""

    year: int
    number: int
    path: str
    cards: tuple[Card, ...]
    parts: tuple[Part, ...]  # empty where one page holds the month

    @property
    def row(self) -> tuple[int, int, str, int]:
        """What a list of months shows: year, month, path, count."""
        return (self.year, self.number, self.path, len(self.cards))


def by_month(cards: Iterable[Card], address: Callable[[int, int], str]) -> tuple[Month, ...]:
    """Cut cards, newest first, into months, the last first; `address` gives a month's path, which ends in ".html"."""
    groups: dict[tuple[int, int], list[Card]] = {}
    for card in cards:
        groups.setdefault((card.day.year, card.day.month), []).append(card)
    return tuple(_month(year, number, address(year, number), group) for (year, number), group in groups.items())


def _month(year: int, number: int, path: str, cards: Sequence[Card]) -> Month:
    parts = tuple(_parts(cards, path)) if len(cards) > A_PAGE else ()
    return Month(year=year, number=number, path=path, cards=tuple(cards), parts=parts)


def _parts(cards: Sequence[Card], path: str) -> Iterator[Part]:
    """Cut a full month into thirds, a full third into five days each or else days; what has no news is left out."""
    for third in cut_at(cards, lambda card: card.day.day, (_THIRDS,), A_PAGE):
        if len(third.cards) <= A_PAGE:
            yield _part(third.cards, path, third.first)
        else:
            for piece in cut_at(third.cards, lambda card: card.day.day, _WITHIN, A_PAGE):
                yield _part(piece.cards, path, piece.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Neighbours of a list that was cut at fixed places."""

    first: int  # the place at which it begins
    end: int | None  # the place at which the next would begin; None: it is the last
    whole: bool  # nothing was cut
    cards: Sequence[Card]


def cut_at(
    cards: Sequence[Card], place: Callable[[Card], int], steps: Sequence[Sequence[int]], at_most: int
) -> list[Piece]:
    """
    Cut a list at fixed places, so that what is added later moves nothing from one piece to another.

    Args:
        cards: In the order in which they are kept.
        place: Where a card stands: a day of the month, an hour.
        steps: Places at which pieces may begin, the coarsest first, each ascending; the first one that leaves no piece
            over `at_most` is taken, else the last.
        at_most: Cards.

    Returns:
        The pieces that hold any cards, in the order of their first cards.
    """
    for starts in steps:
        pieces: dict[int, list[Card]] = {}
        for card in cards:
            at = place(card)
            pieces.setdefault(max(start for start in starts if start <= at), []).append(card)
        if all(len(piece) <= at_most for piece in pieces.values()):
            break
    ends = dict(pairwise(starts))
    whole = len(starts) == 1
    return [Piece(first=at, end=ends.get(at), whole=whole, cards=piece) for at, piece in pieces.items()]


def _part(cards: Sequence[Card], path: str, named: int) -> Part:
    """A part with its own page, called after the day on which it begins."""
    return Part(
        first=cards[-1].day,
        last=cards[0].day,
        path=f"{path.removesuffix('.html')}-{named:02}.html",
        cards=tuple(cards),
    )


def listings(months: Iterable[Month], context: Mapping[str, Any]) -> Iterator[Output]:
    """
    A page for every month and for every part of a full one, in the site's own language.

    Args:
        months: Of one region or source.
        context: What the pages say besides their reports, as plain values: name, region, source.
    """
    same = tuple(sorted((key, value) for key, value in context.items()))
    for month in months:
        parts = tuple((part.first, part.last, part.path, len(part.cards)) for part in month.parts)
        cards = () if month.parts else month.cards
        yield _listing(month.path, same, cards, {**context, "month": (month.year, month.number), "parts": parts})
        for part in month.parts:
            yield _listing(part.path, same, part.cards, {**context, "days": (part.first, part.last)})


def _listing(path: str, same: Plain, cards: Sequence[Card], context: Mapping[str, Any]) -> Output:
    whole = {"month": None, "days": None, "parts": (), "older": 0, **context, "cards": cards}
    return Output(
        path=path,
        shows=("listing", same, repr((whole["month"], whole["days"], whole["parts"])), tuple(c.shown for c in cards)),
        template="listing.html",
        make=lambda: whole,
    )


def coverage(months: Sequence[Month]) -> Chart:
    """Reports a month, up to the last month with news."""
    return monthly({(month.year, month.number): len(month.cards) for month in months}, months[0].cards[0].day)
