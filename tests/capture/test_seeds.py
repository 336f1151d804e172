"""Seeds are found in order, opened safely, and read by content."""

import datetime as dt
import gzip
from pathlib import Path

import fsspec
import pytest

from newsdigest.errors import PageError, RegisterError
from newsdigest.ingest.capture import Limits, find_seeds, read_seed
from newsdigest.models import RawPage

PAGE = b"<!doctype html><html><head><title>New port</title></head><body><p>The port opens.</p></body></html>"
DUMP = "Harbour Times\n\nNew port opens\n\nThe port opens on Monday.\n"


def put(root: Path, name: str, data: bytes | str) -> str:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def only_page(name: str, root: Path | str, **settings: object) -> RawPage:
    pages = list(read_seed(name, root=root, **settings))  # type: ignore[arg-type]
    assert len(pages) == 1
    assert isinstance(pages[0], RawPage), pages[0]
    return pages[0]


def only_error(name: str, root: Path, **settings: object) -> str:
    pages = list(read_seed(name, root=root, **settings))  # type: ignore[arg-type]
    assert len(pages) == 1
    assert isinstance(pages[0], PageError), pages[0]
    return str(pages[0])


def test_seeds_come_in_the_order_of_their_names_at_any_depth(tmp_path):
    for name in ("b/2.html", "a/deep/er/1.txt", "b/10.html", "c.html"):
        put(tmp_path, name, PAGE)
    assert [seed.name for seed in find_seeds(tmp_path)] == ["a/deep/er/1.txt", "b/10.html", "b/2.html", "c.html"]


def test_hidden_files_and_sidecars_are_no_seeds(tmp_path):
    for name in (".gitkeep", ".git/config", "a.html", "a.html.toml"):
        put(tmp_path, name, PAGE)
    assert [seed.name for seed in find_seeds(tmp_path)] == ["a.html"]


def test_a_missing_folder_is_our_own_fault(tmp_path):
    with pytest.raises(RegisterError, match="no such folder"):
        find_seeds(tmp_path / "nowhere")


def test_form_follows_the_content_and_not_the_name(tmp_path):
    assert only_page(put(tmp_path, "page.txt", PAGE), tmp_path).form == "html"
    assert only_page(put(tmp_path, "page.html", DUMP), tmp_path).form == "text-dump"


def test_a_dump_that_mentions_a_tag_stays_text(tmp_path):
    text = "Web news\n\nThe new <p> element\n\nBrowsers read it, then show it.\n"
    assert not only_page(put(tmp_path, "a.txt", text), tmp_path).is_html


def test_gzipped_page_is_read_as_what_it_holds(tmp_path):
    page = only_page(put(tmp_path, "a.html.gz", gzip.compress(PAGE)), tmp_path)
    assert (page.form, page.data) == ("html", PAGE)


def test_path_and_name_give_the_same_page(tmp_path):
    name = put(tmp_path, "sub/a.html", PAGE)
    assert next(read_seed(tmp_path / name, root=tmp_path)) == only_page(name, tmp_path)


def test_memory_and_local_addresses_read_alike(tmp_path):
    put(tmp_path, "x/a.html", PAGE)
    put(tmp_path, "x/a.html.toml", 'url = "https://harbour.example/a"')
    memory = fsspec.filesystem("memory")
    for name in ("a.html", "a.html.toml"):
        memory.pipe(f"/capture-test/x/{name}", (tmp_path / "x" / name).read_bytes())
    try:
        for root in (f"file://{tmp_path}", "memory://capture-test"):
            assert [seed.name for seed in find_seeds(root)] == ["x/a.html"]
            assert only_page("x/a.html", root) == only_page("x/a.html", tmp_path)
    finally:
        memory.rm("/capture-test", recursive=True)


def test_changed_token_follows_a_rewrite(tmp_path):
    name = put(tmp_path, "a.html", PAGE)
    before = find_seeds(tmp_path)[0]
    put(tmp_path, name, PAGE + b"<!-- more -->")
    after = find_seeds(tmp_path)[0]
    assert (before.size, before.changed) != (after.size, after.changed)


def test_symbolic_links_are_listed_but_refused(tmp_path):
    secret = tmp_path / "secret"
    put(secret, "key.txt", "a private key")
    root = tmp_path / "seeds"
    put(root, "a.html", PAGE)
    (root / "file").symlink_to(secret / "key.txt")
    (root / "folder").symlink_to(secret)
    (root / "loop").symlink_to(root)
    assert [seed.name for seed in find_seeds(root)] == ["a.html", "file", "folder", "loop"]
    for name in ("file", "folder", "folder/key.txt", "loop/a.html"):
        assert "symbolic link" in only_error(name, root)


