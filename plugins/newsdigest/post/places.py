"""A place in a post's front matter: its name and, in brackets, the regions that it lies in."""

import re
from collections.abc import Iterable

from newsdigest.models import NamedPlace

_WITH_REGIONS = re.compile(
    r"(?P<name>[^()]{1,80}) \((?P<codes>[A-Z]{2}(?:-[A-Z]{1,4})?(?:, [A-Z]{2}(?:-[A-Z]{1,4})?){0,9})\)"
)


def write_place(place: NamedPlace) -> str:
    """
    Give a place as the front matter has it.

    >>> write_place(NamedPlace(name="Aral Sea", regions=("KZ", "UZ")))
    'Aral Sea (KZ, UZ)'
    """
    return f"{place.name} ({', '.join(place.regions)})" if place.regions else place.name


def read_place(text: str) -> NamedPlace:
    """
    Read what `write_place` or an editor wrote; an editor may leave the regions out.

    >>> read_place("Osh")
    NamedPlace(name='Osh', regions=())
    """
    found = _WITH_REGIONS.fullmatch(text)
    return NamedPlace(name=found["name"], regions=tuple(found["codes"].split(", "))) if found else NamedPlace(name=text)


def place_names(places: Iterable[str]) -> tuple[str, ...]:
    """Give the names alone, each once."""
    return tuple(dict.fromkeys(read_place(place).name for place in places))
