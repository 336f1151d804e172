"""WARC archives packed as one gzip member, whose records cannot be sought: unpacked beside, and read like others."""

import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsdigest.ingest.capture.limits import Limits

Opener = Callable[[], AbstractContextManager[BinaryIO]]

_GZIP = b"\x1f\x8b"
_STEP = 1 << 20
_MOST_BYTES = 20_000_000_000  # on disk for one archive; a larger one is read in passing, without its pictures


@contextmanager
def seekable(opener: Opener, limits: Limits) -> Iterator[Opener]:
    """
    Give what opens an archive so that its records can be sought.

    Args:
        opener: Opens the archive as it is.
        limits: Bounds of gain and size.

    Yields:
        The same opener where records can be sought already, or where the archive would unpack to too much.
    """
    with opener() as stream:
        if not is_one_member(stream):
            yield opener
            return
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch, "unpacked.warc")
            whole = _unpack(stream, path, limits)
            yield (lambda: path.open("rb")) if whole else opener


def is_one_member(stream: BinaryIO) -> bool:
    """Whether several records are packed as one: where the second is said to be, no member begins."""
    stream.seek(0)
    packed = stream.read(2) == _GZIP
    stream.seek(0)
    if not packed:
        return False
    try:
        records = ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False)
        places = [record.stream_pos for record in islice(records, 2)]
    except OSError:
        return False
    if len(places) < 2:
        return False
    stream.seek(places[1])
    return places[1] <= places[0] or stream.read(2) != _GZIP


def _unpack(stream: BinaryIO, path: Path, limits: Limits) -> bool:
    """Unpack as far as the file is sound; False where that is more than the bounds allow."""
    most = min(_MOST_BYTES, 1_000_000 + limits.ratio * stream.seek(0, 2))
    stream.seek(0)
    unpacker, size = zlib.decompressobj(wbits=31), 0
    with path.open("wb") as file:
        packed = stream.read(_STEP)
        while packed and not unpacker.eof:
            try:
                part = unpacker.decompress(packed, _STEP)
            except zlib.error:
                break  # reading says where the archive ends
            file.write(part)
            size += len(part)
            if size > most:
                return False
            packed = unpacker.unconsumed_tail or stream.read(_STEP)
    return True
