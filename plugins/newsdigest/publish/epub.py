"""
A day's posts as an EPUB 3 book that any reader opens, offline.

Written with the standard library: a book is a zip of XHTML pages, a package file and a list of contents, and the
library for it on PyPI is under a licence and an API of its own. The same posts give the same bytes.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import lxml.html
from lxml import etree

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold: no clock in the bytes
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_STYLE = "body{margin:5%;line-height:1.45}h1{line-height:1.15}.notice,.meta,figcaption{font-size:.85em}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One post in a book."""

    title: str
    lang: str
    rtl: bool
    html: str  # sanitised fragment: notice, body, credits


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A day's edition."""

    id: str  # urn:uuid:…
    title: str
    publisher: str
    lang: str
    modified: str  # 2022-01-11T10:35:00Z
    contents: str  # heading of the table of contents, in the book's language
    chapters: tuple[Chapter, ...]


def make_epub(book: Book) -> bytes:
    """
    Bind the book.

    Returns:
        The bytes of an .epub; chapters are `post-1.xhtml` and so on.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "mimetype", "application/epub+zip", compress=False)  # first and bare, as the format asks
        _add(archive, "META-INF/container.xml", _CONTAINER)
        _add(archive, "style.css", _STYLE)
        _add(archive, "contents.xhtml", _contents(book))
        for number, chapter in enumerate(book.chapters, start=1):
            _add(archive, f"post-{number}.xhtml", _chapter(chapter))
        _add(archive, "book.opf", _package(book))
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str, *, compress: bool = True) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.external_attr = 0o644 << 16
    archive.writestr(info, text, zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED)


def _page(title: str, lang: str, body: str, *, rtl: bool = False) -> str:
    direction = ' dir="rtl"' if rtl else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{escape(lang)}" '
        f'xml:lang="{escape(lang)}"{direction}><head><title>{escape(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="style.css"/></head><body>{body}</body></html>'
    )


def _chapter(chapter: Chapter) -> str:
    return _page(
        chapter.title, chapter.lang, f"<h1>{escape(chapter.title)}</h1>{_xhtml(chapter.html)}", rtl=chapter.rtl
    )


def _xhtml(html: str) -> str:
    """Close what HTML leaves open (br, hr), so that strict readers can parse it."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    return str(etree.tostring(root, encoding="unicode", method="xml"))


def _contents(book: Book) -> str:
    items = "".join(
        f'<li><a href="post-{number}.xhtml" lang="{escape(chapter.lang)}">{escape(chapter.title)}</a></li>'
        for number, chapter in enumerate(book.chapters, start=1)
    )
    nav = f'<nav epub:type="toc"><h2>{escape(book.contents)}</h2><ol>{items}</ol></nav>'
    return _page(book.title, book.lang, f"<h1>{escape(book.title)}</h1>{nav}")


def _package(book: Book) -> str:
    numbers: Sequence[int] = range(1, len(book.chapters) + 1)
    items = "".join(f'<item id="p{n}" href="post-{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers)
    spine = "".join(f'<itemref idref="p{n}"/>' for n in numbers)
    languages = dict.fromkeys((book.lang, *(chapter.lang for chapter in book.chapters)))
    return (
        '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">{escape(book.id)}</dc:identifier><dc:title>{escape(book.title)}</dc:title>'
        f"<dc:publisher>{escape(book.publisher)}</dc:publisher>"
        + "".join(f"<dc:language>{escape(language)}</dc:language>" for language in languages)
        + f'<meta property="dcterms:modified">{escape(book.modified)}</meta></metadata><manifest>'
        '<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="style" href="style.css" media-type="text/css"/>{items}</manifest>'
        f'<spine><itemref idref="contents"/>{spine}</spine></package>'
    )
