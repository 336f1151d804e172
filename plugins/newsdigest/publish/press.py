"""
The press: makes the outputs whose inputs changed, puts them in place, takes away what no output names any more.

An output is kept when its key (what it shows, its template, the theme, the settings, this package's version) is the
one its file was made from and that file is still there with the size it had. Everything that is made goes to a staging
folder first and moves into place only when all of it could be made: a failed build leaves the old site whole.
The state is written last, and atomically; without it, everything is made again.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from newsdigest.publish.outputs import Output, check_paths
from newsdigest.publish.templates import render

_STATE = "outputs.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a run did to the output folder, in files."""

    made: int
    kept: int
    removed: int


@dataclass(frozen=True, slots=True)
class _Made:
    key: str
    size: int


def run_press(
    outputs: Iterable[Output], *, folder: Path, cache: Path, environments: Mapping[str, Environment], fingerprint: str
) -> Tally:
    """
    Bring the output folder to what `outputs` say.

    Args:
        outputs: Every file of the site.
        folder: The output folder; made when missing. What a former run made and no output names any more is removed.
        cache: Where state and staging live; safe to delete.
        environments: Templates by interface language; the first is the site's own.
        fingerprint: Of theme, settings and code; another one makes everything again.

    Raises:
        RegisterError: two outputs want one path, or a template is wrong. The output folder is then as it was.
    """
    wanted = check_paths(outputs)
    before = _read_state(cache)
    own_language = next(iter(environments))
    after: dict[str, _Made] = {}
    staging = cache / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    staged: list[str] = []
    for path, output in wanted.items():
        key = _key(output, fingerprint)
        former = before.get(path)
        if former and former.key == key and _size(folder / path) == former.size:
            after[path] = former
            continue
        data = _make(output, environments[output.language or own_language])
        target = staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        staged.append(path)
        after[path] = _Made(key, len(data))
    _move(staged, staging, folder)
    stale = [path for path in before if path not in after]
    _remove(stale, folder)
    shutil.rmtree(staging, ignore_errors=True)
    _write_state(after, cache)
    return Tally(made=len(staged), kept=len(wanted) - len(staged), removed=len(stale))


def _key(output: Output, fingerprint: str) -> str:
    """Everything an output depends on, as one hash."""
    whole = repr((output.shows, output.template, output.language, fingerprint))
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _make(output: Output, environment: Environment) -> bytes:
    made = output.make()
    if output.template is None:
        assert isinstance(made, bytes), f"{output.path}: an output without a template makes bytes"
        return made
    assert not isinstance(made, bytes), f"{output.path}: an output with a template makes its context"
    return render(environment, output.template, made, output.path)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _move(paths: Iterable[str], staging: Path, folder: Path) -> None:
    """Put staged files in place, each by one rename."""
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / path).replace(target)


def _remove(paths: Iterable[str], folder: Path) -> None:
    """Take away stale files, and folders that are empty then."""
    for path in paths:
        target = folder / path
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == folder or any(os.scandir(parent) if parent.is_dir() else ()):
                break
            if parent.is_dir():
                parent.rmdir()


def _read_state(cache: Path) -> dict[str, _Made]:
    """What the last run made; empty where there is no state or it cannot be read."""
    try:
        raw = json.loads((cache / _STATE).read_text("utf-8"))
        return {path: _Made(key, size) for path, (key, size) in raw.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write_state(made: Mapping[str, _Made], cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    half = cache / (_STATE + ".new")
    half.write_text(json.dumps({path: (entry.key, entry.size) for path, entry in made.items()}), "utf-8")
    half.replace(cache / _STATE)
