"""Show for each field of raw pages where it came from. Nothing is written."""

import argparse

from newsdigest.cli.pages import add_files, read_pages
from newsdigest.ingest.explain import explain

arguments = add_files


def run(arguments: argparse.Namespace) -> int:
    """Print one explanation a page; 3 where a page was set aside."""
    status = 0
    for read in read_pages(arguments.files):
        if read is None:
            status = 3
            continue
        print(*explain(read.article, read.page, read.registers, read.regions, file=str(read.file)), "", sep="\n")
    return status
