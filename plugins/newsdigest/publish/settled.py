"""
A bundle of Pagefind whose bytes follow from its pages alone, whose pages go by their number, in smaller files.

Pagefind writes the filters, and the values of each, in the order of a hash table that is seeded anew in every run, and
names files by their hash. Here both are put in order and the files named again, so that the same posts give the same
bytes on every machine. A page's id, a hash too, becomes its number in the order in which pages were added, so that a
hit says at once which card it is. An index file, some 30 kB, holds a range of words; it is cut into ranges of a third,
since a search for a rare word loads one of every shard. The files are gzip of a signature and CBOR.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from newsdigest.errors import DigestError
from newsdigest.publish.cbor import array, items_of, read_head, read_text, text

ENTRY = "pagefind-entry.json"
SIGNATURE = b"pagefind_dcd"
RANGE = 24_000  # bytes of an index file before compression, some 9 kB after
_PAGES, _RANGES, _FILTERS = 1, 2, 3  # places in the meta file: version, pages, index ranges, filters, sorts, fields
_BETWEEN = re.compile(rb"(?<=\x80)(?=\x83[\x60-\x7a])")  # an empty array ends a word's item, array and text begin one


def settle(bundle: Mapping[str, bytes], pages: int) -> dict[str, bytes]:
    """
    Put a bundle's filters in order, number its pages and cut its index.

    Args:
        bundle: What Pagefind made for one language: contents by path.
        pages: How many pages it was given, the n-th of them with the address "/n"; it drops those without a word.

    Returns:
        Entry, meta and filter files by path, not compressed (Pagefind's script takes them so too), and the compressed
        index files.

    Raises:
        DigestError: a file is not as this version of Pagefind writes it.
    """
    settled: dict[str, bytes] = {}
    renamed: dict[bytes, bytes] = {}
    for path in sorted(bundle):
        if path.endswith(".pf_filter"):
            name, values = items_of(_read(bundle, path))
            old = _stem(path)
            new, data = _named(path, array([name, array(sorted(items_of(values)))]))
            settled[new] = data
            renamed[old.encode()] = _stem(new).encode()
    entry = json.loads(bundle[ENTRY])
    for language in entry["languages"].values():
        path = f"pagefind.{language['hash']}.pf_meta"
        parts = items_of(_read(bundle, path))
        filters = parts[_FILTERS]
        for old_name, new_name in renamed.items():  # of the same length, so that what says the length still holds
            filters = filters.replace(old_name, new_name)
        parts[_FILTERS] = array(sorted(items_of(filters)))
        parts[_PAGES] = _numbered(parts[_PAGES], pages, bundle)
        parts[_RANGES] = _cut_ranges(parts[_RANGES], bundle, settled)
        path, data = _named(path, array(parts))
        settled[path] = data
        language["hash"] = _stem(path).removeprefix("pagefind.")
    settled[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return settled


def _numbered(encoded: bytes, count: int, bundle: Mapping[str, bytes]) -> bytes:
    """The list of pages, each with its number in place of its id."""
    pages = [items_of(page) for page in items_of(encoded)]
    numbers: Sequence[int] = range(count)
    if len(pages) != count:  # only its fragments, one file a page, tell which are missing
        fragments = (f"fragment/{read_text(page[0])}.pf_fragment" for page in pages)
        numbers = [int(json.loads(_read(bundle, path))["url"].removeprefix("/")) for path in fragments]
    return array([array([text(str(number)), *page[1:]]) for number, page in zip(numbers, pages, strict=True)])


def _cut_ranges(encoded: bytes, bundle: Mapping[str, bytes], settled: dict[str, bytes]) -> bytes:
    """Cut every index file, add the pieces to `settled`, and give the list of ranges: from, to, name."""
    ranges = []
    for item in items_of(encoded):
        first, last, name = map(read_text, items_of(item))
        path = f"index/{name}.pf_index"
        pieces = list(_pieces(_read(bundle, path)))
        if len(pieces) < 2:
            settled[path] = bundle[path]
            ranges.append(item)
            continue
        bounds = [_apart(read_text(one[-1], 1), read_text(other[0], 1)) for one, other in pairwise(pieces)]
        starts = [first, *(start for _, start in bounds)]
        ends = [*(end for end, _ in bounds), last]
        for start, end, piece in zip(starts, ends, pieces, strict=True):
            new, data = _named(path, array([array(piece)]))
            settled[new] = gzip.compress(data, mtime=0)
            ranges.append(array([text(start), text(end), text(_stem(new))]))
    return array(ranges)


def _pieces(data: bytes) -> Iterator[list[bytes]]:
    """The words of an index file with their pages, encoded, in lists of about RANGE bytes; none where unsure."""
    _, _, at = read_head(data, 0)  # an array of one: the words
    _, count, at = read_head(data, at)
    words = _BETWEEN.split(data[at:])
    if len(words) != count:  # some word or number has bytes that look like the end of one
        return
    piece: list[bytes] = []
    size = 0
    for word in words:
        piece.append(word)
        size += len(word)
        if size > RANGE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _apart(word: str, following: str) -> tuple[str, str]:
    """As much of two words as tells them apart: Pagefind bounds ranges so."""
    same = next((n for n, pair in enumerate(zip(word, following, strict=False)) if pair[0] != pair[1]), len(word))
    return word[: same + 1], following[: same + 1]


def _read(bundle: Mapping[str, bytes], path: str) -> bytes:
    data = gzip.decompress(bundle[path])
    if not data.startswith(SIGNATURE):
        raise DigestError(f"{path}: not as Pagefind 1.5 writes it; install the version in locks/html.txt")
    return data.removeprefix(SIGNATURE)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _named(path: str, data: bytes) -> tuple[str, bytes]:
    """A file's path under the name that its content gives, and its bytes before compression."""
    before, _, old = _stem(path).rpartition("_")
    stem = f"{before}_{hashlib.sha256(data).hexdigest()[: len(old)]}"
    return path.replace(_stem(path), stem), SIGNATURE + data
