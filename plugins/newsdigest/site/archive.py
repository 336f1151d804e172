"""Pelican plugin: the archive by date: a page a day, a month and a year, and the list of years."""

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.charts import Chart, daily
from newsdigest.publish.corpus import Card, Corpus
from newsdigest.publish.dayparts import Part, Section, sections_of
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output, Plain


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in a calendar."""

    on: dt.date
    path: str | None  # None: no news
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month as a calendar from Monday to Sunday; None where a week's day is of another month."""

    year: int
    number: int
    path: str
    count: int
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def days(self) -> tuple[Cell, ...]:
        """The days with news, the last first."""
        return tuple(cell for week in reversed(self.weeks) for cell in reversed(week) if cell and cell.path)

    @property
    def shown(self) -> Plain:
        """What a page with the calendar depends on: which days are links."""
        return tuple(cell.on.isoformat() for cell in self.days)


@dataclass(frozen=True, slots=True)
class Year:
    """A year and its months, the last first."""

    number: int
    path: str
    count: int
    months: tuple[Month, ...]


def plan(edition: Edition) -> Iterator[Output]:
    """Every day, month and year with news."""
    months = make_months(edition.corpus)
    years = make_years(months)
    yield from _days(edition, months)
    yield from _months(edition, months)
    for year in years:
        yield from edition.in_each_language(
            year.path,
            "year.html",
            shows=("year", year.number, tuple(month.shown for month in year.months)),
            context=partial(_year_context, year),
        )
    yield from edition.in_each_language(
        addresses.ARCHIVE,
        "archive.html",
        shows=("archive", tuple((month.path, month.count) for month in months.values())),
        context=lambda _: {"years": years},
    )


def make_months(corpus: Corpus) -> dict[tuple[int, int], Month]:
    """Calendars of all months with news, the last first."""
    return {key: _month(*key, corpus.by_day) for key in corpus.by_month}


def make_years(months: Mapping[tuple[int, int], Month]) -> tuple[Year, ...]:
    """Bring months together by year."""
    by_year: dict[int, list[Month]] = {}
    for month in months.values():
        by_year.setdefault(month.year, []).append(month)
    return tuple(
        Year(number, addresses.year(number), sum(month.count for month in group), tuple(group))
        for number, group in by_year.items()
    )


def _year_context(year: Year, _: str) -> Mapping[str, Any]:
    return {"year": year.number, "months": year.months}


def _month(year: int, number: int, by_day: Mapping[dt.date, Sequence[Card]]) -> Month:
    def cell(on: dt.date) -> Cell | None:
        if on.month != number:
            return None
        count = len(by_day.get(on, ()))
        return Cell(on, addresses.day(on) if count else None, count)

    weeks = tuple(tuple(cell(on) for on in week) for week in calendar.Calendar().monthdatescalendar(year, number))
    return Month(
        year=year,
        number=number,
        path=addresses.month(year, number),
        count=sum(cell.count for week in weeks for cell in week if cell),
        weeks=weeks,
    )


def _days(edition: Edition, months: Mapping[tuple[int, int], Month]) -> Iterator[Output]:
    """A page a day, and of a busy day its parts, in the site's own language: their number grows with the archive."""
    by_day = edition.corpus.by_day
    order = [code for code, _ in edition.regions_in_order(dict.fromkeys(edition.corpus.by_region, 0))]
    days = list(by_day)  # the newest first
    for after, day, before in zip([None, *days], days, [*days[1:], None], strict=False):
        month = months[day.year, day.month]
        cards = by_day[day]
        sections = sections_of(cards, order, edition.zone)
        around = (day, month, before, after)
        yield Output(
            path=addresses.day(day),
            shows=(
                "day", day.isoformat(), tuple(card.shown for card in cards), month.shown, str(before), str(after),
            ),
            template="day.html",
            make=partial(_day_context, around, sections, None),
        )  # fmt: skip
        for part in (part for section in sections for part in section.parts):
            yield Output(
                path=part.path,
                shows=("part", day.isoformat(), part.region, part.hours, tuple(card.shown for card in part.cards),
                       month.shown),
                template="day.html",
                make=partial(_day_context, (day, month, None, None), (_section(part),), part),
            )  # fmt: skip


def _section(part: Part) -> Section:
    return Section(region=part.region, count=len(part.cards), cards=part.cards, parts=())


def _day_context(
    around: tuple[dt.date, Month, dt.date | None, dt.date | None],
    sections: Sequence[Section],
    part: Part | None,
) -> Mapping[str, Any]:
    """A day's page, or with `part` the page of a part of it."""
    day, month, before, after = around
    return {
        "on": day,
        "sections": sections,
        "part": part,
        "month": month,
        "before": before and (addresses.day(before), before),
        "after": after and (addresses.day(after), after),
    }


def _months(edition: Edition, months: Mapping[tuple[int, int], Month]) -> Iterator[Output]:
    """A page a month: which days have how much, and which regions."""
    keys = list(months)
    before = dict(pairwise(keys))
    after = {earlier: later for later, earlier in before.items()}
    for key, month in months.items():
        regions = edition.regions_in_order(
            Counter(code for card in edition.corpus.by_month[key] for code in card.regions)
        )
        tallies = tuple((cell.on.isoformat(), cell.count) for cell in month.days)
        yield from edition.in_each_language(
            month.path,
            "month.html",
            shows=("month", tallies, regions, before.get(key), after.get(key)),
            context=partial(_month_context, month, regions, before.get(key), after.get(key)),
        )


def _month_context(
    month: Month, regions: Any, before: tuple[int, int] | None, after: tuple[int, int] | None, _: str
) -> Mapping[str, Any]:
    return {
        "month": month,
        "coverage": _coverage(month),
        "regions": regions,
        "before": before and (addresses.month(*before), *before),
        "after": after and (addresses.month(*after), *after),
    }


def _coverage(month: Month) -> Chart:
    """Reports on each day of the month."""
    last = dt.date(month.year, month.number, calendar.monthrange(month.year, month.number)[1])
    return daily({cell.on: cell.count for cell in month.days}, last, days=last.day)


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
