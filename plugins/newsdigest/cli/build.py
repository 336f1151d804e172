"""
Build the site with Pelican, after a look at the settings, of whose faults Pelican itself would print a traceback.

What stands after `--` goes to Pelican: `newsdigest build -- --output elsewhere`.
"""

import argparse
import os
import sys
from pathlib import Path

from newsdigest.cli.project import CONFIG, run_config
from newsdigest.settings import check_site, read_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("-s", "--settings", type=Path, default=CONFIG, help=f"the settings file (default: {CONFIG})")
    parser.add_argument("options", nargs="*", help="more options of Pelican's, after --")


def run(arguments: argparse.Namespace) -> int:
    """Become Pelican; its exit status is 0 where the site is as the content says."""
    values = run_config(arguments.settings)
    read_settings(values)
    check_site(values)
    sys.stdout.flush()
    command = [sys.executable, "-m", "pelican", str(values.get("PATH") or "content"), "-s", str(arguments.settings)]
    os.execv(sys.executable, [*command, "--fatal", "errors", *(["--debug"] * arguments.debug), *arguments.options])
