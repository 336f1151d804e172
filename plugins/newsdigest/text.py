"""String functions that more than one room needs. Pure, and bounded on any input."""

import re
import unicodedata

# C0/C1 controls but tab and newline, soft hyphen, zero-width space and BOM, bidi overrides and isolates.
# ZWNJ and ZWJ stay: Persian spelling needs them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACE = re.compile(r"\s+")
_SLUG_GAP = re.compile(r"[^a-z0-9]+")

# Letters that NFKD does not take apart; Cyrillic by the BGN/PCGN habit that English readers know.
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i", "ӣ": "i", "ӯ": "u",
    "ҳ": "h", "ҷ": "j", "ў": "o", "ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th",
    "ʻ": "", "ʼ": "", "‘": "", "’": "", "'": "",
}  # fmt: skip


def clean(text: str) -> str:
    """
    Make captured text safe to show: no control characters, no bidi overrides, NFC.

    >>> clean("a\\u202eb\\x00c")
    'abc'
    """
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def has_unseen(text: str) -> bool:
    """
    Tell whether `text` holds characters that `clean` takes out: a reader sees another text than a machine.

    >>> has_unseen("https://a.example/\\u202egnp"), has_unseen("Алматы")
    (True, False)
    """
    return _UNSEEN.search(text) is not None


def collapse(text: str) -> str:
    """
    Clean `text` and put one space where any white space stood.

    >>> collapse("  one\\u00a0 two\\n")
    'one two'
    """
    return _SPACE.sub(" ", clean(_SPACE.sub(" ", text))).strip()


def slugify(text: str, *, max_length: int = 60) -> str:
    """
    Turn a title into a file name of a-z, 0-9 and hyphens, cut at a word; empty where no letter can be told.

    >>> slugify("Қазақстан: жаңа порт!")
    'qazaqstan-zhanga-port'
    """
    latin = "".join(_LATIN.get(char, char) for char in clean(text).lower())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    slug = _SLUG_GAP.sub("-", plain).strip("-")
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]


def listed(table: str) -> list[str]:
    """
    Read words or phrases written as one string with commas between; white space is collapsed.

    >>> listed("photo,  file photo")
    ['photo', 'file photo']
    """
    return [collapse(phrase) for phrase in table.split(",") if phrase.strip()]
