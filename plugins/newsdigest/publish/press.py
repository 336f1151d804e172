"""
The press: makes the outputs whose inputs changed, puts them in place, takes away what no output names any more.

An output is kept when its key (what it shows, its template and language) is the one its file was made from, theme,
settings, registers and code are the same, and that file is still there as it was left. Everything that is made goes to
a staging folder first, in several processes, and moves into place only when all of it could be made: a failed build
leaves the old site whole. The state is written with it; without it, everything is made again.
"""

import hashlib
import logging
import marshal
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from jinja2 import Environment

from newsdigest.publish import store
from newsdigest.publish.budget import Budget
from newsdigest.publish.disk import told
from newsdigest.publish.fingerprint import Fingerprint, changed_parts
from newsdigest.publish.journal import OURS, Change, commit, next_of, read_ours, recover, staging_of
from newsdigest.publish.outputs import Output, check_paths, is_inside
from newsdigest.publish.staging import Move, Staging
from newsdigest.publish.templates import render
from newsdigest.publish.workers import spread

log = logging.getLogger(__name__)

File = tuple[str, int, int, bytes]  # path below output/, size in bytes, time of writing in ns, hash of the bytes
Made = tuple[bytes, tuple[File, ...]]  # key, and the files that were made: one, but for folders

_Job = tuple[int, Output, bytes]  # number, what to make, its key

