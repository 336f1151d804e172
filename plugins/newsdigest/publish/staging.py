"""
Where what is made waits until all of it is made.

A folder that the site does not have yet is staged as it will stand and moved by one rename: a first build makes each of
its files once and renames a dozen folders. What goes into a folder that is there lies side by side under numbers, since
a tree for it would have to be made and removed again.
"""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from newsdigest.publish.disk import write_new

_TREE = "new"  # holds the folders that the site does not have yet
_FOLDERS = 4096  # remembered; files come folder by folder

Move = tuple[str, str]  # name in the staging folder, and the path below output/ that it is for: a file, or a new folder


class Staging:
    """
    Stages the files of one build, in any process.

    Args:
        folder: The output folder, which stays as it is meanwhile.
        place: The staging folder.
    """

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder = folder
        self._place = place
        self._new = lru_cache(maxsize=_FOLDERS)(self._find_new)

    def add(self, path: str, data: bytes, name: str) -> tuple[Move, int]:
        """
        Stage one file.

        Args:
            path: Below output/.
            data: The whole of it.
            name: No other file that is staged has it.

        Returns:
            What to move for it, often the same as for others of its folder; and when it was written, in ns.
        """
        new = self._new(path.rpartition("/")[0])
        if not new:
            return (name, path), write_new(f"{self._place}/{name}", data)
        staged = Path(f"{self._place}/{_TREE}/{path}")
        try:
            written_ns = write_new(str(staged), data)
        except FileNotFoundError:  # the first of its folder
            staged.parent.mkdir(parents=True, exist_ok=True)
            written_ns = write_new(str(staged), data)
        return (f"{_TREE}/{new}", new), written_ns

    def _find_new(self, folder: str) -> str:
        """The topmost part of `folder` that the site does not have; empty where it has it all."""
        if not folder:
            return ""
        above = self._new(folder.rpartition("/")[0])
        return above or ("" if (self.folder / folder).is_dir() else folder)


def put(source: str, target: str) -> None:
    """
    Move a staged file or folder into place; one that is not there was moved already.

    Raises:
        OSError: the disk refuses.
    """
    try:
        os.replace(source, target)  # noqa: PTH105 - a hundred thousand times
    except FileNotFoundError:
        return
    except OSError:
        if not Path(source).is_dir():
            raise
        for file in _files(source):  # somebody has made a folder of that name meanwhile
            Path(target, file).parent.mkdir(parents=True, exist_ok=True)
            Path(source, file).replace(Path(target, file))


def _files(folder: str) -> Iterator[str]:
    for above, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(above, name), folder)  # noqa: PTH118 - as os.walk gives it
