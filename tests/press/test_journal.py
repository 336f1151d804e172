"""Stopped at any step, a build leaves the old site or one that the next run finishes; the disk's refusals are told."""

import errno
import os
from pathlib import Path

import pytest

from newsdigest.errors import DigestError
from newsdigest.publish import journal

from .small import page, press, site


class Killed(BaseException):
    """Stands for kill -9: nothing may catch it."""


OLD = [page("a.html", "old"), page("b/c.html", "old"), page("stale/d.html", "old")]
NEW = [page(path, "new") for path in ("a.html", "b/c.html", "b/e.html", "new/f.html", "new/g/h.html", "new/g/i.html")]


def stop_after(monkeypatch, steps, error):
    """Let `steps` changes of names on the disk pass, and fail the next."""
    left = [steps]

    def counted(original):
        def step(*args, **kwargs):
            if left[0] == 0:
                raise error
            left[0] -= 1
            return original(*args, **kwargs)

        return step

    monkeypatch.setattr(os, "replace", counted(os.replace))
    monkeypatch.setattr(os, "open", counted(os.open))
    monkeypatch.setattr(Path, "replace", counted(Path.replace))
    monkeypatch.setattr(Path, "unlink", counted(Path.unlink))
    monkeypatch.setattr(Path, "mkdir", counted(Path.mkdir))
    monkeypatch.setattr(journal.shutil, "rmtree", counted(journal.shutil.rmtree))
    return left


def clean_site(tmp_path):
    press(tmp_path / "clean", *NEW)
    return site(tmp_path / "clean")


@pytest.mark.parametrize("steps", range(30))
def test_killed_at_any_step_the_site_is_old_or_finished_by_the_next_run(tmp_path, monkeypatch, caplog, steps):
    press(tmp_path, *OLD)
    old, new = site(tmp_path), clean_site(tmp_path)
    with monkeypatch.context() as patched:
        left = stop_after(patched, steps, Killed())
        try:
            press(tmp_path, *NEW)
        except Killed:
            if not (tmp_path / "cache" / "journal").exists():
                assert site(tmp_path) in (old, new)
        else:
            assert left[0] >= 0
    in_the_middle = (tmp_path / "cache" / "journal").exists()
    press(tmp_path, *NEW)
    assert site(tmp_path) == new
    assert ("finishing it" in caplog.text) == in_the_middle
    assert press(tmp_path, *NEW).made == 0


def test_some_step_lies_in_the_middle(tmp_path, monkeypatch):
    """Else the test above would hold of a press that has no journal."""
    found = 0
    for steps in range(30):
        here = tmp_path / str(steps)
        press(here, *OLD)
        with monkeypatch.context() as patched:
            stop_after(patched, steps, Killed())
            try:
                press(here, *NEW)
            except Killed:
                found += (here / "cache" / "journal").exists()
    assert found > 5


def outcome(tmp_path):
    """What a build says when it fails; empty where it does not."""
    try:
        press(tmp_path, *NEW)
    except DigestError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("steps", range(30))
def test_full_disk_at_any_step_is_one_line_and_mended_by_the_next_run(tmp_path, monkeypatch, steps):
    press(tmp_path, *OLD)
    old = site(tmp_path)
    with monkeypatch.context() as patched:
        stop_after(patched, steps, OSError(errno.ENOSPC, "No space left on device", "some/file"))
        told = outcome(tmp_path)
    if told:
        assert told.startswith("some/file: No space left on device; ")
        assert ("as it was" in told) <= (site(tmp_path) == old)
    press(tmp_path, *NEW)
    assert site(tmp_path) == clean_site(tmp_path)


def test_damaged_journal_makes_every_page(tmp_path, caplog):
    press(tmp_path, *OLD)
    (tmp_path / "cache" / "journal").write_bytes(b"rubbish")
    assert press(tmp_path, *NEW).made == len(NEW)
    assert "making every page" in caplog.text
    assert site(tmp_path) == clean_site(tmp_path)


def test_read_only_folder_is_one_line(tmp_path):
    (tmp_path / "output").write_text("a file where the folder should be")
    with pytest.raises(DigestError, match=r"output: .*; the site in the output folder is as it was"):
        press(tmp_path, *OLD)
