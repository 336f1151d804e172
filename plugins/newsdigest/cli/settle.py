"""Let an edited text stand against what changed at the source, once a person has looked at both."""

import argparse

from newsdigest.cli.project import project_settings
from newsdigest.ingest.pipeline import refresh


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("posts", nargs="+", metavar="ID", help="ids of posts that ingest reports as in conflict")


def run(arguments: argparse.Namespace) -> int:
    """Record the source's text as seen; the posts stay as they are."""
    report = refresh(project_settings(), settled=frozenset(arguments.posts))
    print(*report.lines(), sep="\n")
    return report.exit_status
