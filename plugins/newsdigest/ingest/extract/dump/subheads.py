"""Sub-heads among one-sentence paragraphs, where nothing but the text tells them apart."""

import re
from collections.abc import Sequence

from newsdigest.ingest.extract.dump.lines import Line
from newsdigest.ingest.extract.dump.phrases import phrases

_MAX_CHARS = 110
_MAX_WORDS = 14
_MAX_QUESTION_WORDS = 10
_STEM = 5  # letters: enough to tell words apart, few enough that case endings fall away
_WORD = re.compile(r"[^\W\d_]{4,}")
_AFTER = 4  # paragraphs of the section that a sub-head announces
_OPEN_END = (",", ";", ":", "-", "–", "—")


def is_subhead(line: Line, before: Line | None, after: Sequence[Line], *, marked: bool) -> bool:
    """
    Say whether `line` heads a section of the article.

    A sub-head is short, without a full stop, and a paragraph follows. One that is a question is told from a
    paragraph that asks by its words: a sub-head's come back in the section that it announces.

    Args:
        line: The line in question.
        before: The block before it in the body, None at its beginning.
        after: The lines after it that are the article's.
        marked: The page marks its sub-heads as headings, so what it marks as a paragraph is one.
    """
    if line.is_heading:
        return bool(after)
    text = line.text
    if (marked and line.tag == "p") or not after or len(text) > _MAX_CHARS or len(text.split()) > _MAX_WORDS:
        return False
    follows_prose = after[0].is_sentence or len(after[0].text) > _MAX_CHARS
    if not follows_prose or text.endswith(_OPEN_END) or text[:1].islower():
        return False
    if not line.is_sentence:
        return True
    if not text.rstrip("\"'»“”’ ").endswith(("?", "!", "？", "؟")):
        return False
    if len(text.split()) > _MAX_QUESTION_WORDS or _first_word(text) in phrases("conjunctions"):
        return False
    return before is not None and before.is_sentence and leads_into(line, after[:_AFTER])


def leads_into(line: Line, after: Sequence[Line]) -> bool:
    """
    Whether at least half of the line's content words, by their stems, come back in the lines after it.

    A line with no word of four letters leads into nothing.
    """
    stems = content_stems(line.text)
    section = frozenset().union(*(content_stems(other.text) for other in after)) if after else frozenset()
    return bool(stems) and 2 * len(stems & section) >= len(stems)


def content_stems(text: str) -> frozenset[str]:
    """The first letters of every longer word, without case."""
    return frozenset(
        word[:_STEM].casefold() for word in _WORD.findall(text) if word.casefold() not in phrases("common")
    )


def _first_word(text: str) -> str:
    found = re.search(r"[^\W\d_]+", text)
    return found[0].casefold() if found else ""
