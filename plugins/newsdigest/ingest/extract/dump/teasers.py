"""Blocks of teasers in the middle of an article: "more on the subject" and what follows it."""

from collections.abc import Sequence

from newsdigest.ingest.extract.dump.lines import Line
from newsdigest.ingest.extract.dump.phrases import opens_related
from newsdigest.ingest.extract.dump.subheads import leads_into

_MOST = 10  # headlines in one block; a list of more is an archive, and the page's end
_MAX_CHARS = 200
_MIN_WORDS = 2


def read_teasers(lines: Sequence[Line], marker: int, stop: int) -> tuple[int, tuple[str, ...]]:
    """
    Read the headlines after the heading of a block of teasers.

    A headline has no full stop; it may end in a question mark. The block ends with the first sentence, and before
    a line that speaks of what the next paragraph speaks of, for that is a sub-head of the article.

    Args:
        lines: The page.
        marker: Number of the line that opens the block.
        stop: First line that is not the article's any more.

    Returns:
        Number of the first line after the block, and the headlines.
    """
    end = marker + 1
    while end < stop and end - marker <= _MOST and _is_headline(lines[end]):
        end += 1
    if end - marker > 2 and end < stop and leads_into(lines[end - 1], lines[end : end + 3]):
        end -= 1
    titles = tuple(line.text for line in lines[marker + 1 : end] if len(line.text.split()) >= _MIN_WORDS)
    return end, titles


def _is_headline(line: Line) -> bool:
    text = line.text
    if len(text) > _MAX_CHARS or opens_related(text):
        return False
    return not line.is_sentence or text.rstrip("\"'»“”’ ").endswith(("?", "!", "？"))
