"""The time of day beside a date, and the zone it names."""

import datetime as dt
import re
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

# Abbreviations with one meaning in news; those with two (IST, BST in Asia, AST) are left out or read as the common one.
_ZONES = {
    "z": "UTC", "utc": "UTC", "gmt": "UTC", "мск": "Europe/Moscow", "msk": "Europe/Moscow", "cet": "Europe/Berlin",
    "cest": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin",
    "bst": "Europe/London", "eet": "Europe/Kyiv",
    "eest": "Europe/Kyiv", "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "mst": "America/Denver",
    "mdt": "America/Denver", "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "sast": "Africa/Johannesburg", "jst": "Asia/Tokyo", "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
}  # fmt: skip
_REACH = 40  # characters between a date and its time: "on Tuesday, at about …"
_CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:[:：](\d{2})|[.h](\d{2})(?!\.?\d)|(?=\s?[ap]\.?m\b))(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"(?:\s?([ap])\.?\s?m\b\.?)?"
    r"(?:\s{0,2}\(?(Z\b|(?:UTC|GMT)?\s?[+\u2212-]\d{1,2}(?::?\d{2})?(?!\d)|[^\W\d_]{1,4}\b))?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"T?(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?(?!\d)")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+\u2212-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day as a stamp gives it."""

    time: dt.time
    zone: dt.tzinfo | None = None
    carry: dt.timedelta = field(default_factory=dt.timedelta)  # a day, where the stamp says 24:00


def read_clock(line: str, start: int, end: int) -> Clock | None:
    """
    Read the time that stands just after, else just before, the date at `line[start:end]`.

    >>> read_clock("2022-01-11T04:39:40Z", 0, 10).time
    datetime.time(4, 39, 40)
    """
    after = line[end : end + _REACH]
    compact = _COMPACT.match(after)
    if compact and line[start:end].isdigit():
        return _clock(compact[1], compact[2], compact[3], None, compact[4])
    for part in (after.removeprefix("T").removeprefix("t"), line[max(0, start - _REACH) : start]):
        for found in _CLOCK.finditer(part):
            clock = _clock(found[1], found[2] or found[3], found[4], found[5], found[6])
            if clock:
                return clock
    return None


def _clock(hour: str, minute: str | None, second: str | None, half: str | None, zone: str | None) -> Clock | None:
    hours, minutes, seconds = int(hour), int(minute or 0), int(second or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    carry = dt.timedelta()
    if hours == 24 and minutes == 0:
        hours, carry = 0, dt.timedelta(days=1)
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return Clock(time=dt.time(hours, minutes, seconds), zone=read_zone(zone) if zone else None, carry=carry)


def read_zone(text: str) -> dt.tzinfo | None:
    """
    Read "Z", "+05:00", "GMT+5" or a well-known abbreviation; None for any other word.

    >>> read_zone("+0530")
    datetime.timezone(datetime.timedelta(seconds=19800))
    """
    name = text.strip().lower()
    if name in _ZONES:
        return dt.UTC if _ZONES[name] == "UTC" else ZoneInfo(_ZONES[name])
    if found := _OFFSET.fullmatch(text.strip()):
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours <= 14 and minutes < 60:
            offset = dt.timedelta(hours=hours, minutes=minutes)
            return dt.timezone(offset if found[1] == "+" else -offset)
    return None
