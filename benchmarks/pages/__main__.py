"""
`python -m benchmarks.pages GOLD/pages` compares readers; `--gate` runs ours alone and fails below the floors.

Every page goes through all readers before the next page, so that a slow spell of the machine hits all alike; the
ratio of CPU seconds is what counts.
"""

import argparse
import gc
import logging
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.pages.gold import GoldPage, Prediction, half_of, read_gold, score
from benchmarks.pages.readers import GATED, READERS

COLUMNS = (
    ("body_macro_f1", "body F1"),
    ("boiler", "boilerplate"),
    ("title_norm", "title"),
    ("date_day", "day"),
    ("date_minute", "minute"),
    ("author_f1", "authors"),
    ("image_f1", "images"),
    ("caption_token_f1_nocredit", "captions"),
    ("credit_open_exact_f1", "credit, open"),
    ("credit_page_f1", "credit a page"),
    ("credit_leak_page", "credit leak"),
    ("caption_leak_page", "caption leak"),
)
# A little under what is reached on the 129 pages of the first gold.
FLOORS = {
    "body_macro_f1": 0.968,
    "title_norm": 0.88,
    "date_day": 0.98,
    "date_minute": 0.97,
    "author_f1": 0.93,
    "image_f1": 0.91,
    "caption_token_f1_nocredit": 0.90,
    "credit_open_exact_f1": 0.93,
    "credit_page_f1": 0.92,
}
CEILINGS = {"boiler": 0.035, "credit_leak_page": 0.01, "caption_leak_page": 0.01}
SLOWEST = 1.5  # times bare trafilatura.extract on the same pages


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison or the gate; give the exit status."""
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("gold", type=Path, help="folder with gold.jsonl and html/, the scorer one folder up")
    parser.add_argument("--gate", action="store_true", help="ours alone; exit status 1 below the floors")
    chosen = parser.parse_args(arguments)
    logging.getLogger().setLevel(logging.CRITICAL)  # the libraries warn of pages they cannot read
    pages = read_gold(chosen.gold)
    names = GATED if chosen.gate else tuple(READERS)
    predictions, seconds = run(pages, names)
    scores = {name: score(chosen.gold, predictions[name]) for name in names}
    for half in (0, 1):
        files = [page.file for page in pages if half_of(page.publisher) == half]
        scores[f"newsdigest, half {half}"] = score(chosen.gold, predictions["newsdigest"], only=files)
    ratio = {name: seconds[name] / seconds["trafilatura, bare"] for name in names}
    Console(width=200).print(table(scores, seconds, ratio, len(pages)))
    return report_faults(scores["newsdigest"], ratio["newsdigest"]) if chosen.gate else 0


def run(pages: Iterable[GoldPage], names: Sequence[str]) -> tuple[dict[str, list[Prediction]], dict[str, float]]:
    """Let every reader read every page; give their predictions and CPU seconds."""
    predictions: dict[str, list[Prediction]] = {name: [] for name in names}
    seconds = dict.fromkeys(names, 0.0)
    for number, page in enumerate(pages):
        for name in names:
            if number == 0:
                READERS[name](page)  # models and tables load once; that is not the page's cost
            gc.collect()
            start = time.process_time()
            found = READERS[name](page)
            seconds[name] += time.process_time() - start
            if found is not None:
                predictions[name].append(found)
    return predictions, seconds


def table(
    scores: Mapping[str, Mapping[str, float]], seconds: Mapping[str, float], ratio: Mapping[str, float], pages: int
) -> Table:
    """Lay the figures out, one reader a row."""
    laid = Table("reader", *(title for _, title in COLUMNS), "ms a page", "times bare")
    for name, figures in scores.items():
        cells = [f"{figures[key]:.3f}" if figures.get(key) is not None else "–" for key, _ in COLUMNS]
        cost = [f"{1000 * seconds[name] / pages:.0f}", f"{ratio[name]:.2f}"] if name in seconds else ["", ""]
        laid.add_row(name, *cells, *cost)
    return laid


def report_faults(figures: Mapping[str, float], ratio: float) -> int:
    """Name every figure outside its bounds; give the exit status."""
    faults = [f"{key} {figures[key]:.3f}, floor {floor}" for key, floor in FLOORS.items() if figures[key] < floor]
    faults += [f"{key} {figures[key]:.3f}, ceiling {top}" for key, top in CEILINGS.items() if figures[key] > top]
    if ratio > SLOWEST:
        faults.append(f"{ratio:.2f} times bare trafilatura is slower than {SLOWEST}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
