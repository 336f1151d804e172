"""Reading and writing the shelf of posts, so that a run may end at any moment."""

from collections.abc import Iterator
from pathlib import Path

from newsdigest.ingest.cache import Remembered
from newsdigest.post.shelf import FileFacts, facts_of, markdown_entries

PART = ".part"  # ends the name of a file that is being written


def scan(folder: Path, remembered: Remembered) -> Iterator[tuple[str, FileFacts]]:
    """Look at every Markdown file below `folder`, in the order of paths; unchanged ones are not read again."""
    for entry in sorted(markdown_entries(folder), key=lambda entry: entry.path):
        yield entry.path, remembered.look(entry, facts_of)


def write_file(path: Path, data: bytes) -> None:
    """
    Write a file so that it is there whole or not at all, whenever the process ends.

    The name of the unfinished file follows from the file's, so that the next run overwrites what an ended one left.
    """
    _write_part(path, data).replace(path)


def update_post(path: Path, data: bytes, *, known: bytes | None) -> bool:
    """
    Write a post, unless a person saved it in the meantime.

    Args:
        path: The post's file.
        data: What it shall hold.
        known: What it held when that was decided; None: there was no such file.

    Returns:
        Whether it was written.
    """
    part = _write_part(path, data)
    if _content(path) != known:  # as late as can be: a person's words are not ours to replace
        part.unlink()
        return False
    part.replace(path)
    return True


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write_part(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}{PART}")
    part.write_bytes(data)
    return part
