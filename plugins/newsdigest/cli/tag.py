"""Tag texts with their regions: JSON objects in, one a line, tags and their evidence out. Nothing is written."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from newsdigest.cli.project import CONFIG, project_settings
from newsdigest.errors import PageError
from newsdigest.ingest.regions.tagfile import tag_lines
from newsdigest.registers import load_gazetteer


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--json", action="store_true", help="one JSON object a text, with the evidence (else a line)")
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE.jsonl",
        help="JSON lines with id, title, lede, paragraphs, related, lang (default: standard input)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the tags of each line as they are found."""
    content = project_settings().content if CONFIG.is_file() else Path("content")
    gazetteer = load_gazetteer(content / "regions")
    whole = sys.stdin.read() if arguments.file is None else arguments.file.read_text(encoding="utf-8")
    status = 0
    for record in tag_lines(whole.split("\n"), gazetteer):
        if isinstance(record, PageError):
            print(f"set aside: {record}", file=sys.stderr)
            status = 3
        else:
            print(json.dumps(record, ensure_ascii=False) if arguments.json else _line(record), flush=True)
    return status


def _line(record: dict[str, Any]) -> str:
    """Give the tags of one text on a line."""
    shown = (f"{name} {', '.join(record[name]) or '-'}" for name in ("primary", "mentioned", "places"))
    doubt = f" ({record['uncertain']})" if record["uncertain"] else ""
    return f"{record['id']}: {'; '.join(shown)}{doubt}"
