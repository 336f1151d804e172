"""How much one seed, one page or one picture may cost; what is over is refused with a PageError."""

import zlib
from dataclasses import dataclass
from typing import BinaryIO

from newsdigest.errors import PageError

_STEP = 1 << 16  # bytes a step: what a bomb can gain between two checks
# libxml2 drops everything below 256 open elements without a word, so a deeper page would lose its text unseen.
MAX_DEPTH = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of a capture; `page_max_mb` and `page_timeout_s` of the settings set the first two."""

    page_bytes: int = 20_000_000  # of one page's HTML or text, unpacked
    page_seconds: float = 20.0  # of one page through the whole ingest; kept by the pipeline
    file_bytes: int = 100_000_000  # of a file that is read whole: SingleFile, MHTML, mail, feed, JSON, PDF
    records: int = 2_000_000  # in one archive or feed
    ratio: int = 200  # unpacked bytes to packed ones, beyond the first megabyte; HTML packs 4 to 20 times
    pictures: int = 100  # that one page brings along
    picture_bytes: int = 15_000_000  # of one picture file
    pictures_bytes: int = 60_000_000  # of one page's pictures together
    picture_pixels: int = 50_000_000  # of one decoded picture
    pdf_pages: int = 200


def read_bounded(stream: BinaryIO, limit: int, what: str) -> bytes:
    """
    Read all of `stream`, which must hold at most `limit` bytes.

    Raises:
        PageError: there is more.
    """
    parts: list[bytes] = []
    size = 0
    while part := stream.read(min(_STEP, limit + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise PageError(f"{what}: over {limit:,} bytes; raise DIGEST_PAGE_MAX_MB if it is genuine")
    return b"".join(parts)


def gunzip(data: bytes, limit: int, what: str, *, ratio: int = 200) -> bytes:
    """
    Unpack gzip, member after member.

    Raises:
        PageError: over `limit` bytes, packed suspiciously well, cut short or damaged.
    """
    parts: list[bytes] = []
    size = 0
    bound = min(limit, 1_000_000 + ratio * len(data))
    while data[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits=31)
        while not unpacker.eof:
            try:
                part = unpacker.decompress(data, _STEP)
            except zlib.error as error:
                raise PageError(f"{what}: damaged gzip ({error}); fetch it again") from None
            if not part and not unpacker.unconsumed_tail and not unpacker.eof:
                raise PageError(f"{what}: gzip ends early; fetch it again")
            parts.append(part)
            size += len(part)
            if size > bound:
                raise PageError(f"{what}: unpacks to over {bound:,} bytes")
            data = unpacker.unconsumed_tail
        data = unpacker.unused_data.lstrip(b"\0")
    return b"".join(parts)


def is_safe_member(name: str) -> bool:
    """
    Tell whether an archive's member name stays inside the archive.

    >>> is_safe_member("archive/data.warc.gz"), is_safe_member("../../etc/passwd"), is_safe_member("C:\\\\x")
    (True, False, False)
    """
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name)
