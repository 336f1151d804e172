"""
Kill builds with signal 9 at random moments, and see what is left.

`python -m benchmarks.kills --times 200` changes a site, builds it and kills the build with all its processes, again
and again. A build killed before its journal was written must leave the former site byte for byte; one killed after it
must be finished by the next. Every tenth time a build runs to its end and is compared with a clean build.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.builders import Builder, environment, ours
from benchmarks.incremental import edit
from benchmarks.measure import run
from benchmarks.posts import make_posts, write_posts

POSTS = 400


def main() -> None:
    """Kill, compare, count."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="kills-"))
    try:
        counts = campaign(place, chosen.times, random.Random(chosen.seed))
        print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
        raise SystemExit(1 if counts["DIFFERENT"] else 0)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def campaign(place: Path, times: int, dice: random.Random) -> Counter[str]:
    """Kill `times` builds; count what was found."""
    builder = ours("", features=None)
    builder.write(make_posts(POSTS), place)
    run(builder.command, cwd=place, env=environment())
    change(place, 1, dice)
    longest_s = run(builder.command, cwd=place, env=environment()).wall_s
    counts: Counter[str] = Counter()
    for number in range(times):
        change(place, number, dice)
        before = files(place / builder.output)
        half = (place / ".cache" / "site" / "journal").exists()
        ended = killed(builder, place, dice.uniform(0, longest_s), dice.uniform(0, 0.05) if number % 2 else None)
        if (place / ".cache" / "site" / "journal").exists():
            counts["killed while the site was replaced"] += 1
        elif ended:
            counts["ended before they were killed"] += 1
        elif half:
            counts["killed after it had finished an earlier one"] += 1
        else:
            counts["killed before the site was touched"] += 1
            counts["DIFFERENT"] += before != files(place / builder.output)
        if number % 10 == 9:
            counts["compared with a clean build"] += 1
            counts["DIFFERENT"] += not clean(builder, place)
    return counts


def change(place: Path, number: int, dice: random.Random) -> None:
    """Do what a day does: a new post and an edited one, now and then a change that touches every page."""
    write_posts(make_posts(1, first=-1 - number), place / "content" / "posts")
    edit(place, dice.randrange(POSTS))
    if number % 2:
        conf = place / "conf.py"
        conf.write_text(f"{conf.read_text('utf-8')}SITENAME = 'Digest {number}'\n", "utf-8")


def killed(builder: Builder, place: Path, seconds: float, after_journal_s: float | None) -> bool:
    """
    Build, and kill the build and its workers; tell whether it had ended by itself.

    Args:
        builder: Ours.
        place: Where it builds.
        seconds: From the start to the kill.
        after_journal_s: From the writing of the journal to the kill, instead; a moment that is rarely hit by chance.
    """
    build = subprocess.Popen(
        builder.command, cwd=place, env=environment(), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    journal = place / ".cache" / "site" / "journal"
    until = time.monotonic() + seconds
    while build.poll() is None:
        if time.monotonic() > until if after_journal_s is None else journal.exists():
            time.sleep(after_journal_s or 0)
            os.killpg(build.pid, signal.SIGKILL)
            build.wait()
            time.sleep(0.05)  # the system takes the workers down a moment later
            return False
        time.sleep(0.001)
    return build.returncode == 0


def clean(builder: Builder, place: Path) -> bool:
    """Build to the end, build again without any state elsewhere, and compare."""
    run(builder.command, cwd=place, env=environment())
    other = place / "clean"
    other.mkdir()
    for name in ("content", "conf.py"):
        (other / name).symlink_to(place / name)
    run(builder.command, cwd=other, env=environment())
    same = files(place / builder.output) == files(other / builder.output)
    shutil.rmtree(other)
    return same


def files(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
