"""`newsdigest tag`: tag a file of articles, one JSON object a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from newsdigest.errors import PageError
from newsdigest.ingest.regions import tag_regions
from newsdigest.registers.gazetteer import Gazetteer


def tag_lines(lines: Iterable[str], gazetteer: Gazetteer) -> Iterator[str]:
    """
    Tag articles given as JSON, one a line.

    Args:
        lines: Objects with `id`, `title`, `lede`, `paragraphs`, `related`, `lang`; `related` counts for
            nothing. Empty lines are passed over.
        gazetteer: The register of regions.

    Yields:
        One JSON object an article: `id`, `primary`, `mentioned`, `places`, `scores`, `evidence`,
        `uncertain`.

    Raises:
        PageError: a line that is no such object; the message names it.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise PageError(f"line {number}: not JSON ({error.msg}); write one object a line") from None
        if not isinstance(record, dict):
            raise PageError(f"line {number}: not an object; write one with id, title, lede, paragraphs and lang")
        yield json.dumps({"id": record.get("id"), **_tags(record, gazetteer)}, ensure_ascii=False)


def _tags(record: dict[str, object], gazetteer: Gazetteer) -> dict[str, object]:
    """Tag one article, missing parts taken as empty."""
    paragraphs = record.get("paragraphs")
    tags = tag_regions(
        title=str(record.get("title") or ""),
        lede=str(record.get("lede") or ""),
        paragraphs=[str(item) for item in paragraphs] if isinstance(paragraphs, list) else [],
        lang=str(record["lang"]) if record.get("lang") else None,
        gazetteer=gazetteer,
    )
    return {
        "primary": tags.primary, "mentioned": tags.mentioned, "places": tags.places, "scores": dict(tags.scores),
        "evidence": [asdict(item) for item in tags.evidence], "uncertain": tags.uncertain,
    }  # fmt: skip
