"""Small bar charts as plain numbers; templates draw them as inline SVG."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 300  # of the drawing, in its own units
HEIGHT = 64
_GAP = 0.25  # of a bar's share of the width


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in units of the drawing."""

    x: float
    y: float
    width: float
    height: float
    on: dt.date  # the day, or the first day of the month
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A row of bars."""

    bars: tuple[Bar, ...]
    monthly: bool
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def first(self) -> dt.date:
        """Where the axis begins."""
        return self.bars[0].on

    @property
    def last(self) -> dt.date:
        """Where the axis ends."""
        return self.bars[-1].on

    @property
    def total(self) -> int:
        """Sum of all bars."""
        return sum(bar.count for bar in self.bars)


def daily(counts: Mapping[dt.date, int], last: dt.date, *, days: int = 30) -> Chart:
    """Draw counts by day, up to and with `last`."""
    axis = [last - dt.timedelta(days=back) for back in range(days - 1, -1, -1)]
    return Chart(_bars(axis, [counts.get(day, 0) for day in axis]), monthly=False)


def monthly(counts: Mapping[tuple[int, int], int], last: dt.date, *, fewest: int = 12, most: int = 24) -> Chart:
    """Draw counts by (year, month), from the first month with any, up to and with the month of `last`."""
    end = last.year * 12 + last.month - 1
    first = min((year * 12 + month - 1 for (year, month), count in counts.items() if count), default=end)
    months = min(max(end - first + 1, fewest), most)
    axis = [divmod(end - back, 12) for back in range(months - 1, -1, -1)]
    days = [dt.date(year, month + 1, 1) for year, month in axis]
    return Chart(_bars(days, [counts.get((day.year, day.month), 0) for day in days]), monthly=True)


def _bars(axis: Sequence[dt.date], counts: Sequence[int]) -> tuple[Bar, ...]:
    step = WIDTH / len(axis)
    top = max(1, *counts)
    bars = []
    for number, (on, count) in enumerate(zip(axis, counts, strict=True)):
        height = max(round(HEIGHT * count / top, 1), 1.5 if count else 0.5)  # a day without news leaves a trace
        bars.append(
            Bar(round(number * step, 1), round(HEIGHT - height, 1), round(step * (1 - _GAP), 1), height, on, count)
        )
    return tuple(bars)
