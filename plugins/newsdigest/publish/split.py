"""Cut a long text into pages at block boundaries."""

import html
import re

import lxml.html
from lxml import etree

_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s+")


def split_html(fragment: str, limit_bytes: int) -> list[str]:
    """
    Split sanitised HTML into fragments of at most `limit_bytes` of UTF-8, between blocks where possible.

    A block that is longer by itself becomes plain paragraphs, cut at sentences, else at words.

    >>> split_html("<p>One.</p><p>Two.</p>", 12)
    ['<p>One.</p>', '<p>Two.</p>']
    """
    if _size(fragment) <= limit_bytes and fragment.startswith("<"):  # nearly every post
        return [fragment.rstrip()]
    pages: list[str] = []
    page = ""
    for block in _blocks(fragment):
        for piece in [block] if _size(block) <= limit_bytes else _smaller(block, limit_bytes):
            if page and _size(page) + _size(piece) > limit_bytes:
                pages.append(page)
                page = ""
            page += piece
    return [*pages, page] if page else pages


def _size(text: str) -> int:
    return len(text.encode())


def _blocks(fragment: str) -> list[str]:
    if not fragment.strip():
        return []
    root = lxml.html.fragment_fromstring(fragment, create_parent="div")
    lead = [f"<p>{html.escape(root.text)}</p>"] if root.text and root.text.strip() else []
    return lead + [str(etree.tostring(child, encoding="unicode", method="html")).strip() for child in root]


def _smaller(block: str, limit_bytes: int) -> list[str]:
    """Plain paragraphs of an oversized block."""
    text = " ".join(lxml.html.fragment_fromstring(block, create_parent="div").text_content().split())
    room = limit_bytes - len("<p></p>")
    pieces: list[str] = []
    for part in _SENTENCE_END.split(text):
        words = part.split(" ") if _size(html.escape(part)) > room else [part]
        for word in words:
            safe = html.escape(word)
            if pieces and _size(pieces[-1]) + 1 + _size(safe) <= room:
                pieces[-1] += " " + safe
            else:
                pieces += _cut(safe, room)
    return [f"<p>{piece}</p>" for piece in pieces]


def _cut(word: str, room: int) -> list[str]:
    """A single word that is longer than a page, in pieces; escaped, a character takes six bytes at most (&quot;)."""
    if _size(word) <= room:
        return [word]
    plain = html.unescape(word)
    step = max(room // 6, 1)
    return [html.escape(plain[start : start + step]) for start in range(0, len(plain), step)]
