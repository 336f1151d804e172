"""Quotation marks that do not pair, by the habits of the text's language."""

import re
from collections.abc import Iterator, Mapping

# Opening and closing marks; the German closing mark is the English opening one.
_PAIRS: Mapping[str, Mapping[str, str]] = {
    "de": {"„": "“", "‚": "‘", "»": "«", "«": "»"},
    "": {"“": "”", "«": "»", "„": "“”"},
}
_GERMAN_HABIT = ("de", "cs", "sk", "sl", "hr", "bg", "ka", "et", "lt")
_MARKS = re.compile('["“”„«»]')
_ELIDED = re.compile(r"\\\n|\n+")
_INCHES = re.compile(r"\d\"")


def unpaired(text: str, lang: str) -> Iterator[tuple[int, str]]:
    """
    Give every paragraph's first mark without a partner, as (offset, mark).

    A quotation may run over paragraphs: one left open is right where the next paragraph opens again.

    >>> list(unpaired("He said: “No.", "en"))
    [(9, '“')]
    """
    paragraphs = _paragraphs(text)
    for number, (start, paragraph) in enumerate(paragraphs):
        found = _first(paragraph, lang)
        if found is None:
            continue
        place, mark = found
        following = paragraphs[number + 1][1].lstrip("> \\") if number + 1 < len(paragraphs) else ""
        if not following.startswith(mark):
            yield start + place, mark


def _paragraphs(text: str) -> list[tuple[int, str]]:
    places = [0, *(found.end() for found in _ELIDED.finditer(text))]
    return [(start, text[start:end]) for start, end in zip(places, [*places[1:], len(text)], strict=True)]


def _first(paragraph: str, lang: str) -> tuple[int, str] | None:
    """Find the first mark that stays alone."""
    pairs = _PAIRS["de" if lang.split("-", maxsplit=1)[0] in _GERMAN_HABIT else ""]
    closing = "".join(pairs.values())
    open_marks: list[tuple[int, str]] = []
    for found in _MARKS.finditer(paragraph):
        place, mark = found.start(), found[0]
        if mark == '"':
            if open_marks and open_marks[-1][1] == '"':
                open_marks.pop()
            elif not (place and _INCHES.match(paragraph, place - 1)):
                open_marks.append((place, mark))
        elif open_marks and mark in pairs.get(open_marks[-1][1], ""):
            open_marks.pop()
        elif mark in pairs:
            open_marks.append((place, mark))
        elif mark in closing or mark == "”":
            return place, mark
    return open_marks[0] if open_marks else None
