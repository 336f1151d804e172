"""
Print the licence of every installed distribution that a lock file names, and those that say none.

    python -m benchmarks.licences [html]
"""

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
_NAME = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
_LONG = 60  # characters; some put the whole text where its name belongs


def licence_of(name: str) -> str:
    """Say a distribution's licence in its own words; empty where it says none or is not installed here."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed on this machine"
    classified = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License")]
    short = str(said.get("License") or "").strip().partition("\n")[0]
    return str(said.get("License-Expression") or "; ".join(classified) or short[:_LONG] or _first_line(name))


def _first_line(name: str) -> str:
    """Give the first line of the licence that a distribution brings along, where its metadata name none."""
    files = [file for file in metadata.files(name) or () if re.match("LICEN[CS]E", file.name)]
    lines = (line.strip() for file in files for line in file.read_text("utf-8").splitlines())
    return next(filter(None, lines), "")[:_LONG]


def main() -> int:
    """Print a line a distribution."""
    purpose = sys.argv[1] if len(sys.argv) > 1 else "html"
    names = sorted(set(_NAME.findall((ROOT / "locks" / f"{purpose}.txt").read_text("utf-8"))), key=str.casefold)
    silent = 0
    for name in names:
        licence = licence_of(name)
        silent += not licence
        print(f"{name:32} {licence or '(says none)'}")
    print(f"{len(names)} distributions, {silent} without a word on their licence")
    return 1 if silent else 0


if __name__ == "__main__":
    raise SystemExit(main())
