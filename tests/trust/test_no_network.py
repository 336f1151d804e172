"""Ingest and build open no connection: not to another machine, not to a name server."""

import ctypes
import os
import shutil
import socket
import sys
from pathlib import Path

from benchmarks.machine import run_pelican

ASKED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")


_NEW_NETWORK = 0x40000000  # CLONE_NEWNET of <sched.h>


def forbid() -> None:
    """End the process at the first attempt, in the run and in the workers that it forks."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in ASKED and not (event == "socket.connect" and isinstance(arguments[1], str | bytes)):
            raise SystemExit(f"network: {event} {arguments[1:]}")

    sys.addaudithook(hook)


def alone() -> None:
    """Forbid it, and where we may, take every interface away, the loopback too."""
    if os.getuid() == 0 and ctypes.CDLL(None).unshare(_NEW_NETWORK) == 0:
        names = [name for _, name in socket.if_nameindex()]
        assert names == ["lo"], names  # and that one is down
    forbid()


def test_a_whole_run_opens_no_connection(digest: Path) -> None:
    for made in ("output", "content/posts", "content/imported", ".cache"):
        shutil.rmtree(digest / made)
    run = run_pelican(digest, before=alone)
    assert (run.status, "network:" in run.said) == (0, False), run.said
    assert (digest / "output" / "index.html").is_file()


def test_the_guard_ends_a_run_that_asks_for_a_name(digest: Path) -> None:
    with (digest / "pelicanconf.py").open("a") as file:
        file.write("\nimport socket\nsocket.getaddrinfo('localhost', 80)\n")
    run = run_pelican(digest, before=forbid)
    assert run.status == 1
    assert "network: socket.getaddrinfo" in run.said
