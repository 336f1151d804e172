"""The line model: a page as its blocks of text in reading order, from plain text or from HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from newsdigest.text import collapse

_MAX_LINES = 20_000  # a page with more is no article; the rest is not read
_WRAP_MIN, _WRAP_MAX = 45, 130  # characters of a line that an e-mail or a PDF broke at the margin
_BREAK = re.compile(r"\r\n?|[\n\u2028\u2029\x0b\x0c\x85]")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟۔][\s»”“’‘\"')\]›*]{0,4}$")
_BULLET = re.compile(r"^(?:[•·‣▪◦●■*]|[-–](?=\s))\s*(?=\S)")
_HIDDEN = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"))
_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "picture", "q", "rp", "rt", "ruby", "s", "samp",
        "small", "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One block of text of the page."""

    text: str  # collapsed, never empty
    number: int  # in the page, from 0
    tag: str | None = None  # the HTML block it came from; None for plain text

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph: a sentence of some length."""
        return (self.is_sentence and len(self.text) >= 50) or len(self.text) >= 200

    @property
    def is_heading(self) -> bool:
        """Whether HTML says it is a heading below the title."""
        return self.tag in {"h2", "h3", "h4", "h5", "h6"}


def ends_sentence(text: str) -> bool:
    """
    Say whether `text` ends with a full stop, a question or exclamation mark, closing quotation marks allowed.

    >>> ends_sentence("“They are angry.”"), ends_sentence("Peaceful protests were “stolen”")
    (True, False)
    """
    return _ENDS_SENTENCE.search(text[-12:]) is not None


def without_bullet(text: str) -> str | None:
    """The text of a list item, None where the line is none."""
    found = _BULLET.match(text)
    return text[found.end() :] if found else None


def lines_of_text(text: str) -> tuple[Line, ...]:
    """
    Read a dump: one line a block; lines that a mail program or a PDF broke at the margin are put together.

    Args:
        text: The decoded page.
    """
    groups: list[list[str]] = [[]]
    for raw in _BREAK.split(text)[: 2 * _MAX_LINES]:
        line = collapse(raw)
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    wrapped = _is_wrapped([line for group in groups for line in group])
    joined = [line for group in groups for line in (_unwrap(group) if wrapped else group)]
    return tuple(Line(text=line, number=number) for number, line in enumerate(joined[:_MAX_LINES]))


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether most full lines stop in the middle of a sentence and none is longer than a margin allows."""
    full = [line for line in lines if len(line) >= _WRAP_MIN]
    if len(full) < 8 or max(map(len, full)) > _WRAP_MAX:
        return False
    return sum(not ends_sentence(line) for line in full) > len(full) / 2


def _unwrap(group: Sequence[str]) -> Iterator[str]:
    """Join the lines of one paragraph; a short line that ends a sentence ends the paragraph as well."""
    width = max(map(len, group), default=0)
    held = ""
    for line in group:
        hyphenated = held.endswith("-") and held[-2:-1].isalpha() and line[:1].islower()
        held = held[:-1] + line if hyphenated else f"{held} {line}".strip()
        if len(line) < width * 0.75 and ends_sentence(line):
            yield held
            held = ""
    if held:
        yield held


def lines_of_tree(tree: Any) -> tuple[Line, ...]:
    """
    Read an HTML page as the same lines that its plain-text dump would have.

    Args:
        tree: The parsed page, an lxml element; not changed.
    """
    found: list[Line] = []
    held: list[str] = []
    blocks: list[str] = ["body"]

    def flush() -> None:
        text = collapse("".join(held))
        held.clear()
        if text and len(found) < _MAX_LINES:
            found.append(Line(text=text, number=len(found), tag=blocks[-1]))

    # An explicit stack: a hostile page nests deeper than Python's.
    stack: list[tuple[str, Any]] = [("open", tree)]
    while stack:
        step, item = stack.pop()
        if step == "text":
            held.append(item)
        elif step == "close":
            flush()
            blocks.pop()
        elif isinstance(item.tag, str) and item.tag not in _HIDDEN and item.get("hidden") is None:
            tag = item.tag
            if tag == "br":
                flush()
            elif tag not in _INLINE:
                flush()
                blocks.append(tag)
                stack.append(("close", None))
            for child in reversed(item):
                if child.tail:
                    stack.append(("text", child.tail))
                stack.append(("open", child))
            if item.text:
                stack.append(("text", item.text))
    flush()
    return tuple(found)
