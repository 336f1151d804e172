"""
What a run remembers, so that the next one reads only what changed.

Plain JSON in the cache folder under a line with the version of the code that wrote it and a checksum; a file that is
damaged or of other code is as none. Deleting it costs time, never a result.
"""

import hashlib
import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from newsdigest.post.shelf import FileFacts

log = logging.getLogger(__name__)

_STEP_NS = 2_000_000_000  # the coarsest clock of a file system in use: FAT's two seconds


def load(path: Path, *, version: str) -> dict[str, Any]:
    """Read a cache file; empty where it is absent, of another version, or damaged, which is logged."""
    try:
        head, _, payload = path.read_bytes().partition(b"\n")
    except OSError:
        return {}
    written_by, _, checksum = head.decode("ascii", "replace").rpartition(" ")
    if checksum != _sum(payload):
        log.warning("%s is damaged; what it held is worked out again", path)
        return {}
    entries = json.loads(payload) if written_by == version else {}
    return entries if isinstance(entries, dict) else {}


def save(path: Path, entries: dict[str, Any], *, version: str) -> None:
    """Write a cache file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    payload = json.dumps(entries, separators=(",", ":")).encode()
    part.write_bytes(f"{version} {_sum(payload)}\n".encode() + payload)
    part.replace(path)


def _sum(payload: bytes) -> str:
    return hashlib.blake2b(payload, digest_size=16).hexdigest()


class Remembered:
    """Facts of files, kept as long as size, times and inode stay the same."""

    def __init__(self, path: Path, *, version: str) -> None:
        self._path = path
        self._version = version
        self._old = load(path, version=version)
        self._new: dict[str, Any] = {}
        # A file may change twice within the clock's step and keep its size; one that is new is looked at again.
        self._settled_ns = time.time_ns() - _STEP_NS

    def look(self, entry: os.DirEntry[str], read: Callable[[bytes], FileFacts]) -> FileFacts:
        """Give the facts of a file, reading it only where it may have changed."""
        stat = entry.stat(follow_symlinks=False)
        mark = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
        known = self._old.get(entry.path)
        facts = _facts(known[1:]) if isinstance(known, list) and known[:1] == [mark] else None
        if facts is None:
            facts = read(Path(entry.path).read_bytes())
            known = [mark, *astuple(facts)]
        if stat.st_ctime_ns < self._settled_ns:
            self._new[entry.path] = known
        return facts

    def save(self) -> None:
        """Keep what was looked at in this run."""
        save(self._path, self._new, version=self._version)


def _facts(stored: list[Any]) -> FileFacts | None:
    """Read stored facts; None where they are of another shape."""
    names = [field.name for field in fields(FileFacts)]
    if [type(value) for value in stored] != [type(value) for value in astuple(FileFacts(id="", sha=""))]:
        return None
    return FileFacts(**dict(zip(names, stored, strict=True)))
