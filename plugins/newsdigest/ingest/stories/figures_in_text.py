"""Numbers and days in a text, the same in every language: what reports of one event have in common most surely."""

import re
from collections.abc import Iterator

from newsdigest.ingest.extract.months import month_number
from newsdigest.ingest.stories.terms import number_words, scales

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬", "01234567890123456789.,")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d{1,12}(?:[.,:]\d{1,2})?(?!\d)")
_THOUSANDS = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))")
_NEXT = re.compile(r"[\s\u00a0-]{0,2}(?:-[^\W\d_]{1,4}\s)?([^\W\d_]{2,20})")
_BEFORE = re.compile(r"([^\W\d_]{3,12})\.?\s$")
_WORD = re.compile(r"[^\W\d_]{2,18}")
_TEN = 10
_YEARS = range(1900, 2101)


def figures_in(lowered: str, lang: str) -> Iterator[str]:
    """
    Give the numbers and days of a text as keys.

    Args:
        lowered: The text in lower case, apostrophes out.
        lang: Primary language subtag, for month names.

    >>> list(figures_in("12 milliarden euro am 4. april, 3,1 kilometer", "de"))
    ['#12000000000', 'd4-4', '#3.1']
    """
    lowered = lowered.translate(_DIGITS)
    for found in _NUMBER.finditer(lowered):
        if ":" in found[0]:
            yield f"t{found[0].lstrip('0')}"
            continue
        value = _value(found[0])
        word = _NEXT.match(lowered, found.end())
        before = _BEFORE.search(lowered, max(0, found.start() - 16), found.start())
        if value.is_integer() and 1 <= value <= 31 and (month := _month(word, before, lang)):
            yield f"d{month}-{int(value)}"
        elif value in _YEARS and len(found[0]) == 4:
            yield f"y{int(value)}"
        else:
            scale = next((by for stem, by in scales() if word and word[1].startswith(stem)), 1.0)
            yield f"#{value * scale:.12g}"
    yield from _written_out(lowered, lang)


def _written_out(lowered: str, lang: str) -> Iterator[str]:
    """Give the numbers that are written as words; tens take the unit behind them along: "он бир", "twenty-five"."""
    words = number_words(lang)
    tens, end = 0.0, 0
    for found in _WORD.finditer(lowered):
        value = words.get(found[0], 0.0)
        joined = tens and 0 < value < _TEN and found.start() - end == 1
        if tens and not joined:
            yield f"#{tens:.12g}"
        if joined or value > 1:
            scale = next((by for stem, by in scales() if lowered.startswith(stem, found.end() + 1)), 1.0)
            tens_here = value >= _TEN * 2 or value == _TEN
            if tens_here and not joined and scale == 1:
                tens, end = value, found.end()
                continue
            yield f"#{(tens + value if joined else value) * scale:.12g}"
        tens = 0.0
    if tens:
        yield f"#{tens:.12g}"


def _value(printed: str) -> float:
    return float(_THOUSANDS.sub("", printed).replace(",", "."))


def _month(after: re.Match[str] | None, before: re.Match[str] | None, lang: str) -> int | None:
    for word in (after, before):
        if word and (month := month_number(word[1], lang)):
            return month
    return None
