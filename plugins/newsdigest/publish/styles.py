"""
The theme's style sheet: one file under a name that carries the hash of its content.

A name that changes with the content may be cached for ever, and a page never meets the style of another build.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from newsdigest.errors import RegisterError

_FIRST = ("tokens.css", "base.css")  # the rest by name, print.css last
_LAST = "print.css"
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_SPACE = re.compile(r"\s+")
_TIGHT = re.compile(r" ?([{};,>]) ?")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load."""

    path: str  # below output/
    data: bytes


def stylesheet(theme: Path) -> Asset:
    """
    All of `css/` as one minified file: tokens first, then what every page has, then the components.

    Raises:
        RegisterError: the theme has no `css/tokens.css` or `css/base.css`.
    """
    folder = theme / "css"
    for name in _FIRST:
        if not (folder / name).is_file():
            raise RegisterError(f"{folder / name}: missing; the theme's style sheet begins with it")
    others = sorted(path.name for path in folder.glob("*.css") if path.name not in (*_FIRST, _LAST))
    last = [_LAST] if (folder / _LAST).is_file() else []
    css = "".join(minify((folder / name).read_text("utf-8")) for name in (*_FIRST, *others, *last))
    return _asset("site", ".css", css.encode())


def icon(theme: Path) -> Asset:
    """
    The site's icon, an SVG.

    Raises:
        RegisterError: the theme has no `icon.svg`.
    """
    path = theme / "icon.svg"
    if not path.is_file():
        raise RegisterError(f"{path}: missing; draw the site's icon, 64 by 64")
    return _asset("icon", ".svg", path.read_bytes())


def minify(css: str) -> str:
    """
    Take comments and needless white space out of CSS whose strings hold neither.

    >>> minify("a, b { color : red; }  /* why */")
    'a,b{color : red}'
    """
    tight = _TIGHT.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).strip()
    return tight.replace(";}", "}").replace(": ", ":")


def _asset(stem: str, suffix: str, data: bytes) -> Asset:
    digest = hashlib.blake2b(data, digest_size=5).hexdigest()
    return Asset(f"assets/{stem}.{digest}{suffix}", data)
