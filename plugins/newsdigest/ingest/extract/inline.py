"""A run of text with its links and emphasis: plain, and as a safe fragment."""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from newsdigest.text import clean

_EMPHASIS = {"em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong", "code": "code"}
_SPACE = re.compile(r"\s+")
_EMPTY = re.compile(r"<(em|strong|code|a)(?: href=\"[^\"]{0,2000}\")?>(\s*)</\1>")
_LINES = re.compile(r"[^\S\n]*\n[^\S\n]*")
_MAX_HREF = 2_000
_SPACE_RUN = re.compile(r"[^\S\n]+")
_EDGE_BREAKS = re.compile(r"^(?:<br>\s*){1,50}|(?:\s*<br>){1,50}$")


class Run:
    """Collects inline content in reading order; the fragment is built only for runs that are kept."""

    __slots__ = ("_base", "_parts", "bold_chars", "link_chars", "written")

    def __init__(self, base: str | None) -> None:
        """Start an empty run; relative links are resolved against `base`."""
        self._base = base
        self._parts: list[str | _Mark] = []
        self.link_chars = 0
        self.bold_chars = 0
        self.written = False  # whether there is more than white space

    def add(self, text: str | None, *, linked: bool = False, bold: bool = False) -> None:
        """Append plain text."""
        if not text:
            return
        plain = _SPACE.sub(" ", text)
        self._parts.append(plain)
        if plain != " ":
            self.written = True
            if linked:
                self.link_chars += len(plain)
            if bold:
                self.bold_chars += len(plain)

    def line_break(self) -> None:
        """Append a line break."""
        self._parts.append("\n")

    def open(self, element: lxml_html.HtmlElement) -> str:
        """Begin an inline element; give its name for `close`, empty where it means nothing to us."""
        name = "a" if element.tag == "a" else _EMPHASIS.get(element.tag, "")
        if name:
            self._parts.append(_Mark(name=name, href=element.get("href") if name == "a" else None, opens=True))
        return name

    def close(self, name: str) -> None:
        """End what `open` began."""
        if name:
            self._parts.append(_Mark(name=name, href=None, opens=False))

    @property
    def touched(self) -> bool:
        """Whether anything was appended at all."""
        return bool(self._parts)

    @property
    def text(self) -> str:
        """Plain text, one space for any white space, line breaks kept."""
        joined = _SPACE_RUN.sub(" ", clean("".join(part for part in self._parts if isinstance(part, str))))
        return _LINES.sub("\n", joined).strip() if "\n" in joined else joined.strip()

    @property
    def html(self) -> str:
        """The same as a fragment of a, em, strong, code and br, every element closed."""
        written: list[str] = []
        open_names: list[str] = []
        for part in self._parts:
            if isinstance(part, str):
                written.append("<br>" if part == "\n" else escape(part, quote=False))
            elif part.opens:
                address = safe_href(part.href, self._base) if part.name == "a" else None
                if part.name != "a" or (address and "a" not in open_names):
                    open_names.append(part.name)
                    written.append(f'<a href="{escape(address)}">' if address else f"<{part.name}>")
            elif part.name in open_names:
                # A paragraph that ends inside an element leaves ends without beginnings, and the other way round.
                while open_names and (name := open_names.pop()):
                    written.append(f"</{name}>")
                    if name == part.name:
                        break
        written += [f"</{name}>" for name in reversed(open_names)]
        return _tidy("".join(written))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """The beginning or the end of an inline element."""

    name: str
    href: str | None
    opens: bool


def _tidy(fragment: str) -> str:
    """Take out empty elements, doubled spaces and line breaks at the edges."""
    for _ in range(3):  # emphasis nests no deeper on real pages
        fragment, changed = _EMPTY.subn(r"\2", fragment)
        if not changed:
            break
    return _EDGE_BREAKS.sub("", _SPACE_RUN.sub(" ", clean(fragment)).strip()).strip()


def safe_href(href: str | None, base: str | None) -> str | None:
    """
    Make a link absolute; None for one that is not http, https or mailto.

    >>> safe_href("/port", "https://harbour.example/news/")
    'https://harbour.example/port'
    >>> safe_href("javascript:alert(1)", None) is None
    True
    """
    if not href or len(href) > _MAX_HREF or href.lstrip().startswith("#"):
        return None
    try:
        address = urljoin(base or "", clean(href.strip()))
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return address
    return address if parts.scheme in {"http", "https"} and parts.hostname else None
