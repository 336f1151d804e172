"""From a seed's name to its pages: recognised, handed to the reader of its form, its sidecar applied."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from newsdigest.errors import PageError
from newsdigest.ingest.capture.amp import read_amp
from newsdigest.ingest.capture.forms import HEAD_BYTES, TAIL_BYTES, is_wayback, recognise
from newsdigest.ingest.capture.html import read_html
from newsdigest.ingest.capture.json_pages import read_json
from newsdigest.ingest.capture.limits import Limits, gunzip, read_bounded
from newsdigest.ingest.capture.mhtml import read_mhtml
from newsdigest.ingest.capture.newsletter import read_newsletter
from newsdigest.ingest.capture.one_member import is_one_member, seekable
from newsdigest.ingest.capture.seeds import Seed, open_seed, read_sidecar_bytes, relative_name
from newsdigest.ingest.capture.sidecar import Sidecar, apply_sidecar, parse_sidecar
from newsdigest.ingest.capture.singlefile import read_singlefile
from newsdigest.ingest.capture.text_dump import read_text_dump
from newsdigest.ingest.capture.wacz import read_wacz
from newsdigest.ingest.capture.warc import read_warc
from newsdigest.ingest.capture.warc_records import WHOLE, Index, Span, build_index, spans_of
from newsdigest.ingest.capture.wayback import read_wayback, undo_wayback
from newsdigest.models import RawPage

_Pages = Iterator[RawPage | PageError]


def _read_feed(data: bytes, *, seed: str, limits: Limits) -> _Pages:
    from newsdigest.ingest.capture.feed import read_feed  # noqa: PLC0415 - feedparser: only where a feed is

    return read_feed(data, seed=seed, limits=limits)


def _read_pdf(data: bytes, *, seed: str, limits: Limits) -> _Pages:
    from newsdigest.ingest.capture.pdf import read_pdf  # noqa: PLC0415 - pypdf, which takes long: only where a PDF is

    return read_pdf(data, seed=seed, limits=limits)


_WHOLE: dict[str, Callable[..., _Pages]] = {  # forms that are read into memory; archives are streamed
    "amp": read_amp,
    "email": read_newsletter,
    "feed": _read_feed,
    "html": read_html,
    "json": read_json,
    "mhtml": read_mhtml,
    "pdf": _read_pdf,
    "singlefile": read_singlefile,
    "text-dump": read_text_dump,
    "wayback": read_wayback,
}
_NESTED = ("mhtml", "singlefile")  # a browser may have saved an archive's copy


_PART_PAGES = 64  # of an archive that one process works on at a time: some seconds
_BIG = 4_000_000  # bytes of a seed from which on it is worth cutting


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A seed, or some of the pages of an archive, for one process to work on. Plain data."""

    seed: str
    span: Span = WHOLE
    needs_index: bool = True  # whether the archive holds pictures or revisits
    size: int = 0  # of the seed, in bytes

    @property
    def share(self) -> int:
        """Bytes of the seed that this part is."""
        return (self.size if self.span.stop is None else self.span.stop) - self.span.start


def parts_of(seed: Seed, *, root: str | Path, limits: Limits, pages: int = _PART_PAGES) -> tuple[Part, ...]:
    """
    Cut a seed into parts whose pages, read one part after the other, are those of the seed.

    Only WARC archives of some size are cut; that reads them once. A seed that cannot be read is one part, and reading
    that says why.
    """
    whole = Part(seed=seed.name, size=seed.size)
    if seed.size < _BIG:
        return (whole,)
    try:
        with open_seed(seed.name, root) as stream:
            if recognise(_peek(stream)) != "warc":
                return (whole,)
            if is_one_member(stream):
                return (whole,)
            stream.seek(0)
            spans, needs_index = spans_of(stream, limits=limits, pages=pages)
    except PageError:
        return (whole,)
    return tuple(Part(seed=seed.name, span=span, needs_index=needs_index, size=seed.size) for span in spans)


def read_seed(
    path: str | Path, *, root: str | Path, limits: Limits | None = None, part: Part | None = None
) -> Iterator[RawPage | PageError]:
    """
    Read the pages of one seed, one after the other.

    A record that cannot be a page is yielded as a PageError, in its place, and the next ones follow; nothing is
    raised for the content of a seed. So a caller tells the two apart with `isinstance`.

    Args:
        path: Name of the seed below `root` (as in `Seed.name`), or its path where both are local.
        root: The seeds folder, a path or an fsspec address.
        limits: Bounds of size; the defaults where None.
        part: The part to read, where the seed was cut.
    """
    name = str(path)
    try:
        name = relative_name(path, root)
        yield from _read(name, root, limits or Limits(), part or Part(seed=name))
    except PageError as error:
        yield error


def _read(name: str, root: str | Path, limits: Limits, part: Part) -> _Pages:
    """Recognise the seed and hand it to its reader."""
    note = read_sidecar_bytes(name, root)
    sidecar = parse_sidecar(note, name=f"{name}.toml") if note is not None else Sidecar()
    with open_seed(name, root) as stream:
        form = recognise(_peek(stream))
        if form == "warc":
            index = Index() if not part.needs_index else None if part.span == WHOLE else _index(name, root, part.size)
            pages = _read_warc(name, root, limits, part.span, index)
        elif form == "zip":
            pages = read_wacz(stream, seed=name, limits=limits)
        else:
            pages = _read_whole(stream, name, limits)
        for page in pages:
            yield page if isinstance(page, PageError) else apply_sidecar(page, sidecar)


def _read_warc(name: str, root: str | Path, limits: Limits, span: Span, index: Index | None) -> _Pages:
    with seekable(lambda: open_seed(name, root), limits) as opener:
        yield from read_warc(opener, seed=name, limits=limits, span=span, index=index)


@lru_cache(maxsize=1)
def _index(name: str, root: str | Path, size: int) -> Index:  # noqa: ARG001, the size is part of the key
    """Build an archive's index once for all the parts of it that a process reads."""
    with open_seed(name, root) as stream:
        return build_index(stream)


def _peek(stream: BinaryIO) -> bytes:
    """Give the first bytes, unpacked where the file is packed, and go back to the start."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if head[:2] != b"\x1f\x8b":
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD_BYTES)
    except zlib.error:
        return _before_damage(head)


def _before_damage(packed: bytes) -> bytes:
    """Give what can be unpacked before the damage, which may still tell the form."""
    unpacker, text = zlib.decompressobj(wbits=31), b""
    try:
        for start in range(0, len(packed), 16):
            text += unpacker.decompress(packed[start : start + 16], HEAD_BYTES)
    except zlib.error:
        pass
    return text[:HEAD_BYTES]


def _read_whole(stream: BinaryIO, name: str, limits: Limits) -> _Pages:
    """Read a form that fits into memory."""
    data = read_bounded(stream, limits.file_bytes, name)
    if data[:2] == b"\x1f\x8b":
        data = gunzip(data, limits.file_bytes, name, ratio=limits.ratio)
    form = recognise(data[:HEAD_BYTES], data[-TAIL_BYTES:])
    if form not in _WHOLE:
        raise PageError(f"{name}: not a page in any known form ({form or 'binary'}); remove it or convert it")
    for page in _WHOLE[form](data, seed=name, limits=limits):
        if isinstance(page, RawPage) and page.form in _NESTED and is_wayback(page.data):
            yield undo_wayback(page)
        else:
            yield page
