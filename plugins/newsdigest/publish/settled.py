"""
A bundle of Pagefind whose bytes follow from its pages alone, and whose pages go by their number.

Pagefind writes the filters, and the values of each, in the order of a hash table that is seeded anew in every run, and
names files by their hash. Here both are put in order and the files named again, so that the same posts give the same
bytes on every machine. A page's id, a hash too, becomes its number in the order in which pages were added, so that a
hit says at once which card it is. The files are gzip of a signature and CBOR (RFC 8949); of that only whole numbers,
texts and arrays of known length occur.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping

from newsdigest.errors import DigestError

ENTRY = "pagefind-entry.json"
SIGNATURE = b"pagefind_dcd"
_PAGES, _FILTERS = 1, 3  # places in the meta file: version, pages, index chunks, filters, sorts, fields


def settle(bundle: Mapping[str, bytes], pages: int) -> dict[str, bytes]:
    """
    Put a bundle's filters in order and number its pages.

    Args:
        bundle: What Pagefind made for one language: contents by path.
        pages: How many pages it was given.

    Returns:
        Entry, meta and filter files by path, not compressed: Pagefind's script takes them so too.

    Raises:
        DigestError: a file is not as this version of Pagefind writes it.
    """
    settled: dict[str, bytes] = {}
    renamed: dict[bytes, bytes] = {}
    for path in sorted(bundle):
        if path.endswith(".pf_filter"):
            name, values = _array(_read(bundle, path))
            old = _stem(path)
            new = _put(settled, path, _make([name, _make(sorted(_array(values)))]))
            renamed[old.encode()] = new.encode()
    entry = json.loads(bundle[ENTRY])
    for language in entry["languages"].values():
        path = f"pagefind.{language['hash']}.pf_meta"
        parts = _array(_read(bundle, path))
        filters = parts[_FILTERS]
        for old_name, new_name in renamed.items():  # of the same length, so that what says the length still holds
            filters = filters.replace(old_name, new_name)
        parts[_FILTERS] = _make(sorted(_array(filters)))
        parts[_PAGES] = _numbered(parts[_PAGES], pages)
        language["hash"] = _put(settled, path, _make(parts)).removeprefix("pagefind.")
    settled[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return settled


def _numbered(encoded: bytes, count: int) -> bytes:
    """The list of pages, each with its number in place of its id."""
    pages = [_array(page) for page in _array(encoded)]
    if len(pages) != count:
        raise DigestError(f"Pagefind took {len(pages)} of {count} posts; install the version in locks/html.txt")
    return _make([_make([_text(str(number)), *page[1:]]) for number, page in enumerate(pages)])


def _read(bundle: Mapping[str, bytes], path: str) -> bytes:
    data = gzip.decompress(bundle[path])
    if not data.startswith(SIGNATURE):
        raise DigestError(f"{path}: not as Pagefind 1.5 writes it; install the version in locks/html.txt")
    return data.removeprefix(SIGNATURE)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _put(settled: dict[str, bytes], path: str, data: bytes) -> str:
    """Add a file under the name that its content gives; returns the name without its ending."""
    before, _, old = _stem(path).rpartition("_")
    stem = f"{before}_{hashlib.sha256(data).hexdigest()[: len(old)]}"
    settled[path.replace(_stem(path), stem)] = SIGNATURE + data
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
    return _lead(4, len(items)) + b"".join(items)


def _text(text: str) -> bytes:
    """Encode a text."""
    return _lead(3, len(text.encode())) + text.encode()


def _lead(kind: int, value: int) -> bytes:
    """Encode an item's kind and number."""
    if value < 24:
        return bytes([kind << 5 | value])
    size = 1 if value < 1 << 8 else 2 if value < 1 << 16 else 4
    return bytes([kind << 5 | {1: 24, 2: 25, 4: 26}[size]]) + value.to_bytes(size, "big")


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
