"""
A post as plain data and back: for processes that hand posts on, exact, at a tenth of what reading its file costs.

Which keys there are, and which of them hold times, days and entries, is the schema's to say.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from newsdigest.models import Post
from newsdigest.post.schema import schema

Plain = tuple[Any, ...]  # of texts, None and tuples of the same


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How one kind of record becomes plain data."""

    make: Callable[..., Any]
    keys: tuple[str, ...]
    values: Callable[[Any], Plain]
    times: tuple[tuple[int, Callable[[str], Any]], ...]  # where times and days stand, and what reads them
    tables: tuple[tuple[int, "_Form"], ...]  # where lists of entries stand


def plain_of_post(post: Post) -> Plain:
    """Give a post as plain data, body included."""
    return _plain(post, _form(Post))


def post_of_plain(values: Plain) -> Post:
    """Undo `plain_of_post`."""
    return _record(values, _form(Post))  # type: ignore[no-any-return]


def _plain(record: Any, form: _Form) -> Plain:
    values = list(form.values(record))
    for place, _ in form.times:
        if values[place] is not None:
            values[place] = values[place].isoformat()
    for place, entry in form.tables:
        if values[place]:
            values[place] = tuple(_plain(row, entry) for row in values[place])
    return tuple(values)


def _record(plain: Plain, form: _Form) -> Any:
    values = list(plain)
    for place, read in form.times:
        if values[place] is not None:
            values[place] = read(values[place])
    for place, entry in form.tables:
        if values[place]:
            values[place] = tuple(_record(row, entry) for row in values[place])
    return form.make(**dict(zip(form.keys, values, strict=True)))


@cache
def _form(of: Any) -> _Form:
    fields = list(schema(of).values())
    keys = tuple(field.key for field in fields) + (("body",) if of is Post else ())
    readers: dict[str, Callable[[str], Any]] = {"time": dt.datetime.fromisoformat, "day": dt.date.fromisoformat}
    return _Form(
        make=of,
        keys=keys,
        values=attrgetter(*keys),
        times=tuple((place, readers[field.kind]) for place, field in enumerate(fields) if field.kind in readers),
        tables=tuple((place, _form(field.table)) for place, field in enumerate(fields) if field.kind == "tables"),
    )
