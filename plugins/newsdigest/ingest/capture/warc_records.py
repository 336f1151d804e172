"""Records of a WARC archive: in order, past damaged ones, or at a known place, with their bodies unpacked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsdigest.errors import PageError
from newsdigest.ingest.capture.limits import Limits
from newsdigest.ingest.capture.payload import unpack_payload

RESPONSE, REVISIT = WarcRecordType.response, WarcRecordType.revisit
RESOURCE, CONVERSION = WarcRecordType.resource, WarcRecordType.conversion
HTML_TYPES = ("text/html", "application/xhtml+xml")
_KINDS = RESPONSE | REVISIT | RESOURCE | CONVERSION
_RASTER_TYPES = ("image/jpeg", "image/jpg", "image/png", "image/webp", "image/gif", "image/avif")
_MOST_PLACES = 1_000_000  # remembered for one archive
_MOST_REPAIRS = 1_000  # of one damaged archive
_MOST_GAIN = 200  # bytes that a packed byte can stand for; pages pack 4 to 20 times
_HEADER_ROOM = 65_536  # bytes of HTTP headers before a body


@dataclass(frozen=True, slots=True)
class Index:
    """Where in the archive things are, by the hash of their address or digest."""

    pictures: dict[int, int] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some records of an archive that lie together."""

    start: int = 0  # place of the first one, in bytes of the file
    stop: int | None = None  # place of the first one that is no longer part of it; None: to the end
    before: int = 0  # records before the first one


WHOLE = Span()


def iter_records(stream: BinaryIO, seed: str, limits: Limits | None, span: Span = WHOLE) -> Iterator[tuple[int, Any]]:
    """
    Give the records with their numbers; where the archive is damaged, a PageError, then what can be read after it.

    Without limits (for the index) damage is stepped over in silence.
    """
    end = stream.seek(0, 2)
    start, number = span.start, span.before
    for _ in range(_MOST_REPAIRS):
        if span.stop is not None and start >= span.stop:
            return
        stream.seek(start)
        packed = stream.read(4) != b"WARC"
        stream.seek(start)
        place, first = start, number
        try:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
                if span.stop is not None and record.stream_pos >= span.stop:
                    return
                number += 1
                place = max(place, record.stream_pos)
                if limits and number > limits.records:
                    yield number, PageError(f"{seed}: over {limits.records:,} records; split the archive")
                    return
                if record.content_length > (1_000_000 + _MOST_GAIN * end if packed else end - place):
                    raise OSError("it says it is longer than the archive")
                if not record.headers:
                    raise OSError("the archive ends inside it")
                if record.record_type & _KINDS:
                    yield number, record
        except OSError as error:
            if limits and (
                number > first or start == span.start
            ):  # else reported: this is the same damage, looked at again
                number += 1
                yield number, PageError(f"{seed}#{number}: damaged record ({error}); the others are read")
            start = _next_start(stream, place + 1)
            if start < 0:
                return
        else:
            return


def _next_start(stream: BinaryIO, place: int) -> int:
    """Find the next place where a record may begin, or -1."""
    stream.seek(place)
    kept = b""
    while part := stream.read(1 << 20):
        block = kept + part
        spots = [spot for spot in (block.find(b"\x1f\x8b\x08"), _after_break(block)) if spot >= 0]
        if spots:
            return place - len(kept) + min(spots)
        place += len(part)
        kept = block[-16:]
    return -1


def _after_break(block: bytes) -> int:
    spot = block.find(b"\r\nWARC/1.")
    return spot + 2 if spot >= 0 else -1


def spans_of(stream: BinaryIO, *, limits: Limits, pages: int) -> tuple[tuple[Span, ...], bool]:
    """
    Cut an archive into spans of about `pages` pages each.

    Returns:
        The spans in order, and whether reading them may need the index: there are pictures or revisits.
    """
    starts, last, count, needs_index = [(0, 0)], -1, 0, False
    for number, record in iter_records(stream, "", limits):
        if isinstance(record, PageError):
            continue
        if record.stream_pos <= last:  # packed as one: nothing but the whole can be read
            return (WHOLE,), True
        last = record.stream_pos
        kind = content_type(record)
        needs_index = needs_index or kind in _RASTER_TYPES or record.record_type == REVISIT
        if count >= pages:
            starts.append((last, number - 1))
            count = 0
        count += kind in HTML_TYPES or record.record_type == CONVERSION
    stops: list[int | None] = [place for place, _ in starts[1:]]
    spans = zip(starts, [*stops, None], strict=True)
    return tuple(Span(start=place, stop=stop, before=before) for (place, before), stop in spans), needs_index


def build_index(stream: BinaryIO) -> Index:
    """Note where pictures and pages are."""
    index = Index()
    for _, record in iter_records(stream, "", None):
        if record.record_type & (RESPONSE | RESOURCE) and len(index.pictures) < _MOST_PLACES:
            kind, place = content_type(record), record.stream_pos
            address = record.headers.get("WARC-Target-URI", "").strip("<>")
            if kind in _RASTER_TYPES:
                index.pictures.setdefault(hash(address), place)
            elif kind in HTML_TYPES and record.record_type == RESPONSE:
                for key in (address, record.headers.get("WARC-Payload-Digest", "")):
                    if key and len(index.pages) < _MOST_PLACES:
                        index.pages.setdefault(hash(key), place)
    return index


def content_type(record: Any) -> str:
    """Give the media type in lower case, after reading the HTTP headers where the record has them."""
    if record.record_type in (RESPONSE, REVISIT) and not record.is_http_parsed:
        try:
            record.parse_http()
        except (OSError, ValueError):
            return ""  # damaged; reading on says so
    if record.http_headers is not None:
        return str(record.http_content_type or "").lower()
    return str(record.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def record_at(stream: BinaryIO, place: int) -> Any | None:
    """Give the record that begins at a place."""
    stream.seek(place)
    try:
        return next(iter(ArchiveIterator(stream, parse_http=False)), None)
    except OSError:
        return None


def read_body(record: Any, name: str, limit: int) -> bytes:
    """
    Read a record's body, whole.

    Raises:
        PageError: over the limit, cut short, or damaged.
    """
    if record.content_length > limit + _HEADER_ROOM:
        raise PageError(f"{name}: over {limit:,} bytes; raise DIGEST_PAGE_MAX_MB if it is genuine")
    headers = record.http_headers
    try:
        data = record.reader.read(record.content_length + 1)
        rest = record.content_length - record.reader.tell()
    except OSError as error:
        raise PageError(f"{name}: damaged record ({error}); fetch it again") from None
    if rest > 0:
        raise PageError(f"{name}: the record is {rest:,} bytes shorter than it says; fetch it again")
    if headers is None:
        return bytes(data)
    return unpack_payload(
        data,
        transfer=headers.get("Transfer-Encoding", ""),
        encoding=headers.get("Content-Encoding", ""),
        limit=limit,
        what=name,
    )
