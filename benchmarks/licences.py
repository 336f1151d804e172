"""
Print the licence of every distribution that a lock file names, and those that do not go with the project's own.

    python -m benchmarks.licences [html]

The project is AGPL-3.0-or-later. Compatible is what the FSF's licence list calls so, and any licence with "or later"
that reaches version 3 of the GPL. Dependencies are installed beside the project and never shipped in it.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
_NAME = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
_LONG = 60  # characters; some put the whole text where its name belongs
_COMPATIBLE = re.compile(
    r"0?BSD|The BSD|MIT|Expat|ISC|HPND|Apache|PSF|Python|Zlib|CC0|Unlicense|Public.Domain|OFL|MPL[ -]?2"
    r"|Mozilla Public License 2|[AL]?GPL[ -]?v?3|[AL]?GPL.{0,8}(?:or.later|\+)"
    r"|(?:GNU )?(?:Lesser |Affero )?General Public License.{0,4}(?:v3|v2.{0,4}or later)",
    re.IGNORECASE,
)
ABSENT = "not installed on this machine"
# What the patterns cannot judge, judged by hand, with the reason.
_JUDGED = {
    "docutils": "the GPL covers an editor's mode that is not imported",
    "regex": "the CNRI licence covers the engine it grew from; Python itself carries it",
}


def licence_of(name: str) -> str:
    """Say a distribution's licence in its own words; empty where it says none or is not installed here."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ABSENT
    classified = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License")]
    short = str(said.get("License") or "").strip().partition("\n")[0]
    return str(said.get("License-Expression") or "; ".join(classified) or short[:_LONG] or _first_line(name))


def _first_line(name: str) -> str:
    """Give the first line of the licence that a distribution brings along, where its metadata name none."""
    files = [file for file in metadata.files(name) or () if re.match("LICEN[CS]E", file.name)]
    lines = (line.strip() for file in files for line in file.read_text("utf-8").splitlines())
    return next(filter(None, lines), "")[:_LONG]


def is_compatible(licence: str) -> bool:
    """
    Tell whether a licence goes with the project's: each of those joined by "and", one of those joined by "or".

    >>> is_compatible("MPL-1.1 OR LGPL-2.1-or-later"), is_compatible("MIT AND Proprietary")
    (True, False)
    """
    parts = re.split(r"\s+AND\s+|\s+and\s+|; ", licence.strip("()"))
    return all(any(_COMPATIBLE.match(each.strip("() ")) for each in re.split(r"\s+OR\s+", part)) for part in parts)


def main() -> int:
    """Print a line a distribution."""
    purpose = sys.argv[1] if len(sys.argv) > 1 else "html"
    names = sorted(set(_NAME.findall((ROOT / "locks" / f"{purpose}.txt").read_text("utf-8"))), key=str.casefold)
    silent, odd = 0, []
    for name in names:
        licence = licence_of(name)
        silent += not licence
        note = _JUDGED.get(name, "")
        if licence not in ("", ABSENT) and not note and not is_compatible(licence):
            odd.append(name)
        print(f"{name:32} {licence or '(says none)'}{f' ({note})' if note else ''}")
    print(
        f"{len(names)} distributions, {silent} without a word on their licence, "
        f"{len(odd)} not compatible with AGPL-3.0-or-later{': ' if odd else ''}{', '.join(odd)}"
    )
    return 1 if silent or odd else 0


if __name__ == "__main__":
    raise SystemExit(main())
