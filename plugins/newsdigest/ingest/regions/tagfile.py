"""`newsdigest tag`: tag a file of articles, one JSON object a line."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from newsdigest.errors import PageError
from newsdigest.ingest.regions import tag_regions
from newsdigest.registers.gazetteer import Gazetteer


def tag_lines(lines: Iterable[str], gazetteer: Gazetteer) -> Iterator[dict[str, Any] | PageError]:
    """
    Tag articles given as JSON, one a line.

    Args:
        lines: Objects with `id`, `title`, `lede`, `paragraphs`, `related`, `lang`, `date`; parts may be missing,
            `related` counts for nothing. Empty lines are passed over.
        gazetteer: The register of regions.

    Yields:
        One record an article: `id`, `primary`, `mentioned`, `places`, `scores`, `evidence`, `uncertain`;
        for a line that is no such object, in its place, an error that names the line.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield PageError(f"line {number}: not JSON ({error}); write one object a line")
            continue
        if not isinstance(record, dict):
            yield PageError(f"line {number}: not an object; write one with id, title, lede, paragraphs and lang")
            continue
        yield {"id": record.get("id"), **_tags(record, gazetteer)}


def _tags(record: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    """Tag one article, missing parts taken as empty."""
    paragraphs = record.get("paragraphs")
    tags = tag_regions(
        title=str(record.get("title") or ""),
        lede=str(record.get("lede") or ""),
        paragraphs=[str(item) for item in paragraphs] if isinstance(paragraphs, list) else [],
        lang=str(record["lang"]) if record.get("lang") else None,
        gazetteer=gazetteer,
        date=_day(record.get("date")),
    )
    return {
        "primary": tags.primary, "mentioned": tags.mentioned, "places": tags.places,
        "named": [asdict(place) for place in tags.named], "scores": dict(tags.scores),
        "evidence": [asdict(item) for item in tags.evidence], "uncertain": tags.uncertain,
    }  # fmt: skip


def _day(value: object) -> dt.date | None:
    """Read the article's day; None where it has none that can be read."""
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
