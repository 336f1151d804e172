"""
WARC archives: many pages a file, read as a stream.

The file is read twice: once for the places of pictures and of pages that later records refer to, once for the pages.
Memory holds one page with its pictures, and some hundred bytes for each picture and page of the archive.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, BinaryIO
from urllib.parse import urljoin

from newsdigest.errors import PageError
from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.forms import HEAD_BYTES, recognise
from newsdigest.ingest.capture.html import check_html
from newsdigest.ingest.capture.limits import Limits
from newsdigest.ingest.capture.warc_records import (
    CONVERSION,
    HTML_TYPES,
    REVISIT,
    WHOLE,
    Index,
    Span,
    build_index,
    content_type,
    iter_records,
    read_body,
    record_at,
)
from newsdigest.models import RawPage

Opener = Callable[[], AbstractContextManager[BinaryIO]]

_RASTER_START = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF", b"\0\0\0")
_ADDRESS = re.compile(
    rb"\b(?:src|srcset|content|data-[a-z-]{1,30})\s{0,3}=\s{0,3}(?:\"([^\"<>]{5,4000})\"|'([^'<>]{5,4000})')", re.I
)
_MOST_ADDRESSES = 1_000  # looked up for one page


@dataclass(frozen=True, slots=True)
class _Archive:
    """What reading one record may need of the rest."""

    index: Index
    aside: BinaryIO  # a second handle, for records out of turn
    limits: Limits


@dataclass(frozen=True, slots=True)
class _Body:
    """A record that is a page."""

    address: str
    moment: dt.datetime | None
    charset: str | None
    data: bytes
    is_html: bool


def read_warc(
    opener: Opener,
    *,
    seed: str,
    limits: Limits,
    wanted: frozenset[str] | None = None,
    form: str = "warc",
    mark: str = "#",
    span: Span = WHOLE,
    index: Index | None = None,
) -> Iterator[RawPage | PageError]:
    """
    Read the HTML responses and the plain texts of an archive, with the pictures it holds of them.

    A revisit record gives the page it refers to again, under its own address and time.

    Args:
        opener: Opens the archive, plain or packed; the stream must seek.
        seed: Its name.
        limits: Bounds of size.
        wanted: Addresses of the pages to give; None for all.
        form: What to call the form.
        mark: What stands between the seed's name and a record's number.
        span: The part to read; all of it by default.
        index: Of the archive, where it was built before.
    """
    if index is None:
        with opener() as stream:
            index = build_index(stream)
    with opener() as stream, opener() as aside:
        archive = _Archive(index, aside, limits)
        for number, record in iter_records(stream, seed, limits, span):
            if isinstance(record, PageError):
                yield record
                continue
            name = f"{seed}{mark}{number}"
            try:
                body = _read_record(record, name, archive)
                if body and (wanted is None or body.address in wanted):
                    yield _finish(body, name, form, archive)
            except PageError as error:
                yield error


def _read_record(record: Any, name: str, archive: _Archive) -> _Body | None:
    """
    Read a record's page; None for a record that is none.

    Raises:
        PageError: a page, but not a usable one.
    """
    if record.record_type == REVISIT:
        return _read_revisit(record, name, archive)
    address, moment = record.headers.get("WARC-Target-URI", "").strip("<>"), record.record_date
    kind = content_type(record)
    if record.record_type == CONVERSION:
        if kind != "text/plain":
            return None
        return _Body(address, moment, "utf-8", read_body(record, name, archive.limits.page_bytes), False)
    if kind not in HTML_TYPES and not (kind == "" and record.http_headers is not None):
        return None
    if record.http_headers is not None and record.http_headers.status_code not in (200, 203):
        return None
    data = read_body(record, name, archive.limits.page_bytes)
    if recognise(data[:HEAD_BYTES]) not in ("html", "amp", "singlefile", "wayback"):
        return None  # beacons and scripts that call themselves HTML
    return _Body(address, moment, record.http_charset, data, True)


def _read_revisit(record: Any, name: str, archive: _Archive) -> _Body | None:
    """Read the page that a revisit record refers to."""
    address = record.headers.get("WARC-Target-URI", "").strip("<>")
    keys = ("WARC-Payload-Digest", "WARC-Refers-To-Target-URI", "WARC-Target-URI")
    values = [record.headers.get(key, "").strip("<>") for key in keys]
    place = next((archive.index.pages[hash(value)] for value in values if hash(value) in archive.index.pages), None)
    if place is None and content_type(record) not in HTML_TYPES:
        return None
    earlier = record_at(archive.aside, place) if place is not None else None
    known = {earlier.headers.get(key, "").strip("<>") for key in keys} - {""} if earlier is not None else set()
    if earlier is None or earlier.record_type == REVISIT or not known & set(values):
        raise PageError(f"{name}: a revisit of {address}, whose first capture is not at hand; join the archives")
    body = _read_record(earlier, name, archive)
    return replace(body, address=address, moment=record.record_date) if body else None


def _finish(body: _Body, name: str, form: str, archive: _Archive) -> RawPage:
    """Check a page and bring its pictures along."""
    if body.is_html:
        check_html(body.data, seed=name, limits=archive.limits)
    elif not body.data.strip():
        raise PageError(f"{name}: empty; fetch it again")
    return RawPage(
        data=body.data,
        form=form,
        seed=name,
        is_html=body.is_html,
        url=web_address(body.address),
        fetched=body.moment,
        fetched_basis="recorded" if body.moment else "none",
        charset=body.charset,
        pictures=_pictures_of(body, archive) if body.is_html and archive.index.pictures else {},
    )


def _pictures_of(body: _Body, archive: _Archive) -> dict[str, bytes]:
    """Read the pictures that a page names and the archive holds, by their absolute address."""
    pictures: dict[str, bytes] = {}
    room = archive.limits.pictures_bytes
    for address in _addresses(body.data, body.address):
        place = archive.index.pictures.get(hash(address))
        if place is None or address in pictures or len(pictures) >= archive.limits.pictures:
            continue
        record = record_at(archive.aside, place)
        if record is None or record.headers.get("WARC-Target-URI", "").strip("<>") != address:
            continue
        content_type(record)
        try:
            picture = read_body(record, address, min(room, archive.limits.picture_bytes))
        except PageError:
            continue  # the page is worth having without it
        if picture.startswith(_RASTER_START):
            pictures[address] = picture
            room -= len(picture)
    return pictures


def _addresses(data: bytes, base: str) -> Iterator[str]:
    """Give the addresses in the attributes of a page that may name pictures, made absolute."""
    seen = 0
    for found in _ADDRESS.finditer(data):
        value = (found[1] or found[2]).decode("utf-8", "replace").replace("&amp;", "&")
        for part in value.split(","):
            seen += 1
            if seen > _MOST_ADDRESSES:
                return
            words = part.split()
            if not words or "." not in words[0]:
                continue
            try:
                yield urljoin(base, words[0])
            except ValueError:
                continue
