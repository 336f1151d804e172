"""Lines that are stamps: "Created: 01/11/2022, 05:35 AM", a bare ISO time, a day with a weekday."""

import re
from functools import cache
from typing import Literal

from babel import Locale

from newsdigest.ingest.extract.dates import read_stamp
from newsdigest.ingest.extract.dump.phrases import pattern_of, phrases
from newsdigest.ingest.extract.months import LANGUAGES, month_number
from newsdigest.models import Stamp

_MAX_CHARS = 140
# A second label in the same line: "Created: 01/11/2022, 05:35 AM Updated: 01/11/2022, 06:10 PM".
_SEAM = re.compile(
    r"(?:(?<=\d)|(?<=\d[ap]m)|(?<=\s[ap]m)|(?<=uhr)|(?<=\dz))[\s,|·•]{0,4}"
    r"(?=(?:[^\W\d_]{3,20}\s){0,2}[^\W\d_]{4,20}\s?:\s?[^\W\d_]{0,12},?\s?\d{1,4}\W)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s[|·•/]\s|\s{2,}|\t")
_LABEL = re.compile(r"^(?:[^\W\d_]+[\s-]){0,3}[^\W\d_]{2,20}\s?:\s?(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")


def stamps_in(text: str, *, lang: str | None = None) -> tuple[Stamp, ...]:
    """
    Read a line that consists of stamps.

    Args:
        text: A line of the page.
        lang: Language of the page, for month names.

    Returns:
        Its stamps, verbatim, each with its label as the place; none where the line says anything else.

    >>> [stamp.place for stamp in stamps_in("Created: 01/11/2022, 05:35 AM")]
    ['visible: Created']
    """
    if len(text) > _MAX_CHARS or not any(char.isdigit() for char in text):
        return ()
    found = []
    for piece in _SEAM.split(text):
        for part in _PARTS.split(piece):
            if part and any(char.isdigit() for char in part) and read_stamp(part, lang=lang):
                stamp = _stamp(part, lang)
                if stamp is None:
                    return ()
                found.append(stamp)
            elif len(part.split()) > 6:
                return ()
    return tuple(found)


def _stamp(part: str, lang: str | None) -> Stamp | None:
    label = _LABEL.match(part)
    rest = part[label.end() :] if label else part
    if not all(_is_date_word(word, lang) for word in _WORD.findall(rest)):
        return None
    name = label[0].strip(" :") if label else ""
    taken_for: Literal["modified", "published"] = "modified" if _modified().search(name or rest) else "published"
    return Stamp(raw=part.strip(), place=f"visible: {name}" if name else "visible", taken_for=taken_for)


def _is_date_word(word: str, lang: str | None) -> bool:
    folded = word.casefold()
    return (
        folded in phrases("stamp") or len(folded) == 1 or folded in _weekdays() or month_number(word, lang) is not None
    )


@cache
def _modified() -> re.Pattern[str]:
    return re.compile(pattern_of("modified"), re.IGNORECASE)


@cache
def _weekdays() -> frozenset[str]:
    """Names of the days of the week, whole and short, as CLDR has them."""
    return frozenset(
        part
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in Locale.parse(language).days[context][width].values()
        for part in _WORD.findall(name.casefold())
    )
