"""
The same work on a Dask cluster, for archives that outgrow one machine. Needs `newsdigest[cluster]`.

Each part of a seed is a task; this process alone takes the results and writes posts. Dask gives the tasks of a lost
worker to another, and a result counts once, however often it was worked out. The workers must reach the seeds under
the same address (a shared folder or an fsspec address); the registers are sent along.
"""

import atexit
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import distributed

from newsdigest.errors import DigestError
from newsdigest.ingest.capture import Part
from newsdigest.ingest.farm import Farm
from newsdigest.ingest.fingerprint import code_fingerprint
from newsdigest.ingest.work import PageResult, Workshop
from newsdigest.ingest.worker import spawn_worker

_CONNECT_S = 10
_WINDOW = 8  # parts a thread that may be under way or done before the oldest one is
_REGISTERS = ("sources", "regions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A workshop as it travels: with the registers' files instead of the folder they are in."""

    workshop: Workshop
    files: tuple[tuple[str, bytes], ...]  # path below the content folder, content


def work_on_cluster(
    parts: Iterable[Part], *, workshop: Workshop, scheduler: str
) -> Iterator[tuple[Part, list[PageResult]]]:
    """
    Work on parts by the workers of a Dask scheduler.

    Returns:
        The parts in their order, each with its results in the order of its pages.

    Raises:
        DigestError: no scheduler at the address, no workers, workers of other code, or our own files are wrong.
    """
    errand = _pack(workshop)
    try:
        client = distributed.Client(scheduler, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise DigestError(
            f"{scheduler}: no Dask scheduler answers ({error}); start one, or correct --scheduler"
        ) from None
    with client:
        threads = _count_threads(client, scheduler)
        waiting, under_way = iter(parts), deque[tuple[Part, Any]]()
        while True:
            while len(under_way) < threads * _WINDOW and (part := next(waiting, None)) is not None:
                under_way.append((part, client.submit(work_on_part, part, errand, pure=False)))
            if not under_way:
                return
            part, future = under_way.popleft()
            yield part, _result(future, part)


def work_on_part(part: Part, errand: Errand) -> list[PageResult]:
    """Do one task, as a worker of the cluster; the pages are bounded as on one machine, by a process beside it."""
    ((_, results),) = _farm(threading.get_ident(), errand).run([part])
    return results


def _pack(workshop: Workshop) -> Errand:
    """Read the registers' files, and give the seeds folder an address that holds elsewhere."""
    content = workshop.content
    files = [path for part in _REGISTERS for path in sorted((content / part).rglob("*")) if path.is_file()]
    root = str(workshop.root)
    return Errand(
        workshop=replace(workshop, root=root if "://" in root else str(Path(root).absolute())),
        files=tuple((str(path.relative_to(content)), path.read_bytes()) for path in files),
    )


def _count_threads(client: Any, scheduler: str) -> int:
    """Count the cluster's threads, after making sure that all run this code."""
    known: dict[str, Any] = client.run(code_fingerprint, on_error="return")
    if not known:
        raise DigestError(f"{scheduler}: the scheduler has no workers; start some with `dask worker {scheduler}`")
    ours = code_fingerprint()
    for address, found in sorted(known.items()):
        if isinstance(found, Exception):
            raise DigestError(f"{address}: the worker cannot load newsdigest ({found}); install it there")
        if found != ours:
            raise DigestError(f"{address}: the worker runs another version of newsdigest; install this one there")
    return sum(client.nthreads().values())


def _result(future: Any, part: Part) -> list[PageResult]:
    """Wait for a task; one that takes down worker after worker is set aside."""
    try:
        results: list[PageResult] = future.result()
    except distributed.KilledWorker as error:
        reason = f"{part.seed}: it took workers of the cluster down ({error}); look at their logs"
        return [PageResult(file=part.seed, seed=part.seed, reason=reason, fleeting=True)]
    return results


@lru_cache(maxsize=64)
def _farm(thread: int, errand: Errand) -> Farm:  # noqa: ARG001, each thread of a worker has a process of its own
    """Start the process that works for one thread of a cluster's worker."""
    workshop = replace(errand.workshop, content=_unpack(errand))
    farm = Farm(workshop, jobs=1, start=spawn_worker)
    atexit.register(farm.close)
    return farm


@lru_cache(maxsize=8)
def _unpack(errand: Errand) -> Path:
    """Write the registers' files into a folder of this machine, once a process."""
    folder = tempfile.TemporaryDirectory(prefix="newsdigest-")
    atexit.register(folder.cleanup)
    for name, data in errand.files:
        path = Path(folder.name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Path(folder.name)
