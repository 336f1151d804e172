"""
Write a post: YAML front matter that people, GitHub and browser editors read alike, then the Markdown.

Every value stands on one line; keys at their default are left out. A text goes without quotation
marks only where YAML 1.1 and 1.2 both read it as that text.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from newsdigest.models import Post
from newsdigest.post.schema import Field, schema

FENCE = "---"

# Begins with a letter or an opening quotation mark, holds neither ": " nor " #" nor anything unprintable.
PLAIN = r"[^\W\d_«„“‘](?:[^\W_]|[ _.,;!?()/&+%=«»„“”‘’–—…\-]|:(?=[^\s:])|'){0,400}"
_PLAIN = re.compile(PLAIN)
_PLAIN_IN_LIST = re.compile(r"[^\W\d_](?:[^\W_]|[ _.()/&+«»„“”‘’–—-]){0,60}")
# Words that some YAML reader takes for something else than text.
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])

_MUST_ESCAPE = re.compile("[\\x00-\\x1f\\x7f-\\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LIST_LINE = 100  # characters up to which a list of short words stands on one line


def render_post(post: Post) -> str:
    """
    Give the text of the post's file.

    Line breaks become newlines and halves of surrogate pairs, which no file can hold, the replacement
    character; everything else comes back from `read_post` as it was.
    """
    lines = [FENCE]
    for field in schema().values():
        value = getattr(post, field.key)
        if value is not None and (field.required or value != field.default):
            lines.extend(entry(field, value))
    body = _encodable(post.body.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join([*lines, FENCE, "", body, ""])


def entry(field: Field, value: Any) -> Iterable[str]:
    """Write the lines of one key with its value."""
    if field.kind == "texts":
        return _list(field.key, value)
    if field.kind == "tables":
        return [f"{field.key}:", *(line for row in value for line in _table(row))] if value else []
    return [f"{field.key}: {_one(field, value)}"]


def _one(field: Field, value: Any) -> str:
    """Write one value that is no list."""
    if field.kind == "time":
        return _time(value)
    return value.isoformat() if field.kind == "day" else scalar(value)


def _time(value: dt.datetime) -> str:
    """Write a time; offsets with seconds, which no YAML reader knows (local mean time), become UTC."""
    offset = value.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        value = value.astimezone(dt.UTC)
    return value.isoformat()


def _list(key: str, items: tuple[str, ...]) -> Iterable[str]:
    """Write short words on one line, anything else an item a line."""
    flow = f"{key}: [{', '.join(items)}]"
    simple = all(_PLAIN_IN_LIST.fullmatch(item) and _is_text(item) for item in items)
    if len(flow) <= _LIST_LINE and simple:
        return [flow]
    return [f"{key}:", *(f"- {scalar(item)}" for item in items)]


def _table(row: Any) -> Iterable[str]:
    """Write one mapping of a list of mappings; an entry without any value keeps its place as `{}`."""
    lines: list[str] = []
    kind: Any = type(row)
    for field in schema(kind).values():
        value = getattr(row, field.key)
        if value is None or (not field.required and value == field.default):
            continue
        lines.extend(
            f"  {line}" for line in (_list(field.key, value) if field.kind == "texts" else entry(field, value))
        )
    if not lines:
        return ["- {}"]
    return ["- " + lines[0][2:], *lines[1:]]


def scalar(text: str) -> str:
    """
    Write one text: plain where nobody can misread it, else in quotation marks.

    >>> print(scalar("Peaceful protests"), scalar("no"), scalar('He said: "no"'))
    Peaceful protests "no" 'He said: "no"'
    """
    if _PLAIN.fullmatch(text) and _is_text(text):
        return text
    if _MUST_ESCAPE.search(text) or "'" in text or not ('"' in text or "\\" in text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{_MUST_ESCAPE.sub(_escape, escaped)}"'
    return f"'{text}'"


def _is_text(text: str) -> bool:
    """Whether a plain `text` stays text: no word with another meaning, no space or colon at its end."""
    return text.casefold() not in _WORDS and not text.endswith((" ", ":")) and "  " not in text


def _escape(found: re.Match[str]) -> str:
    """Write one character as YAML's double quotation marks have it."""
    code = ord(found[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    short = {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}.get(code)
    return short or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _encodable(text: str) -> str:
    """Put the replacement character where half a surrogate pair stood."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
