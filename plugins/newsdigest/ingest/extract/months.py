"""Month names of the digest's languages and of the common European ones, as CLDR has them."""

from functools import cache

from babel import Locale

# The digest's own languages first; then those its sources are translated from.
LANGUAGES = (
    "en", "de", "ru", "kk", "ky", "uz", "uz_Cyrl", "tg", "tk", "tr", "fa", "az", "es", "fr", "it", "pt", "nl",
    "pl", "cs", "sk", "sv", "nb", "da", "fi", "uk", "be", "ro", "hu", "el", "bg", "hr", "sl", "lt", "lv", "et", "sr",
)  # fmt: skip

# Spellings in print that CLDR lacks: long-used abbreviations, Turkmen months of 2002-2008 left out on purpose.
_MORE = {
    "en": {"sept": 9},
    "de": {"jänner": 1, "feber": 2, "mrz": 3, "maerz": 3},
    "es": {"setiembre": 9},
    "fr": {"fevrier": 2, "aout": 8, "decembre": 12},
    "ru": {"фев": 2, "марта": 3, "мая": 5, "сен": 9, "ноя": 11},
    "kk": {"қыркуйек": 9},
    "uz": {"yanvar": 1, "fevral": 2, "avgust": 8},
    "tg": {"феврали": 2},
    "tk": {"ýan": 1, "sen": 9},
    "fa": {"جنوری": 1, "فبروری": 2, "مارچ": 3, "اپریل": 4, "می": 5, "جون": 6, "جولای": 7, "اگست": 8, "سپتمبر": 9},
    "tr": {"agustos": 8, "eylul": 9},
}

# Solar Hijri months, for Persian and Dari pages; Afghan names beside the Iranian ones.
JALALI = {
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "شهریور": 6, "مهر": 7, "آبان": 8, "آذر": 9, "دی": 10,
    "بهمن": 11, "اسفند": 12, "حمل": 1, "ثور": 2, "جوزا": 3, "سرطان": 4, "اسد": 5, "سنبله": 6, "میزان": 7, "عقرب": 8,
    "قوس": 9, "جدی": 10, "دلو": 11, "حوت": 12,
}  # fmt: skip

_MAX_SUFFIX = 4  # case endings: "январында", "ýanwaryna", "января"
_MIN_STEM = 3


def _fold(word: str) -> str:
    return word.casefold().replace("i̇", "i").strip(".ٔ")


@cache
def _names(language: str) -> dict[str, int]:
    locale = Locale.parse(language)
    found: dict[str, int] = {}
    for context in ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            for number, name in locale.months[context][width].items():
                folded = _fold(name)
                # Some locales fall back on root's "M01"; others abbreviate to digits.
                if len(folded) >= 2 and folded.isalpha() and folded[0] not in "一二三四五六七八九十":
                    found[folded] = number
    found.update(_MORE.get(language, {}))
    return found


@cache
def _shared_names() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for name, number in _names(language).items():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _locales(lang: str | None) -> tuple[str, ...]:
    if not lang:
        return ()
    base = lang.replace("_", "-").split("-")[0].lower()
    base = {"no": "nb", "nn": "nb"}.get(base, base)
    return tuple(known for known in LANGUAGES if known.split("_")[0] == base)


def month_number(word: str, lang: str | None = None) -> int | None:
    """
    Number of the month that `word` names, in `lang` first, else in any language that leaves no doubt.

    Case endings of up to four letters are allowed on names the languages inflect.

    >>> month_number("января"), month_number("ýanwary", "tk"), month_number("Januar")
    (1, 1, 1)
    """
    folded = _fold(word)
    for language in _locales(lang):
        number = _names(language).get(folded) or _inflected(folded, _names(language))
        if number:
            return number
    numbers = _shared_names().get(folded)
    return next(iter(numbers)) if numbers and len(numbers) == 1 else None


def _inflected(folded: str, names: dict[str, int]) -> int | None:
    for cut in range(1, min(_MAX_SUFFIX, len(folded) - _MIN_STEM - 1) + 1):
        stem = folded[:-cut]
        number = names.get(stem) or names.get(stem + "ь")
        if number and len(stem) > _MIN_STEM:
            return number
    return None
