"""A worker: a process that works on parts of seeds as they come through its pipe, within a bound of memory."""

import gc
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from newsdigest.errors import DigestError
from newsdigest.ingest.work import Begun, Workshop

_MEMORY_OF_PAGE = 60  # bytes of memory a byte of HTML may take, as tree, text and copies; seen: 25
_LEAST_MEMORY = 1_000_000_000  # bytes on top of what a worker has from the start
_STATM = Path("/proc/self/statm")


class Process(Protocol):
    """A process that can be ended."""

    def kill(self) -> None:
        """End it at once."""

    def join(self) -> None:
        """Wait until it has ended."""


class _Program(subprocess.Popen[bytes]):
    """A program, ended like any process."""

    def join(self) -> None:
        """Wait until it has ended."""
        self.wait()


Start = Callable[[Workshop, Iterable[Connection]], tuple[Connection, Process]]


def fork_worker(workshop: Workshop, others: Iterable[Connection]) -> tuple[Connection, Process]:
    """
    Start a worker as a copy of this process, with the registers that were read here.

    Args:
        workshop: How to work.
        others: Pipes to other workers, which the copy must not hold open.
    """
    ours, theirs = Pipe()
    process = get_context("fork").Process(target=serve, args=(theirs, workshop, (ours, *others)), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def spawn_worker(workshop: Workshop, others: Iterable[Connection]) -> tuple[Connection, Process]:  # noqa: ARG001
    """Start a worker as a program of its own, which a process with threads may do; it reads the registers itself."""
    ours, theirs = Pipe()
    command = [sys.executable, "-m", "newsdigest.ingest.worker", str(theirs.fileno())]
    process = _Program(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    theirs.close()
    ours.send(workshop)
    return ours, process


def serve(pipe: Connection, workshop: Workshop, others: Iterable[Connection] = ()) -> None:
    """Work on what comes through the pipe until it closes: the life of a worker."""
    for other in others:  # held open here, they would keep other workers waiting when the parent is gone
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to answer
    try:
        workshop.prepare()
        gc.freeze()
        bound_memory(workshop.limits.page_bytes)
        while True:
            part, skip = pipe.recv()
            for told in workshop.work_on(part, skip=skip):
                pipe.send(told.page if isinstance(told, Begun) else told)
            pipe.send(None)
    except DigestError as error:
        pipe.send(error)
    except (EOFError, OSError):
        pass  # the parent is gone, or has enough


def bound_memory(page_bytes: int) -> None:
    """Let a page that wants all memory fail in its worker before it hurts the machine; Linux only."""
    if not _STATM.exists():
        return
    used = int(_STATM.read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    wanted = used + max(_LEAST_MEMORY, _MEMORY_OF_PAGE * page_bytes)
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))


def main() -> None:
    """Serve over the pipe whose number is the argument; the workshop comes through it first."""
    pipe = Connection(int(sys.argv[1]))
    try:
        workshop = pipe.recv()
    except (EOFError, OSError):
        return
    serve(pipe, workshop)


if __name__ == "__main__":
    main()
    os._exit(0)  # without waiting for what libraries would tidy up