_SHARE = 32  # outputs a worker takes at once: a tenth of a second
_UNTOUCHED = "the site in the output folder is as it was; mend that and build again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a run did to the output folder, in files."""

    made: int  # put in place; what was made again and came out the same is kept
    kept: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What the last run left."""

    made: Mapping[str, Made]
    ours: Iterable[str]  # paths of files that are ours, "folder/" where one is ours alone
    valid: bool  # whether keys may be compared: the same theme, settings, registers and code
    fingerprint: Fingerprint


def run_press(
    outputs: Iterable[Output],
    *,
    folder: Path,
    cache: Path,
    environments: Mapping[str, Environment],
    fingerprint: Fingerprint,
    jobs: int = 1,
    budget: Budget | None = None,
) -> Tally:
    """
    Bring the output folder to what `outputs` say.

    Args:
        outputs: Every file of the site.
        folder: The output folder; made when missing. What a former run made and no output names any more is removed;
            what nobody of ours made is left alone.
        cache: Where state and staging live; safe to delete. Only one build at a time may use it.
        environments: Templates by interface language; the first is the site's own.
        fingerprint: Of theme, settings, registers and code; another one makes everything again.
        jobs: Processes that may make outputs.
        budget: The room the site may take; None: any.

    Raises:
        RegisterError: two outputs want one path, or a template is wrong. The output folder is then as it was.
        DigestError: the disk refuses, or the site is over its budget; says what became of the output folder.
    """
    folder = folder.absolute()
    wanted = _with_list(check_paths(outputs))
    with told(_UNTOUCHED):
        cache.mkdir(parents=True, exist_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
    state = cache / f"outputs-{hashlib.blake2b(os.fsencode(folder), digest_size=4).hexdigest()}.store"
    before = _read_before(state, folder, fingerprint, trusted=recover(cache))
    staging = staging_of(cache, folder)
    with told(_UNTOUCHED), ExitStack() as unless_committed:
        unless_committed.callback(shutil.rmtree, staging, ignore_errors=True)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        after, moved, made = _make_changed(wanted, before, Staging(folder, staging), environments, jobs)
        now = {file[0] for made in after.values() for file in made[1]}
        stale = sorted(set(before.ours) - now)
        if budget:
            budget.check((file[0], file[1]) for made_files in after.values() for file in made_files[1])
        if moved or stale or after != before.made or fingerprint != before.fingerprint:
            store.save(next_of(state), (dict(fingerprint), after))
            unless_committed.pop_all()  # from here on the journal decides what becomes of it
            commit(Change(folder=folder, staging=staging, moved=moved, stale=stale, state=state), cache)
    return Tally(made=made, kept=len(now) - 1 - made, removed=len(stale))


def _with_list(wanted: dict[str, Output]) -> Mapping[str, Output]:
    """Add the list of our own files, first, so that it is put in place first."""
    lines = sorted(f"{path}/" if output.folder else path for path, output in wanted.items())
    text = "".join(f"{line}\n" for line in lines).encode()
    shows = hashlib.blake2b(text, digest_size=16).digest()
    return {OURS: Output(path=OURS, shows=shows, make=lambda: text), **wanted}


def _read_before(state: Path, folder: Path, fingerprint: Fingerprint, *, trusted: bool) -> _Before:
    """Read what the last run left, and say why it is not to be built upon."""
    stored = store.load(state)
    why = stored.why if trusted else "an interrupted build left no clear state"
    if why:
        log.log(logging.WARNING if stored.damaged else logging.INFO, "Making every page: %s", why)
        return _Before(made={}, ours=read_ours(folder), valid=False, fingerprint={})
    former, made = stored.data
    changed = changed_parts(former, fingerprint)
    if changed:
        log.info("Making every page: %s changed", " and ".join(changed))
    ours = [file[0] for _, files in made.values() for file in files]
    return _Before(made=made, ours=ours, valid=not changed, fingerprint=former)


def _make_changed(
    wanted: Mapping[str, Output],
    before: _Before,
    staging: Staging,
    environments: Mapping[str, Environment],
    jobs: int,
) -> tuple[dict[str, Made], list[Move], int]:
    """
    Make what must be made.

    Args:
        wanted: Every output, by path; the list of our files first.
        before: What the last run left.
        staging: Where to.
        environments: Templates by interface language.
        jobs: Processes at most.

    Returns:
        The new state; what to move into place, in the order of `wanted`; and how many files besides the list of our own
        were staged.
    """
    after: dict[str, Made] = {}
    todo: list[_Job] = []
    for path, output in wanted.items():
        key = _key(output)
        former = before.made.get(path)
        if former and before.valid and former[0] == key and _in_place(former, staging.folder):
            after[path] = former
        else:
            todo.append((len(todo), output, key))
    own_language = next(iter(environments), "")
    press = _Press(staging=staging, before=before.made)

    def make(shares: Sequence[Sequence[_Job]]) -> list[tuple[int, str, Made, list[Move]]]:
        rows = []
        for number, output, key in chain.from_iterable(shares):
            environment = environments.get(output.language or own_language)
            made, moves = press.make(output, key, environment, number)
            rows.append((number, output.path, made, moves))
        return rows

    moved: dict[Move, int] = {}  # and the first number that asks for it
    count = 0
    first, rest = _one_of_each(todo)
    for part in chain([make([first])], spread(_shares(rest), make, jobs=jobs, share=1)):
        for number, path, made, moves in part:
            after[path] = made
            count += len(moves) if path != OURS else 0
            for move in moves:
                moved[move] = min(number, moved.get(move, number))
    return after, sorted(moved, key=moved.__getitem__), count  # shares end in any order


def _one_of_each(todo: Sequence[_Job]) -> tuple[list[_Job], list[_Job]]:
    """Set apart one output of each template: made here first, templates are compiled once and not in every process."""
    first: dict[str, _Job] = {}
    for job in todo:
        if job[1].template:
            first.setdefault(job[1].template, job)
    chosen = {job[0] for job in first.values()}
    return list(first.values()), [job for job in todo if job[0] not in chosen]


def _shares(todo: Sequence[_Job]) -> list[Sequence[_Job]]:
    """Cut the work into shares: a folder, for which a tool takes some time, is one by itself and comes first."""
    files = [job for job in todo if not job[1].folder]
    return [
        *([job] for job in todo if job[1].folder),
        *(files[start : start + _SHARE] for start in range(0, len(files), _SHARE)),
    ]


def _key(output: Output) -> bytes:
    """Everything that an output depends on and others do not, as one hash."""
    try:
        plain = marshal.dumps((output.shows, output.template, output.language, output.folder), 2)  # 2: no references
    except ValueError as error:
        raise TypeError(f"{output.path}: `shows` must be plain data (text, numbers, tuples)") from error
    return hashlib.blake2b(plain, digest_size=16).digest()


def _in_place(made: Made, folder: Path) -> bool:
    """Whether the files are there as they were left; other times with the same bytes will do (a copied site)."""
    for path, size, written_ns, digest in made[1]:
        place = f"{folder}/{path}"
        try:
            told_now = os.stat(place)  # noqa: PTH116 - a hundred thousand times
        except OSError:
            return False
        if told_now.st_size != size:
            return False
        if told_now.st_mtime_ns != written_ns and _hash(Path(place).read_bytes()) != digest:
            return False
    return True


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Press:
    """Makes outputs into the staging folder, wherever it runs."""

    staging: Staging
    before: Mapping[str, Made]

    def make(self, output: Output, key: bytes, environment: Environment | None, number: int) -> tuple[Made, list[Move]]:
        """Make one output; stage it unless the very same bytes are in place, when there is nothing to move."""
        contents = _contents(output, environment)
        former = self.before.get(output.path)
        if former and _same(former, contents) and _in_place(former, self.staging.folder):
            return (key, former[1]), []
        files, moves = [], []
        for place, (path, data) in enumerate(contents.items()):
            move, written_ns = self.staging.add(path, data, f"{number}-{place}")
            files.append((path, len(data), written_ns, _hash(data)))
            moves.append(move)
        return (key, tuple(files)), moves


def _same(former: Made, contents: Mapping[str, bytes]) -> bool:
    """Whether an output came out as it is."""
    return {file[0]: file[3] for file in former[1]} == {path: _hash(data) for path, data in contents.items()}


def _contents(output: Output, environment: Environment | None) -> Mapping[str, bytes]:
    """Make an output: bytes by path below output/."""
    made = output.make()
    if output.folder:
        assert not isinstance(made, bytes), f"{output.path}: a folder makes bytes by path"
        inside = {f"{output.path}/{name}": data for name, data in made.items()}
        assert all(map(is_inside, inside)), f"{output.path}: a path leads out of the folder"
        return inside
    if output.template is None:
        assert isinstance(made, bytes), f"{output.path}: an output without a template makes bytes"
        return {output.path: made}
    assert not isinstance(made, bytes), f"{output.path}: an output with a template makes its context"
    assert environment is not None, f"{output.path}: no templates for language {output.language!r}"
    page = render(environment, output.template, made, output.path)
    return {output.path: output.finish(page.decode()) if output.finish else page}
