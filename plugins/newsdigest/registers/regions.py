"""
Read the register of regions: the files shipped with the package, and the editors' own over them.

Shipped are `data/regions/*.toml` (one or more `[[region]]` a file, `docs/regions.md` explains the
keys) and the tables `towns.tsv` and `elsewhere.tsv`. An editor's file in `content/regions/` chooses
what the digest covers and may add regions, places and spellings in the same form.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from newsdigest.errors import RegisterError
from newsdigest.registers.gazetteer import Compiler, Gazetteer, Name, Region

PLACE_TABLES = {
    "capital": "capital", "cities": "city", "towns": "town", "divisions": "division", "districts": "district",
    "waters": "water", "mountains": "mountain", "landmarks": "landmark",
}  # fmt: skip
WEAK_KINDS = frozenset({"town", "district"})  # names too short-lived in memory to stand alone
WORD_LISTS = {"countries": "country", "adjectives": "adjective", "peoples": "people"}
ALL = "*"  # in `weak`: every name of the table but those of several words
REGION_KEYS = frozenset(
    {"code", "name", "languages", "former", "people", "institutions", "weak", "catalogue", *PLACE_TABLES, *WORD_LISTS}
)
FILE_KEYS = frozenset({"region", "shared", "trap", "languages", "covers", "neighbours", "cues"})


def load_gazetteer(content_regions: Path | None = None, *, names: bool = True) -> Gazetteer:
    """
    Load the shipped register and, over it, the TOML files of an editors' folder.

    Args:
        content_regions: `content/regions`; None, or a folder without files: all shipped regions of
            Central Asia, its neighbours included.
        names: False gives the regions alone, in a tenth of the time; nothing can be searched with it.

    Raises:
        RegisterError: a file that is no TOML, a key that is not known, a value of the wrong shape,
            or a chosen code that no file defines.
    """
    shipped = files("newsdigest") / "data" / "regions"
    tables = [(item.name, _parse(item.name, item.read_text(encoding="utf-8"))) for item in _sorted_toml(shipped)]
    own = sorted(content_regions.glob("*.toml")) if content_regions and content_regions.is_dir() else []
    tables += [(str(path), _parse(str(path), path.read_text(encoding="utf-8"))) for path in own]
    covers, neighbours = _choice(tables)
    regions = _regions(tables, covers, neighbours)
    languages = frozenset(language for _, table in tables for language in table.get("languages", ()))
    if not names:
        return Gazetteer(regions=regions, languages=languages)
    compiler = Compiler()
    for where, table in tables:
        _add_file(compiler, where, table, frozenset(regions))
    _add_towns(compiler, shipped / "towns.tsv", frozenset(regions))
    _add_elsewhere(compiler, shipped / "elsewhere.tsv", frozenset(regions))
    automaton, size = compiler.automaton()
    return Gazetteer(regions=regions, languages=languages, automaton=automaton, size=size)


def _sorted_toml(folder: Traversable) -> list[Traversable]:
    return sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)


def _parse(where: str, text: str) -> dict[str, Any]:
    """Read one file and refuse keys that nothing reads."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegisterError(f"{where}: not TOML ({error}); correct the line it names") from None
    _known(where, table, FILE_KEYS)
    for region in table.get("region", ()):
        _known(f"{where}: region {region.get('code', '?')}", region, REGION_KEYS)
        if not isinstance(region.get("code"), str):
            raise RegisterError(f"{where}: a [[region]] has no code; add its ISO 3166-1 code")
    return table


def _known(where: str, table: Mapping[str, Any], keys: frozenset[str]) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise RegisterError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}")


