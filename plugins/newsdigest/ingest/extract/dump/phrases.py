"""
What sites print around an article, in the languages that the digest reads.

The phrases are data (`newsdigest/data/phrases.toml`); this module compares lines with them. Phrases are compared by
`phrase_key`, so case, punctuation and the many apostrophes of Uzbek do not count.
"""

import re
import tomllib
from functools import cache
from importlib import resources

from newsdigest.text import collapse

_GAP = re.compile(r"[\W_\u02b0-\u02ff]+")  # with the modifier letters that Uzbek and Kazakh write as apostrophes
_MAX_KEY = 120  # characters: a phrase of a site is a short line; what is longer is prose
_IMPRINT_REACH = 600  # characters of a line in which a rights notice is looked for
_COPYRIGHT = re.compile(r"^\W{0,3}(?:©|\(c\)|copyright\b)\s", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LABEL_END = re.compile(r":| – | — |→|»|>")
_MAX_LABEL = 60
# "3 min read", "Время чтения: 4 мин", "1 204 views", and bare numbers
_COUNTER = re.compile(
    r"^\W{0,3}(?:[^\W\d_]{2,12}\W{1,3}){0,2}(?:~|ca\.?)?\s?\d[\d\s.,]{0,9}(?:\W{0,2}[^\W\d_]{1,10}){0,2}\W{0,3}$"
)
_COUNTED = re.compile(
    r"^(?:min|minut\w{0,3}|мин|минут\w?|daqiqa|дақиқа\w?|views?|просмотр\w{0,2}|көрілім|қаралды|read|lesezeit|чтения)$"
)


def phrase_key(text: str) -> str:
    """
    Bring the spellings of a site's phrase together; empty for a line too long to be one.

    >>> phrase_key("» Read-also: ") == phrase_key("READ ALSO")
    True
    """
    if len(text) > _MAX_KEY:
        return ""
    # "İ" lower-cased is "i" and a combining dot.
    return _GAP.sub(" ", text.casefold().replace("i\u0307", "i")).strip()


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("newsdigest").joinpath("data/phrases.toml").read_text(encoding="utf-8"))


@cache
def phrases(table: str) -> frozenset[str]:
    """All phrases of one table of the data file, in all languages, as keys."""
    return frozenset(phrase_key(phrase) for of_language in _tables()[table].values() for phrase in of_language)


@cache
def pattern_of(table: str) -> str:
    """The phrases of a table as alternatives of a regular expression, the longest first."""
    found = {phrase.casefold() for of_language in _tables()[table].values() for phrase in of_language}
    return "|".join(re.escape(phrase) for phrase in sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _pattern(prefix: str, table: str, suffix: str) -> re.Pattern[str]:
    return re.compile(f"{prefix}(?:{pattern_of(table)}){suffix}", re.IGNORECASE)


def opens_related(text: str) -> bool:
    """Say whether the line is the heading of a block of teasers ("more on the subject")."""
    return phrase_key(text) in phrases("related")


def inline_related(text: str) -> str | None:
    """
    Give the headline of a teaser that stands in one line with its label.

    >>> inline_related("Читайте также: В Алматы открыли новый мост")
    'В Алматы открыли новый мост'
    """
    end = _LABEL_END.search(text[: _MAX_LABEL + 3])
    if not end or not opens_related(text[: end.start()]):
        return None
    rest = collapse(text[end.end() :].strip("\"'«»„“”>→ "))
    return rest if len(rest.split()) >= 3 else None


def ends_page(text: str) -> bool:
    """Say whether nothing of the article follows this line: comments, trends, imprint."""
    if phrase_key(text) in phrases("end") or is_imprint(text):
        return True
    return len(text) <= _MAX_KEY and _pattern(r"^\W{0,3}", "links", r"\b").match(text) is not None


def is_imprint(text: str) -> bool:
    """Say whether the line is of the kind that stands under every page: rights, cookies, "report a mistake"."""
    return _pattern("", "imprint", "").search(text[:_IMPRINT_REACH]) is not None


def is_site_copyright(text: str) -> bool:
    """Say whether the line claims the copyright of a site: "© Communities 2019 - Privacy", not of a picture."""
    return _COPYRIGHT.match(text) is not None and _YEAR.search(text) is not None


def is_noise(text: str) -> bool:
    """Say whether the line is a button, a menu word, a counter or a reading time."""
    if not any(char.isalpha() for char in text) or phrase_key(text) in phrases("noise"):
        return True
    return _COUNTER.match(text) is not None and any(_COUNTED.match(word) for word in phrase_key(text).split())
