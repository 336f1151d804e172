"""Run a command and say what it cost: CPU seconds with all its children, seconds on the clock, peak memory."""

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY_S = 0.25  # between two looks at memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run cost."""

    cpu_s: float  # user and system, children included
    wall_s: float
    peak_mb: float  # of the whole process tree, shared pages counted once (PSS)
    output: str


def run(command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None) -> Cost:
    """
    Run a command to its end.

    Raises:
        SystemExit: it fails; shows the end of what it printed.
    """
    started = time.monotonic()
    process = psutil.Popen(list(command), cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
    watcher.start()
    before = _children_cpu_s()
    output, _ = process.communicate()
    cpu_s = _children_cpu_s() - before
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{output[-2000:]}")
    return Cost(cpu_s=cpu_s, wall_s=time.monotonic() - started, peak_mb=peak[0], output=output)


def _children_cpu_s() -> float:
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)


def _watch(pid: int, peak: list[float]) -> None:
    """Note the most memory that a process tree holds."""
    while psutil.pid_exists(pid):
        held = 0
        try:
            root = psutil.Process(pid)
            for process in (root, *root.children(recursive=True)):
                held += process.memory_full_info().pss
        except (psutil.Error, OSError):
            return
        peak[0] = max(peak[0], held / 1e6)
        time.sleep(_EVERY_S)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out a table in Markdown."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (head, *rows)
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
