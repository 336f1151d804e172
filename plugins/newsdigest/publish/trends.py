"""What the last 24 hours of an edition were about, beside the week before."""

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from newsdigest.publish.corpus import Card
from newsdigest.publish.stories import origin

DAY = dt.timedelta(hours=24)
DAYS_BEFORE = 7  # a whole week, as weekends are quieter
_SCAN = 10_000  # cards looked at; eight days of news are fewer
_FEWEST = 3  # reports that make a rise
_SURE = 6.63  # log-likelihood ratio that chance reaches once in a hundred (chi-squared, one degree of freedom)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’ʻʼ'-](?=[^\W\d_])){2,40}")

Keys = Callable[[Card], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How often something was reported."""

    key: str
    now: int  # independent reports of the last 24 hours
    usual: float  # of 24 hours of the week before, on average
    rising: bool  # more than chance explains
    share: int = 0  # of the longest bar of its table, in hundredths
    usual_share: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The reports that are compared, copies of one text in one story left out."""

    now: tuple[Card, ...]
    before: tuple[Card, ...]


def look_back(posts: Sequence[Card]) -> Span:
    """Cut the last 24 hours up to the newest post, and the week before them, out of all posts, newest first."""
    if not posts:
        return Span(now=(), before=())
    cutoff = posts[0].date
    now, before = [], []
    for card in posts[:_SCAN]:
        age = cutoff - card.date
        if age < DAY:
            now.append(card)
        elif age < DAY * (1 + DAYS_BEFORE):
            before.append(card)
        else:
            break
    return Span(now=_independent(now), before=_independent(before))


def _independent(cards: Iterable[Card]) -> tuple[Card, ...]:
    """One report of a story by each newsroom or agency."""
    found: dict[tuple[str, str], Card] = {}
    for card in cards:
        found.setdefault((card.story, origin(card)) if card.story else ("", card.id), card)
    return tuple(found.values())


def compare(span: Span, keys: Keys, most: int, *, fewest: int = 1) -> tuple[Row, ...]:
    """Count what at least `fewest` reports are about now, and what of it before; the most now come first."""
    now, before = _count(span.now, keys), _count(span.before, keys)
    rows = [_row(key, now[key], before[key], span) for key in now | before if now[key] >= fewest]
    return bars(sorted(rows, key=lambda row: (-row.now, -row.usual, row.key))[:most])


def rises(span: Span, keys: Keys, most: int) -> tuple[Row, ...]:
    """Only what is reported more than usual, the surest rise first."""
    now, before = _count(span.now, keys), _count(span.before, keys)
    found = [
        (_surprise(count, len(span.now), before[key], len(span.before)), _row(key, count, before[key], span))
        for key, count in now.items()
    ]
    found = [(surprise, row) for surprise, row in found if row.rising]
    found.sort(key=lambda entry: (-entry[0], entry[1].key))
    return bars([row for _, row in found[:most]])


def words(span: Span, most: int) -> tuple[Row, ...]:
    """
    Words of headlines that are in use more than usual.

    Languages are compared each with itself, so that a day with many posts in one language does not make its small
    words rise.
    """
    now, before = _by_language(span.now), _by_language(span.before)
    found: list[Row] = []
    for language, cards in now.items():
        rising = rises(Span(now=tuple(cards), before=tuple(before.get(language, ()))), headline_words, most)
        found += [replace(row, key=_as_written(row.key, cards)) for row in rising]
    return bars(sorted(found, key=lambda row: (-row.now, row.usual, row.key))[:most])


def headline_words(card: Card) -> Iterable[str]:
    """Words of a headline without regard to capitals: any word may be the first."""
    return map(str.casefold, _WORD.findall(card.title))


def _as_written(word: str, cards: Iterable[Card]) -> str:
    """How headlines mostly write a word."""
    written: Iterable[str] = (form for card in cards for form in _WORD.findall(card.title))
    forms = Counter(form for form in written if form.casefold() == word)
    return max(sorted(forms), key=lambda form: forms[form])


def bars(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give each row its bars, the longest as long as the table is wide."""
    top = max((max(row.now, row.usual) for row in rows), default=0) or 1
    return tuple(
        replace(row, share=round(100 * row.now / top), usual_share=round(100 * row.usual / top)) for row in rows
    )


def _by_language(cards: Iterable[Card]) -> dict[str, list[Card]]:
    groups: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        groups[card.lang.partition("-")[0]].append(card)
    return groups


def _count(cards: Iterable[Card], keys: Keys) -> Counter[str]:
    return Counter(key for card in cards for key in dict.fromkeys(keys(card)))


def _row(key: str, now: int, before: int, span: Span) -> Row:
    rising = now >= _FEWEST and _surprise(now, len(span.now), before, len(span.before)) >= _SURE
    return Row(key=key, now=now, usual=round(before / DAYS_BEFORE, 1), rising=rising)


def _surprise(now: int, all_now: int, before: int, all_before: int) -> float:
    """
    Dunning's log-likelihood ratio (Computational Linguistics 19, 1993) that reports became more frequent; 0 where not.

    >>> round(_surprise(6, 10, 2, 70), 1), _surprise(1, 10, 7, 70)
    (17.9, 0.0)
    """
    if now * all_before <= before * all_now:
        return 0.0
    both = (now + before) / (all_now + all_before)

    def likely(count: int, whole: int, rate: float) -> float:
        hit = count * math.log(rate) if count else 0.0
        missed = (whole - count) * math.log(1 - rate) if whole > count else 0.0
        return hit + missed

    apart = likely(now, all_now, now / all_now) + (likely(before, all_before, before / all_before) if all_before else 0)
    together = likely(now, all_now, both) + likely(before, all_before, both)
    return max(0.0, 2 * (apart - together))
