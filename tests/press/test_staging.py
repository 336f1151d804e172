"""New folders are staged whole and moved by one rename; nothing that stands in the output folder is in the way."""

import os

import pytest

from newsdigest.publish import staging as module
from newsdigest.publish.staging import Staging, put

from .small import page, press, site


@pytest.fixture
def renamed(monkeypatch):
    """How often something is moved into place."""
    seen = []
    monkeypatch.setattr(os, "replace", lambda source, target: (seen.append(target), original(source, target))[1])
    return seen


original = os.replace


def test_first_build_moves_whole_folders(tmp_path, renamed):
    press(tmp_path, *(page(f"2022/{month}/{day}.html", "x") for month in range(5) for day in range(5)))
    assert [os.path.relpath(path, tmp_path / "output") for path in map(str, renamed) if "/output/" in path] == [
        ".newsdigest-files",
        "2022",
    ]
    assert len(site(tmp_path)) == 25


def test_new_day_of_a_known_month_is_moved_as_a_folder(tmp_path, renamed):
    old = [page("2022/01/10/a.html", "x")]
    press(tmp_path, *old)
    del renamed[:]
    tally = press(tmp_path, *old, page("2022/01/11/b.html", "x"), page("2022/01/11/c/d.html", "x"))
    assert tally.made == 2
    assert [path for path in map(str, renamed) if path.endswith("2022/01/11")]
    assert set(site(tmp_path)) == {"2022/01/10/a.html", "2022/01/11/b.html", "2022/01/11/c/d.html"}


def test_folder_that_somebody_made_meanwhile_is_filled(tmp_path):
    folder, place = tmp_path / "output", tmp_path / "staging"
    folder.mkdir()
    place.mkdir()
    staging = Staging(folder, place)
    moves = {staging.add(path, b"ours", "0")[0] for path in ("a/b.html", "a/c/d.html")}
    assert moves == {("new/a", "a")}
    (folder / "a" / "c").mkdir(parents=True)
    (folder / "a" / "theirs.txt").write_text("theirs")
    for _ in range(2):  # as a build that was stopped does it again
        put(str(place / "new/a"), str(folder / "a"))
    assert site(tmp_path) == {"a/b.html": "ours", "a/c/d.html": "ours", "a/theirs.txt": "theirs"}


def test_link_to_a_folder_is_written_through(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "a").symlink_to(tmp_path / "elsewhere")
    press(tmp_path, page("a/b.html", "x"))
    assert (tmp_path / "elsewhere" / "b.html").is_file()


def test_half_written_file_is_finished(tmp_path, monkeypatch):
    """A system may take less than it is given."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, bytes(data)[:3]))
    assert module.write_new(str(tmp_path / "a"), b"0123456789") == (tmp_path / "a").stat().st_mtime_ns
    assert (tmp_path / "a").read_bytes() == b"0123456789"
