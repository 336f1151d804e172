"""One run at a time: two would write the same posts."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsdigest.errors import DigestError


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """
    Hold the lock file while the block runs. The system lets go of it when a process ends, however it ends.

    Raises:
        DigestError: another run holds it; names its process.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            message = f"{path}: another ingest is running (process {holder}); wait until it ends, then run again"
            raise DigestError(message) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
