"""The story of every post, worked out anew only from the first change on."""

import datetime as dt
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsdigest.ingest import cache
from newsdigest.ingest.stories.find import find_stories
from newsdigest.ingest.stories.recent import WINDOW
from newsdigest.ingest.stories.sketch import Sketch, unpack

Stories = dict[str, str | None]

_FIELDS = 3  # remembered of a post: what it was made from, its date, its story


def assign_stories(
    sketches: Mapping[str, str], held: Mapping[str, str | None], *, memory: Path, version: str
) -> Stories:
    """
    Find the story of every post.

    Args:
        sketches: Post id -> its packed sketch.
        held: Post id -> the story that a person wrote into it, None where a person took it out.
        memory: The file that remembers the stories of the last run.
        version: Of the code; other memories are not used.

    Returns:
        Post id -> name of its story, None where it has none; the same as if nothing were remembered.
    """
    stored = cache.load(memory, version=version)
    old = {post_id: entry for post_id, entry in stored.items() if isinstance(entry, list) and len(entry) == _FIELDS}
    marks = {post_id: _mark(packed, held, post_id) for post_id, packed in sketches.items()}
    changed = {post_id for post_id, mark in marks.items() if _old(old, post_id)[0] != mark}
    gone = old.keys() - marks.keys()
    if not changed and not gone:
        return {post_id: _old(old, post_id)[2] for post_id in marks}
    dates = {post_id: dt.datetime.fromisoformat(_old(old, post_id)[1]) for post_id in marks.keys() - changed}
    opened = {post_id: _open(post_id, sketches[post_id]) for post_id in changed}
    dates |= {post_id: sketch.date for post_id, sketch in opened.items()}
    before = {post_id: (dt.datetime.fromisoformat(date), story) for post_id, (_, date, story) in old.items()}
    moved = [before[post_id][0] for post_id in (gone | changed) & before.keys()]
    since = _whole_stories(min([*(dates[post_id] for post_id in changed), *moved]), before.values())
    near = [post_id for post_id, date in dates.items() if date >= since - WINDOW]
    known = {post_id: _old(old, post_id)[2] for post_id in near if dates[post_id] < since}
    posts = [opened.get(post_id) or _open(post_id, sketches[post_id]) for post_id in near]
    found = find_stories(posts, held=held, known=known).story_of
    stories: Stories = {post_id: _old(old, post_id)[2] for post_id in marks.keys() - set(near)}
    stories |= {post_id: found.get(post_id) for post_id in near}
    kept = {post_id: [marks[post_id], dates[post_id].isoformat(), stories[post_id]] for post_id in sorted(marks)}
    cache.save(memory, kept, version=version)
    return stories


def _whole_stories(since: dt.datetime, before: Iterable[tuple[dt.datetime, str | None]]) -> dt.datetime:
    """Go back to where no story of the last run reaches over `since`: what is worked out anew is whole stories."""
    spans: dict[str, tuple[dt.datetime, dt.datetime]] = {}
    for date, story in before:
        if story:
            first, last = spans.get(story, (date, date))
            spans[story] = min(first, date), max(last, date)
    for first, last in sorted(spans.values(), key=lambda span: span[1], reverse=True):
        if last < since:
            break
        since = min(since, first)
    return since


def _mark(packed: str, held: Mapping[str, str | None], post_id: str) -> str:
    """What changes when the post, or a person's word on its story, changes."""
    word = repr(held[post_id]) if post_id in held else ""
    return f"{zlib.crc32(packed.encode()):08x}{zlib.crc32(word.encode()):08x}"


def _old(old: Mapping[str, Any], post_id: str) -> tuple[str | None, str, str | None]:
    """Mark, date and story of the last run; no mark where there was none."""
    mark, date, story = old.get(post_id, (None, "", None))
    return mark, date, story


def _open(post_id: str, packed: str) -> Sketch:
    return replace(unpack(packed), id=post_id)
