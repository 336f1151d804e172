"""
Cold builds side by side: ours, Hugo and stock Pelican make the same pages of the same posts.

`python -m benchmarks.build --posts 10000` prints what each cost and checks that each made every post and that each
list of a day, of a region's month and of a source's month shows every title it should. Trust the ratios: the runs are
interleaved on one machine.
"""

import argparse
import html
import shutil
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.builders import SAME_PAGES, Builder, environment, facts, hugo, ours, stock_pelican
from benchmarks.measure import Cost, run, table
from benchmarks.posts import make_posts
from newsdigest.settings import LANGUAGES


def builders() -> dict[str, Builder]:
    """Everything that can be compared, by the word that chooses it."""
    return {
        "ours": ours("ours, the same pages", features=SAME_PAGES),
        "whole": ours("ours, every page but search", features=None),
        "eight": ours("ours, every page but search, in eight languages", features=None, languages=LANGUAGES),
        "hugo": hugo(),
        "pelican": stock_pelican(),
    }


def main() -> None:
    """Build, check, print."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=1, help="runs of each, interleaved; the median counts")
    parser.add_argument("--only", nargs="+", choices=list(builders()), default=list(builders()))
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    chosen = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="benchmark-", dir=chosen.folder))
    try:
        print(compare({word: builders()[word] for word in chosen.only}, chosen.posts, chosen.rounds, place))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def compare(compared: dict[str, Builder], posts: int, rounds: int, place: Path) -> str:
    """Run everything and give the table."""
    for word, builder in compared.items():
        (place / word).mkdir()
        builder.write(make_posts(posts), place / word)
    costs: dict[str, list[Cost]] = defaultdict(list)
    for _ in range(rounds):
        for word, builder in compared.items():
            for made in (builder.output, ".cache", "resources"):
                shutil.rmtree(place / word / made, ignore_errors=True)
            costs[word].append(run(builder.command, cwd=place / word, env=environment()))
    expected = expected_titles(posts)
    rows = []
    base = statistics.median(cost.cpu_s for cost in costs.get("hugo", next(iter(costs.values()))))
    for word, builder in compared.items():
        output = place / word / builder.output
        sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
        cpu_s = statistics.median(cost.cpu_s for cost in costs[word])
        rows.append([
            builder.name,
            f"{cpu_s:.1f}",
            f"{cpu_s / base:.2f}",
            f"{statistics.median(cost.wall_s for cost in costs[word]):.1f}",
            f"{max(cost.peak_mb for cost in costs[word]):.0f}",
            str(len(sizes)),
            f"{sum(sizes) / 1e6:.0f}",
            check(builder, output, expected),
        ])  # fmt: skip
    against = "Hugo" if "hugo" in compared else next(iter(compared.values())).name
    head = ["", "CPU s", f"/ {against}", "clock s", "peak MB", "files", "MB", "titles on lists"]
    return f"{posts} posts, cold\n\n{table(head, rows)}"


def expected_titles(posts: int) -> dict[tuple[str, str], list[str]]:
    """What each list must show: by kind and key, such as ("region", "KZ 2026-01")."""
    expected: dict[tuple[str, str], list[str]] = defaultdict(list)
    for sample in make_posts(posts):
        when = facts(sample)
        post = sample.post
        expected["post", sample.file].append(post.title)
        expected["day", when["day"]].append(post.title)
        for code in post.regions:
            expected["region", f"{code} {when['month']}"].append(post.title)
        expected["source", f"{post.source} {when['month']}"].append(post.title)
    return expected


def check(builder: Builder, output: Path, expected: dict[tuple[str, str], list[str]]) -> str:
    """Look for every title where it should stand; "all <n>" or what is missing."""
    missing = []
    looked = 0
    for (kind, key), titles in expected.items():
        path = output / where(builder, kind, key)
        text = html.unescape(path.read_text("utf-8")) if path.is_file() else ""
        looked += len(titles)
        missing += [f"{path.relative_to(output)}: {title}" for title in titles if title not in text]
    return f"MISSING {len(missing)} of {looked}, first {missing[0]}" if missing else f"all {looked}"


def where(builder: Builder, kind: str, key: str) -> str:
    """The page that shows a list."""
    if kind == "post":
        return key.removesuffix(".md") + ".html"
    if kind == "day":
        return builder.days.format(day=key.split("-"))
    name, month = key.split(" ")
    return builder.lists[kind == "source"].format(key=name.lower(), month=month)


if __name__ == "__main__":
    main()
