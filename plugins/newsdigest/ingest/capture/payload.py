"""The body of a recorded HTTP response: chunks joined, packing undone, each within a bound."""

import io
import re
import zlib

from fastwarc.stream_io import BrotliReader, ZstdReader

from newsdigest.errors import PageError
from newsdigest.ingest.capture.limits import gunzip

_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_STEP = 1 << 16
_ZSTD = b"\x28\xb5\x2f\xfd"


def unpack_payload(data: bytes, *, transfer: str, encoding: str, limit: int, what: str) -> bytes:
    """
    Undo Transfer-Encoding and Content-Encoding of a recorded body.

    Crawlers differ in whether they undo them while keeping the headers, so each is undone only where the bytes show it.

    Args:
        data: The body as recorded.
        transfer: The Transfer-Encoding header, or "".
        encoding: The Content-Encoding header, or "".
        limit: Bytes that the result may have.
        what: The record's name, for errors.

    Raises:
        PageError: over the limit, or damaged.
    """
    if "chunked" in transfer.lower():
        data = _join_chunks(data)
    for coding in reversed([part.strip().lower() for part in encoding.split(",")][:3]):
        if data[:2] == b"\x1f\x8b" and coding in ("gzip", "x-gzip", "deflate"):
            data = gunzip(data, limit, what)
        elif coding == "deflate":
            data = _inflate(data, limit, what)
        elif coding == "br":
            data = _unpack_stream(BrotliReader, data, limit, what)
        elif coding == "zstd" and data[:4] == _ZSTD:
            data = _unpack_stream(ZstdReader, data, limit, what)
    if len(data) > limit:
        raise PageError(f"{what}: over {limit:,} bytes; raise DIGEST_PAGE_MAX_MB if it is genuine")
    return data


def _join_chunks(data: bytes) -> bytes:
    """Join HTTP chunks; bytes that do not begin with a chunk's size were joined before."""
    parts: list[bytes] = []
    place = 0
    while found := _CHUNK_SIZE.match(data, place):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        end = found.end() + size
        if not parts and data[end : end + 2] != b"\r\n" and end < len(data):
            return data  # text that happens to begin like a size
        parts.append(data[found.end() : end])
        place = end + 2
        if place >= len(data):
            break
    return b"".join(parts) or data


def _inflate(data: bytes, limit: int, what: str) -> bytes:
    """Unpack `deflate`, which servers send with and without zlib's frame; plain text passes."""
    for window in (15, -15):
        unpacker = zlib.decompressobj(wbits=window)
        try:
            text = unpacker.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(text) > limit:
            raise PageError(f"{what}: unpacks to over {limit:,} bytes")
        return text
    return data


def _unpack_stream(kind: type, data: bytes, limit: int, what: str) -> bytes:
    """Unpack with one of fastwarc's readers; what it cannot read was stored unpacked."""
    parts: list[bytes] = []
    size = 0
    try:
        stream = kind(io.BytesIO(data))
        while part := stream.read(_STEP):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise PageError(f"{what}: unpacks to over {limit:,} bytes")
    except (OSError, ValueError) as error:
        if parts:
            raise PageError(f"{what}: damaged content encoding ({error}); fetch it again") from None
        return data
    return b"".join(parts) or data
