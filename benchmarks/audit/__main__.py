"""
Audit the site that the posts in content/ make: `python -m benchmarks.audit [checks]`.

Checks: axe markup links lighthouse weight; all of them when none is named. Exit status 1 when one misses its mark.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.audit import checks
from benchmarks.audit.site import build, samples, served
from newsdigest.settings import LANGUAGES

NAMES = ("weight", "markup", "links", "axe", "lighthouse")


def main() -> int:
    """Build, serve, check, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checks", nargs="*", help=" ".join(NAMES))
    parser.add_argument("--browser", default=None, help="a Chromium; found as for the tests when not named")
    parser.add_argument("--project", type=Path, default=Path.cwd(), help="the folder with pelicanconf.py")
    parser.add_argument(
        "--languages", default=",".join(LANGUAGES), help="of the interface, as far as the site has them"
    )
    options = parser.parse_args()
    wanted = options.checks or NAMES
    unknown = set(wanted) - set(NAMES)
    if unknown:
        parser.error(f"no check named {', '.join(sorted(unknown))}; there are {' '.join(NAMES)}")
    if not checks.TOOLS.is_dir():
        folder = str(checks.TOOLS.parent)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder], check=True)
    browser = (
        options.browser
        or subprocess.run(
            [sys.executable, "tests/find_browser.py"], capture_output=True, text=True, check=True, cwd=options.project
        ).stdout.strip()
    )
    table = Table("check", "result", "", title="Audit of the built site")
    good = True
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "news"  # as served: the 404 page links from the root
        output.mkdir()
        with served(output) as address:
            build(options.project, output, address.rstrip("/"))
            pages = samples(output, tuple(filter(None, options.languages.split(","))))
            runs = {
                "weight": lambda: checks.weight(output, pages),
                "markup": lambda: checks.markup(output),
                "links": lambda: checks.links(output, address),
                "axe": lambda: checks.axe(pages, address, browser),
                "lighthouse": lambda: checks.lighthouse(pages, address, browser),
            }
            for name in wanted:
                for what, result, fine in runs[name]():
                    good = good and fine
                    table.add_row(what, result, "[green]✓" if fine else "[red]✗")
    Console(width=160).print(table)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
