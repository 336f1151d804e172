"""
The article's blocks as plain Markdown that a person likes to edit.

Captured text is data: whatever it holds is escaped where Markdown would read it as markup, and only there.
No raw HTML is ever written; links keep only http and https. One paragraph stands on one line.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from newsdigest.models import Block
from newsdigest.text import clean

_ALWAYS = re.compile(r"[\\`*\[<]|&(?=#?\w{1,40};)|(?<![^\W_])_|_(?![^\W_])")
# At the start of a line: heading, list, quotation, and lines of rule, underline or table row characters alone.
_LINE_START = re.compile(r"(?:#{1,6}|[-+])(?= |$)|>|[-=:|+][-=:|+ ]*$")
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])(?= |$)")
_SPACE = re.compile(r"\s+")
_WRAPS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_SKIPPED = frozenset(("script", "style", "template", "noscript"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A stretch of text of one look."""

    text: str
    wrap: str = ""  # the Markdown around it: "*", "**", "`"; "break" for a line broken on purpose
    href: str | None = None


def blocks_to_markdown(blocks: Sequence[Block]) -> str:
    """
    Write the body of a post.

    Returns:
        Markdown without a newline at either end; empty for no blocks.
    """
    parts: list[str] = []
    marker = 1  # two lists in a row need two markers, or Markdown reads one list
    for block in blocks:
        marker = 1 - marker if block.kind == "list" else 1
        written = _WRITERS[block.kind](block, marker)
        if written:
            parts.append(written)
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """
    Write plain text so that Markdown gives it back, as a paragraph of its own.

    >>> escape("1. A *real* <b>quote</b> from snake_case & AT&T: [He] said")
    '1\\\\. A \\\\*real\\\\* \\\\<b>quote\\\\</b> from snake_case & AT&T: \\\\[He] said'
    """
    return _lines([_Run(text=text)])


# ---------------------------------------------------------------- kinds of blocks


def _paragraph(block: Block, _: int) -> str:
    return _lines(_runs_of(block.html))


def _subhead(block: Block, _: int) -> str:
    text = _lines(_runs_of(block.html), broken=" ")
    text = re.sub(r"(?:(?<= )|^)#+$", r"\\\g<0>", text)  # a closing run of # would be part of the heading's markup
    return f"## {text}" if text else ""


def _quote(block: Block, _: int) -> str:
    paragraphs = [_lines(runs) for runs in _paragraphs(_dom(block.html))]
    lines = "\n\n".join(text for text in paragraphs if text).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines) if any(lines) else ""


def _list(block: Block, marker: int) -> str:
    lists = [found for found in _dom(block.html).find_all(["ul", "ol"]) if not found.find_parent(["ul", "ol"])]
    if not lists:
        items = [escape(line) for line in block.text.split("\n")]
        return "\n".join(f"{'-+'[marker]} {item}" for item in items if item)
    return "\n".join(line for found in lists for line in _items(found, marker))


def _items(outer: Tag, marker: int, depth: int = 0) -> Iterator[str]:
    """Write the lines of one list; lists below the sixth level become part of it."""
    number = _start(outer)
    for item in outer.find_all("li", recursive=False):
        sign = f"{number}{'.)'[marker]}" if outer.name == "ol" else "-+"[marker]
        indent = " " * (len(sign) + 1)
        inner = item.find_all(["ul", "ol"], recursive=False)
        text = _lines(_runs(item, skip=("ul", "ol")))
        if text:
            yield f"{sign} {text}".replace("\n", "\n" + indent)
            number += 1
        for below in inner:
            pad = indent if text and depth < 6 else ""
            yield from (pad + line.replace("\n", "\n" + pad) for line in _items(below, 0, depth + bool(text)))


def _start(outer: Tag) -> int:
    start = str(outer.get("start") or "")
    return int(start) if re.fullmatch("[0-9]{1,6}", start) else 1


