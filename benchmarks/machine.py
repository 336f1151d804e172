"""
A digest in a folder of its own, and real `pelican` runs in it that can be ended or made to fail at any moment.

The run is a copy of this process, which has imported and read everything once: a run costs what it does.
"""

import ctypes
import errno
import logging
import os
import runpy
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
_ENDED_S = 120  # a run that takes longer hangs


@dataclass(frozen=True)
class Run:
    """One run: how it ended and what it said."""

    status: int  # of the process; negative: the signal that ended it
    said: str
    seconds: float


def lay_out(folder: Path, *, seeds: int | None = None, languages: tuple[str, ...] = ("en",)) -> Path:
    """Make a digest of the repository's samples, the first `seeds` of them, without any post."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for extra in sorted(path for path in (folder / "seeds").rglob("*") if path.is_file())[seeds or 10_000 :]:
        extra.unlink()
    for name in ("pages", "sources", "regions"):
        if (ROOT / "content" / name).is_dir():
            shutil.copytree(ROOT / "content" / name, folder / "content" / name)
    base = (ROOT / "pelicanconf.py").read_text("utf-8")
    own = f"\nTHEME = {str(ROOT / 'theme')!r}\nDIGEST_LANGUAGES = {list(languages)!r}\nDIGEST_JOBS = 2\n"
    (folder / "pelicanconf.py").write_text(base + own, "utf-8")
    return folder


def run_pelican(
    folder: Path, *arguments: str, before: Callable[[], None] | None = None, kill_after_s: float | None = None
) -> Run:
    """
    Run `pelican` in `folder`.

    Args:
        folder: The digest.
        arguments: More of Pelican's.
        before: Called in the process before it starts, to make something fail.
        kill_after_s: When to end the process with SIGKILL.
    """
    log = folder.parent / f"{folder.name}.log"
    began = time.monotonic()
    child = os.fork()
    if not child:
        _be_pelican(folder, log, arguments, before)
    status = _wait(child, began + (_ENDED_S if kill_after_s is None else kill_after_s))
    return Run(status, log.read_text("utf-8", "replace"), time.monotonic() - began)


def _be_pelican(folder: Path, log: Path, arguments: tuple[str, ...], before: Callable[[], None] | None) -> None:
    """Live as a run of Pelican; never returns."""
    status = 70
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # ends with its parent, Linux only
        os.chdir(folder)
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False)
        from pelican import main  # noqa: PLC0415 - its import changes the logging of the process

        logging.getLogger().handlers.clear()  # those of whoever started us: Pelican brings its own
        if before:
            before()
        main(["content", "-s", "pelicanconf.py", *arguments])
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
        if not isinstance(end.code, int):
            print(end.code, file=sys.stderr)
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status)


def _wait(child: int, until: float) -> int:
    """Wait for a process, and end it when its time is up."""
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def tree(folder: Path) -> Mapping[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def fail_at(number: int, kind: str, folder: Path) -> Callable[[], None]:
    """
    Make the n-th access to a file below `folder` fail, in the process and its workers.

    Args:
        number: Which one, from 1.
        kind: "full" (no space at opening for writing or renaming), "read" (input/output error at opening for reading),
            "large" (no file may grow over `number` bytes).
        folder: The digest; files elsewhere, such as the theme's, stay readable.
    """
    left = [number]
    inside = f"{folder.resolve()}/"

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in ("open", "os.rename", "os.mkdir") or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        writes = event != "open" or bool(isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        path = os.path.join(os.getcwd(), os.fsdecode(arguments[0]))  # noqa: PTH109, PTH118 - no allocation of paths in a hook
        if writes != (kind == "full") or not path.startswith(inside) or path.endswith((".py", ".pyc")):
            return
        left[0] -= 1
        if left[0] == 0:
            code = errno.ENOSPC if kind == "full" else errno.EIO
            raise OSError(code, os.strerror(code), path)

    def start() -> None:
        if kind == "large":
            import resource  # noqa: PLC0415

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        else:
            sys.addaudithook(hook)

    return start


def warm_up() -> None:
    """Import and read once what every run needs."""
    from newsdigest.ingest.capture import Limits  # noqa: PLC0415
    from newsdigest.ingest.fingerprint import registers_fingerprint  # noqa: PLC0415
    from newsdigest.ingest.work import Workshop  # noqa: PLC0415

    values = runpy.run_path(str(ROOT / "pelicanconf.py"))
    for name in ("pelican", "pelican.settings", *values["PLUGINS"]):
        import_module(name)
    content = Path("content")
    Workshop(root="seeds", content=content, limits=Limits(), registers=registers_fingerprint(content)).prepare()
