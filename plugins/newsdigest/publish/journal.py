"""
Putting what was made in place, so that a stop at any moment leaves the old site or one that the next run finishes.

Everything made lies in a staging folder. Writing the journal (one rename) is the moment the build counts; before it,
nothing of the old site was touched and the next run throws the staging folder away; after it, the next run does what
is left: each step may be done twice.
"""

import logging
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsdigest.publish import store
from newsdigest.publish.disk import told
from newsdigest.publish.outputs import is_inside
from newsdigest.publish.staging import Move, put

log = logging.getLogger(__name__)

OURS = ".newsdigest-files"  # in the output folder: the files in it that are ours, should all state be lost

_JOURNAL = "journal"
_ADVICE = "the site is half replaced: mend that and build again, which finishes it first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one build does to the output folder."""

    folder: Path  # the output folder, absolute
    staging: Path
    moved: Sequence[Move]
    stale: Sequence[str]  # paths to take away before; one that ends in "/" is a folder with all that is in it
    state: Path  # the state's file; its next content is `state.next`, written before


def staging_of(cache: Path, folder: Path) -> Path:
    """Where to stage: beside the state, or in the output folder where that is on another file system."""
    one_system = cache.stat().st_dev == folder.stat().st_dev  # a rename cannot cross file systems
    return (cache if one_system else folder) / ".newsdigest-staging"


def next_of(state: Path) -> Path:
    """Where the next state waits."""
    return state.with_name(state.name + ".next")


def commit(change: Change, cache: Path) -> None:
    """
    Bring `change` about; the staged files and the next state are written.

    Raises:
        DigestError: the disk refuses; says whether the old site is whole or the next run must finish.
    """
    plain = (str(change.folder), str(change.staging), list(change.moved), list(change.stale), str(change.state))
    with told("the site in the output folder is as it was; mend that and build again"):
        store.save(cache / _JOURNAL, plain)
    with told(_ADVICE):
        _finish(change, cache)


def recover(cache: Path) -> bool:
    """
    Finish the build that was stopped while it replaced the site, if there is one.

    Returns:
        False where a journal is there but damaged: what the state says of the site can no longer be trusted.

    Raises:
        DigestError: the disk refuses.
    """
    if not (cache / _JOURNAL).exists():
        return True
    stored = store.load(cache / _JOURNAL)
    if stored.why:
        log.warning(
            "An earlier build was stopped while it replaced the site, and its %s; making every page", stored.why
        )
        with told(_ADVICE):
            (cache / _JOURNAL).unlink()
        return False
    folder, staging, moved, stale, state = stored.data
    log.warning("An earlier build was stopped while it replaced the site; finishing it: %d names", len(moved))
    with told(_ADVICE):
        _finish(
            Change(folder=Path(folder), staging=Path(staging), moved=moved, stale=stale, state=Path(state)),
            cache,
        )
    return True


def read_ours(folder: Path) -> list[str]:
    """
    Which files of the output folder are ours, by its own list; nothing that leads out of it is believed.

    Returns:
        Paths; those of folders that are ours alone end in "/".
    """
    try:
        lines = (folder / OURS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [line for line in lines if is_inside(line.removesuffix("/"))]


def _finish(change: Change, cache: Path) -> None:
    """Do each step that is not yet done."""
    _remove(change.stale, change.folder)
    _move(change.moved, change.staging, change.folder)
    next_state = next_of(change.state)
    if next_state.exists():
        next_state.replace(change.state)
    (cache / _JOURNAL).unlink()
    shutil.rmtree(change.staging, ignore_errors=True)


def _move(moved: Iterable[Move], staging: Path, folder: Path) -> None:
    """Put staged files and folders in place, each by one rename."""
    made: set[str] = set()
    for name, path in moved:
        above = path.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        put(f"{staging}/{name}", f"{folder}/{path}")


def _remove(paths: Iterable[str], folder: Path) -> None:
    """Take away stale files, and folders that are empty then."""
    emptied: set[Path] = set()
    for path in paths:
        target = folder / path
        if path.endswith("/") and not target.is_symlink():
            shutil.rmtree(target, ignore_errors=True)
        elif not target.is_dir():  # else somebody has put a folder there, which is not ours
            target.unlink(missing_ok=True)
        emptied.add(target.parent)
    for place in sorted(emptied, key=lambda place: len(place.parts), reverse=True):
        for above in (place, *place.parents):
            if above == folder or not above.is_dir() or any(above.iterdir()):
                break
            above.rmdir()
