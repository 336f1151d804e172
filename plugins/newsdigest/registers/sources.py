"""The source register: who publishes what, in which language and zone, and what we may do with it."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsdigest.errors import RegisterError
from newsdigest.models import ImageRights, Rights
from newsdigest.registers.strict import Check, a_day, a_text, checked, one_of, read_toml, some_texts
from newsdigest.text import collapse

SourceKind = Literal["outlet", "agency", "aggregator"]

SHIPPED = Path(__file__).parents[1] / "data" / "sources"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,9}")
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_NAME_NOISE = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """CSS selectors for the pages of one source, where general extraction fails."""

    until: dt.date | None = None  # for pages captured before this day; None: for all
    title: str | None = None
    published: str | None = None
    byline: str | None = None
    lede: str | None = None
    body: str | None = None
    subhead: str | None = None
    figure: str | None = None
    caption: str | None = None
    credit: str | None = None
    drop: str | None = None  # elements that are never the article


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher, as `content/sources/<id>.toml` describes it."""

    id: str
    name: str
    kind: SourceKind = "outlet"
    names: tuple[str, ...] = ()  # further spellings, as pages print them
    domains: tuple[str, ...] = ()  # each with its subdomains
    language: str | None = None  # of its articles, BCP 47
    country: str | None = None  # ISO 3166-1 alpha-2
    timezone: str | None = None  # of stamps without a zone
    rights: Rights | None = None  # of its texts; None: nobody has recorded it
    rights_note: str | None = None
    licence_url: str | None = None
    image_rights: ImageRights = "unknown"  # of its pictures
    home_region: str | None = None  # region code: what a local item is about that names no place
    translates: Literal["machine", "human"] | None = None  # aggregators: how they translate
    layouts: tuple[Layout, ...] = ()
    note: str | None = None  # for editors

    @property
    def zone(self) -> ZoneInfo | None:
        """The zone of its stamps without one; None where nobody has recorded it."""
        return ZoneInfo(self.timezone) if self.timezone else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All sources, found by id, by address and by name."""

    by_id: Mapping[str, Source] = field(default_factory=dict)
    _by_domain: Mapping[str, Source] = field(default_factory=dict)
    _by_name: Mapping[str, Source] = field(default_factory=dict)

    @property
    def domains(self) -> tuple[str, ...]:
        """Every domain of the register."""
        return tuple(self._by_domain)

    def source_for_url(self, url: str | None) -> Source | None:
        """
        Find the source that publishes at `url`; the longest matching domain wins.

        Returns:
            None where `url` is None, no address at all, or of an unknown host.
        """
        try:
            host = (urlsplit(url or "").hostname or "").rstrip(".")
        except ValueError:  # "http://[broken"
            return None
        labels = host.split(".")[-9:]
        for start in range(len(labels)):
            found = self._by_domain.get(".".join(labels[start:]))
            if found:
                return found
        return None

    def source_named(self, name: str | None) -> Source | None:
        """Find a source by its id, its name, a further spelling, or its domain as a name ("merkur.de")."""
        if not name:
            return None
        return self.by_id.get(name) or self._by_name.get(name_key(name)) or self._by_domain.get(name.strip().lower())


def name_key(name: str) -> str:
    """
    Bring spellings of one name together: case, punctuation and spaces do not count.

    >>> name_key("Münchner  Merkur.") == name_key("münchner merkur")
    True
    """
    return _NAME_NOISE.sub("", collapse(name[:200]).casefold())


def load_sources(folders: Iterable[Path]) -> Sources:
    """
    Read the registers; a later folder's file adds to or overrides, key by key, an earlier one's of the same id.

    Args:
        folders: Folders of `<id>.toml` files, shipped ones first; one that does not exist is empty.

    Raises:
        RegisterError: unknown key, wrong value, a domain or a spelling that two sources claim; names the file.
    """
    merged: dict[str, dict[str, Any]] = {}
    files: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            values = _read(path)
            merged[values["id"]] = merged.get(values["id"], {}) | values
            files[values["id"]] = path
    by_id = {}
    for key, values in merged.items():
        if "name" not in values:
            raise RegisterError(f'{files[key]}: no name; add name = "…" as readers know the source')
        by_id[key] = Source(**values)
    return Sources(
        by_id=by_id,
        _by_domain=_index(by_id, files, lambda source: source.domains, "domain"),
        _by_name=_index(by_id, files, lambda source: {name_key(n) for n in (source.name, *source.names)}, "name"),
    )


def _index(by_id: Mapping[str, Source], files: Mapping[str, Path], keys: Any, what: str) -> dict[str, Source]:
    """Map every key to its one source."""
    index: dict[str, Source] = {}
    for source in by_id.values():
        for key in keys(source):
            other = index.setdefault(key, source)
            if other is not source:
                raise RegisterError(
                    f"{files[source.id]}: {what} {key!r} is claimed by {files[other.id]} too; leave it in one of them"
                )
    return index


def _read(path: Path) -> dict[str, Any]:
    """Read one file into the fields of `Source`."""
    table = read_toml(path)
    layouts = table.pop("layout", [])
    values = checked(table, _CHECKS, where=str(path))
    if values.get("id") != path.stem:
        raise RegisterError(f"{path}: id is {values.get('id')!r}; write id = {path.stem!r}, the file's name")
    if not isinstance(layouts, list):
        raise RegisterError(f"{path}: layout must be a [[layout]] table, with two brackets")
    if layouts:
        values["layouts"] = tuple(
            Layout(**checked(layout, _LAYOUT_CHECKS, where=f"{path}, layout {number}"))
            for number, layout in enumerate(layouts, start=1)
        )
    return values


def _matching(pattern: re.Pattern[str], wanted: str) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError(wanted)
        return value

    return check


def _domains(value: Any) -> tuple[str, ...]:
    domains = tuple(domain.lower().removeprefix("www.") for domain in some_texts(value))
    if not all(_DOMAIN.fullmatch(domain) for domain in domains):
        raise ValueError('a list of host names such as "merkur.de"')
    return domains


def _zone(value: Any) -> str:
    try:
        return ZoneInfo(a_text(value)).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("a time zone such as Europe/Berlin") from None


_CHECKS: Mapping[str, Check] = {
    "id": _matching(_ID, "a-z, 0-9 and hyphens"),
    "name": a_text,
    "kind": one_of(get_args(SourceKind)),
    "names": some_texts,
    "domains": _domains,
    "language": _matching(_LANGUAGE, "a language tag such as de or uz-Cyrl"),
    "country": _matching(re.compile("[A-Z]{2}"), "two capital letters such as KZ"),
    "timezone": _zone,
    "rights": one_of(right for right in get_args(Rights) if right != "withdrawn"),
    "rights_note": a_text,
    "licence_url": a_text,
    "image_rights": one_of(get_args(ImageRights)),
    "home_region": a_text,
    "translates": one_of(("machine", "human")),
    "note": a_text,
}
_LAYOUT_CHECKS: Mapping[str, Check] = {
    name: a_day if name == "until" else a_text for name in Layout.__dataclass_fields__
}
