"""
What an article weighs on disk, by kind of file: its page, its part of the search index, of lists and of feeds.

`python -m benchmarks.weight` builds a digest of synthetic English posts of 700 words, words as unequal as those of real
texts, with the project's own settings (every feature, every interface language) and a site address, twice: with fewer
and with more posts. The difference, divided by the posts that it is made of, is what one article more weighs: what does
not grow with the archive (front pages, the newest feeds, the text edition and the books of the newest days, scripts,
styles) drops out of it and is given apart. `--whole` divides all by the posts instead.
"""

import argparse
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.builders import environment, ours
from benchmarks.measure import run, table
from benchmarks.posts import Kind, Sample, make_posts
from newsdigest.settings import LANGUAGES

WORDS = 700
TARGET_KB = 10
COUNTED = ("page", "search", "lists", "feeds")  # what the target is about
_TONGUE = rf"(?:(?:{'|'.join(LANGUAGES)})/)?"
_DATE = r"\d{4}/\d\d/\d\d"
_KINDS = (  # kind, group, pattern of paths below output/; the first that fits counts
    ("posts' pages", "page", rf"{_DATE}/(?!index\.html|part/)[^/]+\.html"),
    ("search", "search", r"search/.+"),
    ("days", "lists", rf"{_DATE}/.+"),
    ("months, years, archive", "lists", rf"{_TONGUE}(?:\d{{4}}/.+|archive\.html)"),
    ("regions by month", "lists", r"regions/[^/]+/\d{4}-.+"),
    ("regions and places", "lists", rf"{_TONGUE}regions/.+"),
    ("sources by month", "lists", r"sources/[^/]+/\d{4}-.+"),
    ("sources", "lists", rf"{_TONGUE}sources/.+"),
    ("stories", "lists", rf"{_TONGUE}stories/.+"),
    ("topics", "lists", rf"{_TONGUE}topics/.+"),
    ("sitemap", "lists", r"sitemap\.xml|sitemaps/.+"),
    ("feeds", "feeds", r"feeds/.+"),
    ("text edition", "editions", r"lite/.+"),
    ("books and e-mails", "editions", r"editions/.+"),
    ("all else", "else", r".+"),
)


def main() -> None:
    """Build twice, weigh, print."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--posts", type=int, nargs=2, default=(2000, 4000), metavar=("FEWER", "MORE"))
    parser.add_argument("--whole", action="store_true", help="one build of MORE posts, divided by their number")
    parser.add_argument("--of", default="en", choices=("en", "ru", "kk", "uz", "de"), help="language of the posts")
    parser.add_argument("--languages", type=int, default=len(LANGUAGES), help="of the interface")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    chosen = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="benchmark-", dir=chosen.folder))
    fewer, more = chosen.posts
    kind = Kind(language=chosen.of, words=WORDS, rich=True)
    try:
        large = weigh(make_posts(more, kind=kind), place / "more", chosen.languages)
        small = (
            Counter[str]() if chosen.whole else weigh(make_posts(fewer, kind=kind), place / "fewer", chosen.languages)
        )
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(f"Posts of {WORDS} words, language {chosen.of}\n")
    print(report(small, large, 0 if chosen.whole else fewer, more))


def weigh(samples: Iterable[Sample], place: Path, languages: int) -> Counter[str]:
    """Build, and add up bytes by kind."""
    place.mkdir()
    builder = ours("", features=None, languages=LANGUAGES[:languages], search=True)
    builder.write(samples, place)
    run(builder.command, cwd=place, env=environment())
    output = place / builder.output
    sizes: Counter[str] = Counter()
    for path in output.rglob("*"):
        if path.is_file():
            sizes[kind_of(path.relative_to(output).as_posix())] += path.stat().st_size
    return sizes


def kind_of(path: str) -> str:
    """
    The kind of a file.

    >>> kind_of("2026/06/30/a-title-1a2b3c.html"), kind_of("ru/2026/06/index.html"), kind_of("robots.txt")
    ("posts' pages", 'months, years, archive', 'all else')
    """
    return next(kind for kind, _, pattern in _KINDS if re.fullmatch(pattern, path))


def report(small: Mapping[str, int], large: Mapping[str, int], fewer: int, more: int) -> str:
    """Lay out bytes an article, and what is there however many there are."""
    rows = []
    groups: Counter[str] = Counter()
    for kind, group, _ in _KINDS:
        slope = (large.get(kind, 0) - small.get(kind, 0)) / (more - fewer)
        groups[group] += round(slope)
        fixed = (large.get(kind, 0) - slope * more) / 1000
        rows.append([kind, group, f"{slope:.0f}", f"{fixed:.0f}"])
    total = sum(groups[group] for group in COUNTED)
    rows += [[f"all {group}", group, f"**{groups[group]}**", ""] for group in (*COUNTED, "editions")]
    rows.append([f"page + search + lists + feeds (at most {TARGET_KB},000)", "", f"**{total}**", ""])
    between = f"Between {fewer} and {more} posts" if fewer else f"Of {more} posts"
    head = ["kind", "group", "bytes an article", "kB besides"]
    return f"{between}\n\n{table(head, rows)}"


if __name__ == "__main__":
    main()
