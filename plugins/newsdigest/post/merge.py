"""
Bring together what a person changed in a post and what changed upstream since the import.

The person's file is the frame: comments, order and form of its front matter stay. Front matter is merged key by
key, the body sentence by sentence. Whatever both sides changed differently is a conflict, and then nothing is merged.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from merge3 import Merge3

from newsdigest.post.faults import Fault
from newsdigest.post.front import parse
from newsdigest.post.read import Halves, examine_post, split_post
from newsdigest.post.schema import Raw, schema, value_of
from newsdigest.post.write import FENCE, entry

_UNIT = re.compile(r"\n+|[^\n.!?…]{0,4000}[.!?…]*[ \t]*")
# A post that a person edited keeps its regions: a better register may not tag it anew.
_EDITORS = frozenset(("regions", "regions_mentioned", "places"))
_ABSENT: Any = object()  # the key is not there
_CLASH: Any = object()  # the sides cannot be brought together


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One place that both sides changed, each otherwise."""

    where: str  # front-matter key, or "body"
    line: int  # in the person's file, from 1
    base: str  # as imported
    ours: str  # as the person left it
    theirs: str  # as it is upstream now


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The outcome: a text, or what stands against it."""

    text: str | None
    conflicts: tuple[Conflict, ...] = ()


def merge_posts(base: str, ours: str, theirs: str) -> Merged:
    """
    Merge three texts of one post file.

    Args:
        base: As imported, before the person changed it.
        ours: The person's file, in any form of YAML, any line ends.
        theirs: As it would be imported now.

    Returns:
        The merged file with the person's line ends, or the conflicts. A file that cannot be read is one conflict.
    """
    parts = [_Part.read(text) for text in (base, ours, theirs)]
    for part in parts:
        if part.fault:
            conflict = Conflict(where="file", line=part.fault.line, base=base, ours=ours, theirs=theirs)
            return Merged(text=None, conflicts=(conflict,))
    front, clashes = _merge_front(*parts)
    body, more = _merge_body(parts[0].body, parts[1].body, parts[2].body, first_line=parts[1].body_line)
    if clashes or more:
        return Merged(text=None, conflicts=(*clashes, *more))
    text = "\n".join([FENCE, *front, FENCE, "", body, ""])
    if examine_post(text)[0] is None:
        return Merged(text=None, conflicts=(Conflict(where="file", line=1, base=base, ours=ours, theirs=theirs),))
    return Merged(text=text.replace("\n", "\r\n") if "\r\n" in ours else text)


@dataclass(slots=True)
class _Part:
    """One of the three files, its front matter cut into the lines of each key and the lines between."""

    body: str = ""
    body_line: int = 1
    values: dict[str, Raw] = field(default_factory=dict)
    pieces: list[tuple[str, list[str]]] = field(default_factory=list)  # key, or "" for comments and blank lines
    lines: dict[str, int] = field(default_factory=dict)
    fault: Fault | None = None

    @classmethod
    def read(cls, text: str) -> "_Part":
        """Cut one file; with a fault where it is no post file at all."""
        halves = split_post(text)
        if isinstance(halves, Fault):
            return cls(fault=halves)
        values, lines, faults = parse(halves.front, first_line=0)
        if faults:
            return cls(fault=faults[0])
        keys = {line: key for key, line in lines.items() if "/" not in key}
        if len(keys) < len(values):
            fault = Fault(line=2, key=None, message="several keys on one line; give each its own")
            return cls(fault=fault)
        return cls._cut(halves, values, keys)

    @classmethod
    def _cut(cls, halves: Halves, values: dict[str, Raw], keys: dict[int, str]) -> "_Part":
        pieces: list[tuple[str, list[str]]] = []
        for number, line in enumerate(halves.front.split("\n")):
            between = not line.strip() or line.startswith("#")
            if number in keys:
                pieces.append((keys[number], [line]))
            elif pieces and (pieces[-1][0] == "") == between:
                pieces[-1][1].append(line)
            elif between:
                pieces.append(("", [line]))
            else:  # a value goes on after a comment or a blank line
                gap = pieces.pop()[1] if pieces else []
                pieces = pieces or [("", [])]
                pieces[-1][1].extend([*gap, line])
        return cls(
            body=halves.body,
            body_line=halves.body_line,
            values=values,
            pieces=pieces,
            lines={key: number + 2 for number, key in keys.items()},
        )

    def text_of(self, key: str) -> str:
        """Give the lines of one key as they stand."""
        return "\n".join(line for name, lines in self.pieces if name == key for line in lines)


# ---------------------------------------------------------------- front matter


def _merge_front(base: _Part, ours: _Part, theirs: _Part) -> tuple[list[str], list[Conflict]]:
    """Merge key by key into the lines of the person's front matter."""
    changed: dict[str, list[str]] = {}
    conflicts = []
    for key in dict.fromkeys([*base.values, *ours.values, *theirs.values]):
        old, mine, new = (part.values.get(key, _ABSENT) for part in (base, ours, theirs))
        if key in _EDITORS or new in (old, mine):
            continue
        typed = ours.text_of(key) != base.text_of(key)
        # Written anew, a value would lose the comments in it.
        both = _merge_value(old, mine, new) if typed and "#" not in ours.text_of(key) else _CLASH
        if not typed:
            changed[key] = theirs.text_of(key).split("\n") if new is not _ABSENT else []
        elif both not in (_CLASH, _ABSENT):
            known = schema()[key]
            changed[key] = list(entry(known, value_of(known, both)))
        else:
            texts = (base.text_of(key), ours.text_of(key), theirs.text_of(key))
            line = ours.lines.get(key, 2)
            conflicts.append(Conflict(where=key, line=line, base=texts[0], ours=texts[1], theirs=texts[2]))
    lines: list[tuple[str, list[str]]] = [(key, changed.pop(key, own) if key else own) for key, own in ours.pieces]
    order = list(theirs.values)
    for key, added in changed.items():
        places = {name: number for number, (name, _) in enumerate(lines, start=1)}
        before = reversed(order[: order.index(key)] if key in order else [])
        lines.insert(next((places[name] for name in before if name in places), 0), (key, added))
    return [line for _, piece in lines for line in piece], conflicts


