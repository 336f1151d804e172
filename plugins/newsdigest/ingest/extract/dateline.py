"""Datelines: the place, and often the day and the agency, before the first words of a report."""

import re
from dataclasses import dataclass

from newsdigest.ingest.extract.agencies import agencies_in_line
from newsdigest.ingest.extract.months import month_number

_REACH = 120  # characters a dateline takes at most: place, country, day and agency
_PARAGRAPHS = 4  # a dateline stands in the first paragraph, or below a lede of a few
_PLACE = r"[^\W\d_][\w.’'ʻ-]{1,30}(?:(?:\s|/)[^\W\d_][\w.’'ʻ-]{0,30}){0,3}"
_DAY = r"(?:[^\W\d_]{3,12}\.?\s\d{1,2}|\d{1,2}(?:\.?\s|-)[^\W\d_]{3,12}\.?)(?:,?\s\d{4})?"
_MIN_CAPITALS = 3  # letters: shorter words in capitals are acronyms
_DASH = r"\s{0,2}[-–—−]{1,2}\s{1,2}"
# Almaty (AP) — / ALMATY, Kazakhstan, Jan 7 (Reuters) - / Berlin (dpa) -
_BRACKETED = re.compile(
    rf"^(?P<place>{_PLACE}(?:,\s(?!{_DAY}){_PLACE})?)(?:,\s{_DAY})?\.?\s?\((?P<agency>[^()]{{2,40}})\)"
    rf"(?:{_DASH}|\s?[.:]\s|\s(?=[^\W\d_a-zа-я]))"
)
# АЛМА-АТА, 7 января. /ТАСС/. / Москва. 7 января. INTERFAX.RU - / АСТАНА, 5 янв — РИА Новости. / АСТАНА. КАЗИНФОРМ –
_AGENCY_AFTER = re.compile(
    rf"^(?P<place>{_PLACE})[.,]\s(?:{_DAY}[.,]?\s)?\s?[-–—/]?\s?(?P<agency>[^\W\d_][\w .«»\"“”&-]{{1,40}}?)"
    rf"(?:/\s?[.:–—-]?\s|{_DASH}|\.\s)"
)
# Nur-Sultan - The …: the dash of a sentence is told by what follows it, a small letter
_BARE = re.compile(rf"^(?P<place>{_PLACE}(?:,\s{_PLACE})?)(?:,\s{_DAY})?\.?\s[-–—−]{{1,2}}\s(?=[\"“„«‘'(]?[^\W_])")
# САМАРКАНД, 4 апреля. Хозяином … / Худжанд, 31 марта. Садыр …
_DATED = re.compile(rf"^(?P<place>{_PLACE})[.,]\s(?P<day>{_DAY})[./]?\s(?=[\"“„«‘'(]?[^\W_])")
# АСТАНА. Министерство …
_CAPITALS = re.compile(rf"^(?P<place>{_PLACE})[.:]\s(?=[\"“„«‘'(]?[^\W_])")
_MONTH = re.compile(r"[^\W\d_]{3,12}")
_NOT_PLACES = frozenset(
    (
        "exclusive", "update", "updated", "analysis", "breaking", "video", "opinion", "comment", "interview", "live",
        "photo", "photos", "watch", "explainer", "report", "exklusiv", "analyse", "kommentar", "эксклюзив", "обновлено",
        "видео", "мнение", "фото", "срочно", "анализ",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline as printed."""

    place: str  # "Nur-Sultan"; "ALMATY, Kazakhstan"
    agency: str | None  # as we print agencies; None where it names none


def find_dateline(paragraphs: tuple[str, ...]) -> Dateline | None:
    """
    Find the dateline of an article.

    Args:
        paragraphs: Its paragraphs in order; only the first few are looked at.

    >>> find_dateline(("Nur-Sultan - The Kazakh city is being cleaned up.",)).place
    'Nur-Sultan'
    """
    for paragraph in paragraphs[:_PARAGRAPHS]:
        if found := read_dateline(paragraph):
            return found
    return None


def read_dateline(paragraph: str) -> Dateline | None:
    """
    Read the dateline at the beginning of one paragraph; None where it has none.

    >>> read_dateline("АЛМА-АТА, 7 января. /ТАСС/. В городе …")
    Dateline(place='АЛМА-АТА', agency='TASS')
    """
    head = paragraph[:_REACH]
    for pattern in (_BRACKETED, _AGENCY_AFTER):
        found = pattern.match(head)
        names = agencies_in_line(found["agency"]) if found else ()
        if found and (names or (pattern is _BRACKETED and found["agency"].isupper())) and _is_place(found["place"]):
            return Dateline(place=found["place"], agency=names[0] if names else None)
    for pattern in (_BARE, _DATED, _CAPITALS):
        found = pattern.match(head)
        if not found or not _is_place(found["place"]):
            continue
        if pattern is _DATED and not any(month_number(word) for word in _MONTH.findall(found["day"])):
            continue
        if pattern is _CAPITALS and not (found["place"].isupper() and len(found["place"]) > _MIN_CAPITALS):
            continue
        if not paragraph[found.end() :].lstrip("\"“„«‘'(")[:1].islower():
            return Dateline(place=found["place"], agency=None)
    return None


def _is_place(name: str) -> bool:
    words = re.split(r"[\s/,]+", name)
    if not all(word[:1].isupper() or word[:1].lower() == word[:1].upper() for word in words if word):
        return False
    return words[0].casefold().strip(".") not in _NOT_PLACES
