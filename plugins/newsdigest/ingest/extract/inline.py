"""A run of text with its links and emphasis: plain, and as a safe fragment."""

import re
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from newsdigest.text import clean

_EMPHASIS = {"em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong", "code": "code"}
_SPACE = re.compile(r"\s+")
_EMPTY = re.compile(r"<(em|strong|code|a)(?: href=\"[^\"]{0,2000}\")?>(\s*)</\1>")
_LINES = re.compile(r"[^\S\n]*\n[^\S\n]*")
_MAX_HREF = 2_000


class Run:
    """Collects inline content; `text` and `html` give the result, line breaks kept as such."""

    __slots__ = ("_base", "_html", "_text", "bold_chars", "link_chars")

    def __init__(self, base: str | None) -> None:
        """Start an empty run; relative links are resolved against `base`."""
        self._base = base
        self._text: list[str] = []
        self._html: list[str] = []
        self.link_chars = 0
        self.bold_chars = 0

    def add(self, text: str | None, *, linked: bool = False, bold: bool = False) -> None:
        """Append plain text."""
        if text:
            plain = _SPACE.sub(" ", text)
            self._text.append(plain)
            self._html.append(escape(plain, quote=False))
            self.link_chars += len(plain) * linked
            self.bold_chars += len(plain) * bold

    def line_break(self) -> None:
        """Append a line break."""
        self._text.append("\n")
        self._html.append("<br>")

    def open(self, element: lxml_html.HtmlElement) -> str:
        """Begin an inline element; give what closes it, empty where the element means nothing to us."""
        tag = element.tag
        if tag == "a":
            address = safe_href(element.get("href"), self._base)
            if address:
                self._html.append(f'<a href="{escape(address)}">')
                return "</a>"
            return ""
        kept = _EMPHASIS.get(tag, "")
        if kept:
            self._html.append(f"<{kept}>")
            return f"</{kept}>"
        return ""

    def close(self, end: str) -> None:
        """End what `open` began."""
        if end:
            self._html.append(end)

    @property
    def text(self) -> str:
        """Plain text, one space for any white space, line breaks kept."""
        joined = _SPACE_RUN.sub(" ", clean("".join(self._text)))
        return _LINES.sub("\n", joined).strip()

    @property
    def html(self) -> str:
        """The same as a fragment of a, em, strong, code and br."""
        joined = "".join(self._html)
        for _ in range(3):  # emphasis nests no deeper on real pages
            joined, changed = _EMPTY.subn(r"\2", joined)
            if not changed:
                break
        joined = _SPACE_RUN.sub(" ", clean(joined)).strip()
        return _EDGE_BREAKS.sub("", joined).strip()


_SPACE_RUN = re.compile(r"[^\S\n]+")
_EDGE_BREAKS = re.compile(r"^(?:<br>\s*){1,50}|(?:\s*<br>){1,50}$")


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
