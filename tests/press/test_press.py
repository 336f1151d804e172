"""The press makes what changed, keeps the rest, removes what is no longer wanted, and never leaves half a site."""

import os
from pathlib import Path

import pytest

from newsdigest.errors import DigestError, RegisterError
from newsdigest.publish.disk import only_one
from newsdigest.publish.outputs import Output, check_paths
from newsdigest.publish.press import Tally

from .small import page, press, site


def times(tmp_path):
    return {path: path.stat().st_mtime_ns for path in (tmp_path / "output").rglob("*")}


def test_pages_are_made(tmp_path):
    tally = press(tmp_path, page("a/b.html", "<"), page("index.html", "x"))
    assert tally == Tally(made=2, kept=0, removed=0)
    assert site(tmp_path) == {"a/b.html": "<p>&lt;</p>../", "index.html": "<p>x</p>"}


def test_second_run_writes_nothing(tmp_path):
    press(tmp_path, page("a/b.html", "x"))
    before = times(tmp_path), {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*")}
    assert press(tmp_path, page("a/b.html", "x")) == Tally(made=0, kept=1, removed=0)
    assert before == (times(tmp_path), {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*")})


def test_only_what_shows_something_else_is_made(tmp_path):
    press(tmp_path, page("a.html", "x"), page("b.html", "y"))
    assert press(tmp_path, page("a.html", "x"), page("b.html", "z")) == Tally(made=1, kept=1, removed=0)
    assert site(tmp_path) == {"a.html": "<p>x</p>", "b.html": "<p>z</p>"}


def test_what_comes_out_the_same_is_not_touched(tmp_path):
    press(tmp_path, page("a.html", "x"))
    before = times(tmp_path)
    assert press(tmp_path, page("a.html", "x"), fingerprint="2").made == 0
    assert times(tmp_path) == before


def test_stale_page_and_its_empty_folders_go(tmp_path):
    press(tmp_path, page("a/b/c.html", "x"), page("a/d.html", "x"))
    assert press(tmp_path, page("a/d.html", "x")).removed == 1
    assert sorted(path.name for path in (tmp_path / "output" / "a").iterdir()) == ["d.html"]


def test_files_of_others_stay(tmp_path):
    press(tmp_path, page("a/b.html", "x"))
    for name in ("CNAME", "a/note.txt"):
        (tmp_path / "output" / name).write_text("mine")
    press(tmp_path)
    assert site(tmp_path) == {"CNAME": "mine", "a/note.txt": "mine"}


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("<p>y</p>"), lambda p: p.write_text("")])
def test_page_that_is_gone_or_altered_is_made_again(tmp_path, damage):
    press(tmp_path, page("a.html", "x"))
    damage(tmp_path / "output" / "a.html")
    os.utime(tmp_path / "output", (1, 1))
    assert press(tmp_path, page("a.html", "x")).made == 1
    assert site(tmp_path) == {"a.html": "<p>x</p>"}


def test_copied_site_with_other_times_is_kept(tmp_path):
    press(tmp_path, page("a.html", "x"))
    os.utime(tmp_path / "output" / "a.html", (1, 1))
    assert press(tmp_path, page("a.html", "x")) == Tally(made=0, kept=1, removed=0)


def test_stale_pages_are_known_without_any_state(tmp_path):
    press(tmp_path, page("a.html", "x"), page("b.html", "x"))
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    assert press(tmp_path, page("a.html", "x")).removed == 1
    assert site(tmp_path) == {"a.html": "<p>x</p>"}


def test_list_of_our_files_cannot_lead_out_of_the_output_folder(tmp_path):
    (tmp_path / "output").mkdir()
    (tmp_path / "precious").write_text("x")
    (tmp_path / "output" / ".newsdigest-files").write_text("../precious\n/etc/passwd\n\n../\n./\n")
    press(tmp_path, page("a.html", "x"))
    assert (tmp_path / "precious").exists()


def test_damaged_state_makes_everything_and_says_so(tmp_path, caplog):
    press(tmp_path, page("a.html", "x"), page("b.html", "x"))
    state = next((tmp_path / "cache").glob("outputs-*"))
    state.write_bytes(state.read_bytes()[:-1])
    press(tmp_path, page("a.html", "x"))
    assert "is damaged" in caplog.text
    assert site(tmp_path) == {"a.html": "<p>x</p>"}


def test_changed_theme_is_named(tmp_path, caplog):
    caplog.set_level("INFO")
    press(tmp_path, page("a.html", "x"))
    press(tmp_path, page("a.html", "x"), fingerprint="2")
    assert "theme changed" in caplog.text


def test_each_output_folder_has_its_own_state(tmp_path):
    press(tmp_path, page("a.html", "x"))
    (tmp_path / "output").rename(tmp_path / "elsewhere")
    assert press(tmp_path, page("a.html", "x")).made == 1


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("template", ["wrong.html", "broken.html", "none.html"])
def test_template_error_leaves_the_old_site_whole(tmp_path, jobs, template):
    press(tmp_path, *(page(f"{n}.html", "old") for n in range(99)))
    before = site(tmp_path), times(tmp_path)
    new = [page(f"{n}.html", "new") for n in range(99)]
    with pytest.raises(RegisterError, match=f"theme/templates/{template}"):
        press(tmp_path, *new, page("x.html", "x", template), jobs=jobs)
    assert before == (site(tmp_path), times(tmp_path))
    assert not (tmp_path / "cache" / ".newsdigest-staging").exists()
    assert press(tmp_path, *new).made == 99


def test_processes_make_what_one_process_makes(tmp_path):
    outputs = [page(f"{n % 7}/{n}.html", f"text {n}") for n in range(300)]
    press(tmp_path / "one", *outputs)
    press(tmp_path / "two", *outputs, jobs=2)
    assert site(tmp_path / "one") == site(tmp_path / "two")
    assert [len(site(tmp_path / "two")), press(tmp_path / "two", *outputs).made] == [300, 0]


def test_page_may_become_a_folder_and_back(tmp_path):
    press(tmp_path, page("a", "x"))
    press(tmp_path, page("a/b", "x"))
    assert site(tmp_path) == {"a/b": "<p>x</p>../"}
    press(tmp_path, page("a", "x"))
    assert site(tmp_path) == {"a": "<p>x</p>"}


def test_folder_of_a_tool_is_replaced_as_a_whole(tmp_path):
    def bundle(shows, **files):
        return Output(path="index/ru", shows=shows, folder=True, make=lambda: {k: v.encode() for k, v in files.items()})

    press(tmp_path, bundle("1", a="1", b="1"))
    assert press(tmp_path, bundle("1", never="made")) == Tally(made=0, kept=2, removed=0)
    assert press(tmp_path, bundle("2", b="1", c="2")).removed == 1
    assert site(tmp_path) == {"index/ru/b": "1", "index/ru/c": "2"}
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    press(tmp_path, bundle("3", d="3"))
    assert site(tmp_path) == {"index/ru/d": "3"}
    press(tmp_path)
    assert site(tmp_path) == {}


@pytest.mark.parametrize("path", ["", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\x00", "a\nb"])
def test_path_that_leaves_the_folder_is_refused(path):
    with pytest.raises(RegisterError, match="no path below output"):
        check_paths([page(path, "x")])


@pytest.mark.parametrize("paths", [("a", "a"), ("a", "a/b"), ("a/b/c", "a")])
def test_two_outputs_cannot_want_one_place(paths):
    with pytest.raises(RegisterError, match="output/a"):
        check_paths([page(path, "x") for path in paths])


def test_shows_must_be_plain(tmp_path):
    with pytest.raises(TypeError, match=r"a\.html"):
        press(tmp_path, page("a.html", object()))


def test_second_build_at_once_is_refused_with_the_holder(tmp_path):
    with only_one(tmp_path), pytest.raises(DigestError, match=f"process {os.getpid()}"), only_one(tmp_path):
        pass


def test_lock_ends_with_its_holder(tmp_path):
    with only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass
