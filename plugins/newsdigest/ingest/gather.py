"""Every seed's results: remembered where nothing changed, else worked out, by several processes where that pays."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from newsdigest.ingest import cache
from newsdigest.ingest.capture import Part, Seed, find_seeds, parts_of
from newsdigest.ingest.capture.seeds import sidecar_names
from newsdigest.ingest.work import PageResult, Workshop
from newsdigest.post.shelf import text_sha

Runner = Callable[[Iterable[Part]], Iterator[tuple[Part, list[PageResult]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is."""

    seeds: int
    seeds_done: int
    bytes: int  # of the seeds to be read
    bytes_done: int
    pages: int  # done
    set_aside: int


Watch = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is kept of a page's result; the text itself waits on disk, for a first import may bring 100,000."""

    file: str  # the seed's name
    seed: str  # the same with "#n" for the n-th record of an archive
    id: str
    sha: str  # of the text
    captured: str
    words: str
    doubts: tuple[str, ...] = ()
    reason: str | None = None
    place: tuple[int, int] | None = None  # in the spool; None: remembered, the text is to be worked out again
    pictures: tuple[tuple[str, tuple[int, int]], ...] = ()  # file below content/images/, its place in the spool
    form: str = ""
    seconds: float = 0.0  # that the work took in this run; 0: remembered
    sketch: str = ""  # packed, to find its story


class Spool:
    """Texts and pictures of this run, appended to one file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = 0

    def put(self, data: bytes) -> tuple[int, int]:
        """Keep a file's content; gives its place."""
        self._file.seek(self._end)
        self._file.write(data)
        place = (self._end, len(data))
        self._end += len(data)
        return place

    def get(self, place: tuple[int, int]) -> bytes:
        """Give back what is at a place."""
        self._file.seek(place[0])
        return self._file.read(place[1])


@dataclass(slots=True, kw_only=True)
class Gathered:
    """All results of a run, in the order of the seeds."""

    found: list[Found]
    seeds: int
    read: int


def gather(
    workshop: Workshop, *, memory: Path, version: str, spool: Spool, runner: Runner, watch: Watch | None = None
) -> Gathered:
    """
    Get the results of all seeds.

    Args:
        workshop: How to work.
        memory: The file that remembers results from run to run.
        version: Of the code and the registers; other results are not used.
        spool: Takes the texts and pictures.
        runner: Shares out the parts and gives their results, in the order of the parts.
        watch: Is told how far the work is, after each part.

    Raises:
        RegisterError: no seeds folder, or wrong registers.
    """
    seeds = find_seeds(workshop.root)
    old = cache.load(memory, version=version)
    new: dict[str, Any] = {}
    found: list[Found] = []
    marks = {seed.name: _mark(seed, workshop.root) for seed in seeds}  # before reading: what changes then is read again
    todo = [seed for seed in seeds if not _fresh(seed, old.get(seed.name), marks[seed.name])]
    fresh, fleeting = _worked(todo, workshop, spool, runner, watch)
    for seed in seeds:
        results = fresh[seed.name] if seed.name in fresh else [_recall(entry) for entry in old[seed.name]["pages"]]
        found.extend(results)
        if seed.name not in fleeting:
            pages = [asdict(replace(result, place=None, pictures=(), seconds=0.0)) for result in results]
            new[seed.name] = {"mark": marks[seed.name], "pages": pages}
    cache.save(memory, new, version=version)
    return Gathered(found=found, seeds=len(seeds), read=len(todo))


def work_again(names: Set[str], workshop: Workshop, *, spool: Spool, runner: Runner) -> dict[str, Found]:
    """Get results with their texts once more, by page, for seeds of which only the hashes were remembered."""
    if not names:
        return {}
    todo = [seed for seed in find_seeds(workshop.root) if seed.name in names]
    fresh, _ = _worked(todo, workshop, spool, runner, None)
    return {found.seed: found for results in fresh.values() for found in results if found.place}


def _worked(
    todo: Sequence[Seed], workshop: Workshop, spool: Spool, runner: Runner, watch: Watch | None
) -> tuple[dict[str, list[Found]], set[str]]:
    """Work on the seeds; gives the results by seed, and the seeds with results that another run may not have."""
    fresh: dict[str, list[Found]] = {seed.name: [] for seed in todo}
    if not todo:
        return fresh, set()
    fleeting: set[str] = set()
    sizes = sum(seed.size for seed in todo)
    done = pages = aside = 0
    seen: set[str] = set()
    parts = (part for seed in todo for part in parts_of(seed, root=workshop.root, limits=workshop.limits))
    for part, results in runner(parts):
        fresh[part.seed].extend(_keep(result, spool) for result in results)
        fleeting |= {result.file for result in results if result.fleeting}
        done, pages = done + part.share, pages + len(results)
        aside += sum(1 for result in results if result.reason is not None)
        seen.add(part.seed)
        if watch:
            watch(
                Progress(
                    seeds=len(todo), seeds_done=len(seen), bytes=sizes, bytes_done=done, pages=pages, set_aside=aside
                )
            )
    return fresh, fleeting


def _keep(result: PageResult, spool: Spool) -> Found:
    return Found(
        file=result.file,
        seed=result.seed,
        id=result.id,
        sha=text_sha(result.text),
        captured=result.captured,
        words=result.words,
        doubts=result.doubts,
        reason=result.reason,
        place=spool.put(result.text.encode("utf-8")) if result.id else None,
        pictures=tuple((name, spool.put(data)) for name, data in result.pictures),
        form=result.form,
        seconds=result.seconds,
        sketch=result.sketch,
    )


def _recall(entry: Mapping[str, Any]) -> Found:
    return Found(**{**entry, "doubts": tuple(entry["doubts"]), "pictures": ()})


def _fresh(seed: Seed, entry: Any, mark: list[Any]) -> bool:
    """Whether a remembered result is of this very seed; a store that does not tell of changes is read every time."""
    return bool(seed.changed) and isinstance(entry, dict) and entry.get("mark") == mark


def _mark(seed: Seed, root: str | Path) -> list[Any]:
    """What changes when the seed or its sidecar changes."""
    mark: list[Any] = [seed.size, seed.changed]
    if "://" not in str(root):
        for sidecar in sidecar_names(seed.name):
            with suppress(OSError):
                stat = Path(root, sidecar).stat()
                mark += [sidecar, stat.st_size, stat.st_mtime_ns]
    return mark