def test_a_sidecar_that_is_a_link_is_refused(tmp_path):
    put(tmp_path, "outside.toml", 'url = "https://harbour.example/a"')
    put(tmp_path, "seeds/a.html", PAGE)
    (tmp_path / "seeds" / "a.html.toml").symlink_to(tmp_path / "outside.toml")
    assert "symbolic link" in only_error("a.html", tmp_path / "seeds")


@pytest.mark.parametrize("name", ["../a.html", "/etc/passwd", "", "x/../../a.html"])
def test_names_that_lead_out_of_the_root_are_refused(tmp_path, name):
    put(tmp_path, "a.html", PAGE)
    root = tmp_path / "seeds"
    root.mkdir()
    assert "not below" in only_error(name, root)


def test_vanished_and_special_files_give_a_page_error(tmp_path):
    (tmp_path / "folder").mkdir()
    assert "cannot be read" in only_error("gone.html", tmp_path)
    assert "not a regular file" in only_error("folder", tmp_path)


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t", b"\x00\x01\x02\x03" * 500, b"\x7fELF" + bytes(range(256)) * 20],
    ids=["empty", "blank", "control characters", "program"],
)
def test_empty_and_binary_files_are_set_aside(tmp_path, data):
    only_error(put(tmp_path, "a", data), tmp_path)


def test_a_page_over_the_limit_is_set_aside(tmp_path):
    limits = Limits(page_bytes=1000)
    assert "over 1,000 bytes" in only_error(put(tmp_path, "a.html", PAGE + b"x" * 1000), tmp_path, limits=limits)
    assert "over 1,000 bytes" in only_error(put(tmp_path, "a.txt", "words " * 1000), tmp_path, limits=limits)


def test_a_gzip_bomb_is_refused(tmp_path):
    bomb = gzip.compress(PAGE + b"\0" * 90_000_000)
    assert "unpacks to over" in only_error(put(tmp_path, "a.gz", bomb), tmp_path)


def test_a_gzip_that_ends_early_or_is_damaged_is_refused(tmp_path):
    packed = gzip.compress(PAGE * 50)
    assert "ends early" in only_error(put(tmp_path, "a.gz", packed[:-30]), tmp_path)
    assert "damaged" in only_error(put(tmp_path, "b.gz", packed[:20] + b"!!!!" + packed[24:]), tmp_path)


def test_a_hundred_thousand_nested_elements_are_refused(tmp_path):
    deep = b"<html><body>" + b"<div>" * 100_000 + b"text" + b"</div>" * 100_000
    assert "nested" in only_error(put(tmp_path, "a.html", deep), tmp_path)


def test_long_flat_pages_with_unclosed_elements_are_not_called_deep(tmp_path):
    flat = b"<html><body>" + b"<p>one<br>two<img src=a>\n" * 5000 + b"<div><ul><li>a<li>b</ul></div>" * 2000
    assert only_page(put(tmp_path, "a.html", flat), tmp_path).data == flat


def test_sidecar_gives_address_time_and_charset(tmp_path):
    name = put(tmp_path, "a.html", PAGE)
    put(
        tmp_path,
        "a.html.toml",
        'url = "https://harbour.example/a"\nfetched_at = 2026-03-04T05:06:07Z\ncharset = "koi8-r"',
    )
    page = only_page(name, tmp_path)
    assert (page.url, page.fetched_basis, page.charset) == ("https://harbour.example/a", "recorded", "koi8-r")
    assert page.fetched == dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("url =", "not TOML"),
        (b"\xff\xfe", "not TOML"),
        ('addres = "x"', "unknown key 'addres'"),
        ('url = "javascript:alert(1)"', "http"),
        ('url = "https://user:secret@harbour.example/"', "http"),
        ("fetched_at = 2026-03-04T05:06:07", "zone"),
        ("fetched_at = 2026-03-04", "zone"),
        ("charset = 5", "text"),
    ],
)
def test_a_wrong_sidecar_is_named(tmp_path, note, why):
    name = put(tmp_path, "a.html", PAGE)
    put(tmp_path, "a.html.toml", note)
    message = only_error(name, tmp_path)
    assert "a.html.toml" in message
    assert why in message


def test_without_sidecar_nothing_is_guessed(tmp_path):
    page = only_page(put(tmp_path, "a.html", PAGE), tmp_path)
    assert (page.url, page.fetched, page.fetched_basis, page.charset) == (None, None, "none", None)


def test_sidecar_may_be_named_after_the_page_without_its_suffix(tmp_path):
    put(tmp_path, "x/a.html", PAGE)
    put(tmp_path, "x/a.toml", 'url = "https://harbour.example/a"')
    put(tmp_path, "x/lonely.toml", 'url = "https://harbour.example/b"')
    assert [seed.name for seed in find_seeds(tmp_path)] == ["x/a.html", "x/lonely.toml"]
    assert only_page("x/a.html", tmp_path).url == "https://harbour.example/a"
