"""
When an article was published: reading single stamps, and settling what all of a page's stamps say.

A stamp is kept verbatim with its place. Its zone comes from the stamp, else from the source register, else from
the country of the address; the order of day and month from the other stamps; nothing lies after the capture.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from newsdigest.ingest.extract.clock import read_clock
from newsdigest.ingest.extract.months import JALALI, month_number
from newsdigest.models import Confidence, DateBasis, Dating, Stamp, ZoneBasis
from newsdigest.text import collapse

Moment = dt.datetime | dt.date

_MAX_CHARS = 200  # a stamp is a line; what is longer is prose
_EARLIEST_YEAR = 1990  # no news page is older; a smaller number is not a year
_LATEST_YEAR = 2100
_SLACK = dt.timedelta(hours=14)  # widest zone: a stamp without one may seem to lie after the capture
_NEAR = dt.timedelta(days=3)  # of two readings, the one this close to another stamp is meant

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_YMD = re.compile(r"(?<!\d)(\d{4})([./])(\d{1,2})\2(\d{1,2})(?!\d)")
_CJK = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?=T?\d{4}|(?!\d))")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d])")
_WORD = r"[^\W\d_]{2,20}"
_DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|º|er|-?[^\W\d_]{{1,4}})?[.,]?[\s-]{{1,3}}(?:(?:of|de|da)\s)?({_WORD})[.,]?[\s-]{{0,3}}"
    r"(?:(?:de|del|соли|жылғы)\s)?[‘’']?(\d{4}|\d{2}(?![\d:.]))(?!\d)"
)
_MONTH_DAY_YEAR = re.compile(rf"({_WORD})\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})(?!\d)")
_YEAR_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{4}})[\s.,-]{{0,3}}(?:[^\W\d_]{{1,9}}[\s,]{{1,3}}){{0,2}}(\d{{1,2}})[\s.-]{{0,3}}(?:(?:nji|njy|chi)\s)?({_WORD})"
)
_YEAR_MONTH_DAY = re.compile(rf"(?<!\d)(\d{{4}})[\s.,]{{1,3}}({_WORD})[\s.]{{1,3}}(\d{{1,2}})(?!\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


def read_stamp(text: str, *, lang: str | None = None, day_first: bool | None = None) -> tuple[Moment, ...]:
    """
    Read the first date of a line, with its time where one stands beside it.

    Args:
        text: One stamp, such as "Created: 01/11/2022, 05:35 AM" or an ISO 8601 value.
        lang: Language of the page, for month names that two languages give different months.
        day_first: Order of day and month where the digits leave it open, if somebody knows.

    Returns:
        Every way to read it, likeliest first: one as a rule, two where day and month may be exchanged, none where
        there is no date. Times carry a zone only where the stamp states one.

    >>> read_stamp("11. Januar 2022, 05:35 Uhr")
    (datetime.datetime(2022, 1, 11, 5, 35),)
    """
    line = collapse(text[:_MAX_CHARS]).translate(_DIGITS)
    if _EPOCH.fullmatch(line):
        return (dt.datetime.fromtimestamp(int(line[:10]), dt.UTC),)
    found = _find_days(line, lang, day_first)
    if not found:
        return ()
    days, start, end = found
    clock = read_clock(line, start, end)
    if clock is None:
        return tuple(days)
    return tuple(dt.datetime.combine(day, clock.time, clock.zone) + clock.carry for day in days)


def _find_days(line: str, lang: str | None, day_first: bool | None) -> tuple[list[dt.date], int, int] | None:
    for pattern in (_ISO, _CJK, _YMD, _COMPACT):
        if found := pattern.search(line):
            numbers = [int(group) for group in found.groups() if group.isdigit()]
            if day := _day(*numbers):
                return [day], found.start(), found.end()
    for pattern, order in (
        (_DAY_MONTH_YEAR, "dmy"),
        (_MONTH_DAY_YEAR, "mdy"),
        (_YEAR_DAY_MONTH, "ydm"),
        (_YEAR_MONTH_DAY, "ymd"),
    ):
        for found in pattern.finditer(line):
            part = dict(zip(order, found.groups(), strict=True))
            if day := _named_day(part, lang):
                return [day], found.start(), found.end()
    if found := _NUMERIC.search(line):
        days = _either_order(found, lang, day_first)
        if days:
            return days, found.start(), found.end()
    return None


def _named_day(part: dict[str, str], lang: str | None) -> dt.date | None:
    month = month_number(part["m"], lang)
    if month:
        return _day(int(part["y"]), month, int(part["d"]))
    if part["m"] in JALALI and len(part["y"]) == 4:
        return _from_jalali(int(part["y"]), JALALI[part["m"]], int(part["d"]))
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    if year < 100:
        year += 2000
    if 1300 <= year <= 1500:
        return _from_jalali(year, month, day)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _from_jalali(year: int, month: int, day: int) -> dt.date | None:
    """Solar Hijri to Gregorian by the 33-year cycle, exact for 1343-1472 (1964-2094)."""
    if not (1343 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    leaps = (8 * year + 21) // 33 - (8 * 1400 + 21) // 33
    new_year = dt.date(2021, 3, 21) + dt.timedelta(days=365 * (year - 1400) + leaps)
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return new_year + dt.timedelta(days=before + day - 1)


def _either_order(found: re.Match[str], lang: str | None, day_first: bool | None) -> list[dt.date]:
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    days_first, months_first = _day(year, second, first), _day(year, first, second)
    if mark == "." or day_first is True:
        return [day for day in (days_first or months_first,) if day]
    if day_first is False:
        return [day for day in (months_first or days_first,) if day]
    both = [days_first, months_first] if day_order(lang) is not False else [months_first, days_first]
    return list(dict.fromkeys(day for day in both if day))


def day_order(lang: str | None) -> bool | None:
    """
    Whether `lang` writes the day before the month; None where its countries differ (English without a country).

    >>> day_order("de"), day_order("en-US"), day_order("en")
    (True, False, None)
    """
    if not lang or lang.lower() in {"en", "eng"}:
        return None
    try:
        pattern = Locale.parse(lang.replace("-", "_"), sep="_").date_formats["short"].pattern
    except (UnknownLocaleError, ValueError, TypeError, KeyError):
        return None
    places = pattern.lower().find("d"), pattern.find("M")
    return places[0] < places[1] if min(places) >= 0 else None


def settle(
    stamps: Sequence[Stamp],
    zone: ZoneInfo | None,
    fetched: dt.datetime | None,
    *,
    lang: str | None = None,
    zone_from: ZoneBasis = "register",
) -> Dating:
    """
    Decide when the article was published.

    Args:
        stamps: All stamps of the page, those of the best places first; `value` may be left None, `raw` is read here.
        zone: Where the source's clock stands, for stamps that name no zone.
        fetched: When the page was captured, if known: no publication lies after it.
        lang: Language of the page.
        zone_from: Where `zone` was taken from; "none" lowers the confidence.

    Returns:
        The dating with every stamp kept; `published` is None when no stamp gives a day.
    """
    limit = fetched + _SLACK if fetched else None
    readings = [_readings(stamp, lang) for stamp in stamps]
    sure = [_instant(found[0], zone) for found in readings if len(found) == 1]
    chosen = [_choose(found, zone, sure, limit, day_order(lang)) for found in readings]
    kept: list[tuple[Stamp, bool]] = []
    for stamp, (value, ambiguous) in zip(stamps, chosen, strict=True):
        kept.append((_valued(stamp, value, zone, zone_from), ambiguous))
    return _decide(kept, limit)


def _readings(stamp: Stamp, lang: str | None) -> tuple[Moment, ...]:
    return (stamp.value,) if stamp.value is not None else read_stamp(stamp.raw, lang=lang)


def _instant(value: Moment, zone: dt.tzinfo | None) -> dt.datetime:
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time(12))
    return value if value.tzinfo else value.replace(tzinfo=zone or dt.UTC)


def _choose(
    found: tuple[Moment, ...],
    zone: dt.tzinfo | None,
    sure: list[dt.datetime],
    limit: dt.datetime | None,
    order: bool | None,
) -> tuple[Moment | None, bool]:
    """The reading that the other stamps allow, and whether another one remains as good."""
    possible = [value for value in found if limit is None or _instant(value, zone) <= limit]
    if len(possible) < 2:
        return next(iter(possible or found), None), False
    near = [value for value in possible if any(abs(_instant(value, zone) - other) <= _NEAR for other in sure)]
    if len(near) == 1:
        return near[0], False
    return possible[0], order is None


def _valued(stamp: Stamp, value: Moment | None, zone: ZoneInfo | None, zone_from: ZoneBasis) -> Stamp:
    if isinstance(value, dt.datetime):
        if value.tzinfo:
            return replace(stamp, value=value, zone_from="stamp")
        known: ZoneBasis = zone_from if zone else "none"
        return replace(stamp, value=value.replace(tzinfo=zone or dt.UTC), zone_from=known)
    return replace(stamp, value=value)


def _decide(kept: list[tuple[Stamp, bool]], limit: dt.datetime | None) -> Dating:
    stamps = tuple(stamp for stamp, _ in kept)
    usable = [
        (stamp, stamp.value, ambiguous)
        for stamp, ambiguous in kept
        if stamp.value is not None and (limit is None or _instant(stamp.value, dt.UTC) <= limit)
    ]
    modified = _latest(value for stamp, value, _ in usable if stamp.taken_for == "modified")
    for purpose in ("published", "via"):
        ranked = [entry for entry in usable if entry[0].taken_for == purpose]
        if not ranked:
            continue
        stamp, value, ambiguous = _finest(ranked)
        zoned = stamp.zone_from != "none" or not isinstance(value, dt.datetime)
        confidence: Confidence = "ambiguous" if ambiguous else "sure" if zoned and purpose == "published" else "likely"
        published = _instant(value, dt.UTC)
        has_time = isinstance(value, dt.datetime)
        if not has_time:
            published = dt.datetime.combine(value, dt.time(), dt.UTC)
        if modified and has_time and modified < published:
            modified = None  # a page is not changed before it is published: that stamp is of something else
        basis: DateBasis = "via-stamp" if purpose == "via" else _basis(stamp)
        return Dating(
            published=published, modified=modified, basis=basis, confidence=confidence, has_time=has_time, stamps=stamps
        )
    return Dating(published=None, modified=modified, stamps=stamps)


def _latest(values: Iterable[Moment]) -> dt.datetime | None:
    return max((_instant(value, dt.UTC) for value in values), default=None)


def _finest(ranked: list[tuple[Stamp, Moment, bool]]) -> tuple[Stamp, Moment, bool]:
    """The first stamp, unless a later one gives the same day with a time or with a zone of its own."""
    best = ranked[0]
    day = best[1].date() if isinstance(best[1], dt.datetime) else best[1]
    for other in ranked[1:]:
        value = other[1]
        if not isinstance(value, dt.datetime) or abs(value.date() - day) > dt.timedelta(days=1):
            continue
        if not isinstance(best[1], dt.datetime) or (best[0].zone_from != "stamp" and other[0].zone_from == "stamp"):
            best = other
    return best


def _basis(stamp: Stamp) -> DateBasis:
    if stamp.place.startswith("visible"):
        return "visible"
    return "url" if stamp.place.startswith("url") else "source-stamp"
