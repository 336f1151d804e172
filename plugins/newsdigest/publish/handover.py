"""
Posts handed over from the processes that read them to those that make their pages.

A new post is wanted twice: for its card, and for its page once all cards are known. Reading and checking its file again
took a fifth of a page, so who reads a share of posts leaves them here as plain data, a file a share. Memory holds a few
shares at a time, the disk the rest; nothing here outlives the build.
"""

import marshal
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from newsdigest.models import Post
from newsdigest.post.plain import plain_of_post, post_of_plain
from newsdigest.publish.disk import told

_LOADED = 4  # shares in memory, some 2 MB each: lists are newest first, but feeds look back


class Handover:
    """
    The posts that this build has read.

    Args:
        folder: Emptied now and gone when the build ends.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shares: dict[str, str] = {}  # post file -> name of its share
        self._load = lru_cache(maxsize=_LOADED)(self._read)

    def leave(self, name: str, posts: Mapping[str, Post]) -> None:
        """
        Leave a share of posts, in whatever process.

        Args:
            name: Of the share; no other has it.
            posts: By their file below content/posts.
        """
        plain = {file: plain_of_post(post) for file, post in posts.items()}
        (self._folder / name).write_bytes(marshal.dumps(plain))

    def announce(self, name: str, files: list[str]) -> None:
        """Say in the process that the others will come from which posts a share has."""
        self._shares.update(dict.fromkeys(files, name))

    def find(self, file: str) -> Post | None:
        """Give a post that was left here; None: it was not, and its file must be read."""
        name = self._shares.get(file)
        return post_of_plain(self._load(name)[file]) if name else None

    def _read(self, name: str) -> dict[str, tuple[object, ...]]:
        return marshal.loads((self._folder / name).read_bytes())  # type: ignore[no-any-return]


@contextmanager
def handover(cache: Path) -> Iterator[Handover]:
    """
    Keep a place for posts while a build runs.

    Args:
        cache: The build's own; nobody else is at work there.

    Raises:
        DigestError: the disk refuses.
    """
    folder = cache / "read"
    with told("free some space, or make the folder writable, and build again"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    try:
        yield Handover(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
