"""Bylines of a dump: "By A. Example"."""

import re
from functools import cache

from newsdigest.ingest.extract.dump.phrases import pattern_of, phrases

_MAX_CHARS = 120
_MAX_WORDS = 8
_AFTER_NAMES = re.compile(r"\s[|·•–—]\s")
_SMALL = frozenset(("de", "von", "van", "al", "der", "bin", "ibn", "қызы", "кызы", "ұлы", "qizi", "uly", "ogli"))


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"^\W{{0,3}}(?:{pattern_of('byline')})(?:\s?:)?\s+(?P<names>[^\W\d_].{{1,100}})$", re.IGNORECASE)


def byline_of(text: str) -> str | None:
    """
    Give the names of a byline.

    >>> byline_of("By A. Example"), byline_of("By noon the square was empty.")
    ('A. Example', None)
    """
    found = _byline().match(text) if len(text) <= _MAX_CHARS else None
    if not found:
        return None
    names = _AFTER_NAMES.split(found["names"])[0].strip()
    words = names.split()
    allowed = _SMALL | phrases("conjunctions")
    if (
        len(words) > _MAX_WORDS
        or names.endswith((".", "!", "?"))
        or any(w[:1].islower() and w not in allowed for w in words)
    ):
        return None
    return names
