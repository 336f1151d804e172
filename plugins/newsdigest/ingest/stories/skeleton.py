"""
Keys under which a name is the same in every script: its consonants, by class.

"Худжанд", "Xoʻjand", "Khujand", "Chudschand" and "خجند" all give "KJNT". Vowels are left out because Persian does not
write them and the languages differ in them most; voiced and voiceless consonants fall together for the same reason.
"""

import re
from functools import lru_cache

from newsdigest.ingest.stories.terms import endings

LENGTH = 6  # consonants kept: more would tell a name from its inflected form
_LATIN_J = frozenset(("de", "pl", "cs", "nl", "sv", "fi", "hu", "da", "no", "nb"))  # languages that write y as j

# Cyrillic and Arabic letters as class letters; a dot stands for a vowel.
_LETTERS = {
    **dict.fromkeys("аеёиоуыэюяйәөұүіӣӯўъь", "."),
    "б": "P", "п": "P", "в": "V", "ф": "V", "г": "K", "ғ": "K", "к": "K",
    "қ": "K", "х": "K", "ҳ": "K", "һ": "K", "д": "T", "т": "T", "ж": "J", "ш": "J", "щ": "J", "ч": "J", "ҷ": "J",
    "з": "S", "с": "S", "ц": "S", "л": "L", "м": "M", "н": "N", "ң": "N", "р": "R",
    **dict.fromkeys("اآأإویيهةىئؤءعەۇۆۈې", "."),
    "ب": "P", "پ": "P", "ف": "V", "ڤ": "V", "ق": "K", "ک": "K", "ك": "K",
    "گ": "K", "غ": "K", "خ": "K", "ح": "K", "د": "T", "ت": "T", "ط": "T", "ج": "J", "چ": "J", "ش": "J", "ژ": "J",
    "س": "S", "ص": "S", "ز": "S", "ذ": "S", "ض": "S", "ظ": "S", "ث": "S", "ل": "L", "م": "M", "ن": "N", "ر": "R",
    **dict.fromkeys("aeiouyäöüáéíóúàèìòùâêîôûåøæœıýëï", "."),
    "b": "P", "p": "P", "v": "V", "w": "V", "f": "V", "g": "K",
    "ğ": "K", "k": "K", "q": "K", "x": "K", "h": "K", "c": "K", "d": "T", "t": "T", "j": "J", "ş": "J", "ç": "J",
    "ž": "J", "š": "J", "č": "J", "z": "S", "s": "S", "ß": "S", "l": "L", "ł": "L", "m": "M", "n": "N", "ň": "N",
    "ñ": "N", "r": "R", "ř": "R",
}  # fmt: skip
_DIGRAPHS = re.compile(r"dsch|tsch|shch|sch|дж|zh|sh|ch|kh|gh|dj|ts|тс|ng(?![aeiouyöüä])")
_AS = {
    "dsch": "J", "tsch": "J", "shch": "J", "sch": "J", "дж": "J", "zh": "J", "sh": "J", "ch": "J", "kh": "K", "gh": "K",
    "dj": "J", "ts": "S", "тс": "S", "ng": "N",
}  # fmt: skip
_KEPT = 4  # letters that a case ending must leave


_HARD_CH = frozenset(("de", "pl", "cs", "nl", "it"))
_LATIN = frozenset(("en", "de", "fr", "es", "it", "pt", "nl"))
# What single letters cannot tell: soft c, Greek digraphs, x, and the u that Cyrillic and Turkic scripts write as v.
_SPELLINGS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"c(?=[eiyäéèöí])"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ck"), "k"),
)
_V_SOUND = re.compile(r"(?<=[ea])u(?=[bcdfgklmnprstz])")


@lru_cache(maxsize=65_536)
def name_key(word: str, lang: str) -> str:
    """
    Give the consonant key of a word, "" where it has none.

    Args:
        word: In lower case, apostrophes taken out.
        lang: Primary language subtag, for its case endings and its letters.

    >>> name_key("худжанде", "ru") == name_key("xojandda", "uz") == name_key("chudschand", "de") == "KJNT"
    True
    """
    word = _spelled(_without_ending(word, lang), lang)
    first = _LETTERS.get(word[:1])
    classes = "".join(_LETTERS.get(char, char if char.isupper() else "") for char in _DIGRAPHS.sub(_joined, word))
    sounded = (char for place, char in enumerate(classes) if char != "." and classes[place - 1 : place] != char)
    consonants = "".join(sounded)
    return ("A" if first == "." else "") + consonants[:LENGTH]


def _without_ending(word: str, lang: str) -> str:
    if word.endswith(("стан", "stan")):
        return word  # a country, not a case
    for ending in endings().get(lang, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _KEPT:
            return word[: -len(ending)]
    return word


def _spelled(word: str, lang: str) -> str:
    """Write a word of a Latin script as it sounds, as far as consonants go."""
    if lang in _LATIN_J:
        word = re.sub(r"(?<!d)j", "y", word)
    if lang in _HARD_CH:
        word = re.sub(r"(?<![st])ch", "kh", word)
    if lang in {"tr", "az"}:
        word = word.replace("c", "j")
    if lang in _LATIN:
        for pattern, sound in _SPELLINGS:
            word = pattern.sub(sound, word)
    return _V_SOUND.sub("v", word)


def _joined(found: re.Match[str]) -> str:
    return _AS[found[0]]
