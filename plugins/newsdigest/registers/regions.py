"""Compile the files of the register of regions into a gazetteer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsdigest.registers.folding import fold_name
from newsdigest.registers.gazetteer import Compiler, Gazetteer, Name
from newsdigest.registers.place_index import index_places
from newsdigest.registers.region_files import (
    PLACE_TABLES,
    SHIPPED,
    TERMED,
    WORD_LISTS,
    File,
    chosen_regions,
    discounts,
    read_files,
    rows,
)

ALL = "*"  # in `weak`: every name of the table but those of several words
_WEAK_KINDS = frozenset({"town", "district"})  # names that many other things share


def load_gazetteer(content_regions: Path | None = None, *, names: bool = True) -> Gazetteer:
    """
    Load the shipped register and, over it, the TOML files of an editors' folder.

    Args:
        content_regions: `content/regions`; None, or a folder without files: the shipped choice, the
            five states of Central Asia and their neighbours.
        names: False gives the regions and where places lie, in a tenth of the time; no text can be searched with it.

    Raises:
        RegisterError: a file is wrong, or a chosen code that no file defines; says which and where.
    """
    tables = read_files(content_regions)
    regions = chosen_regions(tables)
    languages = frozenset(language for _, table in tables for language in table.get("languages", ()))
    if not names:
        return Gazetteer(regions=regions, languages=languages, places=index_places(tables, regions))
    codes = frozenset(regions)
    compiler = Compiler()
    for _, table in tables:
        _add_file(compiler, table, codes)
    _add_towns(compiler, codes)
    _add_elsewhere(compiler, codes, _weak(tables))
    automaton, size = compiler.automaton()
    return Gazetteer(
        regions=regions,
        languages=languages,
        discounts=discounts(tables),
        automaton=automaton,
        size=size,
    )


def _add_file(compiler: Compiler, table: Mapping[str, Any], codes: frozenset[str]) -> None:
    """Add every name of one file that speaks for a chosen region, and its traps and cues."""
    for region in table.get("region", ()):
        if region["code"] in codes:
            _add_words(compiler, region)
            _add_places(compiler, region)
            _add_others(compiler, region)
    for kind, things in table.get("shared", {}).items():
        for canonical, entry in things.items():
            chosen = tuple(code for code in entry["codes"] if code in codes)
            name = Name(name=canonical, kind=kind, codes=chosen, share=entry.get("share", 1.0))
            _add(compiler, name, (canonical, *entry["names"]) if chosen else ())
    for canonical, entry in table.get("trap", {}).items():
        fields = entry if isinstance(entry, dict) else {"names": entry}
        trap = Name(name=canonical, kind="trap", cased=False, silences=tuple(fields.get("silences", ())))
        _add(compiler, trap, fields["names"], derive=False)
    for canonical, forms in table.get("cues", {}).items():
        _add(compiler, Name(name=canonical, kind="cue", cased=False), forms, derive=False)


def _add(compiler: Compiler, name: Name, forms: Iterable[str], *, derive: bool = True) -> None:
    """
    Add forms as the files write them.

    "казахск-" stands for every word that begins so; "ky:казак" for the word in texts of one language,
    "ru,uk:…" of several. A form that begins with a small letter is found in small letters too.
    """
    for form in forms:
        langs, parted, text = form.rpartition(":")
        chosen = name
        if parted and langs.replace(",", "").isalpha():
            chosen = replace(name, langs=tuple(langs.split(",")))
        else:
            text = form
        if text[:1].islower() or text.endswith("-"):
            chosen = replace(chosen, cased=False)
        if text.endswith("-"):
            compiler.add(chosen, (text[:-1],), inflection="prefix", derive=False)
        else:
            compiler.add(chosen, (text,), derive=derive)


def _add_words(compiler: Compiler, region: Mapping[str, Any]) -> None:
    """Add the names of the country, its adjectives and its peoples."""
    weak = region.get("weak", ())
    for key, kind in WORD_LISTS.items():
        country = kind == "country"
        name = Name(name=region.get("name", region["code"]), kind=kind, codes=(region["code"],), cased=country)
        forms = region.get(key, ())
        _add(compiler, name, [form for form in forms if form not in weak], derive=country)
        _add(compiler, replace(name, strong=False), [form for form in forms if form in weak], derive=False)


def _add_places(compiler: Compiler, region: Mapping[str, Any]) -> None:
    """Add towns, divisions, waters and the like."""
    weak = region.get("weak", ())
    for key, kind in PLACE_TABLES.items():
        for canonical, forms in region.get(key, {}).items():
            strong = not (canonical in weak or kind in _WEAK_KINDS or ALL in weak)
            name = Name(name=canonical, kind=kind, codes=(region["code"],), strong=strong)
            whole = [form for form in forms if ALL in weak and " " in form]
            _add(compiler, replace(name, strong=True), whole)
            _add(compiler, name, [form for form in (canonical, *forms) if form not in whole])


def _add_others(compiler: Compiler, region: Mapping[str, Any]) -> None:
    """Add former names, office-holders and institutions."""
    weak, codes = region.get("weak", ()), (region["code"],)
    for key, kind in TERMED.items():
        for canonical, entry in region.get(key, {}).items():
            name = Name(
                name=canonical,
                kind=kind,
                codes=codes,
                strong=canonical not in weak,
                since=entry.get("since"),
                until=entry.get("until"),
            )
            _add(compiler, name, (canonical, *entry.get("names", ())))
    for canonical, forms in region.get("institutions", {}).items():
        name = Name(name=canonical, kind="institution", codes=codes, strong=canonical not in weak)
        _add(compiler, name, (canonical, *forms))


def _add_towns(compiler: Compiler, codes: frozenset[str]) -> None:
    """
    Add the settlements of `towns.tsv`: code, name, inhabitants, spellings parted by "|".

    Nobody checked them against the words and names of twenty languages: they count only beside
    other evidence of their region.
    """
    for code, canonical, _, forms in rows(SHIPPED / "towns.tsv"):
        if code in codes:
            name = Name(name=canonical, kind="settlement", codes=(code,), strong=False)
            compiler.add(name, forms.split("|"), derive=False)


def _add_elsewhere(compiler: Compiler, codes: frozenset[str], weak: Mapping[str, set[str]]) -> None:
    """
    Add the countries and large cities of `elsewhere.tsv` (code, kind, name, spellings).

    Countries that are chosen regions get the names as their own, weak where their file says so.
    """
    for code, kind, canonical, row in rows(SHIPPED / "elsewhere.tsv"):
        forms = row.split("|")
        if code not in codes:
            compiler.add(Name(name=code, kind="elsewhere"), forms, derive=False)
            continue
        doubtful = [form for form in forms if fold_name(form) in weak.get(code, ())]
        own = Name(name=canonical, kind=kind, codes=(code,))
        compiler.add(own, [form for form in forms if form not in doubtful], derive=False)
        compiler.add(replace(own, strong=False), doubtful, derive=False)


def _weak(tables: list[File]) -> dict[str, set[str]]:
    """Collect the folded names that the files call weak, by region."""
    weak: dict[str, set[str]] = {}
    for _, table in tables:
        for region in table.get("region", ()):
            weak.setdefault(region["code"], set()).update(map(fold_name, region.get("weak", ())))
    return weak
