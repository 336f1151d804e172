"""Tag texts with their regions: JSON objects in, one a line, JSON objects out. Nothing is written."""

import argparse
import sys
from pathlib import Path

from newsdigest.cli.project import CONFIG, project_settings
from newsdigest.ingest.regions.tagfile import tag_lines
from newsdigest.registers import load_gazetteer


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "file", nargs="?", type=Path, help="JSON lines with id, title, lede, paragraphs, lang (default: standard input)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the tags of each line as they are found."""
    content = project_settings().content if CONFIG.is_file() else Path("content")
    gazetteer = load_gazetteer(content / "regions")
    if arguments.file is None:
        lines = sys.stdin.read().split("\n")
    else:
        lines = arguments.file.read_text(encoding="utf-8").split("\n")
    for line in tag_lines(lines, gazetteer):
        print(line, flush=True)
    return 0
