"""Saved pages with known answers: reading them, and scoring predictions with the scorer that lies beside them."""

import datetime as dt
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Prediction = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """One saved page."""

    file: str
    publisher: str
    url: str | None
    captured: dt.datetime | None
    data: bytes


def read_gold(folder: Path) -> tuple[GoldPage, ...]:
    """Read `gold.jsonl` and the pages below `html/` of a gold folder."""
    pages = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        captured = entry.get("crawl_date")
        pages.append(
            GoldPage(
                file=entry["file"],
                publisher=entry["publisher"],
                url=entry.get("url"),
                captured=dt.datetime.fromisoformat(captured).replace(tzinfo=dt.UTC) if captured else None,
                data=gzip.decompress((folder / "html" / entry["file"]).read_bytes()),
            )
        )
    return tuple(pages)


def half_of(publisher: str) -> int:
    """0 or 1: rules are developed on the publishers of half 0 and checked on those of half 1."""
    return hashlib.md5(publisher.encode(), usedforsecurity=False).digest()[-1] % 2


def score(folder: Path, predictions: Iterable[Prediction], *, only: Iterable[str] | None = None) -> Mapping[str, float]:
    """
    Score predictions.

    Args:
        folder: The gold folder; its scorer is `score_pages.py` one folder up.
        predictions: One object a page, as the head of the scorer describes.
        only: Names of the files to score; all of them by default.
    """
    chosen = None if only is None else set(only)
    with tempfile.TemporaryDirectory() as scratch:
        gold, predicted, result = (Path(scratch, name) for name in ("gold.jsonl", "pred.jsonl", "scores.json"))
        lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        gold.write_text(
            "\n".join(line for line in lines if chosen is None or json.loads(line)["file"] in chosen), encoding="utf-8"
        )
        predicted.write_text(
            "\n".join(json.dumps(prediction, ensure_ascii=False) for prediction in predictions), encoding="utf-8"
        )
        scorer = [sys.executable, str(folder.parent / "score_pages.py"), "fundus"]
        given = ["--gold", str(gold), "--pred", str(predicted), "--json", str(result)]
        subprocess.run([*scorer, *given], check=True, stdout=subprocess.DEVNULL)
        scores: dict[str, float] = json.loads(result.read_text(encoding="utf-8"))
    return scores
