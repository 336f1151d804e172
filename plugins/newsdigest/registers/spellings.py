"""
Derive the spellings of a Cyrillic name that readers of other alphabets know.

One name has as many Latin forms as there are habits of writing it: Шымкент is Shymkent in English,
Schymkent in German, Chymkent in French, Şımkent in Turkish. The results are folded, so accents need
no scheme of their own. Kazakh in Arabic letters (China) follows the alphabet of 1982 letter by letter.
"""

from newsdigest.registers.folding import fold_name, script_of

_COMMON = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "й": "y", "ё": "yo", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
    "ӣ": "i", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ў": "u",
}  # fmt: skip
_SCHEMES: tuple[dict[str, str], ...] = (
    {},
    {"қ": "q", "ғ": "gh", "ң": "ng", "х": "h", "ж": "j", "ӯ": "o", "ў": "o'"},  # native habit in English
    {"қ": "q", "ғ": "g'", "ў": "o'", "ж": "j", "х": "x", "е": "e"},  # Uzbek
    {"қ": "q", "ж": "j", "х": "h", "ш": "s", "ч": "c", "ы": "i", "ң": "n", "ц": "ts", "ҷ": "c"},  # Turkish
    {"қ": "k", "ж": "c", "х": "h", "ш": "s", "ч": "c", "ы": "i", "ц": "ts", "ҷ": "c", "й": "y"},
    {"в": "w", "ж": "sch", "з": "s", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "й": "i", "ю": "ju",
     "я": "ja", "ё": "jo", "ҷ": "dsch"},  # German
    {"в": "w", "ж": "dsch", "з": "s", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "й": "j", "ю": "ju", "я": "ja",
     "ё": "jo", "ҷ": "dsch"},
    {"ж": "j", "х": "kh", "ч": "tch", "ш": "ch", "у": "ou", "ю": "iou", "я": "ia", "й": "i", "ё": "io", "ұ": "ou",
     "ү": "ou", "ҷ": "dj", "ӯ": "ou", "ў": "ou"},  # French
    {"ж": "dj", "х": "kh", "ч": "tch", "ш": "ch", "у": "ou", "ю": "iou", "я": "ia", "й": "i"},
    {"ж": "z", "х": "ch", "ц": "c", "ч": "c", "ш": "s", "щ": "sc", "й": "j", "ю": "ju", "я": "ja", "ё": "jo",
     "ҷ": "dz"},  # Czech, Polish, scholarly
    {"ж": "dzh", "х": "kh", "й": "i", "ю": "iu", "я": "ia"},  # Library of Congress, Italian press
    {"ж": "y", "х": "j", "й": "i"},  # Spanish
)  # fmt: skip
_DERIVED_FROM = 5  # letters
_KAZAKH_ARABIC = {
    "а": "ا", "ә": "ا", "б": "ب", "в": "ۆ", "г": "گ", "ғ": "ع", "д": "د", "е": "ە", "ж": "ج", "з": "ز", "и": "ي",
    "й": "ي", "к": "ك", "қ": "ق", "л": "ل", "м": "م", "н": "ن", "ң": "ڭ", "о": "و", "ө": "و", "п": "پ", "р": "ر",
    "с": "س", "т": "ت", "у": "ۋ", "ұ": "ۇ", "ү": "ۇ", "ф": "ف", "х": "ح", "һ": "ھ", "ч": "چ", "ш": "ش", "ы": "ى",
    "і": "ى", "э": "ە", "ц": "س", "ю": "يۋ", "я": "يا", "ё": "يو", "ь": "", "ъ": "",
}  # fmt: skip


def spellings(name: str) -> set[str]:
    """
    Fold a name, and add the folded forms that other alphabets give it.

    Names that are not Cyrillic come back folded only. Derived forms shorter than five letters are left
    out: they are words of some language more often than names.

    >>> sorted(spellings("Шымкент"))[:3]
    ['chimkent', 'chymkent', 'cimkent']
    """
    forms = {fold_name(name)}
    if script_of(fold_name(name)) == "cyrillic":
        lower = name.lower()
        for scheme in _SCHEMES:
            table = _COMMON | scheme
            latin = "".join(table.get(char, char) for char in lower)
            forms.add(fold_name(latin))
            if "yy" in latin or "ye" in latin or "iye" in latin:
                forms.add(fold_name(latin.replace("yy", "y")))
        if lower[0] == "е":
            forms.add(fold_name("Ye" + "".join(_COMMON.get(char, char) for char in lower[1:])))
        if lower.endswith(("ев", "ева")) or "ае" in lower or "ое" in lower or "ие" in lower:
            forms.update(fold_name(form) for form in _with_glide(lower))
        forms.add(fold_name("".join(_KAZAKH_ARABIC.get(char, char) for char in lower)))
    own = fold_name(name)
    return {form for form in forms if len(form) >= _DERIVED_FROM or form == own} - {""}


def _with_glide(lower: str) -> list[str]:
    """Spell е after a vowel as ye, ie and je (Tokayev, Tokaïev, Tokajew)."""
    forms = []
    for scheme, glide in ((_SCHEMES[0], "ye"), (_SCHEMES[1], "ye"), (_SCHEMES[5], "je"), (_SCHEMES[6], "je"),
                          (_SCHEMES[7], "ie"), (_SCHEMES[9], "je"), (_SCHEMES[4], "ye")):  # fmt: skip
        table = _COMMON | scheme
        out = ""
        for at, char in enumerate(lower):
            after_vowel = at > 0 and lower[at - 1] in "аеиоуыэюяё"
            out += glide if char == "е" and after_vowel else table.get(char, char)
        forms.append(out)
    return forms
