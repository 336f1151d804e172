"""Folders that cannot be written, clocks that go back, runs at once, damaged state, tools that are missing."""

import ctypes
import fcntl
import os
import shutil
import sys
import time
from pathlib import Path

import pytest

from benchmarks.machine import run_pelican, tree
from newsdigest.publish import pagefind


def edit(digest: Path) -> str:
    """Type something into a post; gives what was typed."""
    post = min((digest / "content" / "posts").rglob("*.md"))
    typed = "Typed by hand, and nowhere else."
    post.write_text(f"{post.read_text('utf-8')}\n{typed}\n", "utf-8")
    return typed


def without_privileges() -> None:
    """Give up what lets root pass over permissions; others have nothing to give up."""
    if os.getuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
        if ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()):
            raise SystemExit("capset failed")


@pytest.mark.parametrize("folder", ["content/posts", ".cache/ingest", "output"])
def test_a_folder_that_cannot_be_written_is_one_line_and_the_next_run_goes_on(folder: str, digest: Path) -> None:
    typed = edit(digest)
    for seed in (digest / "seeds").rglob("*.html"):
        seed.write_bytes(seed.read_bytes().replace(b"</p>", b" It was so.</p>", 2))
    old, posts = tree(digest / "output"), tree(digest / "content" / "posts")
    closed = [path for path in (digest / folder, *(digest / folder).rglob("*")) if path.is_dir()]
    for path in closed:
        path.chmod(0o555)
    run = run_pelican(digest, before=without_privileges)
    for path in closed:
        path.chmod(0o755)
    assert run.status == 1, run.said
    assert "Traceback" not in run.said
    assert "Permission denied" in run.said
    assert tree(digest / "output") == old
    if folder == "content/posts":
        assert tree(digest / "content" / "posts") == posts
    assert run_pelican(digest).status == 0
    assert typed in "".join(path.read_text("utf-8") for path in (digest / "content" / "posts").rglob("*.md"))
    assert tree(digest / "output") != old


def test_a_seed_that_may_not_be_read_is_set_aside(digest: Path) -> None:
    seed = digest / "seeds" / "secret.html"
    seed.write_text("<html><body><p>Secret</p></body></html>")
    seed.chmod(0)
    run = run_pelican(digest, before=without_privileges)
    assert run.status == 0, run.said
    assert "secret.html: cannot be read (Permission denied)" in run.said


def test_a_seed_that_the_disk_refused_once_is_read_by_the_next_run(digest: Path) -> None:
    seed = digest / "seeds" / "later.html"
    shutil.copyfile(next((digest / "seeds").rglob("*.html")), seed)

    def refuse() -> None:
        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event == "open" and str(arguments[0]).endswith("later.html"):
                raise OSError(5, "Input/output error", str(arguments[0]))

        sys.addaudithook(hook)

    assert "later.html: cannot be read (Input/output error)" in run_pelican(digest, before=refuse).said
    again = run_pelican(digest)
    assert "(1 read)" in again.said
    assert "cannot be read" not in again.said


@pytest.mark.parametrize("name", ["content/pages/about.md", "content/regions/central-asia.toml"])
def test_a_file_of_ours_that_the_disk_refuses_is_one_line_and_the_old_site_stands(name: str, digest: Path) -> None:
    old = tree(digest / "output")
    edit(digest)
    (digest / name).chmod(0)
    run = run_pelican(digest, "-e", "DIGEST_INGEST=false", before=without_privileges)
    assert run.status == 1, run.said
    assert "Traceback" not in run.said
    assert "Permission denied" in run.said
    assert tree(digest / "output") == old


def test_a_clock_that_was_set_back_changes_nothing(digest: Path) -> None:
    edit(digest)
    future = time.time() + 40 * 86_400
    for path in (digest / "seeds").rglob("*.html"):
        os.utime(path, (future, future))
    other = shutil.copytree(digest, digest.parent / "other")
    assert run_pelican(digest).status == 0

    def back() -> None:
        now, now_ns = time.time, time.time_ns
        time.time = lambda: now() - 400 * 86_400
        time.time_ns = lambda: now_ns() - 400 * 86_400 * 10**9

    run = run_pelican(other, before=back)
    assert run.status == 0, run.said
    for part in ("content/posts", "content/imported", "output"):
        assert tree(other / part) == tree(digest / part)


@pytest.mark.parametrize(("lock", "told"), [("ingest", "another ingest is running"), ("site", "another build")])
def test_a_second_run_names_the_first_and_ends(lock: str, told: str, digest: Path) -> None:
    old = tree(digest / "output")
    edit(digest)
    with (digest / ".cache" / lock / "lock").open("a+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        held.truncate(0)
        held.write(b"4711\n")
        held.flush()
        run = run_pelican(digest)
    assert run.status == 1
    assert told in run.said
    assert "process 4711" in run.said
    assert "Traceback" not in run.said
    assert tree(digest / "output") == old
    assert run_pelican(digest).status == 0


def test_damaged_state_is_worked_out_again_and_said_so(digest: Path) -> None:
    edit(digest)
    other = shutil.copytree(digest, digest.parent / "other")
    shutil.rmtree(other / ".cache")
    files = [p for p in (digest / ".cache").rglob("*") if p.is_file() and p.suffix in (".json", ".store", ".mem")]
    assert len(files) > 3
    for number, path in enumerate(files):
        path.write_bytes((b"", b"rubbish", b"\0" * 4096)[number % 3])
    run = run_pelican(digest)
    assert run.status == 0, run.said
    assert "damaged" in run.said
    assert "Traceback" not in run.said
    assert run_pelican(other).status == 0
    for part in ("content/posts", "content/imported", "output"):
        assert tree(digest / part) == tree(other / part)


def test_without_pagefind_the_build_says_so_and_the_old_site_stands(digest: Path) -> None:
    old = tree(digest / "output")
    shutil.rmtree(digest / ".cache" / "site")

    def without() -> None:
        pagefind.get_executable = lambda: "/nowhere/pagefind"

    run = run_pelican(digest, before=without)
    assert run.status == 1, run.said
    assert "Not built: /nowhere/pagefind: No such file or directory" in run.said
    assert "Traceback" not in run.said
    assert tree(digest / "output") == old
