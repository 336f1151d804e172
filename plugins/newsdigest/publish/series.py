"""A feed of reports cut at fixed dates, so that old pages stay as they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from newsdigest.publish.charts import Chart, monthly
from newsdigest.publish.corpus import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of a region or a source."""

    year: int
    number: int
    path: str
    cards: tuple[Card, ...]

    @property
    def row(self) -> tuple[int, int, str, int]:
        """What a list of months shows: year, month, path, count."""
        return (self.year, self.number, self.path, len(self.cards))


def by_month(cards: Iterable[Card], address: Callable[[int, int], str]) -> tuple[Month, ...]:
    """Cut cards, newest first, into months, the last first."""
    groups: dict[tuple[int, int], list[Card]] = {}
    for card in cards:
        groups.setdefault((card.day.year, card.day.month), []).append(card)
    return tuple(
        Month(year=year, number=number, path=address(year, number), cards=tuple(group))
        for (year, number), group in groups.items()
    )


def coverage(months: Sequence[Month]) -> Chart:
    """Reports a month, up to the last month with news."""
    return monthly({(month.year, month.number): len(month.cards) for month in months}, months[0].cards[0].day)
