"""The time zone of an address: of its country, where the whole country keeps one time."""

import datetime as dt
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

_MOMENTS = (dt.datetime(2024, 1, 15, 12), dt.datetime(2024, 7, 15, 12))  # winter and summer
_COUNTRIES = {"UK": "GB", "SU": "RU"}  # endings that are not the country's ISO code
# Sold to the world: their ending says nothing about where the publisher sits.
_GENERIC = frozenset(
    [
        "AI",
        "AC",
        "AG",
        "AM",
        "AS",
        "BZ",
        "CC",
        "CD",
        "CO",
        "CX",
        "DJ",
        "EU",
        "FM",
        "GA",
        "GG",
        "GL",
        "IM",
        "IO",
        "IS",
        "LA",
        "LC",
        "LI",
        "LY",
        "ME",
        "ML",
        "MS",
        "MU",
        "MX",
        "NU",
        "PW",
        "SC",
        "SH",
        "SO",
        "ST",
        "TF",
        "TK",
        "TO",
        "TV",
        "VC",
        "WS",
    ]
) - {"AM", "IS", "LY", "ME", "MX"}  # of these the national press uses its own


def zone_of_address(url: str | None) -> ZoneInfo | None:
    """
    The zone of the country an address belongs to, None for a country with several or an ending of no country.

    >>> zone_of_address("https://www.harbour.de/news")
    zoneinfo.ZoneInfo(key='Europe/Berlin')
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    ending = host.rpartition(".")[2].upper()
    country = _COUNTRIES.get(ending, ending)
    if len(country) != 2 or country in _GENERIC:
        return None
    try:
        zones = [ZoneInfo(name) for name in get_global("territory_zones").get(country, ())]
    except (ZoneInfoNotFoundError, ValueError):
        return None
    clocks = {tuple(moment.replace(tzinfo=zone).utcoffset() for moment in _MOMENTS) for zone in zones}
    return zones[0] if len(clocks) == 1 else None
