"""Text that a page carries outside its visible elements: in JSON-LD, or as markup in a script's data."""

import json
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from newsdigest.ingest.extract.metadata import Head

_MIN_CHARS = 400  # shorter texts in scripts are teasers
_MAX_SCRIPT = 3_000_000
_MAX_STRINGS = 200_000
# A string without an end takes the rest of the script, and an escape outside a string is stepped over: one pass only.
_STRING = re.compile(r'\\.|"((?:[^"\\]|\\.)*+)(?:"|\Z)', re.DOTALL)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_LINES = re.compile(r"\n+")
_MAX_NESTED = 2  # JSON inside a JSON string, as frameworks stream it


def embedded_markup(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    """
    The longest text with paragraphs that a script carries as a JSON string, parsed.

    Sites that build their pages in the browser ship the article so; it is looked for only where the page shows none.
    """
    best = ""
    for script in tree.iter("script"):
        text = script.text or ""
        if len(text) > _MAX_SCRIPT or "ld+json" in (script.get("type") or ""):
            continue
        for found in _strings(text, _MAX_NESTED):
            if len(found) > len(best):
                best = found
    if len(best) < _MIN_CHARS:
        return None
    return _parsed(best)


def _strings(text: str, depth: int) -> Iterator[str]:
    for count, found in enumerate(_STRING.finditer(text)):
        if count >= _MAX_STRINGS:
            return
        raw = found[1] or ""
        if len(raw) < _MIN_CHARS or ("p" not in raw):
            continue
        try:
            value = json.loads(f'"{raw}"', strict=False)
        except ValueError:
            continue
        if depth and '"' in value and not _PARAGRAPH.match(value.lstrip()):
            yield from _strings(value, depth - 1)
        if len(_PARAGRAPH.findall(value)) > 1:
            yield value


def article_body(head: Head) -> lxml_html.HtmlElement | None:
    """What JSON-LD gives as the article's text, as markup: one paragraph a line."""
    text = head.article.get("articleBody")
    if not isinstance(text, str) or len(text) < _MIN_CHARS:
        return None
    if _PARAGRAPH.search(text):
        return _parsed(text)
    root = lxml_html.Element("div")
    for line in _LINES.split(text):
        if line.strip():
            paragraph = etree.SubElement(root, "p")
            paragraph.text = "".join(char for char in line if char.isprintable())
    return root


def _parsed(markup: str) -> lxml_html.HtmlElement | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        found = lxml_html.document_fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return found if isinstance(found, lxml_html.HtmlElement) else None
