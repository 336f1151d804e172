"""
Measure the ingest: `python -m benchmarks.ingest FOLDER` with a folder of raw pages.

Three tables: one page, ours against bare `trafilatura.extract`, page by page in turn; the whole ingest with one worker
process and with two (and on a Dask cluster of two with --cluster); peak memory over a WARC and over one ten times as
large (--memory PAGES). Trust the ratios, and CPU seconds more than the clock on a shared machine.
"""

import argparse
import gzip
import multiprocessing
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import trafilatura
from rich.console import Console
from rich.table import Table

from newsdigest.errors import PageError
from newsdigest.ingest.capture import find_seeds, read_seed
from newsdigest.ingest.capture.charset import decode
from newsdigest.ingest.page import process_page
from newsdigest.ingest.pipeline import refresh
from newsdigest.registers import Registers, load_registers
from newsdigest.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run took."""

    clock_s: float
    cpu_s: float  # of the process and its workers
    own_mb: float  # peak memory of the process
    worker_mb: float  # of its largest worker
    pages: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="raw pages, in any form")
    parser.add_argument("--rounds", type=int, default=2, help="of the whole ingest, the best counts (2)")
    parser.add_argument("--copies", type=int, default=1, help="of each page for the whole ingest (1)")
    parser.add_argument("--cluster", action="store_true", help="a Dask cluster of two workers too")
    parser.add_argument("--memory", type=int, default=0, metavar="PAGES", help="of the larger WARC, such as 10000")
    options = parser.parse_args(arguments)
    console = Console()
    console.print(page_table(options.folder))
    console.print(run_table(options.folder, rounds=options.rounds, copies=options.copies, cluster=options.cluster))
    if options.memory:
        console.print(memory_table(options.folder, options.memory))


def page_table(folder: Path) -> Table:
    """Compare the work on one page with bare trafilatura, turn by turn, each page twice, the better time counting."""
    registers = load_registers(folder)
    ours = theirs = size = 0.0
    count = 0
    for seed in find_seeds(folder):
        try:
            (page,) = read_seed(seed.name, root=folder)
            if isinstance(page, PageError):
                continue
            text = decode(page.data, page.charset, is_html=page.is_html).text
            process_page(page, registers)  # warms what both have to warm
        except (PageError, ValueError):
            continue
        theirs += min(_cpu(partial(trafilatura.extract, text)) for _ in "ab")
        ours += min(_cpu(partial(_whole_work, seed.name, folder, registers)) for _ in "ab")
        size += len(page.data)
        count += 1
    table = Table("one page", "CPU ms", "ratio", title=f"{count} pages of {size / max(count, 1) / 1000:.0f} kB")
    table.add_row("bare trafilatura.extract, of decoded text", f"{1000 * theirs / count:.1f}", "1.00")
    table.add_row("from seed to Markdown, regions included", f"{1000 * ours / count:.1f}", f"{ours / theirs:.2f}")
    return table


def run_table(folder: Path, *, rounds: int, copies: int, cluster: bool) -> Table:
    """Compare one worker process with two, and with a cluster of two."""
    table = Table("whole ingest", "pages/s", "ratio", "clock s", "CPU s", "peak MB, largest worker")
    with tempfile.TemporaryDirectory() as scratch:
        seeds = _copied(folder, Path(scratch), copies)
        ways: dict[str, Callable[[], Cost]] = {
            "one process": lambda: measured(_ingest, seeds, 1),
            "two processes": lambda: measured(_ingest, seeds, 2),
        }
        if cluster:
            ways["Dask, two workers"] = lambda: measured(_ingest_on_cluster, seeds, 2)
        best: dict[str, Cost] = {}
        for _ in range(rounds):
            for name, way in ways.items():
                cost = way()
                best[name] = cost if name not in best else min(best[name], cost, key=lambda each: each.clock_s)
        for name, cost in best.items():
            rate = cost.pages / cost.clock_s
            ratio = best["one process"].clock_s / cost.clock_s
            memory = f"{cost.own_mb:.0f}, {cost.worker_mb:.0f}"
            table.add_row(name, f"{rate:.1f}", f"{ratio:.2f}", f"{cost.clock_s:.1f}", f"{cost.cpu_s:.1f}", memory)
    return table


def memory_table(folder: Path, pages: int) -> Table:
    """Compare the peak memory of an ingest over a WARC with that over one ten times as large."""
    table = Table("one WARC of", "peak MB", "largest worker, MB", "pages/s", title="Memory, two processes")
    for count in (max(1, pages // 10), pages):
        with tempfile.TemporaryDirectory() as scratch:
            _write_warc(folder, Path(scratch) / "all.warc.gz", count)
            cost = measured(_ingest, Path(scratch), 2)
        rate = f"{cost.pages / cost.clock_s:.1f}"
        table.add_row(f"{count} pages", f"{cost.own_mb:.0f}", f"{cost.worker_mb:.0f}", rate)
    return table


def measured(work: Callable[[Path, int], int], seeds: Path, jobs: int) -> Cost:
    """Do the work in a process of its own, and ask the system what it took."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_report, args=(theirs, work, seeds, jobs))
    process.start()
    theirs.close()
    cost: Cost = ours.recv()
    process.join()
    return cost


def _report(pipe: Any, work: Callable[[Path, int], int], seeds: Path, jobs: int) -> None:
    start, before = time.perf_counter(), time.process_time()
    pages = work(seeds, jobs)
    clock = time.perf_counter() - start
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    pipe.send(
        Cost(
            clock_s=clock,
            cpu_s=time.process_time() - before + workers.ru_utime + workers.ru_stime,
            own_mb=own.ru_maxrss / 1024,
            worker_mb=workers.ru_maxrss / 1024,
            pages=pages,
        )
    )


def _ingest(seeds: Path, jobs: int, scheduler: str | None = None) -> int:
    """Ingest into an empty folder; gives the number of pages."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(content=Path(scratch, "content"), seeds=str(seeds), cache=Path(scratch, "cache"), jobs=jobs)
        settings.content.mkdir()
        return refresh(replace(settings, page_timeout_s=120), scheduler=scheduler).pages


def _ingest_on_cluster(seeds: Path, jobs: int) -> int:
    import distributed  # noqa: PLC0415, an extra

    cluster = distributed.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None, memory_limit=None)
    with cluster:
        return _ingest(seeds, jobs, cluster.scheduler_address)


def _copied(folder: Path, scratch: Path, copies: int) -> Path:
    """Put the pages into a folder, each as often as asked, every copy another page by a comment at its end."""
    for seed in find_seeds(folder):
        for number in range(copies):
            target = scratch / f"{number}" / seed.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / seed.name, target)
    return scratch


def _write_warc(folder: Path, path: Path, count: int) -> None:
    """Write the folder's HTML pages over and over into one WARC, each time under another address."""
    pages = [
        page.data
        for seed in find_seeds(folder)
        for page in read_seed(seed.name, root=folder)
        if not isinstance(page, PageError) and page.is_html
    ]
    with path.open("wb") as file:
        for number in range(count):
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + pages[number % len(pages)]
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-03-04T05:06:07Z\r\n"
                f"WARC-Target-URI: https://copy.example/{number}\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + body + b"\r\n\r\n", compresslevel=1, mtime=0))


def _whole_work(name: str, root: Path, registers: Registers) -> None:
    for page in read_seed(name, root=root):
        process_page(page, registers)  # type: ignore[arg-type]  # errors were sorted out


def _cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
