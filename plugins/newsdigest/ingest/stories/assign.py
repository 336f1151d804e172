"""The story of every post, worked out anew only from the first change on."""

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsdigest.ingest import cache

Place = tuple[str | None, str | None]  # a post's story, and whose text it is where the post does not say
Stories = dict[str, Place]
Entry = tuple[str | None, str, str | None, str | None]  # what a post was made from, its date, and its place

_FIELDS = 4
_FILE = "file:"  # no packed sketch has a colon


def assign_stories(
    sketches: Mapping[str, str], held: Mapping[str, str | None], *, memory: Path, version: str
) -> Stories:
    """
    Find the story of every post.

    Args:
        sketches: Post id -> its packed sketch, or of a post that a person wrote, its file (see `of_file`).
        held: Post id -> the story that a person wrote into it, None where a person took it out.
        memory: The file that remembers the stories of the last run.
        version: Of the code; other memories are not used.

    Returns:
        Post id -> its place; the same as if nothing were remembered. A post that a person has not finished is left out.
    """
    stored = cache.load(memory, version=version)
    old = {post_id: entry for post_id, entry in stored.items() if isinstance(entry, list) and len(entry) == _FIELDS}
    marks = {post_id: _mark(packed, held, post_id) for post_id, packed in sketches.items()}
    changed = {post_id for post_id, mark in marks.items() if _old(old, post_id)[0] != mark}
    gone = old.keys() - marks.keys()
    if not changed and not gone:
        return {post_id: _old(old, post_id)[2:] for post_id in marks}
    from newsdigest.ingest.stories.anew import work_out  # noqa: PLC0415 - half a second, for builds with a new post

    dates, places = work_out(sketches, held, changed=changed, gone=gone, old=old)
    kept = {post_id: [marks[post_id], dates[post_id].isoformat(), *places[post_id]] for post_id in sorted(dates)}
    cache.save(memory, kept, version=version)
    return places


def _mark(packed: str, held: Mapping[str, str | None], post_id: str) -> str:
    """What changes when the post, or a person's word on its story, changes."""
    word = repr(held[post_id]) if post_id in held else ""
    return f"{zlib.crc32(packed.encode()):08x}{zlib.crc32(word.encode()):08x}"


def _old(old: Mapping[str, Any], post_id: str) -> Entry:
    """What the last run found; no mark where there was none."""
    mark, date, story, text_of = old.get(post_id, (None, "", None, None))
    return mark, date, story, text_of


def of_file(path: str, sha: str) -> str:
    """Give what stands for the sketch of a post that no seed made; the file is read only where it is needed."""
    return f"{_FILE}{sha}:{path}"


def file_of(sketch: str) -> Path | None:
    """Give the file that `of_file` meant; None for a packed sketch."""
    return Path(sketch.split(":", 2)[2]) if sketch.startswith(_FILE) else None
