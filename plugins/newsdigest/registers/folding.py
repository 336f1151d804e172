"""
Bring names and running text to one spelling-blind form, character for character.

Folding forgets case, accents, the letters that only one Cyrillic or Arabic alphabet has, and
punctuation. One character in gives one character out, so an offset in the folded text is an offset
in the text; characters that must vanish (vowel marks, soft hyphens) cost a table of offsets.
"""

import re
import unicodedata
from dataclasses import dataclass

APOSTROPHES = "'’‘ʻʼ`´ʹ′"
_VANISH = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b\u200e\u200f\u2060\ufeff]"
)
_QUOTING = re.compile(r"(?<![^\W_])'|'(?![^\W_])")
_ELISION = re.compile(r"(?<= )((?:[ldnjcst]|qu|un|dell|nell|all|dall|sull|coll|quell|bell)')(?=[a-z])")
_HAMZA = re.compile("(?<= )ء(?=[^ ])")

# Letters that canonical decomposition does not take apart, and those of one alphabet that
# writers of a neighbouring one replace (қ by к, ڭ by ن).
_LETTERS = {
    "ß": "s", "æ": "a", "œ": "o", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ə": "a", "ŋ": "n", "þ": "t", "ð": "d",
    "ё": "е", "й": "и", "ђ": "д", "є": "е", "і": "и", "ї": "и", "ў": "у", "қ": "к", "ғ": "г", "ң": "н", "ө": "о",
    "ұ": "у", "ү": "у", "ә": "а", "һ": "х", "ҳ": "х", "ҷ": "ж", "ӣ": "и", "ӯ": "у", "җ": "ж", "ґ": "г",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ې": "ي", "ک": "ك", "ڭ": "ن", "ة": "ه",
    "ە": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ؤ": "و", "ۇ": "و", "ۋ": "و", "ۆ": "و", "ۈ": "و", "ڤ": "ف", "ۅ": "و",
}  # fmt: skip


def _fold_one(char: str) -> str:
    """Give the one character that stands for `char`."""
    if char in APOSTROPHES:
        return "'"
    low = char.lower()[0]
    if low in _LETTERS:
        return _LETTERS[low]
    base = unicodedata.normalize("NFKD", low)[0].lower()[0]
    base = _LETTERS.get(base, base)
    return base if base.isalnum() else " "


def _table() -> dict[int, str]:
    """Fold every character of the scripts that have case, accents or rival letters."""
    spans = ((0, 0x250), (0x2B0, 0x370), (0x370, 0x600), (0x600, 0x780), (0x10A0, 0x1100), (0x1C90, 0x1CC0),
             (0x1E00, 0x2070), (0x20A0, 0x2150), (0x3000, 0x3040), (0xFB50, 0xFE00), (0xFE30, 0xFFEF))  # fmt: skip
    return {point: _fold_one(chr(point)) for start, end in spans for point in range(start, end)}


_TABLE = _table()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A text in folded form; `text` begins and ends with one extra space."""

    text: str
    offsets: tuple[int, ...] | None  # place in the original of every folded character; None: the same place

    def origin(self, at: int) -> int:
        """Offset in the original of the folded character at `at` (counted with the leading space)."""
        inner = at - 1
        if self.offsets is None:
            return inner
        return self.offsets[inner] if inner < len(self.offsets) else self.offsets[-1] + 1 if self.offsets else 0


def fold(text: str) -> Folded:
    """
    Fold a text and remember where each character stood.

    >>> fold("Қазақстан’да, Aşgabat").text
    " казакстан'да  asgabat "
    """
    offsets: tuple[int, ...] | None = None
    if _VANISH.search(text):
        kept = [(at, char) for at, char in enumerate(text) if not _VANISH.match(char)]
        offsets = tuple(at for at, _ in kept)
        text = "".join(char for _, char in kept)
    folded = f" {text.translate(_TABLE)} "
    if "'" in folded:
        folded = _QUOTING.sub(" ", folded)
        folded = _ELISION.sub(lambda found: found[1][:-1] + " ", folded)
    if "ء" in folded:
        folded = _HAMZA.sub(" ", folded)
    return Folded(text=folded, offsets=offsets)


def fold_name(name: str) -> str:
    """
    Fold a name of the register: one space between words, none around.

    >>> fold_name("Nur-Sultan")
    'nur sultan'
    """
    if "'" in name or "’" in name:
        return " ".join(fold(name).text.split())  # elisions apart, as in running text
    if not name.isascii():
        name = _VANISH.sub("", name)
    return " ".join(name.translate(_TABLE).split())


_SCRIPT = re.compile(
    "(?P<latin>[a-z])|(?P<cyrillic>[\u0400-\u052f])|(?P<arabic>[\u0600-\u077f])"
    "|(?P<han>[\u3400-\u9fff\u3041-\u30ff\uac00-\ud7a3])"
)


def script_of(folded: str) -> str:
    """
    Say which script a folded name begins in.

    Returns:
        "latin", "cyrillic", "arabic", "han" (all that is written without spaces, kana and hangul too) or "other".
    """
    if "a" <= folded[:1] <= "z":
        return "latin"
    found = _SCRIPT.search(folded)
    return str(found.lastgroup) if found else "other"
