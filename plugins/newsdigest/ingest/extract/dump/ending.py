"""Where the article of a dump ends and the page's own lines begin again."""

from collections.abc import Callable, Sequence

from newsdigest.ingest.extract.dump.lines import Line
from newsdigest.ingest.extract.dump.phrases import ends_page, is_site_copyright
from newsdigest.ingest.extract.dump.subheads import content_stems

_ENOUGH = 150  # characters of prose before anything can be the end
_MOST = 0.6  # share of the page's prose before a line that may well be the end
_RELATED = 0.2  # share of words that what follows has in common with the article if it goes on
_SAMPLE = 12  # paragraphs to compare


def find_end(lines: Sequence[Line], start: int, *, is_source: Callable[[str], bool]) -> int:
    """
    Find the first line that is not the article's any more.

    "You may like", comments, an imprint or the line that names the source end the article, unless the greater part
    of the prose comes after them and speaks of the same things.

    Args:
        lines: The page.
        start: Number of the headline's line.
        is_source: Says of a line whether it names where the article comes from.

    Returns:
        A line number, `len(lines)` where nothing ends it.
    """
    prose = [len(line.text) if line.is_prose else 0 for line in lines]
    total = sum(prose[start + 1 :])
    before = 0
    for line in lines[start + 1 :]:
        may_end = before >= _ENOUGH and (ends_page(line.text) or is_site_copyright(line.text) or is_source(line.text))
        if may_end and (before >= _MOST * total or not _goes_on(lines, start, line.number)):
            return line.number
        before += prose[line.number]
    return len(lines)


def _goes_on(lines: Sequence[Line], start: int, number: int) -> bool:
    """Whether the prose after line `number` has enough words in common with the prose before it."""
    before = frozenset().union(*(content_stems(line.text) for line in lines[start:number]))
    after = [content_stems(line.text) for line in lines[number + 1 :] if line.is_prose][:_SAMPLE]
    stems = frozenset().union(*after) if after else frozenset()
    return bool(stems) and len(stems & before) >= _RELATED * len(stems)
