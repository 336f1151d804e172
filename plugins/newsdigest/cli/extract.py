"""`newsdigest extract` and `explain`: what a page says, and where it says so. Nothing is written."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsdigest.cli.project import CONFIG, project_settings
from newsdigest.errors import PageError
from newsdigest.ingest.capture import read_seed
from newsdigest.ingest.explain import explain
from newsdigest.ingest.extract import extract_article
from newsdigest.ingest.record import record
from newsdigest.ingest.tagging import tag_article
from newsdigest.models import Article, RawPage, RegionTags
from newsdigest.registers import Registers, load_registers


def add_to(commands: Any) -> None:
    """Describe the commands' arguments."""
    parser = commands.add_parser("extract", help="print what pages say", description="Print what pages say.")
    parser.add_argument("--json", action="store_true", help="one JSON object a page (else the headline and text)")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="raw pages, in any form")
    parser.set_defaults(run=run_extract)
    parser = commands.add_parser(
        "explain", help="show where each field of a page came from", description="Show where each field came from."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="raw pages, in any form")
    parser.set_defaults(run=run_explain)


def run_extract(arguments: argparse.Namespace) -> int:
    """Print one record a page."""
    status = 0
    registers = _registers()
    for file, read in _pages(arguments.files, registers):
        if isinstance(read, PageError):
            print(f"set aside: {read}", file=sys.stderr)
            status = 3
            continue
        page, article, regions = read
        found = record(article, page, registers, regions, file=str(file))
        if arguments.json:
            print(json.dumps(found, ensure_ascii=False))
        else:
            print(found["title"], found["published"] or "no date", *found["paragraphs"], "", sep="\n\n")
    return status


def run_explain(arguments: argparse.Namespace) -> int:
    """Print one explanation a page."""
    status = 0
    registers = _registers()
    for file, read in _pages(arguments.files, registers):
        if isinstance(read, PageError):
            print(f"set aside: {read}", file=sys.stderr)
            status = 3
            continue
        page, article, regions = read
        print(*explain(article, page, registers, regions, file=str(file)), "", sep="\n")
    return status


def _registers() -> Registers:
    """Use the project's registers in a project, the shipped ones elsewhere."""
    content = project_settings().content if CONFIG.is_file() else Path("content")
    return load_registers(content)


def _pages(
    files: list[Path], registers: Registers
) -> Iterator[tuple[Path, tuple[RawPage, Article, RegionTags] | PageError]]:
    """Read every page of every file, a page that cannot be read in its place as an error."""
    for file in files:
        for page in read_seed(file.name, root=file.absolute().parent):
            if isinstance(page, PageError):
                yield file, page
                continue
            try:
                article = extract_article(page, registers)
                yield file, (page, article, tag_article(article, registers))
            except PageError as error:
                yield file, error
