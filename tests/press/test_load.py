"""Cards come from posts or from memory, and nobody can tell which."""

import datetime as dt
import os
import time
from zoneinfo import ZoneInfo

import pytest

from newsdigest.errors import DigestError, RegisterError
from newsdigest.models import Post
from newsdigest.post import render_post
from newsdigest.publish import load
from newsdigest.publish.corpus import card_of_plain, plain_of_card
from newsdigest.publish.load import Memory, find_posts, load_cards, reader
from newsdigest.registers import Registers
from newsdigest.settings import Settings


def write(folder, file, title="Title", **values):
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    at = dt.datetime(2022, 1, 11, 5, 35, tzinfo=dt.timezone(dt.timedelta(hours=6)))
    path.write_text(render_post(Post(id="x-1", title=title, date=at, lang="ru", body="Text.", **values)), "utf-8")
    return path


def cards(tmp_path, *, memory="1", jobs=1):
    found = load_cards(
        tmp_path / "posts",
        Registers(),
        Settings(),
        zone=ZoneInfo("Asia/Almaty"),
        memory=Memory(cache=tmp_path / "cache", fingerprint={"code": memory}) if memory else None,
        jobs=jobs,
    )
    return {card.file: card for card in found}


@pytest.fixture
def parsed(monkeypatch):
    """Files that were parsed."""
    seen = []
    monkeypatch.setattr(load, "read_post", lambda text, path: (seen.append(path), original(text, path=path))[1])
    return seen


original = load.read_post


@pytest.fixture
def later(monkeypatch):
    """Let builds run long after the files were written, so that their times are trusted."""
    monkeypatch.setattr(time, "time_ns", lambda: 2**62)


def test_card_survives_as_plain_data(tmp_path):
    write(tmp_path / "posts", "a.md", regions=("KZ", "KG"), corrections=(), lede="Л")
    card = cards(tmp_path)["a.md"]
    assert card_of_plain(plain_of_card(card)) == card


@pytest.mark.usefixtures("later")
def test_unchanged_post_is_not_opened(tmp_path, parsed, monkeypatch):
    write(tmp_path / "posts", "a.md")
    first = cards(tmp_path)
    assert len(parsed) == 1
    monkeypatch.setattr(load, "_bytes", None)  # what opens a post
    assert cards(tmp_path) == first


@pytest.mark.usefixtures("later")
def test_edited_post_is_read_and_the_rest_remembered(tmp_path, parsed):
    write(tmp_path / "posts", "a.md")
    write(tmp_path / "posts", "b.md")
    cards(tmp_path)
    del parsed[:]
    path = write(tmp_path / "posts", "b.md", title="Other")
    assert [card.title for card in cards(tmp_path).values()] == ["Title", "Other"]
    assert parsed == [str(path)]


def test_edit_within_the_clock_tick_is_seen(tmp_path):
    """Same size, same times: a file changed just before the build is hashed again by the next."""
    path = write(tmp_path / "posts", "a.md", title="One")
    stamp = path.stat()
    cards(tmp_path)
    path.write_text(path.read_text().replace("One", "Two"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert cards(tmp_path)["a.md"].title == "Two"


@pytest.mark.usefixtures("later")
def test_new_times_with_the_same_bytes_are_not_parsed(tmp_path, parsed):
    path = write(tmp_path / "posts", "a.md")
    before = cards(tmp_path)
    os.utime(path, (1, 1))
    assert cards(tmp_path) == before
    assert len(parsed) == 1


def test_deleted_and_renamed_posts_are_forgotten(tmp_path):
    write(tmp_path / "posts", "a.md")
    write(tmp_path / "posts", "b.md")
    cards(tmp_path)
    (tmp_path / "posts" / "a.md").unlink()
    (tmp_path / "posts" / "b.md").rename(tmp_path / "posts" / "c.md")
    assert [card.path for card in cards(tmp_path).values()] == ["c.html"]
    assert [card.path for card in cards(tmp_path).values()] == ["c.html"]


def test_other_code_or_register_reads_every_post_and_says_so(tmp_path, parsed, caplog):
    caplog.set_level("INFO")
    write(tmp_path / "posts", "a.md")
    cards(tmp_path)
    cards(tmp_path, memory="2")
    assert len(parsed) == 2
    assert "code changed" in caplog.text


def test_damaged_memory_reads_every_post_and_warns(tmp_path, caplog):
    write(tmp_path / "posts", "a.md")
    before = cards(tmp_path)
    (tmp_path / "cache" / "cards.store").write_bytes(b"rubbish")
    assert cards(tmp_path) == before
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_processes_read_what_one_process_reads(tmp_path):
    for number in range(450):
        write(tmp_path / "posts", f"{number % 9}/{number}.md", title=f"Title {number}")
    assert cards(tmp_path, memory=None) == cards(tmp_path, memory=None, jobs=2)


def test_names_that_begin_with_a_dot_or_underscore_are_no_posts(tmp_path):
    for file in ("a.md", "_draft.md", ".hidden.md", "_old/b.md", ".git/c.md", "notes.txt.bak"):
        write(tmp_path, file)
    assert find_posts(tmp_path) == [tmp_path / "a.md"]


def test_linked_folder_is_not_followed(tmp_path):
    write(tmp_path / "posts", "a/b.md")
    (tmp_path / "posts" / "a" / "loop").symlink_to(tmp_path / "posts")
    assert list(cards(tmp_path)) == ["a/b.md"]


@pytest.mark.parametrize("name", ["new\nline.md", "bad\udcff.md"])
def test_name_that_no_address_can_hold_is_refused(tmp_path, name):
    write(tmp_path / "posts", name)
    with pytest.raises(RegisterError, match="rename"):
        cards(tmp_path)


def test_text_that_is_not_utf8_is_told_with_its_line(tmp_path):
    path = write(tmp_path / "posts", "a.md")
    path.write_bytes(path.read_bytes().replace(b"Text.", b"\xff"))
    with pytest.raises(RegisterError, match=r"a\.md:8: not UTF-8"):
        cards(tmp_path)


def test_post_that_changes_between_list_and_page_stops_the_build(tmp_path):
    path = write(tmp_path / "posts", "a.md")
    card = cards(tmp_path)["a.md"]
    assert reader(tmp_path / "posts")(card).title == "Title"
    path.write_text(path.read_text() + "More.")
    with pytest.raises(DigestError, match="changed while"):
        reader(tmp_path / "posts")(card)
