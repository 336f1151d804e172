"""
Read the files of the register of regions strictly: every key known, every value of its shape.

Shipped are `data/regions/*.toml` (one or more `[[region]]` a file) and the tables `towns.tsv` and
`elsewhere.tsv`. An editor's files in `content/regions/` have the same form and come after them.
`docs/regions.md` explains the keys.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from newsdigest.errors import RegisterError
from newsdigest.registers.folding import fold_name
from newsdigest.registers.gazetteer import Discount, Region
from newsdigest.registers.strict import nearest, read_toml

SHIPPED = files("newsdigest") / "data" / "regions"
PLACE_TABLES = {
    "capital": "capital", "cities": "city", "towns": "town", "divisions": "division", "districts": "district",
    "waters": "water", "mountains": "mountain", "landmarks": "landmark",
}  # fmt: skip
WORD_LISTS = {"countries": "country", "adjectives": "adjective", "peoples": "people"}
HINT_LISTS = {"tokens": "token", "outlets": "outlet"}  # words that support other evidence
TERMED = {"former": "city", "people": "person"}  # tables whose entries carry years
SHARED_KINDS = frozenset({"area", "five", "water", "mountain", "division", "landmark", "institution"})

FILE_KEYS = frozenset({"region", "shared", "trap", "languages", "covers", "neighbours", "cues", "discount"})
REGION_KEYS = frozenset(
    {"code", "name", "namesakes", "languages", "weak", "catalogue", "institutions"}
    | PLACE_TABLES.keys()
    | WORD_LISTS.keys()
    | HINT_LISTS.keys()
    | TERMED.keys()
)
TERMED_KEYS = frozenset({"names", "since", "until", "now"})
SHARED_KEYS = frozenset({"codes", "full", "names", "share"})
TRAP_KEYS = frozenset({"names", "silences"})
DISCOUNT_KEYS = frozenset({"name", "codes", "cues", "factor", "kinds", "unless"})

File = tuple[str, dict[str, Any]]  # where it is, what it says


def read_files(own: Path | None) -> list[File]:
    """
    Read the shipped files, then those of an editors' folder, each in order of their names.

    Raises:
        RegisterError: a file is no TOML, has a key that nothing reads, or a value of another shape.
    """
    shipped = sorted((item for item in SHIPPED.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    found = [(item.name, tomllib.loads(item.read_text(encoding="utf-8"))) for item in shipped]
    if own is not None and own.is_dir():
        found += [(str(path), read_toml(path)) for path in sorted(own.glob("*.toml"))]
    for where, table in found:
        _check(where, table)
    return found


@cache
def common_words() -> frozenset[str]:
    """Folded spellings of towns that are words, first names or surnames in some language that the digest reads."""
    lines = (SHIPPED / "common-words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold_name(word) for line in lines if not line.startswith("#") for word in line.split())


def rows(table: Traversable) -> Iterator[list[str]]:
    """Give the rows of a tab-separated table, comments left out."""
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def chosen_regions(tables: list[File]) -> dict[str, Region]:
    """
    Give the regions that the digest covers and their neighbours, in the order chosen.

    The last file with `covers` decides, so that an editor's wins over the shipped one.

    Raises:
        RegisterError: a chosen code that no file defines.
    """
    covers: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    for where, table in tables:
        if "covers" in table:
            covers = texts(where, "covers", table["covers"])
            neighbours = texts(where, "neighbours", table.get("neighbours", []))
    entries: dict[str, dict[str, Any]] = {}
    for _, table in tables:
        for entry in table.get("region", ()):
            plain = {key: entry[key] for key in ("name", "namesakes", "languages", "catalogue") if key in entry}
            entries.setdefault(entry["code"], {}).update(plain)
    missing = [code for code in (*covers, *neighbours) if code not in entries]
    if missing:
        known = ", ".join(sorted(entries))
        raise RegisterError(
            f"content/regions: no file defines {missing[0]}; write its [[region]], or choose of {known}"
        )
    return {
        code: Region(
            code=code,
            name=entries[code].get("name", code),
            scope="covered" if code in covers else "neighbour",
            namesakes=tuple(entries[code].get("namesakes", ())),
            languages=tuple(entries[code].get("languages", ())),
            catalogue=entries[code].get("catalogue", {}),
        )
        for code in (*covers, *neighbours)
    }


def discounts(tables: list[File]) -> tuple[Discount, ...]:
    """Give the discounts of all files."""
    return tuple(
        Discount(
            name=entry["name"],
            codes=tuple(entry["codes"]),
            cues=entry["cues"],
            factor=float(entry["factor"]),
            kinds=tuple(entry.get("kinds", ())),
            unless=entry.get("unless"),
        )
        for _, table in tables
        for entry in table.get("discount", ())
    )


def texts(where: str, key: str, value: object) -> tuple[str, ...]:
    """Give a list of texts as a tuple, or say that it is none."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RegisterError(f'{where}: {key} is {value!r}, but must be a list of texts such as ["Osh", "Ош"]')
    return tuple(value)


