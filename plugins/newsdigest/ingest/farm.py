"""
Workers that share out the parts of seeds, each page within a bound of time and memory.

A page that takes too long, or takes its worker down, is set aside and named; a new worker goes on behind it. So no
page costs more than itself, whatever is in it.
"""

import gc
import logging
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from newsdigest.errors import DigestError
from newsdigest.ingest.capture import Part
from newsdigest.ingest.work import PageResult, Workshop
from newsdigest.ingest.worker import Process, Start, fork_worker

log = logging.getLogger(__name__)

_AHEAD = 2  # parts a worker is given at a time, so that it need not wait for the next one
_WINDOW = 8  # parts a worker that may be done before the oldest one is: what out-of-order results may take in memory
_READ_BYTES_A_SECOND = 5_000_000  # of reading a seed up to its first page, on a slow disk
_START_S = 60.0  # for a worker to come up


@dataclass(slots=True)
class _Job:
    """A part on its way."""

    part: Part
    results: list[PageResult] = field(default_factory=list)
    done: bool = False


@dataclass(slots=True)
class _Worker:
    pipe: Connection
    process: Process
    jobs: deque[_Job] = field(default_factory=deque)  # the first one is being worked on
    page: str = ""  # the page being worked on; empty: it reads
    deadline: float = 0.0


def work_in_processes(
    parts: Iterable[Part], *, workshop: Workshop, jobs: int = 0
) -> Iterator[tuple[Part, list[PageResult]]]:
    """
    Work on parts in processes of this machine.

    Args:
        parts: The parts; taken as they are needed.
        workshop: How to work.
        jobs: How many processes; 0 for one a core.

    Returns:
        The parts in their order, each with its results in the order of its pages.

    Raises:
        DigestError: our own files are wrong.
    """
    workshop.prepare()  # before the first fork, so that all workers share it
    gc.collect()
    gc.freeze()
    farm = Farm(workshop, jobs=jobs or os.cpu_count() or 1, start=fork_worker)
    try:
        yield from farm.run(parts)
    finally:
        farm.close()
        gc.unfreeze()


class Farm:
    """The workers, and what they are at."""

    def __init__(self, workshop: Workshop, *, jobs: int, start: Start) -> None:
        self._workshop = workshop
        self._most = jobs
        self._start = start
        self._workers: list[_Worker] = []
        self._order: deque[_Job] = deque()  # not yet given back
        self._again: deque[_Job] = deque()  # to be given out anew, their worker having ended

    def run(self, parts: Iterable[Part]) -> Iterator[tuple[Part, list[PageResult]]]:
        """Give out the parts, collect their results, and give them back in order."""
        waiting = iter(parts)
        more = True
        while more or self._order:
            while self._again and self._has_room():
                self._give(self._again.popleft())
            while more and self._has_room() and len(self._order) < self._most * _WINDOW:
                part = next(waiting, None)
                if part is None:
                    more = False
                else:
                    self._order.append(_Job(part))
                    self._give(self._order[-1])
            while self._order and self._order[0].done:
                job = self._order.popleft()
                yield job.part, job.results
            if self._order and not self._again:
                self._listen()

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def _has_room(self) -> bool:
        return len(self._workers) < self._most or any(len(worker.jobs) < _AHEAD for worker in self._workers)

    def _give(self, job: _Job) -> None:
        """Hand a part to the worker with the least to do, to a new one while there may be more."""
        if len(self._workers) < self._most and all(worker.jobs for worker in self._workers):
            pipe, process = self._start(self._workshop, [worker.pipe for worker in self._workers])
            self._workers.append(_Worker(pipe, process))
        worker = min(self._workers, key=lambda each: len(each.jobs))
        if not worker.jobs:
            worker.deadline = time.monotonic() + _START_S + self._reading_s(job)
        worker.jobs.append(job)
        try:
            worker.pipe.send((job.part, len(job.results)))
        except OSError:
            self._lose(worker, "it took its worker down")

    def _listen(self) -> None:
        """Take what workers say, and end those whose time is up."""
        now = time.monotonic()
        soonest = min((worker.deadline for worker in self._workers if worker.jobs), default=now)
        pipes = {worker.pipe: worker for worker in self._workers}
        for ready in wait(list(pipes), timeout=max(0.0, soonest - now)):
            worker = pipes[ready]  # type: ignore[index]  # of the pipes waited for
            try:
                self._take(worker, worker.pipe.recv())
            except (EOFError, OSError):
                self._lose(worker, "it took its worker down, perhaps for want of memory")
        now = time.monotonic()
        for worker in [worker for worker in self._workers if worker.jobs and worker.deadline < now]:
            most = self._workshop.limits.page_seconds
            self._lose(worker, f"it took over {most:g} seconds; raise DIGEST_PAGE_TIMEOUT_S if it is genuine")

    def _take(self, worker: _Worker, message: Any) -> None:
        """Take one message: a page begun, its result, a part done, or an error of ours."""
        if isinstance(message, DigestError):
            self.close()
            self._order.clear()
            self._again.clear()
            raise message
        job = worker.jobs[0]
        if isinstance(message, str):
            worker.page = message
            worker.deadline = time.monotonic() + self._workshop.limits.page_seconds
            return
        worker.page = ""
        if message is None:
            job.done = True
            worker.jobs.popleft()
        else:
            job.results.append(message)
        if worker.jobs:
            worker.deadline = time.monotonic() + self._reading_s(worker.jobs[0])

    def _lose(self, worker: _Worker, reason: str) -> None:
        """End a worker, set aside the page it was at, and have the rest of its parts done by another."""
        _end(worker)
        self._workers.remove(worker)
        for place, job in enumerate(worker.jobs):
            if place == 0:
                name = worker.page or job.part.seed
                log.warning("Set aside %s: %s", name, reason)
                why = f"{name}: {reason}"
                job.results.append(PageResult(file=job.part.seed, seed=name, reason=why, fleeting=True))
                job.done = not worker.page  # while reading: what comes after cannot be reached
            if not job.done:
                self._again.append(job)

    def _reading_s(self, job: _Job) -> float:
        return self._workshop.limits.page_seconds + job.part.size / _READ_BYTES_A_SECOND


def _end(worker: _Worker) -> None:
    """End a worker at once, and wait for it so that nothing of it stays."""
    worker.process.kill()
    worker.pipe.close()
    worker.process.join()
