"""List what every post still needs, by file and line. Errors give the exit status 1, warnings do not."""

import argparse
import datetime as dt
import json
from collections import Counter
from zoneinfo import ZoneInfo

from newsdigest.cli.project import project_settings
from newsdigest.desk import check_posts
from newsdigest.registers.sources import SHIPPED, load_sources


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--json", action="store_true", help="print the findings as a JSON list")
    parser.add_argument("--strict", action="store_true", help="let warnings give the exit status 1 too")
    parser.add_argument("--errors", action="store_true", help="leave the warnings out")


def run(arguments: argparse.Namespace) -> int:
    """Check the posts of the project."""
    settings = project_settings()
    sources = load_sources((SHIPPED, settings.content / "sources"))
    today = dt.datetime.now(ZoneInfo(settings.timezone)).date()
    findings = check_posts(settings.content, sources, today=today)
    shown = [finding for finding in findings if finding.severity == "error" or not arguments.errors]
    counts = Counter(finding.severity for finding in findings)
    if arguments.json:
        print(json.dumps([finding.as_json() for finding in shown], ensure_ascii=False, indent=1))
    else:
        for severity in ("error", "warning"):
            for finding in shown:
                if finding.severity == severity:
                    where = settings.content / "posts" / finding.file
                    print(f"{where}:{finding.line}: {severity}: {finding.message} [{finding.code}]")
        print(f"{counts['error']} errors, {counts['warning']} warnings")
    return 1 if counts["error"] or (arguments.strict and counts["warning"]) else 0
