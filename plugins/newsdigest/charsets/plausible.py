"""
How much a text looks as if it had been read in the wrong charset.

Read wrongly, a text keeps its length and loses its habits: capitals stand inside words, scripts mix within a word,
signs stand between letters, rare letters become common ones. Each habit broken counts; a text that people wrote
stays under 0.1, a wrong reading of it comes out over 0.2.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_TAIL = re.compile(r"[^\x00-\x7f][^\s<>{}\"]{0,60}")  # of a word, from its first letter beyond ASCII
_MAX_CHARS = 12_000


def _ranges(keep: str) -> str:
    """Characters of one Unicode category between Latin-1 and Cyrillic Supplement, for use inside a class."""
    return "".join(chr(code) for code in range(0xAA, 0x530) if unicodedata.category(chr(code)) == keep)


_LOWER = "a-z" + _ranges("Ll")
_UPPER = "A-Z" + _ranges("Lu")
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_OTHER = "\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
_SIGNS = (
    "\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b4\u00b6\u00b8\u00b9\u00bb-\u00bf\u00d7\u00f7\u2018\u201a-\u203a\u20a0-\u2bff"
)
_FLIP = re.compile(f"[{_LOWER}][{_UPPER}]")
_MIX = re.compile(
    f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]"
    "|[\u0400-\u052f][\u0370-\u03ff\u4e00-\u9fff\u0600-\u06ff]|[\uac00-\ud7a3][\u3040-\u9fff]|[\u3040-\u9fff][\uac00-\ud7a3]"
)
_SIGN_INSIDE = re.compile(f"[{_LOWER}{_UPPER}][{_SIGNS}]+(?=[{_LOWER}{_UPPER}])")
_CROWD = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]{3,}")
_FINAL_SIGMA_INSIDE = re.compile("\u03c2(?=[\u03ac-\u03ce])")

# Cyrillic letters by their share in news texts, the frequent first, with Turkic letters among the Russian ones.
_BY_SHARE = "оеаинтсрвліәқлкмдпуөүңґұғяыьгзбчйіїєўҳҷӣӯхжшюцһщэфёъ"
_CYRILLIC = {letter: (place / len(_BY_SHARE)) ** 2 / 3 for place, letter in enumerate(_BY_SHARE)}
_FOREIGN = set("ђѓѕјљњќћџ")  # Serbian and Macedonian: in other texts the trace of a wrong reading


def oddity(text: str) -> float:
    """
    Rate a text from 0 (as people write) upwards; texts in ASCII alone are 0.

    >>> oddity("Новый порт открыт весной") < 0.1 < 0.2 < oddity("мНБШИ ОНПР НРЙПШР БЕЯМНИ")
    True
    """
    return oddity_of_words(foreign_words(text))


def oddity_of_words(sample: str) -> float:
    """Rate words as `foreign_words` gives them."""
    counts = Counter(sample)
    total = beyond_ascii(sample)
    if not total:
        return 0.0
    points = sum(number * _weight(char) for char, number in counts.items() if char > "\x7f")
    points += 1.0 * len(_FLIP.findall(sample)) + 1.0 * len(_MIX.findall(sample))
    points += 1.5 * len(_SIGN_INSIDE.findall(sample)) + 1.0 * len(_FINAL_SIGMA_INSIDE.findall(sample))
    points += 0.4 * sum(map(len, _CROWD.findall(sample)))
    return (points + _strangers(counts)) / total


def foreign_words(text: str) -> str:
    """Words with a letter beyond ASCII, joined by spaces, up to a bound; all that charsets differ in."""
    words: list[str] = []
    size = 0
    for found in _TAIL.finditer(text):
        start, end = found.span()
        # One letter before it is enough to see that scripts mix.
        words.append(text[start - 1 : end] if start and text[start - 1].isalpha() else found[0])
        size += end - start
        if size > _MAX_CHARS:
            break
    return " ".join(words)


def beyond_ascii(text: str) -> int:
    """Count the characters beyond ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _strangers(counts: Counter[str]) -> float:
    """Letters that do not meet in one text: Icelandic and Turkish, Danish and Czech, Kazakh and Serbian."""
    eth, nordic, turkish = _sum(counts, "ðþÐÞ"), _sum(counts, "áúæéóí"), _sum(counts, "ğşıİĞŞ")
    danish, southern = _sum(counts, "øåæ"), _sum(counts, "ìùòšž")
    ukrainian, kazakh, hard = _sum(counts, "їєґ"), _sum(counts, "әғқңөұү"), _sum(counts, "ыэъ")
    serbian = _sum(counts, "ђѓѕјљњќћџ")
    lonely = kazakh if kazakh > 3 * hard else 0  # Kazakh and its neighbours write ы in every other word
    return (
        min(nordic + eth, turkish)
        + 0.4 * max(0, eth - nordic)
        + min(danish, southern)
        + min(ukrainian, kazakh + hard)
        + min(serbian, hard)
        + lonely
    )


def _sum(counts: Counter[str], letters: str) -> int:
    return sum(counts[letter] for letter in letters)


@lru_cache(maxsize=8192)
def _weight(char: str) -> float:
    """How odd one character is by itself."""
    code = ord(char)
    lower = char.lower()
    if code < 0xA0 or char == "\ufffd":
        return 3.0
    if 0x0400 <= code <= 0x052F:
        weight = 0.6 if lower in _FOREIGN else _CYRILLIC.get(lower, 0.5)
        return weight + (0.06 if char != lower else 0.0)
    if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF:
        return _han_weight(char)
    if 0xAC00 <= code <= 0xD7A3:
        return 0.04 if _encodes(char, "euc_kr") else 0.8
    if 0xFF61 <= code <= 0xFF9F or 0x2500 <= code <= 0x259F:  # half-width katakana, box drawing
        return 0.8
    if 0x3040 <= code <= 0x30FF:
        return 0.0
    if not char.isalpha():
        return 0.05
    if code <= 0x17F:
        return 0.02 if lower in "äöüßéèàçñáíóúâêîôûãõåæğışığ" else 0.12
    if 0x0370 <= code <= 0x03FF:
        return 0.3 if lower in "ξψζϊϋΰΐ" else 0.08
    if 0x0600 <= code <= 0x06FF:
        return 0.05 if char in "اليمنرتوبدسهعکكیش" else 0.2
    return 0.1


def _han_weight(char: str) -> float:
    """Weigh a Han character by the level of the tables that hold it: the first levels list the frequent ones."""
    if _encodes(char, "gb2312") and char.encode("gb2312")[0] <= 0xD7:
        return 0.03
    if _encodes(char, "big5") and char.encode("big5")[0] <= 0xC6:
        return 0.06
    return 0.7


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
