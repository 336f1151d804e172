"""`newsdigest ingest`: seeds become posts."""

import argparse
import json
from typing import Any

from newsdigest.cli.project import project_settings
from newsdigest.ingest.pipeline import refresh


def add_to(commands: Any) -> None:
    """Describe the command's arguments."""
    parser = commands.add_parser("ingest", help="turn seeds/ into posts", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the whole report as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the pipeline and print its report."""
    report = refresh(project_settings())
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        print(*report.lines(), sep="\n")
    return report.exit_status
