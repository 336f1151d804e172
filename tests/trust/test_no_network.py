"""Ingest and build open no connection: not to another machine, not to a name server."""

import shutil
import sys
from pathlib import Path

from benchmarks.machine import run_pelican

ASKED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")


def forbid() -> None:
    """End the process at the first attempt, in the run and in the workers that it forks."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in ASKED and not (event == "socket.connect" and isinstance(arguments[1], str | bytes)):
            raise SystemExit(f"network: {event} {arguments[1:]}")

    sys.addaudithook(hook)


def test_a_whole_run_opens_no_connection(digest: Path) -> None:
    for made in ("output", "content/posts", "content/imported", ".cache"):
        shutil.rmtree(digest / made)
    run = run_pelican(digest, before=forbid)
    assert (run.status, "network:" in run.said) == (0, False), run.said
    assert (digest / "output" / "index.html").is_file()


def test_the_guard_ends_a_run_that_asks_for_a_name(digest: Path) -> None:
    with (digest / "pelicanconf.py").open("a") as file:
        file.write("\nimport socket\nsocket.getaddrinfo('localhost', 80)\n")
    run = run_pelican(digest, before=forbid)
    assert run.status == 1
    assert "network: socket.getaddrinfo" in run.said
