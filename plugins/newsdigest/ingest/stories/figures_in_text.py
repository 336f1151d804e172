"""Numbers and days in a text, the same in every language: what reports of one event have in common most surely."""

import re
from collections.abc import Iterator

from newsdigest.ingest.extract.months import month_number
from newsdigest.ingest.stories.terms import number_words, scale_of

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬", "01234567890123456789.,")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d{1,12}(?:[.,:]\d{1,2})?(?!\d)")
_THOUSANDS = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))")
_NEXT = re.compile(r"[\s\u00a0-]{0,2}(?:-[^\W\d_]{1,4}\s)?([^\W\d_]{2,20}|[万亿])")
_BEFORE = re.compile(r"([^\W\d_]{3,12})\.?\s$")
_WORD = re.compile(r"[^\W\d_]{2,18}")
_HALF, _TEN, _HUNDRED = 0.5, 10, 100
_BETWEEN = frozenset((" ", "-", " и ", " y ", " e ", " و ", " с "))
_AND = frozenset(("and", "und", "et", "ve", "va", "ва"))
# What follows a number word: in Uzbek and Tajik the word for "pieces", and cases. Never one letter n: altın is gold.
_COUNTING = frozenset(("ta", "та", "tasi", "таси", "то", "у", "ю"))
_ENDED = {
    "tr": (
        "ından",
        "inden",
        "ının",
        "inin",
        "unun",
        "dan",
        "den",
        "tan",
        "ten",
        "nci",
        "sı",
        "si",
        "ya",
        "ye",
        "ı",
        "i",
        "a",
        "e",
        "u",
        "ü",
    ),
    "uz": (
        "tasi",
        "таси",
        "tadan",
        "тадан",
        "tani",
        "тани",
        "tagacha",
        "ta",
        "та",
        "dan",
        "дан",
        "ga",
        "га",
        "ni",
        "ни",
    ),
    "kk": (
        "дан",
        "ден",
        "тан",
        "тен",
        "нан",
        "нен",
        "ға",
        "ге",
        "қа",
        "ке",
        "ды",
        "ді",
        "ты",
        "ті",
        "тың",
        "тің",
        "дың",
        "дің",
    ),
    "ky": ("дан", "ден", "дон", "тан", "тен", "тон", "га", "ге", "го", "ка", "ке", "ко", "дын", "дин", "тын", "тин"),
    "tk": ("dan", "den", "a", "e", "y", "i", "yň", "iň"),
    "tg": ("то", "тоӣ", "у", "ю", "ро"),
}
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
            yield f"#{value * ((word and scale_of(word[1])) or 1):.12g}"
    yield from _written_out(lowered, lang)


def _written_out(lowered: str, lang: str) -> Iterator[str]:
    """Give the numbers that are written as words: "он бир", "twenty-five", "iki bin üç yüz"."""
    numeral, end = _Numeral(), -1
    for found in _WORD.finditer(lowered):
        word = found[0]
        follows = numeral.begun and lowered[end : found.start()] in _BETWEEN
        if follows and word in _AND:
            end = found.end()
            continue
        value = _number(word, lang, least=2 if follows else 4)
        scale = scale_of(word) if follows else 0.0
        if not (follows and (numeral.multiply(scale) or numeral.add(value))):
            yield from numeral.close()
            numeral.add(value)
        end = found.end()
    yield from numeral.close()


class _Numeral:
    """A number in the making, from its largest part to its smallest."""

    def __init__(self) -> None:
        self._whole = self._part = 0.0  # what a thousand or a million has closed; what is under it
        self._scale = float("inf")  # of the last such word

    @property
    def begun(self) -> bool:
        """Whether any word was taken in."""
        return bool(self._whole or self._part)

    def add(self, value: float) -> bool:
        """Take a word's value in, if it can follow what is there."""
        part = self._part
        if value == _HUNDRED and 0 < part < _TEN:
            self._part = part * value
        elif not part or (value == _HALF and part < _HUNDRED):
            self._part = part + value if part or value != _HALF else 0.0
        elif (value >= _TEN and part % _HUNDRED == 0) or (1 <= value < _TEN and part % _TEN == 0):
            if value >= _HUNDRED:
                return False
            self._part = part + value
        else:
            return False
        return value > 0

    def multiply(self, scale: float) -> bool:
        """Take a thousand or a million in, if it can follow what is there."""
        if not (0 < scale < self._scale and self._part):
            return False
        self._whole, self._part, self._scale = self._whole + self._part * scale, 0.0, scale
        return True

    def close(self) -> Iterator[str]:
        """Give the key of what was taken in, and begin anew; one alone is hardly ever a number."""
        if (value := self._whole + self._part) > 1:
            yield f"#{value:.12g}"
        self._whole = self._part = 0.0
        self._scale = float("inf")


def _number(word: str, lang: str, *, least: int) -> float:
    """
    Give the value of a number word, 0 for any other.

    What cases and counting add to it in Turkic and Tajik is left off, where `least` letters remain: fewer are other
    words, but behind a larger number.
    """
    words = number_words(lang)
    value = words.get(word, 0.0)
    if value or lang not in _ENDED:
        return value
    for ending in _ENDED[lang]:
        if word.endswith(ending) and len(word) - len(ending) >= min(least, 3 if ending in _COUNTING else 4):
            value = words.get(word[: -len(ending)], 0.0)
            if value:
                return value
    return 0.0


def _value(printed: str) -> float:
    return float(_THOUSANDS.sub("", printed).replace(",", "."))


def _month(after: re.Match[str] | None, before: re.Match[str] | None, lang: str) -> int | None:
    for word in (after, before):
        if word and (month := month_number(word[1], lang)):
            return month
    return None