def _merge_value(old: Any, mine: Any, new: Any) -> Any:
    """Merge one value, each side of it `_ABSENT` where the key is not there; `_CLASH` where it cannot be."""
    if new in (old, mine):
        return mine
    if mine == old:
        return new
    sides = (old, mine, new)
    if all(isinstance(side, dict) for side in sides):
        merged = {
            key: _merge_value(*(side.get(key, _ABSENT) for side in sides)) for key in dict.fromkeys([*mine, *new, *old])
        }
        clash = any(value is _CLASH for value in merged.values())
        return _CLASH if clash else {key: value for key, value in merged.items() if value is not _ABSENT}
    if not all(isinstance(side, list) for side in sides):
        return _CLASH
    if all(isinstance(item, str) for side in sides for item in side):
        kept = [item for item in mine if item in new or item not in old]
        return kept + [item for item in new if item not in old and item not in kept]
    if len(old) == len(mine) == len(new):
        items = [_merge_value(*row) for row in zip(*sides, strict=True)]
        return _CLASH if any(item is _CLASH for item in items) else items
    return _CLASH


# ---------------------------------------------------------------- body


def units(body: str) -> list[str]:
    """
    Cut a body into sentences and line breaks, which put together again are the body.

    >>> units("One. Two?\\n\\nThree")
    ['One. ', 'Two?', '\\n\\n', 'Three']
    """
    return [found for found in _UNIT.findall(body) if found]


def _merge_body(base: str, ours: str, theirs: str, *, first_line: int) -> tuple[str, list[Conflict]]:
    """Merge sentence by sentence."""
    if theirs in (base, ours):
        return ours, []
    if ours == base:
        return theirs, []
    merged: list[str] = []
    conflicts = []
    line = first_line
    for kind, *sides in Merge3(units(base), units(ours), units(theirs)).merge_groups():
        if kind == "conflict":
            old, mine, new = ("".join(side) for side in sides)
            conflicts.append(Conflict(where="body", line=line, base=old, ours=mine, theirs=new))
            line += mine.count("\n")
        else:
            text = "".join(sides[0])
            merged.append(text)
            line += text.count("\n") if kind != "b" else 0
    return "".join(merged), conflicts
