"""
A bundle of Pagefind whose bytes follow from its pages alone.

Pagefind writes the filters, and the values of each, in the order of a hash table that is seeded anew in every run, and
names files by their hash. Here both are put in order and the files named again, so that the same posts give the same
bytes on every machine. The files are gzip of a signature and CBOR (RFC 8949); of that only whole numbers, texts and
arrays of known length occur.
"""

import gzip
import hashlib
import json
from pathlib import Path

from newsdigest.errors import DigestError

SIGNATURE = b"pagefind_dcd"
_FILTERS = 3  # place of the list of filters in the meta file: version, pages, index chunks, filters, sorts, fields


def settle(bundle: Path) -> None:
    """
    Put a bundle's filters in order.

    Raises:
        DigestError: a file is not as this version of Pagefind writes it.
    """
    renamed = {}
    for path in sorted((bundle / "filter").glob("*.pf_filter")):
        name, values = _array(_read(path))
        renamed[path.stem.encode()] = _write(path, _make([name, _make(sorted(_array(values)))])).encode()
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text("utf-8"))
    for language in entry["languages"].values():
        path = bundle / f"pagefind.{language['hash']}.pf_meta"
        parts = _array(_read(path))
        filters = parts[_FILTERS]
        for old, new in renamed.items():  # of the same length, so that what says the length still holds
            filters = filters.replace(old, new)
        parts[_FILTERS] = _make(sorted(_array(filters)))
        language["hash"] = _write(path, _make(parts)).removeprefix("pagefind.")
    entry_file.write_text(json.dumps(entry, separators=(",", ":")), "utf-8")


def _read(path: Path) -> bytes:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(SIGNATURE):
        raise DigestError(f"{path.name}: not as Pagefind 1.5 writes it; install the version in locks/html.txt")
    return data.removeprefix(SIGNATURE)


def _write(path: Path, data: bytes) -> str:
    """Write a file anew under the name that its content gives; returns the name without its ending."""
    before, _, old = path.stem.rpartition("_")
    stem = f"{before}_{hashlib.sha256(data).hexdigest()[: len(old)]}"
    path.unlink()
    path.with_name(stem + path.suffix).write_bytes(gzip.compress(SIGNATURE + data, mtime=0))
    return stem


def _array(data: bytes) -> list[bytes]:
    """Give the encoded items of an encoded array."""
    kind, count, at = _head(data, 0)
    if kind != 4:
        raise DigestError("Pagefind's filters are not written as version 1.5 does; install that of locks/html.txt")
    items = []
    for _ in range(count):
        end = _end(data, at)
        items.append(data[at:end])
        at = end
    return items


def _make(items: list[bytes]) -> bytes:
    """Encode an array of encoded items."""
    count = len(items)
    if count < 24:
        head = bytes([0x80 | count])
    else:
        size = 1 if count < 1 << 8 else 2 if count < 1 << 16 else 4
        head = bytes([0x80 | {1: 24, 2: 25, 4: 26}[size]]) + count.to_bytes(size, "big")
    return head + b"".join(items)


def _end(data: bytes, at: int) -> int:
    """Say where the item that begins at `at` ends."""
    left = 1
    while left:
        kind, value, at = _head(data, at)
        left -= 1
        if kind == 3:
            at += value
        elif kind == 4:
            left += value
    return at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """Read an item's kind, its number, and where what belongs to it begins."""
    kind, short = data[at] >> 5, data[at] & 31
    if kind not in (0, 3, 4) or short > 27:
        raise DigestError("Pagefind's files are not written as version 1.5 does; install that of locks/html.txt")
    if short < 24:
        return kind, short, at + 1
    size = 1 << (short - 24)
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size
