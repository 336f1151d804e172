"""Quotation marks that do not pair, by the habits of the text's language."""

import re
from collections.abc import Iterator, Mapping

# Opening and closing marks; the German closing mark is the English opening one.
_PAIRS: Mapping[str, Mapping[str, str]] = {
    "de": {"„": "“", "‚": "‘", "»": "«", "«": "»", "“": "”"},
    "": {"“": "”", "«": "»", "„": "“”"},
}
_GERMAN_HABIT = ("de", "cs", "sk", "sl", "hr", "bg", "ka", "et", "lt")
_MARKS = re.compile('["“”„«»]')
_ELIDED = re.compile(r"\\\n|\n+")
_BEFORE = "> \\*_-–—"  # what may stand before a paragraph's first mark
_RUNS_OVER = 6  # paragraphs; longer quotations take up their mark again
_INCHES = re.compile(r"\d\"")


def unpaired(text: str, lang: str) -> Iterator[tuple[int, str]]:
    """
    Give marks without a partner, as (offset, mark), one a paragraph.

    A quotation may run over paragraphs: then the next opens again, or a later one, not far on, closes.

    >>> list(unpaired("He said: “No.", "en"))
    [(9, '“')]
    """
    open_one: tuple[int, str, int] | None = None  # offset, mark, number of its paragraph
    for number, (start, paragraph) in enumerate(_paragraphs(text)):
        if open_one and number - open_one[2] > _RUNS_OVER:
            yield open_one[:2]
            open_one = None
        again = open_one is not None and paragraph.lstrip(_BEFORE).startswith(open_one[1])
        alone = _alone(paragraph, lang)
        if again and not alone:
            open_one = None
        for place, mark in alone:
            if open_one and not again and _closes(mark, open_one[1], lang):
                open_one = None
            elif mark not in _pairs(lang) and mark != '"':
                yield start + place, mark
                if open_one and open_one[2] == number:
                    open_one = None  # the pair of which one mark is wrong
                break
            elif open_one and open_one[2] == number:
                break  # told already, or told later
            else:
                if open_one and not again:
                    yield open_one[:2]
                open_one = start + place, mark, number
    if open_one:
        yield open_one[:2]


def _paragraphs(text: str) -> list[tuple[int, str]]:
    places = [0, *(found.end() for found in _ELIDED.finditer(text))]
    return [(start, text[start:end]) for start, end in zip(places, [*places[1:], len(text)], strict=True)]


def _pairs(lang: str) -> Mapping[str, str]:
    return _PAIRS["de" if lang.split("-", maxsplit=1)[0] in _GERMAN_HABIT else ""]


def _closes(mark: str, opened: str, lang: str) -> bool:
    return mark == opened == '"' or mark in _pairs(lang).get(opened, "")


def _alone(paragraph: str, lang: str) -> list[tuple[int, str]]:
    """Find the marks that stay alone within a paragraph, in their order."""
    pairs = _pairs(lang)
    closing = "".join(pairs.values())
    opened: list[tuple[int, str]] = []
    alone: list[tuple[int, str]] = []
    for found in _MARKS.finditer(paragraph):
        place, mark = found.start(), found[0]
        if opened and _closes(mark, opened[-1][1], lang):
            opened.pop()
        elif mark in pairs or (mark == '"' and not (place and _INCHES.match(paragraph, place - 1))):
            opened.append((place, mark))
        elif mark in closing or mark == "”":
            alone.append((place, mark))
    return sorted(alone + opened)
