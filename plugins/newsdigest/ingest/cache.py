"""
What a run remembers, so that the next one reads only what changed.

Plain JSON in the cache folder, bound to the code that wrote it; a file that is damaged or of other code is as none.
Deleting it costs time, never a result.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newsdigest.post.shelf import FileFacts


def load(path: Path, *, version: str) -> dict[str, Any]:
    """Read a cache file; empty where it is absent, damaged, or of another version."""
    try:
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(stored, dict) or stored.get("version") != version:
        return {}
    entries = stored.get("entries")
    return entries if isinstance(entries, dict) else {}


def save(path: Path, entries: dict[str, Any], *, version: str) -> None:
    """Write a cache file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps({"version": version, "entries": entries}, separators=(",", ":")), encoding="utf-8")
    part.replace(path)


class Remembered:
    """Facts of files, kept as long as size, times and inode stay the same."""

    def __init__(self, path: Path, *, version: str, base: Path) -> None:
        self._path = path
        self._version = version
        self._base = base
        self._old = load(path, version=version)
        self._new: dict[str, Any] = {}

    def look(self, path: Path, read: Callable[[bytes], FileFacts]) -> FileFacts:
        """Give the facts of a file, reading it only where it may have changed."""
        stat = os.stat(path, follow_symlinks=False)  # noqa: PTH116, a Path costs as much as the call
        mark = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
        name = os.path.relpath(path, self._base)
        known = self._old.get(name)
        if isinstance(known, dict) and known.get("mark") == mark:
            try:
                facts = FileFacts(**known["facts"])
            except (KeyError, TypeError):
                facts = read(path.read_bytes())
        else:
            facts = read(path.read_bytes())
        self._new[name] = {"mark": mark, "facts": asdict(facts)}
        return facts

    def save(self) -> None:
        """Keep what was looked at in this run."""
        save(self._path, self._new, version=self._version)
