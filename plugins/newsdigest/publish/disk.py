"""The disk: whole files or none, one build at a time, and what it refuses told in one line."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsdigest.errors import DigestError


@contextmanager
def told(advice: str) -> Iterator[None]:
    """
    Turn what the operating system refuses (a full disk, a read-only folder) into one clear line.

    Args:
        advice: What to do next and what state things are in.

    Raises:
        DigestError: instead of any OSError from inside.
    """
    try:
        yield
    except OSError as error:
        where = error.filename or "the disk"
        raise DigestError(f"{where}: {error.strerror or error}; {advice}") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there as a whole or not at all, whenever the machine stops."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".new")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def write_new(path: str, data: bytes) -> int:
    """
    Write a file that is not there yet, at a third of what a file object costs.

    Returns:
        When it was written, in ns.

    Raises:
        OSError: it is there, or the disk refuses.
    """
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):  # a nearly full disk takes part of it
            written += os.write(file, memoryview(data)[written:])
        return os.fstat(file).st_mtime_ns
    finally:
        os.close(file)


@contextmanager
def only_one(cache: Path) -> Iterator[None]:
    """
    Hold the build's lock; it ends with the process, however that ends, so nothing is left to clean up.

    Raises:
        DigestError: another build holds it, or the cache folder cannot be written.
    """
    with told("the build keeps its state there: make the folder writable, or set DIGEST_CACHE to another"):
        cache.mkdir(parents=True, exist_ok=True)
        file = (cache / "lock").open("a+b")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).decode("ascii", "replace").strip() or "unknown"
            raise DigestError(
                f"another build (process {holder}) is at work in {cache}; wait until it ends, then build again"
            ) from None
        with told("free some space and build again"):
            file.truncate(0)
            file.write(str(os.getpid()).encode())
            file.flush()
        yield
