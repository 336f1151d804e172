"""Posts that a person wrote, with no seed behind them: they take part in stories as any other."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from newsdigest.ingest.ledger import update_post
from newsdigest.ingest.plan import Plan
from newsdigest.ingest.settle import OnDisk
from newsdigest.ingest.stories.assign import Stories
from newsdigest.post.shelf import FileFacts

_END = b"\n---"

Own = Mapping[str, tuple[str, FileFacts]]  # post id -> its file, and what is known of it


def own_posts(plans: Sequence[Plan], disk: OnDisk) -> Own:
    """Find the posts that no seed made, withdrawn ones left out."""
    made = disk.bases.keys() | {plan.id for plan in plans} | {plan.known_as for plan in plans}
    return {
        post_id: files[0]
        for post_id, files in disk.posts.items()
        if post_id not in made and len(files) == 1 and not files[0][1].seed and not files[0][1].withdrawn
    }


def write_stories(own: Own, places: Stories) -> Iterator[str]:
    """
    Write the stories into the posts that say nothing of theirs; a `story:` that is there, be it empty, is a person's.

    Yields:
        A line for each post that got one. A file that somebody saves meanwhile is left to the next run.
    """
    for post_id, (path, facts) in own.items():
        story, _ = places.get(post_id, (None, None))
        if story and not facts.has_story and _add_line(Path(path), f'story: "{story}"'):
            yield f"{path}: reports the story {story}, which is written into it; an empty story: takes it out"


def _add_line(path: Path, line: str) -> bool:
    """Add a line at the end of a post's front matter, and change nothing else."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return False
    end = data.find(_END, 3)
    if not data.startswith(b"---") or end < 0:
        return False
    newline = b"\r\n" if data[:end].endswith(b"\r") else b"\n"
    body = data[:end].removesuffix(b"\r") + newline + line.encode("utf-8") + newline + data[end + 1 :]
    return update_post(path, body, known=data)
