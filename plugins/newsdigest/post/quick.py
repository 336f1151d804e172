"""
Read front matter as our own writer writes it, without PyYAML, in a quarter of the time.

It knows one form a line: "key: value", "key:" before a list, "- item", "- key: value" and what is indented under it;
plain words, times, simple quotation marks, lists of words in brackets. At anything else it gives up and `front` reads
the whole; where it does not give up, the two agree (a property test holds them to it).
"""

import re
from functools import lru_cache
from typing import Any

from newsdigest.post.front import MAX_CHARS
from newsdigest.post.schema import Raw

_TIME = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{6})?[+-]\d\d:\d\d)?"
_RUN = r"[\w .,;!?()/&+%=«»„“”‘’–—…'-]{0,400}"
_PLAIN = rf"[^\W\d_]{_RUN}(?::(?=[^\s:]){_RUN}){{0,9}}"
_UNSEEN = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_LINE = re.compile(
    rf"""(-\ |\ \ -\ |\ \ )?
    (?:([a-z][a-z_0-9]{{0,40}}):(?:\ |$))?
    (?:({_PLAIN}|{_TIME})
      |"([^"\\{_UNSEEN}]*)"
      |'([^'{_UNSEEN}]*)'
      |\[([^\W\d_](?:\w|[ ,.()/&+«»„“”‘’–—-]){{0,200}})\]
    )?""",
    re.VERBOSE,
).fullmatch
_WORD = re.compile(r"[^\W\d_](?:\w|[ .()/&+«»„“”‘’–—-])*").fullmatch
_SHORT = 40  # characters; half of a post's lines are shorter and stand in many others: "lang: en", "images:"
_NULLS = frozenset(("null", "Null", "NULL"))


def parse(front: str) -> dict[str, Raw] | None:  # noqa: PLR0912 - a branch for each form of line
    """
    Read the text between the two `---` lines.

    Returns:
        The values; None where any line is of another form than those our writer uses most.
    """
    if len(front) > MAX_CHARS:
        return None
    values: dict[str, Raw] = {}
    items: list[Any] | None = None  # the open list of the last key
    entry: dict[str, Any] | None = None  # the open mapping in it
    inner: list[Any] | None = None  # the open list in that
    for line in front.split("\n"):
        taken = _take_short(line) if len(line) <= _SHORT else _take(line)
        if not taken:
            return None
        indent, key, value = taken
        if inner == [] and indent != "  - ":
            return None
        if type(value) is list:
            value = value.copy()
        if indent is None:
            if key is None or key in values or items == []:
                return None
            entry = inner = None
            items = [] if value is None else None
            values[key] = items if value is None else value
            continue
        if indent == "  - ":
            if inner is None or key is not None or value is None:
                return None
            inner.append(value)
            continue
        if indent == "- ":
            if items is None or (items and isinstance(items[-1], dict) != (key is not None)):
                return None
            entry = None if key is None else {}
            items.append(value if entry is None else entry)
        if key is None:
            if indent == "  " or value is None:
                return None
            continue
        if entry is None or key in entry:
            return None
        inner = [] if value is None else None
        entry[key] = inner if value is None else value
    return None if items == [] or inner == [] else values


def _take(line: str) -> tuple[str | None, str | None, Raw] | None:
    """Take a line apart: indentation, key, value; None where it is of another form."""
    found = _LINE(line)
    if not found:
        return None
    value = _value(found)
    if value is None and found.lastindex is not None and found.lastindex > 2:
        return None
    return found[1], found[2], value


_take_short = lru_cache(maxsize=4096)(_take)


def _value(found: re.Match[str]) -> Raw:
    """Read the value of a line; None where there is none, or it is not certain to be text."""
    plain = found[3]
    if plain is not None:
        return None if plain[-1] == " " or plain in _NULLS else plain
    quoted = found[4] if found[4] is not None else found[5]
    if quoted is not None:
        return quoted
    if found[6] is None:
        return None
    words = found[6].split(", ")
    certain = all(_WORD(word) and word[-1] != " " and word not in _NULLS for word in words)
    return list(words) if certain else None
