"""Print what raw pages say: headline and text, or everything as JSON. Nothing is written."""

import argparse
import json

from newsdigest.cli.pages import add_files, read_pages
from newsdigest.ingest.record import record


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object a page, on a line of its own")
    add_files(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print one record a page; 3 where a page was set aside."""
    status = 0
    for read in read_pages(arguments.files):
        if read is None:
            status = 3
            continue
        found = record(read.article, read.page, read.registers, read.regions, file=str(read.file))
        if arguments.json:
            print(json.dumps(found, ensure_ascii=False), flush=True)
        else:
            print(found["title"], found["published"] or "no date", *found["paragraphs"], "", sep="\n\n")
    return status
