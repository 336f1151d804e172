"""
Cold builds side by side: ours, Hugo, Eleventy and stock Pelican make the same pages of the same posts.

`python -m benchmarks.build --posts 10000` prints what each cost and checks that each made the common set: every post
with its whole text and its related posts, every list of a day and of a month of a region or source with its posts and
no others, the feed of the newest, and a sitemap of all. `files besides` are those that only this builder makes. Trust
the ratios: the runs are interleaved on one machine. Eleventy wants `npm ci` in `benchmarks/rivals/eleventy` first.
"""

import argparse
import shutil
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.builders import COMMON, Builder, eleventy, environment, hugo, ours, stock_pelican
from benchmarks.equal import check, text_mark
from benchmarks.lists import make_lists
from benchmarks.measure import Cost, run, table
from benchmarks.posts import make_posts
from newsdigest.publish.markdown import to_html
from newsdigest.settings import LANGUAGES


def builders() -> dict[str, Builder]:
    """Everything that can be compared, by the word that chooses it."""
    return {
        "ours": ours("ours, the common set", features=COMMON),
        "whole": ours("ours, every page but search", features=None),
        "eight": ours("ours, every page but search, in eight languages", features=None, languages=LANGUAGES),
        "hugo": hugo(),
        "eleventy": eleventy(),
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
    samples = list(make_posts(posts))
    lists = make_lists(samples)
    for word, builder in compared.items():
        (place / word).mkdir()
        builder.write(samples, place / word, lists)
    bodies = {sample.file.removesuffix(".md") + ".html": text_mark(to_html(sample.post.body)) for sample in samples}
    del samples
    costs: dict[str, list[Cost]] = defaultdict(list)
    for _ in range(rounds):
        for word, builder in compared.items():
            for made in (builder.output, ".cache", "resources"):
                shutil.rmtree(place / word / made, ignore_errors=True)
            costs[word].append(run(builder.command, cwd=place / word, env=environment()))
    rows = []
    base = statistics.median(cost.cpu_s for cost in costs.get("hugo", next(iter(costs.values()))))
    for word, builder in compared.items():
        output = place / word / builder.output
        verdict = check(builder, output, lists, bodies)
        cpu_s = statistics.median(cost.cpu_s for cost in costs[word])
        rows.append([
            builder.name,
            f"{cpu_s:.1f}",
            f"{cpu_s / base:.2f}",
            f"{statistics.median(cost.wall_s for cost in costs[word]):.1f}",
            f"{max(cost.peak_mb for cost in costs[word]):.0f}",
            f"{sum(path.stat().st_size for path in output.rglob('*') if path.is_file()) / 1e6:.0f}",
            str(verdict),
            str(verdict.besides),
        ])  # fmt: skip
    against = "Hugo" if "hugo" in compared else next(iter(compared.values())).name
    head = ["", "CPU s", f"/ {against}", "clock s", "peak MB", "MB", "files of the common set", "files besides"]
    return f"{posts} posts, cold\n\n{table(head, rows)}"


if __name__ == "__main__":
    main()
