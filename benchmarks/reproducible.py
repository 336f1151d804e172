"""
Build two copies of the digest, at different paths, on different days and in different time zones; compare every byte.

    python -m benchmarks.reproducible

The second run sees another hash seed, zone and locale, and files with other times of writing. The clock itself is not
moved: a run that looked at it would show the day's date, and the text of every file is searched for today's.
"""

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import lay_out, tree


def build(folder: Path, **environment: str) -> dict[str, bytes]:
    """Ingest and build in a process of its own; gives posts and site."""
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--fatal", "errors"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=os.environ | environment)
    posts = {f"posts/{name}": data for name, data in tree(folder / "content" / "posts").items()}
    return posts | {f"output/{name}": data for name, data in tree(folder / "output").items()}


def main() -> int:
    """Build twice and print what differs."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory(prefix="a path with spaces ") as other:
        first = build(lay_out(Path(one) / "digest"), PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
        copy = lay_out(Path(other) / "elsewhere" / "news")
        long_ago = dt.datetime(2023, 5, 6, tzinfo=dt.UTC).timestamp()
        for path in copy.rglob("*"):
            os.utime(path, (long_ago, long_ago))
        second = build(copy, PYTHONHASHSEED="2", TZ="Pacific/Auckland", LC_ALL="C")
        shutil.rmtree(copy)
    odd = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    today = dt.datetime.now(dt.UTC).date().isoformat().encode()
    dated = sorted(name for name, data in first.items() if today in data)
    print(
        f"{len(first)} files, {sum(map(len, first.values())):,} bytes; "
        f"differing {len(odd)}; with today's date {len(dated)}"
    )
    for name in (odd + dated)[:20]:
        print(f"- {name}")
    return 1 if odd or dated else 0


if __name__ == "__main__":
    raise SystemExit(main())
