"""Stories worked out anew from the first change on, and from far enough before it to come out as from the beginning."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from newsdigest.errors import RegisterError
from newsdigest.ingest.stories.assign import Place, file_of
from newsdigest.ingest.stories.copies import COPY_REACH
from newsdigest.ingest.stories.find import find_stories
from newsdigest.ingest.stories.recent import WINDOW
from newsdigest.ingest.stories.sketch import Sketch, sketch_post, unpack
from newsdigest.post import read_post


def work_out(
    sketches: Mapping[str, str],
    held: Mapping[str, str | None],
    *,
    changed: Set[str],
    gone: Set[str],
    old: Mapping[str, Sequence[Any]],
) -> tuple[dict[str, dt.datetime], dict[str, Place]]:
    """
    Find the stories that a change may have touched, and take the others as they were.

    Args:
        sketches: Post id -> its packed sketch.
        held: Post id -> the story that a person wrote into it, None where a person took it out.
        changed: Ids of posts that are new or other than in the last run; with `gone`, at least one.
        gone: Ids of posts of the last run that are no more.
        old: What the last run found: post id -> what it was made from, its date, its place.

    Returns:
        Post id -> its date, and post id -> its place. A post whose file does not say what a post must is in neither:
        the desk and the build name it.
    """
    dates = {post_id: dt.datetime.fromisoformat(old[post_id][1]) for post_id in sketches.keys() - changed}
    opened = {post_id: sketch for post_id in changed if (sketch := _open(post_id, sketches[post_id]))}
    gone = gone | (old.keys() & (changed - opened.keys()))
    changed = opened.keys()
    if not changed and not gone:
        return dates, {post_id: _place(old[post_id]) for post_id in dates}
    dates |= {post_id: sketch.date for post_id, sketch in opened.items()}
    before = {post_id: (dt.datetime.fromisoformat(date), story) for post_id, (_, date, story, _) in old.items()}
    moved = [before[post_id][0] for post_id in (gone | changed) & before.keys()]
    since = _whole_stories(min([*(dates[post_id] for post_id in changed), *moved]), before.values())
    near = [post_id for post_id, date in dates.items() if date >= since - WINDOW]
    known = {post_id: old[post_id][2] for post_id in near if dates[post_id] < since}
    posts = [sketch for post_id in near if (sketch := opened.get(post_id) or _open(post_id, sketches[post_id]))]
    found = find_stories(posts, held=held, known=known)
    places = {post_id: _place(old[post_id]) for post_id in dates.keys() - set(near)}
    places |= {post_id: (found.story_of.get(post_id), found.text_of.get(post_id)) for post_id in near}
    beyond = [post_id for post_id in known if dates[post_id] < since - COPY_REACH]
    places |= {post_id: (places[post_id][0], old[post_id][3]) for post_id in beyond}
    return dates, places


def _place(entry: Sequence[Any]) -> Place:
    story, text_of = entry[2:]
    return story, text_of


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


def _open(post_id: str, packed: str) -> Sketch | None:
    path = file_of(packed)
    if path is None:
        return replace(unpack(packed), id=post_id)
    try:
        return replace(sketch_post(read_post(path.read_text(encoding="utf-8"), path=str(path))), id=post_id)
    except (RegisterError, UnicodeDecodeError):
        return None
