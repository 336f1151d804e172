"""Description blobs: a line that runs the beginning of the article together, often cut off in the middle."""

import re
from collections.abc import Sequence

from newsdigest.ingest.extract.dump.lines import Line

_REACH = 14  # lines: a description covers headline, stamp, caption, credit and a few sentences
_MIN_CHARS = 60  # a shorter one is told from a paragraph that begins alike only by chance
_GAP = re.compile(r"\W+")
_CUT = re.compile(r"[\s.…\[\]-]+$")


def find_blobs(lines: Sequence[Line], start: int, stop: int) -> frozenset[int]:
    """
    Find the lines that only repeat, run together and perhaps cut off, what other lines say.

    Args:
        lines: The page.
        start: First line to look at.
        stop: First line not to look at.

    Returns:
        Numbers of the lines to drop.
    """
    plain = [_plain(line.text) for line in lines[start : stop + _REACH]]
    found = set()
    for place in range(min(stop, len(lines)) - start):
        blob = _plain(_CUT.sub("", lines[start + place].text))
        if len(blob) < _MIN_CHARS:
            continue
        later = range(place + 1, min(place + 1 + _REACH, len(plain)))
        if any(_covers(plain, begin, blob, place) for begin in (*range(max(0, place - 3), place), *later)):
            found.add(start + place)
    return frozenset(found)


def _covers(plain: Sequence[str], begin: int, blob: str, place: int) -> bool:
    """Whether the lines from `begin` on, read as one, begin with the blob (the blob's own line left out)."""
    joined = ""
    for number in range(begin, min(begin + 2 * _REACH, len(plain))):
        if number == place:
            continue
        joined += plain[number]
        if not joined.startswith(blob[: len(joined)]):
            return False
        if len(joined) >= len(blob):
            # From a later line on the blob repeats; from an earlier one it must bring in lines after itself.
            return begin > place or number > place
    return False


def _plain(text: str) -> str:
    return _GAP.sub("", text.casefold())
