"""Every seed's results: remembered where nothing changed, else worked out, by several processes where that pays."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from newsdigest.ingest import cache
from newsdigest.ingest.capture import Limits, Seed, find_seeds
from newsdigest.ingest.capture.seeds import sidecar_names
from newsdigest.ingest.ledger import text_sha
from newsdigest.ingest.work import PageResult, process_seed

_ALONE = 8  # seeds up to which starting processes costs more than it saves
_CHUNK = 8  # seeds handed to a process at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is kept of a page's result; the text itself waits on disk, for a first import may bring 100,000."""

    seed: str
    id: str
    sha: str  # of the text
    captured: str
    words: str
    doubts: tuple[str, ...] = ()
    reason: str | None = None
    place: tuple[int, int] | None = None  # in the spool; None: remembered, the text is to be worked out again
    pictures: tuple[tuple[str, bytes], ...] = ()


class Spool:
    """Texts of this run, appended to one file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = 0

    def put(self, text: str) -> tuple[int, int]:
        """Keep a text; gives its place."""
        data = text.encode("utf-8")
        self._file.seek(self._end)
        self._file.write(data)
        place = (self._end, len(data))
        self._end += len(data)
        return place

    def get(self, place: tuple[int, int]) -> str:
        """Give back the text of a place."""
        self._file.seek(place[0])
        return self._file.read(place[1]).decode("utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What working on seeds needs, apart from the seeds."""

    root: str | Path
    content: Path
    limits: Limits
    registers: str  # fingerprint of the registers
    jobs: int

    def work(self, name: str) -> list[PageResult]:
        """Work on one seed in this process."""
        return process_seed(name, root=self.root, content=self.content, limits=self.limits, fingerprint=self.registers)


@dataclass(slots=True, kw_only=True)
class Gathered:
    """All results of a run, in the order of the seeds."""

    found: list[Found]
    seeds: int
    read: int


def gather(workshop: Workshop, *, memory: Path, version: str, spool: Spool) -> Gathered:
    """
    Get the results of all seeds.

    Args:
        workshop: How to work.
        memory: The file that remembers results from run to run.
        version: Of the code and the registers; other results are not used.
        spool: Takes the texts.

    Raises:
        RegisterError: no seeds folder, or wrong registers.
    """
    seeds = find_seeds(workshop.root)
    old = cache.load(memory, version=version)
    new: dict[str, Any] = {}
    found: list[Found] = []
    todo = [seed for seed in seeds if not _fresh(seed, old.get(seed.name), workshop.root)]
    fresh = {seed.name: results for seed, results in _worked(todo, workshop, spool)}
    for seed in seeds:
        results = fresh[seed.name] if seed.name in fresh else [_recall(entry) for entry in old[seed.name]["pages"]]
        found.extend(results)
        pages = [asdict(replace(result, place=None, pictures=())) for result in results]
        new[seed.name] = {"mark": _mark(seed, workshop.root), "pages": pages}
    cache.save(memory, new, version=version)
    return Gathered(found=found, seeds=len(seeds), read=len(todo))


def _worked(todo: Sequence[Seed], workshop: Workshop, spool: Spool) -> Iterator[tuple[Seed, list[Found]]]:
    """Work on the seeds, in their order whatever the number of processes."""
    if len(todo) <= _ALONE or workshop.jobs == 1:
        for seed in todo:
            yield seed, [_keep(result, spool) for result in workshop.work(seed.name)]
        return
    with ProcessPoolExecutor(workshop.jobs or None) as pool:
        work = partial(_work, workshop)
        for seed, results in zip(todo, pool.map(work, todo, chunksize=_CHUNK), strict=True):
            yield seed, [_keep(result, spool) for result in results]


def _work(workshop: Workshop, seed: Seed) -> list[PageResult]:
    return workshop.work(seed.name)


def _keep(result: PageResult, spool: Spool) -> Found:
    return Found(
        seed=result.seed,
        id=result.id,
        sha=text_sha(result.text),
        captured=result.captured,
        words=result.words,
        doubts=result.doubts,
        reason=result.reason,
        place=spool.put(result.text) if result.id else None,
        pictures=result.pictures,
    )


def _recall(entry: Mapping[str, Any]) -> Found:
    return Found(**{**entry, "doubts": tuple(entry["doubts"]), "pictures": ()})


def _fresh(seed: Seed, entry: Any, root: str | Path) -> bool:
    """Whether a remembered result is of this very seed; a store that does not tell of changes is read every time."""
    return bool(seed.changed) and isinstance(entry, dict) and entry.get("mark") == _mark(seed, root)


def _mark(seed: Seed, root: str | Path) -> list[Any]:
    """What changes when the seed or its sidecar changes."""
    mark: list[Any] = [seed.size, seed.changed]
    if "://" not in str(root):
        for sidecar in sidecar_names(seed.name):
            with suppress(OSError):
                stat = Path(root, sidecar).stat()
                mark += [sidecar, stat.st_size, stat.st_mtime_ns]
    return mark
