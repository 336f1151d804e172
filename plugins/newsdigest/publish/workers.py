"""
Work shared out to forked processes: everything made before the fork is seen by all, plain data comes back.

Closures and half-built corpora survive a fork, so nothing is sent to the workers but the number of the next share,
through one pipe that all of them read. What comes back is `marshal` data. Where there is nothing to win (one core, few
items) or no fork, the same work is done in this process.
"""

import gc
import marshal
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

from newsdigest.errors import DigestError, RegisterError

T = TypeVar("T")

_NUMBER = 4  # bytes of a share's number in the pipe
_MOST_SHARES = 4000  # all numbers must fit into the pipe before anyone reads: 16 KiB, the least a system gives
_GC_AFTER = 20_000  # allocations; rendering makes cycles, but the default of 700 visits the corpus far too often


def cores(wished: int = 0) -> int:
    """How many processes to use: what is wished for, else the cores that this process may use."""
    if wished > 0:
        return wished
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(items: Sequence[T], work: Callable[[Sequence[T]], Any], *, jobs: int, share: int) -> Iterator[Any]:
    """
    Do `work` on shares of `items`, in as many processes as help.

    Args:
        items: What there is to do.
        work: Called with a few consecutive items; gives plain data.
        jobs: Processes at most.
        share: Items handed out at once; one share or less is done in this process.

    Yields:
        What `work` gave, in any order.

    Raises:
        DigestError, OSError: what `work` raised, or a process that died. The other processes are stopped then.
    """
    share = max(share, -(-len(items) // _MOST_SHARES))
    shares = [items[start : start + share] for start in range(0, len(items), share)]
    jobs = min(jobs, len(shares))
    if jobs <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        with _with_collection():
            for part in shares:
                yield work(part)
        return
    numbers_out, numbers_in = os.pipe()
    try:
        os.write(numbers_in, b"".join(number.to_bytes(_NUMBER, "big") for number in range(len(shares))))
        os.close(numbers_in)  # so that a reader sees the end
        yield from _gather(shares, work, jobs, numbers_out)
    finally:
        os.close(numbers_out)


@contextmanager
def _with_collection() -> Iterator[None]:
    """Collect what work leaves behind, but leave alone what was there before."""
    was_on = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()


def _gather(shares: Sequence[Any], work: Callable[[Any], Any], jobs: int, numbers: int) -> Iterator[Any]:
    """Start the processes and hand on what they send until the last has ended."""
    context = multiprocessing.get_context("fork")
    running: dict[Connection, ForkProcess] = {}
    gc.freeze()  # the children's collector leaves alone what the parent has made
    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe(duplex=False)
            job = partial(_take_shares, shares, work, numbers=numbers, out=theirs, parent=os.getpid())
            process = context.Process(target=_worker, args=(job, theirs, [*running, ours]), daemon=True)
            process.start()
            theirs.close()
            running[ours] = process
        while running:
            for connection in wait(list(running)):
                assert isinstance(connection, Connection)
                try:
                    message = marshal.loads(connection.recv_bytes())
                except EOFError:
                    _ended(running.pop(connection))
                    connection.close()
                    continue
                if message[0] != "made":
                    raise _error(message)
                yield message[1]
    finally:
        gc.unfreeze()
        for connection, process in running.items():
            process.terminate()
            process.join()
            connection.close()


def _ended(process: ForkProcess) -> None:
    """Wait for a process that says no more; it must have ended well."""
    process.join()
    if process.exitcode:
        how = f"signal {-process.exitcode}" if process.exitcode < 0 else "its error is above"
        raise DigestError(
            f"a worker process ended early ({how}); the site is as it was. "
            "Where memory is short, set DIGEST_JOBS = 1 in pelicanconf.py"
        )


def _worker(job: Callable[[], None], out: Connection, not_ours: Sequence[Connection]) -> None:
    """Run in the new process: do the job, report what stops it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(_GC_AFTER, 20, 100)
    gc.enable()
    for connection in not_ours:  # else the others would not see it when the parent closes them
        connection.close()
    try:
        job()
    except BrokenPipeError:
        os._exit(1)  # the parent is gone, and nobody waits for an answer
    except (DigestError, OSError) as error:
        out.send_bytes(marshal.dumps(_message(error)))
    out.close()


def _take_shares(
    shares: Sequence[Any], work: Callable[[Any], Any], *, numbers: int, out: Connection, parent: int
) -> None:
    """Take shares until none is left, or until the parent is gone."""
    while os.getppid() == parent:
        number = os.read(numbers, _NUMBER)
        if not number:
            return
        out.send_bytes(marshal.dumps(("made", work(shares[int.from_bytes(number, "big")]))))


def _message(error: DigestError | OSError) -> tuple[Any, ...]:
    """An error as plain data."""
    if isinstance(error, OSError):
        return ("os", error.errno or 0, error.strerror or str(error), str(error.filename or ""))
    return ("register" if isinstance(error, RegisterError) else "digest", str(error))


def _error(message: tuple[Any, ...]) -> DigestError | OSError:
    """The error that a worker sent."""
    kind, *rest = message
    if kind == "os":
        number, reason, file = rest
        return OSError(number, reason, file or None)
    return RegisterError(rest[0]) if kind == "register" else DigestError(rest[0])
