"""
Region tags against labelled articles, beside what a user would pick instead.

    python -m benchmarks.regions                      # the project's own labelled articles, and the later rounds
    python -m benchmarks.regions ../gold/regions      # a folder with dev.jsonl; needs the extra "bench" for the rivals
    python -m benchmarks.regions --gate ../gold/regions   # ours alone, exit 1 below a floor

An article is `id, lang, title, lede, paragraphs, hard, gold: {primary, mentioned, places}` on one line.
"hard" ones look like the region's news and are not. Halves are by the parity of the number in the id.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.region_rivals import Guess, rivals
from newsdigest.ingest.regions import tag_regions
from newsdigest.registers import load_gazetteer

FIVE = ("KZ", "KG", "TJ", "TM", "UZ")
OWN = Path(__file__).parent.parent / "tests" / "regions" / "articles.jsonl"
UNSEEN = Path(__file__).parent / "unseen"  # written after the tagger and labelled before its first run on them
WORDS_OF_AN_ARTICLE = 330
_PASSES = 3  # over all articles; the fastest counts
# Floors a little under the last measurement: a change that falls below has lost something. Speed is printed and has
# none: a gate that fails because its machine is busy says nothing about the change.
FLOORS = {
    "primary": 0.95,
    "least country": 0.90,
    "mentioned": 0.98,
    "places": 0.95,
    "evidence": 1.0,
}
HARD_CEILING = 0.05  # of the hard articles, share wrongly called primary

Article = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one tagger reached on one set of articles."""

    primary: float  # macro F1 over the five
    countries: Mapping[str, float]  # primary F1 of each
    mentioned: float
    hard: float  # share of hard articles wrongly primary
    places: float  # recall
    per_second: float  # articles of 330 words on one core
    evidence: float  # share of tags with evidence; 0 for rivals, which give none


def main() -> int:
    """Print the table, or hold the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", help="folder with dev.jsonl, or a .jsonl file")
    parser.add_argument("--gate", action="store_true", help="exit 1 where a floor is not held")
    arguments = parser.parse_args()
    started = time.process_time()
    tag = our_tagger()
    print(f"register loaded in {time.process_time() - started:.2f} s CPU")
    fallen = 0
    for path in [arguments.gold] if arguments.gold else [OWN, *sorted(UNSEEN.glob("regions-*.jsonl"))]:
        articles = read_articles(path)
        print(f"{path.stem}: {len(articles)} articles")
        ours = measure(articles, tag)
        print(row("ours", ours))
        if arguments.gate:
            fallen |= hold(ours)
            continue
        for name, half in halves(articles) if arguments.gold else ():
            print(row(f"ours, {name}", measure(half, tag)))
        for name, guess in rivals():
            print(row(name, measure(articles, guess)))
    return fallen


def read_articles(path: Path) -> list[Article]:
    """Read a .jsonl file, or dev.jsonl in a folder."""
    file = path / "dev.jsonl" if path.is_dir() else path
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def our_tagger() -> Callable[[Article], Guess]:
    """Give our tagger in the form that all are measured in."""
    gazetteer = load_gazetteer()

    def tag(article: Article) -> Guess:
        tags = tag_regions(
            title=article["title"],
            lede=article["lede"],
            paragraphs=article["paragraphs"],
            lang=article["lang"],
            gazetteer=gazetteer,
        )
        shown = {item.code for item in tags.evidence}
        return Guess(
            primary=set(tags.primary),
            mentioned=set(tags.mentioned),
            places=tags.places,
            proved=len(shown & {*tags.primary, *tags.mentioned}),
        )

    return tag


def halves(articles: Sequence[Article]) -> list[tuple[str, list[Article]]]:
    """Split by the parity of the number in the id, where ids have one."""
    numbers = {article["id"]: "".join(filter(str.isdigit, article["id"])) for article in articles}
    if not all(numbers.values()):
        return []
    return [
        (name, [article for article in articles if int(numbers[article["id"]]) % 2 == parity])
        for name, parity in (("even ids", 0), ("odd ids", 1))
    ]


def measure(articles: Sequence[Article], guess: Callable[[Article], Guess]) -> Figures:
    """Tag every article and compare with its labels."""
    passes = []
    for _ in range(_PASSES):
        started = time.process_time()
        guesses = [guess(article) for article in articles]
        passes.append(time.process_time() - started)
    seconds = max(min(passes), 1e-9)
    words = sum(len(_text(article).split()) for article in articles)
    primary = _f1s(articles, [guess.primary for guess in guesses], "primary")
    mentioned = _f1s(articles, [guess.mentioned for guess in guesses], "mentioned")
    hard = [
        bool(guess.primary & set(FIVE))
        for article, guess in zip(articles, guesses, strict=True)
        if article["hard"] and not set(article["gold"]["primary"]) & set(FIVE)
    ]
    tags = sum(len(guess.primary | guess.mentioned) for guess in guesses)
    return Figures(
        primary=_mean(primary.values()),
        countries=primary,
        mentioned=_mean(mentioned.values()),
        hard=_mean([float(wrong) for wrong in hard]),
        places=_place_recall(articles, guesses),
        per_second=words / WORDS_OF_AN_ARTICLE / seconds,
        evidence=sum(guess.proved for guess in guesses) / tags if tags else 1.0,
    )


def _text(article: Article) -> str:
    return " ".join((article["title"], article["lede"], *article["paragraphs"]))


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / len(held) if held else 0.0


def _f1s(articles: Sequence[Article], guessed: Sequence[set[str]], field: str) -> dict[str, float]:
    """F1 of each of the five that labels or guesses name."""
    result = {}
    for code in FIVE:
        truth = [code in article["gold"][field] for article in articles]
        said = [code in codes for codes in guessed]
        both = sum(one and other for one, other in zip(truth, said, strict=True))
        if any(truth) or any(said):
            result[code] = 2 * both / (sum(truth) + sum(said))
    return result


def _place_recall(articles: Sequence[Article], guesses: Sequence[Guess]) -> float:
    """Share of labelled places that a guess contains, or that contain a guess of three letters or more."""
    total = found = 0
    for article, guess in zip(articles, guesses, strict=True):
        said = [place.casefold() for place in guess.places]
        for place in article["gold"]["places"]:
            total += 1
            name = place.casefold()
            found += any(name in one or (len(one) > 2 and one in name) for one in said)
    return found / total if total else 0.0


def row(name: str, figures: Figures) -> str:
    """One line of the table."""
    countries = " ".join(f"{code} {value:.2f}" for code, value in figures.countries.items())
    return (
        f"{name:18} primary {figures.primary:.3f} ({countries})  mentioned {figures.mentioned:.3f}  "
        f"hard wrong {figures.hard:.3f}  places {figures.places:.3f}  "
        f"{figures.per_second:6.0f} articles/s  evidence {figures.evidence:.2f}"
    )


def hold(figures: Figures) -> int:
    """Compare with the floors; 1 where one is not held."""
    reached = {
        "primary": figures.primary,
        "least country": min(figures.countries.values(), default=0.0),
        "mentioned": figures.mentioned,
        "places": figures.places,
        "evidence": figures.evidence,
    }
    fallen = [f"{name} {reached[name]:.3f} < {floor}" for name, floor in FLOORS.items() if reached[name] < floor]
    if figures.hard > HARD_CEILING:
        fallen.append(f"hard wrong {figures.hard:.3f} > {HARD_CEILING}")
    print("\n".join(fallen) if fallen else "all floors held")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
