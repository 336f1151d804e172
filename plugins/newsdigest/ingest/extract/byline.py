"""Lines that say no more than who wrote and when."""

import re
from collections.abc import Sequence

from newsdigest.ingest.extract.agencies import agencies_in_line
from newsdigest.ingest.extract.dates import read_stamp

_MAX_CHARS = 140
_MAX_DATED = 80
# Words of bylines and of stamps; what remains of a line without them, names and digits is its own text.
_STOCK = re.compile(
    r"\b(?:by|von|vom|par|por|di|af|av|door|text|fotos?|photos?|words|story|stand|uhr|published|posted|updated|last|created|"
    r"aktualisiert|veröffentlicht|erstellt|am|um|at|on|the|and|und|et|y|и|автор|текст|обновлено|опубликовано|дата|"
    r"güncelleme|yayınlanma|жарияланды|жарыяланды|eʼlon|qilindi|minutes?|mins?|min|read|lesezeit|lesedauer|minuten|"
    r"am|pm|a\.m|p\.m|gmt|utc|est|edt|et|cet|cest|bst|ist|h|г|года|жыл|yil|column|kolumne|kommentar|analysis|analyse|"
    r"reporter|staff|writer|correspondent|korrespondent(?:in)?|redakteur(?:in)?|redaktion)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_RESIDUE = 8  # letters: a place or an outlet's short name may stand in a byline


def is_byline(text: str, names: Sequence[str]) -> bool:
    """
    Whether a short line gives only authors, agencies, a date.

    >>> is_byline("Von A. Example, 25.10.2025 - 15:26 Uhr", ["A. Example"])
    True
    >>> is_byline("A. Example resigned on Monday over the budget.", ["A. Example"])
    False
    """
    if len(text) > _MAX_CHARS:
        return False
    rest, named = text, False
    for name in names:
        if name and name.casefold() in rest.casefold():
            rest = re.sub(re.escape(name), " ", rest, flags=re.IGNORECASE)
            named = True
    if not named and not any(char.isdigit() for char in text):
        return bool(agencies_in_line(text))
    dated = len(text) <= _MAX_DATED and bool(read_stamp(text))
    if not (named or dated):
        return False
    letters = len(_LETTER.findall(_STOCK.sub(" ", rest)))
    if dated:
        letters -= 12  # the names of a month and a day of the week
    return letters <= _RESIDUE
