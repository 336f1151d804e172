"""
The reader's language: phrases from the theme's Babel catalogs; dates, numbers and names from CLDR.

Catalogs are read from their `.po` files, so there is nothing to compile and nothing to forget.
"""

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from newsdigest.errors import RegisterError

# Endings of CLDR's language names and what stands for them after "from", by interface language.
_FROM: Mapping[str, tuple[tuple[str, str], ...]] = {
    "ru": (("ий", "ого"),),
    "de": (("sch", "schen"),),
    "kk": (("тілі", "тілінен"),),
    "ky": tuple((ending, " тилинен") for ending in ("ча", "че", "чо", "чө")),
    "uz": (("cha", " tilidan"), ("", " tilidan")),
    "tk": (("dili", "dilinden"), ("", " dilinden")),
}

DOMAIN = "newsdigest"
_LOCALES = {"en": "en_GB"}  # day before month and a clock of 24 hours, as the region writes them
SOURCE_LANGUAGE = "en"  # the language that the templates are written in
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ug", "ur", "he", "ckb", "yi", "sd"})


@dataclass(frozen=True)
class Phrases:
    """One interface language."""

    language: str
    locale: Locale
    catalog: NullTranslations
    zone: ZoneInfo
    names: Mapping[str, str] = field(default_factory=dict)  # region code -> name, where CLDR has none

    def day(self, on: dt.date, form: str = "long") -> str:
        """A date as readers write it: "11 January 2022"."""
        return _date(on, form, self.language)

    def brief_day(self, on: dt.date) -> str:
        """A day of this year: "11 Jan"."""
        return _brief_day(on, self.locale)

    def moment(self, at: dt.datetime, form: str = "long") -> str:
        """Date and time in the site's zone, without seconds."""
        local = at.astimezone(self.zone)
        return f"{_date(local.date(), form, self.language)}, {_clock(local.hour, local.minute, self.language)}"

    def clock(self, at: dt.datetime) -> str:
        """Time of day in the site's zone: "10:35"."""
        local = at.astimezone(self.zone)
        return _clock(local.hour, local.minute, self.language)

    def when(self, at: dt.datetime, form: str = "medium") -> str:
        """A moment, or only its day where nothing but the day is known (midnight of its own zone)."""
        return _date(at.date(), form, self.language) if at.time() == dt.time() else self.moment(at, form)

    def zone_name(self, at: dt.datetime) -> str:
        """The site's zone as readers know it: "UTC+5"."""
        offset = at.astimezone(self.zone).utcoffset() or dt.timedelta()
        hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
        sign = "−" if offset < dt.timedelta() else "+"
        return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")

    def month(self, year: int, number: int) -> str:
        """A month and its year: "January 2022"."""
        return _date(dt.date(year, number, 1), "LLLL y", self.language)

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return format_decimal(value, locale=self.locale)

    def language_name(self, code: str | None) -> str:
        """A language's name as CLDR gives it, else its code."""
        return _language_name(code or "und", self.language)

    def from_language(self, code: str) -> str:
        """
        A language's name in the form it has after the language's "translated from": "немецкого", "неміс тілінен".

        CLDR has the nominative only; the endings are regular for every language that it names.
        """
        name = _language_name(code, self.language)
        for ending, instead in _FROM.get(self.language, ()):
            if name.endswith(ending):
                return name[: len(name) - len(ending)] + instead
        return name

    def region_name(self, code: str) -> str:
        """A region's name: the register's where it has one, else CLDR's, else the code."""
        return self.names.get(code) or self.locale.territories.get(code) or code

    @property
    def weekdays(self) -> tuple[tuple[str, str], ...]:
        """The days of the week from Monday (ISO 8601), each short and in full."""
        names = self.locale.days["stand-alone"]
        return tuple((names["abbreviated"][day], names["wide"][day]) for day in range(7))

    def direction(self, code: str | None) -> str:
        """Writing direction of a language: "rtl" or "ltr"."""
        return direction(code)


def direction(code: str | None) -> str:
    """
    Writing direction of a language tag.

    >>> direction("ug-Arab"), direction("kk")
    ('rtl', 'ltr')
    """
    base, _, rest = (code or "").partition("-")
    if rest.startswith(("Latn", "Cyrl")):
        return "ltr"
    return "rtl" if base in RIGHT_TO_LEFT or rest.startswith("Arab") else "ltr"


def own_name(language: str) -> str:
    """
    What a language calls itself.

    >>> own_name("tk")
    'türkmen dili'
    """
    return _language_name(language, language)


def load_phrases(theme: Path, language: str, zone: ZoneInfo, names: Mapping[str, str] | None = None) -> Phrases:
    """
    Load one interface language.

    Args:
        theme: The theme folder; the catalog is `translations/<language>/LC_MESSAGES/newsdigest.po` in it.
        language: ISO 639-1; English needs no catalog.
        zone: The site's zone, for dates and times.
        names: Region names of the digest's own that come before CLDR's.

    Raises:
        RegisterError: no catalog for the language, or one that cannot be read.
    """
    try:
        locale = _locale(language)
    except (UnknownLocaleError, ValueError):
        raise RegisterError(f"DIGEST_LANGUAGES: CLDR knows no language {language!r}") from None
    return Phrases(language, locale, _catalog(theme, language), zone, names or {})


def _catalog(theme: Path, language: str) -> NullTranslations:
    """Read a catalog into memory."""
    path = theme / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        if language == SOURCE_LANGUAGE:
            return NullTranslations()
        raise RegisterError(
            f"{path}: missing; run `make messages` and translate it, or leave {language!r} out of DIGEST_LANGUAGES"
        )
    compiled = io.BytesIO()
    try:
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language, abort_invalid=True))
    except PoFileError as error:
        raise RegisterError(f"{path}:{error.lineno + 1}: {error}; correct the catalog") from error
    except UnicodeDecodeError as error:
        raise RegisterError(f"{path}: not UTF-8 ({error}); save the file as UTF-8") from error
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)


# Keyed by language: a `Locale` computes its hash anew every time.


@lru_cache(maxsize=4096)
def _date(on: dt.date, form: str, language: str) -> str:
    return format_date(on, form, locale=_locale(language))


@lru_cache(maxsize=1024)
def _brief_day(on: dt.date, locale: Locale) -> str:
    return format_skeleton("MMMd", on, locale=locale)


@lru_cache(maxsize=16384)
def _clock(hour: int, minute: int, language: str) -> str:
    return format_time(dt.time(hour, minute), "short", locale=_locale(language))


@lru_cache(maxsize=1024)
def _language_name(code: str, language: str) -> str:
    locale = _locale(language)
    base = code.partition("-")[0]
    return locale.languages.get(code.replace("-", "_")) or locale.languages.get(base) or code


def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))
