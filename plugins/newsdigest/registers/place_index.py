"""Where the places of the register lie: every spelling of a place with its name for readers and its regions."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsdigest.registers.region_files import PLACE_TABLES, SHIPPED, File, rows

Places = Mapping[str, tuple[str, tuple[str, ...]]]  # spelling, case folded -> name for readers, codes of its regions
_Entry = tuple[str, str, Iterable[str]]  # code, name, spellings

_SHARED_PLACES = ("water", "mountain", "division", "landmark")


def index_places(tables: Sequence[File], codes: Collection[str]) -> Places:
    """
    Index the places of the chosen regions.

    A spelling stands for the best that it can be: a place's own name, else another spelling of one, else a former
    name, else a small settlement. So Samarkand is the city, and not the town of Kazakhstan that was once called so.

    Args:
        tables: The register's files.
        codes: Regions that the digest covers or notes.

    Returns:
        Spellings as written, without those that only begin words or hold for one language. What several regions have
        (two towns of one name, one sea) has the codes of all of them.
    """
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    own = list(_places(tables))
    for entries in (((code, name, ()) for code, name, _ in own), own, _former(tables), _towns()):
        better = found.copy()
        for code, canonical, forms in entries:
            if code in codes:
                name = canonical.partition(" (")[0]  # a remark in brackets tells namesakes apart
                for form in (name, *forms):
                    key = form.casefold()
                    if key not in better and not form.endswith("-") and ":" not in form:
                        shown, known = found.get(key, (name, ()))
                        found[key] = (shown, known if code in known else (*known, code))
    return found


def _places(tables: Iterable[File]) -> Iterator[_Entry]:
    """Places as they are called today."""
    for _, table in tables:
        for region in table.get("region", ()):
            for key in PLACE_TABLES:
                for canonical, forms in region.get(key, {}).items():
                    yield from _entries(region["code"], canonical, forms)
        for kind in _SHARED_PLACES:
            for canonical, entry in table.get("shared", {}).get(kind, {}).items():
                for code in (*entry["codes"], *entry.get("full", ())):
                    yield code, canonical, entry["names"]


def _entries(code: str, canonical: str, forms: Iterable[Any]) -> Iterator[_Entry]:
    """One place; a key that begins with a star holds many, each of its spellings one."""
    if canonical.startswith("*"):
        yield from ((code, form, ()) for form in forms)
    else:
        yield code, canonical, forms


def _former(tables: Iterable[File]) -> Iterator[_Entry]:
    for _, table in tables:
        for region in table.get("region", ()):
            for canonical, entry in region.get("former", {}).items():
                yield region["code"], entry.get("now", canonical), (canonical, *entry.get("names", ()))


def _towns() -> Iterator[_Entry]:
    """The settlements of the shipped table."""
    for code, canonical, _, forms in rows(SHIPPED / "towns.tsv"):
        yield code, canonical, forms.split("|")
