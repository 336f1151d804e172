"""
Derive the spellings of a Cyrillic name that readers of other alphabets know.

One name has as many Latin forms as there are habits of writing it: Шымкент is Shymkent in English,
Schymkent in German, Chymkent in French, Şımkent in Turkish. The results are folded, so accents need
no scheme of their own. Kazakh in Arabic letters (China) follows the alphabet of 1982 letter by letter.
"""

import re

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
_KAZAKH_ARABIC = {
    "а": "ا", "ә": "ا", "б": "ب", "в": "ۆ", "г": "گ", "ғ": "ع", "д": "د", "е": "ە", "ж": "ج", "з": "ز", "и": "ي",
    "й": "ي", "к": "ك", "қ": "ق", "л": "ل", "м": "م", "н": "ن", "ң": "ڭ", "о": "و", "ө": "و", "п": "پ", "р": "ر",
    "с": "س", "т": "ت", "у": "ۋ", "ұ": "ۇ", "ү": "ۇ", "ф": "ف", "х": "ح", "һ": "ھ", "ч": "چ", "ш": "ش", "ы": "ى",
    "і": "ى", "э": "ە", "ц": "س", "ю": "يۋ", "я": "يا", "ё": "يو", "ь": "", "ъ": "",
}  # fmt: skip


_DERIVED_FROM = 5  # letters
_SHORTEST = 3  # letters of a first name that is declined
_ROMANCE = (7, 8, 11)  # schemes that keep г hard before e and i by a u (Ouzguen)
_HARD_G = re.compile("г(?=[еи])")
_SK = re.compile("([сц])к(?=$| )")
_VOWELS = "аеиоуыэюяё"
_LATIN = tuple(str.maketrans(_COMMON | scheme) for scheme in _SCHEMES)
_ARABIC = str.maketrans(_KAZAKH_ARABIC)
_GLIDES = ((0, "ye"), (1, "ye"), (4, "ye"), (5, "je"), (6, "je"), (7, "ie"), (9, "je"))  # scheme, е after a vowel


def spellings(name: str) -> set[str]:
    """
    Fold a name, and add the folded forms that other alphabets give it.

    Names that are not Cyrillic come back folded only. Derived forms shorter than five letters are left
    out: they are words of some language more often than names.

    >>> sorted(spellings("Шымкент"))[:3]
    ['chymkent', 'schymkent', 'shymkent']
    """
    own = fold_name(name)
    forms = {own} - {""}
    if script_of(own) != "cyrillic":
        return forms
    lower = name.lower().replace("-", " ")
    forms.add(fold_name(_ukrainian(lower)))
    derived = {_HARD_G.sub("гu", lower).translate(_LATIN[scheme]) for scheme in _ROMANCE}
    derived |= {lower.translate(table) for table in _LATIN}
    derived |= {form.replace("yy", "y") for form in derived if "yy" in form}
    if lower[0] == "е":
        derived.add("y" + lower.translate(_LATIN[0]))
    if any(vowel + "е" in lower for vowel in _VOWELS):
        derived |= {_with_glide(lower, glide).translate(_LATIN[scheme]) for scheme, glide in _GLIDES}
    arabic = fold_name(lower.translate(_ARABIC))
    return forms | {form for form in (*derived, arabic) if len(form) >= _DERIVED_FROM}


def _ukrainian(lower: str) -> str:
    """Write a Russian name as Ukrainian does: "Кизилорда", "Шахтинськ"."""
    return _SK.sub(r"\1ьк", lower).replace("ы", "и").replace("э", "е")


def _with_glide(lower: str, glide: str) -> str:
    """Spell е after a vowel with a glide (Tokayev, Tokaïev, Tokajew); the rest stays Cyrillic."""
    for vowel in _VOWELS:
        lower = lower.replace(vowel + "е", vowel + glide)
    return lower


_CASES = (
    ("ь", ("я", "ю", "ем", "е")),
    ("й", ("я", "ю", "ем", "е")),
    ("ий", ("ого", "ому", "им", "ом")),
    ("ый", ("ого", "ому", "ым", "ом")),
    ("ая", ("ой", "ую")),
    ("ое", ("ого", "ому", "ым", "им", "ом")),
    ("ые", ("ых", "ым", "ыми")),
    ("ие", ("ия", "ию", "ием", "ии", "их", "им", "ими")),
    ("ия", ("ии", "ию", "ией")),
    ("ья", ("ьи", "ью", "ьей")),
    ("о", ("а", "у", "ом", "е")),
    ("а", ("ы", "и", "е", "у", "ой")),
)


def declined(first: str) -> tuple[str, ...]:
    """
    Give the Russian cases of the first word of a name; what follows takes its own endings.

    >>> declined("Ислам")
    ('Ислама', 'Исламу', 'Исламом', 'Исламе')
    >>> declined("Каракумский")
    ('Каракумского', 'Каракумскому', 'Каракумским', 'Каракумском')
    """
    if script_of(fold_name(first)) != "cyrillic" or len(first) < _SHORTEST:
        return ()
    for last, endings in sorted(_CASES, key=lambda case: -len(case[0])):
        if first.endswith(last):
            return tuple(first[: -len(last)] + ending for ending in endings)
    if first[-1] in _VOWELS:
        return ()
    return tuple(first + ending for ending in ("а", "у", "ом", "е"))
