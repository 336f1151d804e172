"""The front-matter schema: which keys there are, what each may hold. Taken from `Post`, so it cannot disagree."""

import datetime as dt
import difflib
import re
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from newsdigest.models import Correction, Post, PostImage
from newsdigest.text import has_unseen

Kind = Literal["text", "texts", "time", "day", "choice", "tables"]

# What the YAML layer hands over: every scalar as text, nothing resolved, None for an empty or null value.
Raw = str | None | list[Any] | dict[str, Any]

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,119}")
_ORDINARY_ADDRESS = re.compile(r"https?://[a-z0-9.-]+/[!-~]*")  # a sign of ASCII each; nothing to take apart
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of the front matter."""

    key: str
    kind: Kind
    choices: tuple[str, ...] = ()  # of a "choice"
    table: type | None = None  # of "tables": the dataclass of one entry
    required: bool = False
    default: Any = None  # what leaving the key out means


@cache
def schema(of: Any = Post) -> Mapping[str, Field]:
    """Give the keys of `of` (a post, an image, a correction) in the order in which they are written."""
    hints = get_type_hints(of)
    found = {}
    for entry in fields(of):
        if of is Post and entry.name == "body":
            continue
        kind, choices, table = _kind(hints[entry.name])
        required = entry.default is MISSING
        default = None if required else entry.default
        found[entry.name] = Field(
            key=entry.name, kind=kind, choices=choices, table=table, required=required, default=default
        )
    return found


def _kind(hint: Any) -> tuple[Kind, tuple[str, ...], type | None]:
    """Tell the kind of a key from the type of its field."""
    if get_origin(hint) in (types.UnionType, Union):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is Literal:
        return "choice", get_args(hint), None
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return ("tables", (), inner) if inner in (PostImage, Correction) else ("texts", (), None)
    kinds: dict[Any, Kind] = {str: "text", dt.datetime: "time", dt.date: "day"}
    return kinds[hint], (), None


def nearest(word: str, known: Iterable[str]) -> str:
    """
    Say which known word was probably meant, or list them all.

    >>> nearest("regoins", ["regions", "rights"])
    'did you mean regions?'
    """
    words = list(known)
    near = difflib.get_close_matches(word, words, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(words)}"


# ---------------------------------------------------------------- one value


def value_of(field: Field, raw: Raw) -> Any:
    """
    Turn what the YAML layer read into the value of a `Post` field.

    Raises:
        ValueError: says what the value must be.
    """
    if raw is None or (raw == "" and not field.required):
        return field.default
    return _READERS[field.kind](field, raw)


def _text(field: Field, raw: Raw) -> str:
    if not isinstance(raw, str):
        raise ValueError("must be one text; put it in quotation marks")
    check = _TEXT_CHECKS.get(field.key)
    if check:
        check(raw)
    return raw


def _texts(_: Field, raw: Raw) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        raise ValueError("must be a list of texts, such as [one, two]")
    return tuple(raw)


def _time(_: Field, raw: Raw) -> dt.datetime:
    wanted = "must be a time with its zone, such as 2022-01-11T05:35:00+01:00"
    if not isinstance(raw, str):
        raise ValueError(wanted)
    try:
        value = dt.datetime.fromisoformat(raw)
    except ValueError:
        raise ValueError(f"is {raw[:40]!r}, but {wanted}") from None
    if value.tzinfo is None:
        raise ValueError(f"is {raw[:40]!r} without a zone, but {wanted}")
    return value


def _day(_: Field, raw: Raw) -> dt.date:
    try:
        return dt.date.fromisoformat(raw if isinstance(raw, str) else "")
    except ValueError:
        raise ValueError("must be a day such as 2022-01-11") from None


def _choice(field: Field, raw: Raw) -> str:
    if isinstance(raw, str) and raw in field.choices:
        return raw
    shown = raw[:40] if isinstance(raw, str) else "no text"
    raise ValueError(f"is {shown!r}, but must be one of {', '.join(field.choices)}")


def _tables(field: Field, raw: Raw) -> tuple[Any, ...]:
    if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw) or field.table is None:
        raise ValueError('must be a list; begin each entry with "- "')
    return tuple(_table(field.table, entry, number) for number, entry in enumerate(raw, start=1))


def _table(of: type, entry: dict[str, Any], number: int) -> Any:
    known = schema(of)
    values = {}
    for key, raw in entry.items():
        if key not in known:
            raise ValueError(f"entry {number}: unknown key {key!r}; {nearest(key, known)}")
        try:
            values[key] = value_of(known[key], raw)
        except ValueError as error:
            raise ValueError(f"entry {number}: {key} {error}") from None
    for field in known.values():
        if field.required and values.get(field.key) is None:
            raise ValueError(f"entry {number}: {field.key} is missing")
    return of(**values)


_READERS: Mapping[Kind, Callable[[Field, Raw], Any]] = {
    "text": _text,
    "texts": _texts,
    "time": _time,
    "day": _day,
    "choice": _choice,
    "tables": _tables,
}


# ---------------------------------------------------------------- texts of a certain form


def _is_id(value: str) -> None:
    if not _ID.fullmatch(value):
        raise ValueError("must be of a-z, 0-9 and hyphens")


def _is_lang(value: str) -> None:
    if not _LANG.fullmatch(value):
        raise ValueError("must be a language tag such as en, kk or uz-Cyrl")


def _is_filled(value: str) -> None:
    if not value.strip():
        raise ValueError("must not be empty")


def _is_web_address(value: str) -> None:
    if _ORDINARY_ADDRESS.fullmatch(value):
        return
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", value)
    except ValueError:
        good = False
    if not good:
        raise ValueError("must be an address that begins with https:// or http://")
    if "@" in parts.netloc or has_unseen(value):
        raise ValueError("must show where it leads: no name before an @ in front of the host, no unseen characters")


def _is_file(value: str) -> None:
    if value.startswith(("/", "~")) or "\\" in value or ":" in value or ".." in value.split("/"):
        raise ValueError("must be a file below content/images/, such as 2022/almaty.jpg")


_TEXT_CHECKS: Mapping[str, Callable[[str], None]] = {
    "id": _is_id,
    "title": _is_filled,
    "lang": _is_lang,
    "source_url": _is_web_address,
    "via_url": _is_web_address,
    "licence_url": _is_web_address,
    "file": _is_file,
}
