"""Turn the raw pages of seeds/ into posts. Safe to repeat: what a person changed stays."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from newsdigest.cli.project import project_settings
from newsdigest.ingest.gather import Progress as Stand
from newsdigest.ingest.gather import Watch
from newsdigest.ingest.pipeline import refresh
from newsdigest.ingest.report import Report


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--json", action="store_true", help="print the whole report as JSON")
    parser.add_argument("--table", action="store_true", help="print a line for each page")
    parser.add_argument("--jobs", type=int, metavar="N", help="worker processes (else DIGEST_JOBS; 0: one a core)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="work on a Dask cluster, such as tcp://10.0.0.1:8786")


def run(arguments: argparse.Namespace) -> int:
    """Run the pipeline and print its report."""
    settings = project_settings()
    if arguments.jobs is not None:
        settings = replace(settings, jobs=max(0, arguments.jobs))
    with _watch() as watch:
        report = refresh(settings, scheduler=arguments.scheduler, watch=watch)
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return report.exit_status
    if arguments.table:
        Console().print(_table(report))
    print(*report.lines(), sep="\n")
    return report.exit_status


@contextmanager
def _watch() -> Iterator[Watch | None]:
    """Show progress on a terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    if not (sys.stderr.isatty() and console.is_terminal):
        yield None
        return
    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[pages]} pages, {task.fields[rate]:.0f} a second"),
        TextColumn("{task.fields[aside]} set aside"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, pages=0, aside=0, rate=0.0)

        def show(stand: Stand) -> None:
            rate = stand.pages / max(0.001, bar.tasks[0].elapsed or 0.0)
            done = max(stand.bytes_done, 1)
            bar.update(
                task, total=max(stand.bytes, 1), completed=done, pages=stand.pages, aside=stand.set_aside, rate=rate
            )

        yield show


def _table(report: Report) -> Table:
    """Set one line a page; what pages say is shown as it is, without markup."""
    table = Table("page", "form", "result", "seconds", "uncertain")
    for line in report.details:
        seconds = f"{line.seconds:.2f}" if line.seconds else "-"
        cells = (line.seed, line.form or "-", line.result, seconds, "; ".join(line.doubts))
        table.add_row(*(Text(cell) for cell in cells))
    return table
