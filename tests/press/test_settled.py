"""The search index is a function of the posts: Pagefind's own order is drawn anew in every run."""

import gzip
import json

from newsdigest.publish.cbor import items_of, read_text
from newsdigest.publish.settled import ENTRY, SIGNATURE, settle


def text(word: str) -> bytes:
    return bytes([0x60 | len(word.encode())]) + word.encode()


def array(*items: bytes) -> bytes:
    return bytes([0x80 | len(items)]) + b"".join(items)


def bundle(*, order: int, name: str, meta: str) -> dict[str, bytes]:
    """What a run of Pagefind gives, with the values and the filters in one order or the other."""
    values = [array(text(code), array(b"\x00", b"\x18\x40")) for code in ("KZ", "UZ", "TJ")][::order]
    filters = [array(text("region"), text(f"en_{name}")), array(text("from"), text("en_same123"))][::order]
    pages = array(array(text("en_ffff000"), b"\x07"), array(text("en_0000fff"), b"\x08"))
    parts = [text("1.5.2"), pages, array(), array(*filters), array(), array(text("title"))]
    written = {
        f"filter/en_{name}.pf_filter": array(text("region"), array(*values)),
        "filter/en_same123.pf_filter": array(text("from"), array(array(text("de"), array(b"\x00")))),
        f"pagefind.en_{meta}.pf_meta": array(*parts),
    }
    entry = {"languages": {"en": {"hash": f"en_{meta}", "wasm": "en"}}}
    packed = {path: gzip.compress(SIGNATURE + data) for path, data in written.items()}
    return {**packed, ENTRY: json.dumps(entry).encode(), "index/en_1.pf_index": b"", "pagefind-ui.js": b""}


def indexed(words: list[str], *, more: bytes = b"") -> dict[str, bytes]:
    """A bundle with one index file; every word is on the first page, and takes some 50 bytes."""
    entries = [
        b"\x83" + text(word) + array(b"\x83\x00" + array(*[b"\x18\x40"] * 20) + b"\x80") + b"\x80" for word in words
    ]
    count = b"\x99" + (len(entries) + bool(more)).to_bytes(2, "big")
    ranges = array(array(text("a"), text("zz"), text("en_1234567")))
    parts = [text("1.5.2"), array(), ranges, array(), array(), array()]
    files = {
        "index/en_1234567.pf_index": b"\x81" + count + b"".join(entries) + more,
        "pagefind.en_1111111111.pf_meta": array(*parts),
    }
    entry = {"languages": {"en": {"hash": "en_1111111111", "wasm": "en"}}}
    packed = {path: gzip.compress(SIGNATURE + data) for path, data in files.items()}
    return {**packed, ENTRY: json.dumps(entry).encode()}


def test_an_index_is_cut_into_smaller_files_that_hold_every_word_once() -> None:
    words = [f"w{number:04}" for number in range(1500)]
    settled = settle(indexed(words), 0)
    files = {path: gzip.decompress(data) for path, data in settled.items() if path.startswith("index/")}
    assert len(files) > 1
    assert max(map(len, files.values())) < 25_000
    assert sorted(word for word in words for data in files.values() if text(word) in data) == words


def test_ranges_are_told_apart_by_as_few_letters_as_will_do() -> None:
    words = [f"w{number:04}" for number in range(1500)]
    _, meta = meta_of(settle(indexed(words), 0))
    bounds = [
        read_text(item) for row in items_of(items_of(meta.removeprefix(SIGNATURE))[2]) for item in items_of(row)[:2]
    ]
    assert (bounds[0], bounds[-1]) == ("a", "zz")
    assert bounds == sorted(bounds)
    assert all(len(bound) <= 5 for bound in bounds)


def test_an_index_that_cannot_be_cut_for_sure_is_left_as_it_is() -> None:
    """U+1003 ends in bytes that look like the end of a word and the beginning of the next."""
    odd = b"\x83" + text("\u1000\u1003a") + array() + b"\x80"
    bundle = indexed([f"w{number:04}" for number in range(1500)], more=odd)
    assert settle(bundle, 0)["index/en_1234567.pf_index"] == bundle["index/en_1234567.pf_index"]


def meta_of(settled: dict[str, bytes]) -> tuple[str, bytes]:
    (found,) = ((path, data) for path, data in settled.items() if path.endswith(".pf_meta"))
    return found


def test_two_runs_over_the_same_posts_give_the_same_bytes() -> None:
    one = bundle(order=1, name="aaaaaaa", meta="1111111111")
    other = bundle(order=-1, name="bbbbbbb", meta="2222222222")
    assert settle(one, 2) == settle(other, 2)


def test_every_name_that_a_settled_bundle_mentions_is_a_file_of_it() -> None:
    settled = settle(bundle(order=1, name="aaaaaaa", meta="1111111111"), 2)
    path, meta = meta_of(settled)
    assert path == f"pagefind.{json.loads(settled[ENTRY])['languages']['en']['hash']}.pf_meta"
    filters = [path for path in settled if path.startswith("filter/")]
    assert len(filters) == 2
    assert all(path.removeprefix("filter/").removesuffix(".pf_filter").encode() in meta for path in filters)


def test_pages_go_by_their_number() -> None:
    _, meta = meta_of(settle(bundle(order=1, name="aaaaaaa", meta="1111111111"), 2))
    assert array(array(text("0"), b"\x07"), array(text("1"), b"\x08")) in meta


def test_a_page_that_pagefind_left_out_shifts_no_other() -> None:
    files = bundle(order=1, name="aaaaaaa", meta="1111111111")
    for name, number in (("en_ffff000", 0), ("en_0000fff", 2)):
        fragment = SIGNATURE + json.dumps({"url": f"/{number}", "content": "Text"}).encode()
        files[f"fragment/{name}.pf_fragment"] = gzip.compress(fragment)
    _, meta = meta_of(settle(files, 3))
    assert array(array(text("0"), b"\x07"), array(text("2"), b"\x08")) in meta
