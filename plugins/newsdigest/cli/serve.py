"""Build the site, serve it on this machine, and build again when seeds, content or theme change."""

import argparse
from pathlib import Path

from newsdigest.serve import serve


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--port", type=int, default=8000, help="where to listen (default: 8000)")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    return serve(Path(), port=arguments.port)
