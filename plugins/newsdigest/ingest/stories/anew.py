"""Stories worked out anew from the first change on, and from far enough before it to come out as from the beginning."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from newsdigest.ingest.stories.find import find_stories
from newsdigest.ingest.stories.recent import WINDOW
from newsdigest.ingest.stories.sketch import Sketch, unpack


def work_out(
    sketches: Mapping[str, str],
    held: Mapping[str, str | None],
    *,
    changed: Set[str],
    gone: Set[str],
    old: Mapping[str, Sequence[Any]],
) -> tuple[dict[str, dt.datetime], dict[str, str | None]]:
    """
    Find the stories that a change may have touched, and take the others as they were.

    Args:
        sketches: Post id -> its packed sketch.
        held: Post id -> the story that a person wrote into it, None where a person took it out.
        changed: Ids of posts that are new or other than in the last run; with `gone`, at least one.
        gone: Ids of posts of the last run that are no more.
        old: What the last run found: post id -> what it was made from, its date, its story.

    Returns:
        Post id -> its date, and post id -> its story.
    """
    dates = {post_id: dt.datetime.fromisoformat(old[post_id][1]) for post_id in sketches.keys() - changed}
    opened = {post_id: _open(post_id, sketches[post_id]) for post_id in changed}
    dates |= {post_id: sketch.date for post_id, sketch in opened.items()}
    before = {post_id: (dt.datetime.fromisoformat(date), story) for post_id, (_, date, story) in old.items()}
    moved = [before[post_id][0] for post_id in (gone | changed) & before.keys()]
    since = _whole_stories(min([*(dates[post_id] for post_id in changed), *moved]), before.values())
    near = [post_id for post_id, date in dates.items() if date >= since - WINDOW]
    known = {post_id: old[post_id][2] for post_id in near if dates[post_id] < since}
    posts = [opened.get(post_id) or _open(post_id, sketches[post_id]) for post_id in near]
    found = find_stories(posts, held=held, known=known).story_of
    stories: dict[str, str | None] = {post_id: old[post_id][2] for post_id in sketches.keys() - set(near)}
    stories |= {post_id: found.get(post_id) for post_id in near}
    return dates, stories


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


def _open(post_id: str, packed: str) -> Sketch:
    return replace(unpack(packed), id=post_id)
