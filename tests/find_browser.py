"""
Print the Chromium that the browser tests use, installing one where there is none.

In this order: BROWSER (a program, or "none" to leave the browser tests out knowingly), a Chromium or Chrome on the
machine, the one that Playwright has or can download, Debian's package when run as root. Where none can be had: say how
to get one and fail.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HELP = """No Chromium for the browser tests. Either
  install one:     apt-get install chromium   (or Google Chrome)
  name one:        BROWSER=/path/to/chromium make test
  leave them out:  BROWSER=none make test"""


def on_machine() -> str | None:
    """A browser that is installed already."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def from_playwright() -> str | None:
    """Playwright's own, downloaded where that is possible."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where the machine has none

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
        if not Path(path).exists():
            _quietly([sys.executable, "-m", "playwright", "install", "chromium"], limit_s=300)
            path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def from_debian() -> str | None:
    """Debian's package."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    _quietly(["apt-get", "update"], limit_s=300)
    _quietly(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], limit_s=900)
    return on_machine()


def _quietly(command: list[str], *, limit_s: int) -> None:
    """Run an installer; whether it worked shows in what is there afterwards."""
    print(f"Trying: {' '.join(command)}", file=sys.stderr)
    try:
        subprocess.run(command, stdout=sys.stderr, stderr=subprocess.STDOUT, timeout=limit_s, check=False)
    except subprocess.TimeoutExpired:
        print(f"gave up after {limit_s} s", file=sys.stderr)


def main() -> int:
    """Print the program's path, or "none"."""
    named = os.environ.get("BROWSER", "")
    if named == "none":
        print("none")
        print("BROWSER=none: the browser tests are left out", file=sys.stderr)
        return 0
    found = shutil.which(named) if named else on_machine() or from_playwright() or from_debian()
    if not found:
        print(HELP, file=sys.stderr)
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