def _choice(tables: list[tuple[str, dict[str, Any]]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find what the digest covers: the last file that says so, so that an editor's wins."""
    covers: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    for where, table in tables:
        if "covers" in table:
            covers, neighbours = _texts(where, table["covers"]), _texts(where, table.get("neighbours", []))
    return covers, neighbours


def _regions(
    tables: list[tuple[str, dict[str, Any]]], covers: tuple[str, ...], neighbours: tuple[str, ...]
) -> dict[str, Region]:
    """Give the regions in the order in which they are chosen."""
    defined: dict[str, Region] = {}
    for where, table in tables:
        for entry in table.get("region", ()):
            code = entry["code"]
            before = defined.get(code)
            defined[code] = Region(
                code=code,
                name=entry.get("name", before.name if before else code),
                group=before.group if before else where,
                scope="neighbour" if code in neighbours else "covered",
                languages=_texts(where, entry.get("languages", list(before.languages) if before else [])),
                catalogue=entry.get("catalogue", before.catalogue if before else {}),
            )
    missing = [code for code in (*covers, *neighbours) if code not in defined]
    if missing:
        raise RegisterError(f"content/regions: no file defines {missing[0]}; defined are {', '.join(sorted(defined))}")
    return {code: defined[code] for code in (*covers, *neighbours)}


def _texts(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RegisterError(f"{where}: {value!r} must be a list of texts")
    return tuple(value)


def _add_file(compiler: Compiler, where: str, table: Mapping[str, Any], codes: frozenset[str]) -> None:
    """Add every name of one file that speaks for a chosen region, and its traps and cues."""
    for region in table.get("region", ()):
        if region["code"] in codes:
            _add_region(compiler, f"{where}: {region['code']}", region)
    for kind, things in table.get("shared", {}).items():
        for canonical, entry in things.items():
            chosen = tuple(code for code in entry["codes"] if code in codes)
            name = Name(name=canonical, kind=kind, codes=chosen, share=entry.get("share", 1.0))
            _add(compiler, name, (canonical, *entry["names"]) if chosen else ())
    for canonical, entry in table.get("trap", {}).items():
        forms, silences = (entry["names"], entry["silences"]) if isinstance(entry, dict) else (entry, [])
        trap = Name(name=canonical, kind="trap", cased=False, silences=_texts(where, silences))
        _add(compiler, trap, _texts(where, forms), derive=False)
    for canonical, forms in table.get("cues", {}).items():
        _add(compiler, Name(name=canonical, kind="cue", cased=False), _texts(where, forms), derive=False)


def _add(compiler: Compiler, name: Name, forms: Iterable[str], *, derive: bool = True) -> None:
    """
    Add forms as the files write them.

    "казахск-" stands for every word that begins so, in small letters too; "ky:казак" for the word in
    texts of one language; "ru,uk:…" of several.
    """
    for form in forms:
        langs, parted, text = form.rpartition(":")
        chosen = replace(name, langs=tuple(langs.split(","))) if parted and langs.replace(",", "").isalpha() else name
        if chosen is name:
            text = form
        if text[:1].islower():
            chosen = replace(chosen, cased=False)
        if text.endswith("-"):
            compiler.add(replace(chosen, cased=False), (text[:-1],), inflection="prefix", derive=False)
        else:
            compiler.add(chosen, (text,), derive=derive)


def _add_region(compiler: Compiler, where: str, region: Mapping[str, Any]) -> None:
    codes = (region["code"],)
    weak = frozenset(_texts(where, region.get("weak", [])))
    for key, kind in WORD_LISTS.items():
        country = kind == "country"
        name = Name(name=region.get("name", region["code"]), kind=kind, codes=codes, cased=country)
        _add(compiler, name, _texts(where, region.get(key, [])), derive=country)
    for key, kind in PLACE_TABLES.items():
        for canonical, forms in region.get(key, {}).items():
            weak_here = canonical in weak or kind in WEAK_KINDS or ALL in weak
            name = Name(name=canonical, kind=kind, codes=codes, strong=not weak_here)
            whole = [form for form in _texts(where, forms) if ALL in weak and " " in form]
            _add(compiler, replace(name, strong=True), whole)
            _add(compiler, name, [form for form in (canonical, *forms) if form not in whole])
    for key, kind in (("former", "city"), ("people", "person")):
        for canonical, entry in region.get(key, {}).items():
            name = Name(
                name=canonical,
                kind=kind,
                codes=codes,
                strong=canonical not in weak,
                since=entry.get("since"),
                until=entry.get("until"),
            )
            _add(compiler, name, (canonical, *_texts(where, entry.get("names", []))))
    for canonical, forms in region.get("institutions", {}).items():
        name = Name(name=canonical, kind="institution", codes=codes, strong=canonical not in weak)
        _add(compiler, name, (canonical, *_texts(where, forms)))


def _rows(table: Traversable) -> Iterator[list[str]]:
    """Give the rows of a tab-separated table, comments left out."""
    if table.is_file():
        for line in table.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield line.split("\t")


def _add_towns(compiler: Compiler, table: Traversable, codes: frozenset[str]) -> None:
    """
    Add the settlements of `towns.tsv`: code, name, inhabitants, spellings parted by "|".

    Nobody checked them against the words and names of twenty languages: they count only beside
    other evidence of their region.
    """
    for code, canonical, _, forms in _rows(table):
        if code in codes:
            name = Name(name=canonical, kind="settlement", codes=(code,), strong=False)
            compiler.add(name, forms.split("|"), derive=False)


def _add_elsewhere(compiler: Compiler, table: Traversable, codes: frozenset[str]) -> None:
    """Add the countries of `elsewhere.tsv` (code, kind, name, spellings); those of chosen regions as their own."""
    for code, kind, canonical, forms in _rows(table):
        name = Name(name=canonical, kind=kind, codes=(code,)) if code in codes else Name(name=code, kind="elsewhere")
        compiler.add(name, forms.split("|"), derive=False)
