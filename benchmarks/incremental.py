"""
What a day costs: builds of a site that stands already, beside Hugo's build of the same, which is always a full one.

`python -m benchmarks.incremental --posts 10000` builds once, then: nothing changed; ten posts more, the first of a new
month; ten more in a full month; one old post edited; one post deleted. `--hugo no` leaves Hugo out. The last column
counts files of the output folder.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.builders import Builder, environment, hugo, ours
from benchmarks.lists import make_lists
from benchmarks.measure import Cost, run, table
from benchmarks.posts import PER_DAY, Kind, Sample, make_post, make_posts, write_posts
from newsdigest.settings import LANGUAGES


def main() -> None:
    """Build, change, build again, print."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--hugo", choices=("yes", "no"), default="yes")
    parser.add_argument("--search", action="store_true", help="with the search feature")
    parser.add_argument("--languages", type=int, default=1, help="of the interface")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    chosen = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="benchmark-", dir=chosen.folder))
    builder = ours("", features=None, languages=LANGUAGES[: chosen.languages], search=chosen.search)
    try:
        print(measure(builder, chosen.posts, place, with_hugo=chosen.hugo == "yes"))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def measure(builder: Builder, posts: int, place: Path, *, with_hugo: bool) -> str:
    """Run the builds and give the table."""
    (place / "ours").mkdir()
    samples = list(make_posts(posts))
    lists = make_lists(samples)
    builder.write(samples, place / "ours")
    changes = [
        ("cold", lambda: None),
        ("settled", lambda: None),  # files younger than two seconds are hashed once more
        ("nothing changed", lambda: None),
        ("ten posts more", lambda: write_posts(make_posts(10, first=-10), place / "ours" / "content" / "posts")),
        ("ten more in a full month", lambda: write_posts(late_posts(), place / "ours" / "content" / "posts")),
        ("one old post edited", lambda: edit(place / "ours", posts // 2)),
        ("one post deleted", (place / "ours" / "content" / "posts" / make_post(posts // 3).file).unlink),
    ]
    done = [(name, *again(builder, place / "ours", change)) for name, change in changes]
    base = None
    if with_hugo:
        (place / "hugo").mkdir()
        rival = hugo()
        rival.write(samples, place / "hugo", lists)
        base = run(rival.command, cwd=place / "hugo", env=environment())
    rows = [
        [
            name,
            f"{cost.cpu_s:.2f}",
            f"{cost.cpu_s / base.cpu_s:.3f}" if base else "",
            f"{cost.wall_s:.1f}",
            f"{cost.peak_mb:.0f}",
            str(written),
        ]
        for name, cost, written in done
        if name != "settled"
    ]
    if base:
        rows.append(["Hugo, any change", f"{base.cpu_s:.2f}", "1", f"{base.wall_s:.1f}", f"{base.peak_mb:.0f}", "all"])
    return f"{posts} posts\n\n{table(['', 'CPU s', '/ Hugo', 'clock s', 'peak MB', 'files written'], rows)}"


def late_posts() -> Iterator[Sample]:
    """Ten posts a fortnight old: their month is full, and with search its index is large."""
    return make_posts(10, first=14 * PER_DAY, kind=Kind(rich=True))


def again(builder: Builder, folder: Path, change: Callable[[], object]) -> tuple[Cost, int]:
    """Change something, build, and count the files that were written."""
    before = times(folder / builder.output)
    change()
    cost = run(builder.command, cwd=folder, env=environment())
    after = times(folder / builder.output)
    return cost, sum(before.get(path) != when for path, when in after.items())


def times(folder: Path) -> dict[Path, int]:
    """When each file was written, in ns."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def edit(folder: Path, number: int) -> None:
    """Correct a word in an old post."""
    path = folder / "content" / "posts" / make_post(number).file
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n\nA sentence more.\n", "utf-8")


if __name__ == "__main__":
    main()
