"""The search index is a function of the posts: Pagefind's own order is drawn anew in every run."""

import gzip
import json
from pathlib import Path

from newsdigest.publish.settled import SIGNATURE, settle


def text(word: str) -> bytes:
    return bytes([0x60 | len(word)]) + word.encode()


def array(*items: bytes) -> bytes:
    return bytes([0x80 | len(items)]) + b"".join(items)


def bundle(folder: Path, *, order: int, name: str, meta: str) -> Path:
    """What a run of Pagefind leaves, with the values and the filters in one order or the other."""
    values = [array(text(code), array(b"\x00", b"\x18\x40")) for code in ("KZ", "UZ", "TJ")][::order]
    filters = [array(text("region"), text(f"en_{name}")), array(text("from"), text("en_same123"))][::order]
    parts = [text("1.5.2"), array(), array(), array(*filters), array(), array(text("title"))]
    (folder / "filter").mkdir(parents=True)
    written = {
        f"filter/en_{name}.pf_filter": array(text("region"), array(*values)),
        "filter/en_same123.pf_filter": array(text("from"), array(array(text("de"), array(b"\x00")))),
        f"pagefind.en_{meta}.pf_meta": array(*parts),
    }
    for path, data in written.items():
        (folder / path).write_bytes(gzip.compress(SIGNATURE + data))
    entry = {"languages": {"en": {"hash": f"en_{meta}", "wasm": "en"}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_over_the_same_posts_give_the_same_bytes(tmp_path: Path) -> None:
    one = bundle(tmp_path / "one", order=1, name="aaaaaaa", meta="1111111111")
    other = bundle(tmp_path / "other", order=-1, name="bbbbbbb", meta="2222222222")
    settle(one)
    settle(other)
    assert files(one) == files(other)


def test_every_name_that_a_settled_bundle_mentions_is_a_file_of_it(tmp_path: Path) -> None:
    folder = bundle(tmp_path, order=1, name="aaaaaaa", meta="1111111111")
    settle(folder)
    (meta,) = folder.glob("*.pf_meta")
    assert json.loads((folder / "pagefind-entry.json").read_text())["languages"]["en"]["hash"] in meta.name
    said = gzip.decompress(meta.read_bytes())
    assert all(path.stem.encode() in said for path in (folder / "filter").iterdir())
