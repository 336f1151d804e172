"""The search index is a function of the posts: Pagefind's own order is drawn anew in every run."""

import gzip
import json

import pytest

from newsdigest.errors import DigestError
from newsdigest.publish.settled import ENTRY, SIGNATURE, settle


def text(word: str) -> bytes:
    return bytes([0x60 | len(word)]) + word.encode()


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


def test_a_page_that_pagefind_left_out_stops_the_build() -> None:
    with pytest.raises(DigestError, match="2 of 3 posts"):
        settle(bundle(order=1, name="aaaaaaa", meta="1111111111"), 3)
