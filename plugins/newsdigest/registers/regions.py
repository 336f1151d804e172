"""Compile the files of the register of regions into a gazetteer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsdigest.collecting import without_collection
from newsdigest.registers.folding import fold_name, script_of
from newsdigest.registers.gazetteer import PLACE_KINDS, Compiler, Gazetteer, Name
from newsdigest.registers.place_index import index_places
from newsdigest.registers.region_files import (
    HINT_LISTS,
    PLACE_TABLES,
    SHIPPED,
    TERMED,
    WORD_LISTS,
    File,
    chosen_regions,
    common_words,
    discounts,
    read_files,
    rows,
)
from newsdigest.registers.spellings import declined

ALL = "*"  # in `weak`: every name of the table but those of several words
MANY = "*"  # begins the key of an entry that holds many places
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
    with without_collection():
        automaton, size = _compile(tables, frozenset(regions))
    return Gazetteer(
        regions=regions,
        languages=languages,
        discounts=discounts(tables),
        automaton=automaton,
        size=size,
    )


def _compile(tables: list[File], codes: frozenset[str]) -> tuple[Any, int]:
    """Give the automaton over the names of the chosen regions and the number of its spellings."""
    compiler = Compiler()
    doubtful = _weak(tables)
    for _, table in tables:
        _add_file(compiler, table, codes, doubtful)
    _add_towns(compiler, codes)
    _add_elsewhere(compiler, codes, doubtful)
    return compiler.automaton()


def _add_file(
    compiler: Compiler, table: Mapping[str, Any], codes: frozenset[str], doubtful: Mapping[str, set[str]]
) -> None:
    """Add every name of one file that speaks for a chosen region, and its traps and cues."""
    for region in table.get("region", ()):
        if region["code"] in codes:
            _add_words(compiler, region)
            _add_places(compiler, region, doubtful[region["code"]])
            _add_others(compiler, region)
    for kind, things in table.get("shared", {}).items():
        for canonical, entry in things.items():
            full = entry.get("full", ())
            chosen = tuple(code for code in (*entry["codes"], *full) if code in codes)
            name = Name(
                name=canonical,
                kind=kind,
                codes=chosen,
                share=entry.get("share", 1.0),
                full=tuple(code for code in full if code in codes),
                shown=base_form(canonical),
            )
            _add(compiler, name, (*_own(canonical), *entry["names"]) if chosen else ())
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
        if not chosen.strong and fold_name(text) in common_words():
            chosen = replace(chosen, common=True)
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
    for key, kind in HINT_LISTS.items():
        for form in region.get(key, ()):
            hint = Name(name=form, kind=kind, codes=(region["code"],), strong=False)
            _add(compiler, hint, (form,), derive=not form.endswith("-"))


def _add_places(compiler: Compiler, region: Mapping[str, Any], doubtful: set[str]) -> None:
    """Add towns, divisions, waters and the like."""
    weak = region.get("weak", ())
    for key, kind in PLACE_TABLES.items():
        for canonical, forms in _apart(region.get(key, {})):
            strong = not (fold_name(canonical) in doubtful or kind in _WEAK_KINDS or ALL in weak)
            name = Name(name=canonical, kind=kind, codes=(region["code"],), strong=strong, shown=base_form(canonical))
            whole = [form for form in forms if ALL in weak and " " in form]
            _add(compiler, replace(name, strong=True), whole)
            _add(compiler, name, [form for form in (*_own(canonical), *forms) if form not in whole])
            _add(compiler, replace(name, strong=name.strong or ALL in weak), _cases(forms), derive=False)


def _apart(table: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Give the places of a table; an entry whose key begins with * holds many, each spelling one."""
    for canonical, forms in table.items():
        if canonical.startswith(MANY):
            yield from ((form, [form]) for form in forms)
        else:
            yield canonical, forms


def _cases(forms: Iterable[str]) -> Iterator[str]:
    """Give the Russian cases of names of several words: "ледника Федченко", "Каракумского канала"."""
    for form in forms:
        first, _, rest = form.partition(" ")
        if rest and ":" not in form and not form.endswith("-"):
            yield from (f"{case} {rest}" for case in declined(first))


def base_form(canonical: str) -> str:
    """
    Give a place's name for readers; "" for the beginning of a word, which is none.

    >>> base_form("Karakul (TJ)")
    'Karakul'
    """
    return "" if canonical.endswith("-") else canonical.partition(" (")[0]


def _own(canonical: str) -> tuple[str, ...]:
    """Give the spelling that the canonical name is itself; a remark in brackets tells namesakes apart."""
    return () if "(" in canonical else (canonical,)


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
                shown=entry.get("now", base_form(canonical)) if kind in PLACE_KINDS else "",
            )
            forms = (*_own(canonical), *entry.get("names", ()))
            _add(compiler, name, forms)
            if kind == "person":
                _add(compiler, name, _whole_names(forms), derive=False)
    for canonical, forms in region.get("institutions", {}).items():
        name = Name(name=canonical, kind="institution", codes=codes, strong=canonical not in weak)
        _add(compiler, name, (*_own(canonical), *forms))


def _whole_names(forms: Iterable[str]) -> Iterator[str]:
    """
    Give what a text may put before a surname: each first name with each surname, and its Russian cases.

    The longest name wins, so that "Serdar" and "Manas" before a surname are no towns.
    """
    pairs = [form.split() for form in forms if len(form.split()) == 2]
    firsts = {first for first, _ in pairs}
    lasts = {last for _, last in pairs} | {form for form in forms if " " not in form and not form.endswith("-")}
    for first in firsts:
        for last in lasts:
            if script_of(fold_name(first)) == script_of(fold_name(last)):
                yield from (f"{case} {last}" for case in (first, *declined(first)))


def _add_towns(compiler: Compiler, codes: frozenset[str]) -> None:
    """
    Add the settlements of `towns.tsv`: code, name, inhabitants, spellings parted by "|".

    Nobody checked them against the words and names of twenty languages: they count only beside
    other evidence of their region.
    """
    for code, canonical, _, forms in rows(SHIPPED / "towns.tsv"):
        if code in codes:
            name = Name(name=canonical, kind="settlement", codes=(code,), strong=False, shown=canonical)
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
        own = Name(name=canonical, kind=kind, codes=(code,), shown=canonical if kind in PLACE_KINDS else "")
        compiler.add(own, [form for form in forms if form not in doubtful], derive=False)
        compiler.add(replace(own, strong=False), doubtful, derive=False)


def _weak(tables: list[File]) -> dict[str, set[str]]:
    """Collect the folded names that the files call weak, by region."""
    weak: dict[str, set[str]] = {}
    for _, table in tables:
        for region in table.get("region", ()):
            weak.setdefault(region["code"], set()).update(map(fold_name, region.get("weak", ())))
    return weak