def _check(where: str, table: Mapping[str, Any]) -> None:
    """Check one file from top to bottom."""
    _known(where, table, FILE_KEYS)
    for key in ("languages", "covers", "neighbours"):
        texts(where, key, table.get(key, []))
    for region in _tables(where, "region", table.get("region", [])):
        _check_region(where, region)
    for kind, things in _table(where, "shared", table.get("shared", {})).items():
        if kind not in SHARED_KINDS:
            raise RegisterError(f"{where}: unknown kind [shared.{kind}]; {nearest(kind, SHARED_KINDS)}")
        _check_entries(f"{where}: shared.{kind}", things, SHARED_KEYS, needs=("codes", "names"))
    for name, entry in _table(where, "trap", table.get("trap", {})).items():
        if isinstance(entry, dict):
            _check_entries(f"{where}: trap", {name: entry}, TRAP_KEYS, needs=("names",))
        else:
            texts(where, f"trap.{name}", entry)
    for name, forms in _table(where, "cues", table.get("cues", {})).items():
        texts(where, f"cues.{name}", forms)
    for entry in _tables(where, "discount", table.get("discount", [])):
        _known(f"{where}: discount", entry, DISCOUNT_KEYS)
        if not {"name", "codes", "cues", "factor"} <= entry.keys():
            raise RegisterError(f"{where}: a [[discount]] needs name, codes, cues and factor")


def _check_region(where: str, region: Mapping[str, Any]) -> None:
    """Check one [[region]]."""
    code = region.get("code")
    if not isinstance(code, str):
        raise RegisterError(f"{where}: a [[region]] has no code; write its ISO 3166-1 code, or one of your own")
    _known(f"{where}: region {code}", region, REGION_KEYS)
    for key in ("namesakes", "languages", "weak", *WORD_LISTS, *HINT_LISTS):
        texts(f"{where}: region {code}", key, region.get(key, []))
    for key in (*PLACE_TABLES, "institutions"):
        for name, forms in _table(f"{where}: region {code}", key, region.get(key, {})).items():
            texts(f"{where}: region {code}", f"{key}.{name}", forms)
    for key in TERMED:
        _check_entries(f"{where}: region {code}: {key}", region.get(key, {}), TERMED_KEYS, needs=())


def _check_entries(where: str, value: object, keys: frozenset[str], *, needs: tuple[str, ...]) -> None:
    """Check a table of tables: the keys of each, and that lists are lists of texts."""
    for name, entry in _table(where, "it", value).items():
        fields = _table(where, name, entry)
        _known(f"{where}: {name}", fields, keys)
        for key in needs:
            if key not in fields:
                raise RegisterError(f"{where}: {name} has no {key}; write {key} = [...]")
        for key in ("codes", "full", "names", "silences"):
            texts(f"{where}: {name}", key, fields.get(key, []))


def _table(where: str, key: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RegisterError(f"{where}: {key} is {value!r}, but must be a table")
    return value


def _tables(where: str, key: str, value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise RegisterError(f"{where}: {key} must be written [[{key}]]")
    return value


def _known(where: str, table: Mapping[str, Any], keys: frozenset[str]) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise RegisterError(f"{where}: unknown key {unknown[0]!r}; {nearest(unknown[0], keys)}")