def _table(block: Block, _: int) -> str:
    rows = [[_cell(cell) for cell in row.find_all(["td", "th"])] for row in _dom(block.html).find_all("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return "\n\n".join(escape(line) for line in block.text.split("\n") if line.strip())
    width = max(len(row) for row in rows)
    head, *rest = [row + [""] * (width - len(row)) for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * width, *rest])


def _cell(cell: Tag) -> str:
    return _lines(_runs(cell), broken=" ", in_cell=True)


_WRITERS = {"paragraph": _paragraph, "subhead": _subhead, "quote": _quote, "list": _list, "table": _table}


# ---------------------------------------------------------------- HTML to runs


def _dom(fragment: str) -> BeautifulSoup:
    return BeautifulSoup(fragment, "html.parser")


def _runs_of(fragment: str) -> list[_Run]:
    """Read a fragment; most paragraphs hold no element, and need no parser."""
    if "<" not in fragment:
        return [_Run(text=html.unescape(fragment))]
    return _runs(_dom(fragment))


def _paragraphs(node: Tag) -> Iterator[list[_Run]]:
    """Split a quotation at its inner paragraphs."""
    if not node.find(["p", "li"]):
        yield _runs(node)
        return
    loose: list[_Run] = []
    for child in node.children:
        if isinstance(child, Tag) and (child.name in ("p", "li") or child.find(["p", "li"])):
            yield loose
            loose = []
            yield from _paragraphs(child)
        elif isinstance(child, Tag):
            loose.extend(_runs(child, wrap=_WRAPS.get(child.name, "")))
        elif not isinstance(child, PreformattedString):
            loose.append(_Run(text=str(child)))
    yield loose


def _runs(node: Tag, *, wrap: str = "", href: str | None = None, skip: tuple[str, ...] = ()) -> list[_Run]:
    """Flatten the elements below `node`: the outermost emphasis counts, a link inside it wins."""
    runs: list[_Run] = []
    for child in node.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString):
                runs.append(_Run(text=str(child), wrap="" if href else wrap, href=href))
        elif isinstance(child, Tag) and child.name == "br":
            runs.append(_Run(text="\n", wrap="break"))
        elif isinstance(child, Tag) and child.name not in _SKIPPED and child.name not in skip:
            inner = wrap or _WRAPS.get(child.name, "`" if child.name == "code" else "")
            target = href or (_address(str(child.get("href") or "")) if child.name == "a" else None)
            runs.extend(_runs(child, wrap=inner, href=target, skip=skip))
    return runs


def _address(href: str) -> str | None:
    """Check a link's target and write it without anything that Markdown could misread; None: not to be linked."""
    href = clean(href).strip()
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc or len(href) > 2000:
        return None  # https://known.example@elsewhere.example leads elsewhere
    return quote(href, safe=":/?#@!$&+,;=%~-._").replace("&", "&amp;" if re.search(r"&#?\w{1,40};", href) else "&")


# ---------------------------------------------------------------- runs to Markdown


def _lines(runs: Iterable[_Run], *, broken: str = "\\\n", in_cell: bool = False) -> str:
    """Write runs as one paragraph, `broken` where a line was broken on purpose."""
    lines: list[list[_Run]] = [[]]
    for run in runs:
        if run.wrap == "break":
            lines.append([])
        else:
            lines[-1].append(run)
    written = [_line(_joined(line), in_cell=in_cell) for line in lines]
    return broken.join(line for line in written if line)


def _joined(runs: list[_Run]) -> list[_Run]:
    """Clean and collapse: neighbours of one look become one run, marked runs neither begin nor end in a space."""
    joined: list[_Run] = []
    for run in runs:
        text = _SPACE.sub(" ", clean(_SPACE.sub(" ", run.text)))
        core = text.strip()
        parts = [_Run(text=" ")] * text.startswith(" ") + [replace(run, text=core)] * bool(core)
        parts += [_Run(text=" ")] * (bool(core) and text.endswith(" "))
        for part in parts:
            last = joined[-1] if joined else None
            if last and (last.wrap, last.href) == (part.wrap, part.href):
                joined[-1] = replace(last, text=_SPACE.sub(" ", last.text + part.text))
            elif last or part.text != " ":
                joined.append(part)
    if joined and not (joined[-1].wrap or joined[-1].href):
        last = joined.pop()
        joined += [replace(last, text=last.text.rstrip())] * bool(last.text.strip())
    return joined


def _line(runs: list[_Run], *, in_cell: bool) -> str:
    """Write the runs of one line."""
    tildes = sum(run.text.count("~") for run in runs) > 1  # one alone strikes nothing out
    line = ""
    for number, run in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else None
        text = _ALWAYS.sub(r"\\\g<0>", run.text)
        if tildes:
            text = text.replace("~", "\\~")
        if text.endswith("!") and following and following.href:
            text = text[:-1] + "\\!"  # or the link would be a picture
        if run.href:
            line += "[" + text.replace("]", "\\]") + f"]({run.href})"
        elif run.wrap == "`" and "`" not in run.text and not in_cell:
            line += f"`{run.text}`"
        elif run.wrap in ("*", "**") and _holds(line[-1:], run.text, following.text[:1] if following else ""):
            line += run.wrap + text + run.wrap
        else:
            line += text
    if in_cell:
        return line.replace("|", "&#124;")
    numbered = _NUMBERED.match(line)
    if numbered:
        return f"{numbered[1]}\\{line[len(numbered[1]) :]}"
    return "\\" + line if _LINE_START.match(line) else line


def _holds(before: str, text: str, after: str) -> bool:
    """
    Whether asterisks around `text` will be read as emphasis by CommonMark's flanking rules.

    A mark next to a letter on its inner side always holds; next to anything else its outer side must be white
    space, punctuation or the line's end. Two marks in a row would be read as one.
    """
    opens = text[0].isalnum() or not before or before == " " or unicodedata.category(before)[0] == "P"
    closes = text[-1].isalnum() or not after or after == " " or unicodedata.category(after)[0] == "P"
    return before != "*" and opens and closes
