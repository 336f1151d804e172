"""
Which hits are places, how they are written with their place word, and names that no register has.

"село Кызыл-Агаш", "Izboskan tumani" and "the village of Ulken" name a place even where the gazetteer
does not: the word beside the name says so.
"""

import re
from collections.abc import Sequence

from newsdigest.ingest.regions.find import Hit, Text

BEFORE = "place word before"
AFTER = "place word after"
_STREET_BEFORE, _STREET_AFTER, _VENUE = "street before", "street after", "venue"
_QUOTED = re.compile(r"\s[«\"“„']")
_GAP = re.compile(r"[\s\-–«\"“„(]{1,2}")
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯЁӘҒҚҢӨҰҮҺІҲҶӢӮЎҸ"
_WORD = rf"[{_UPPER}][\w'’ʻʼ‘`]{{1,24}}(?:-[\w'’ʻʼ‘`]{{1,24}}){{0,3}}"
_NAME_FOLLOWS = re.compile(rf"[\s«\"“„]{{1,2}}({_WORD}(?: {_WORD})?)")
_NAME_PRECEDES = re.compile(rf"({_WORD}(?: {_WORD})?)[»\"”]?[\s\-]$")
_CAPITAL_BEFORE = re.compile(rf"({_WORD}) $")
_CAPITAL_AFTER = re.compile(rf" [{_UPPER}]")
_ARABIC_FOLLOWS = re.compile(r"\s([\u0621-\u06d3]{3,20}(?:\u200c[\u0621-\u06d3]{2,12})?)")
# Languages in which a place word also follows words that are no names ("Жителей района", "The region").
_PLAIN = frozenset({"en", "ru", "uk", "be", "bg", "de", "da", "sv", "nl", "nb", "no", "cs", "sk", "pl"})
_NO_NAMES = re.compile(
    "The|This|That|These|Those|Our|Their|His|Her|Its|An?|In|At|On|For|And|But|No|Every|Each|Another|Which|Where|When|"
    "Central|(?:North|South|East|West)(?:ern)?|National|International|State|Federal|Regional|Local|Border|Mountain|"
    "Autonomous|Free|Special|Industrial|Economic|Chinese|Russian|Iranian|Turkish|European|American|Asian|Soviet|Middle|"
    "Upper|Lower|New|Old|Great|Этот|Наш|Весь|Новый|Центральный|Каждый"
)
_LONGEST = 56  # characters looked at beside a place word


def beside_place_word(hit: Hit, before: Hit | None, after: Hit | None, text: Text) -> bool:
    """Say whether a word such as "village of" or "облысы" stands directly beside the hit."""
    return _joined(before, hit, BEFORE, text) or _joined(hit, after, AFTER, text)


def names_street(at: int, hits: Sequence[Hit], text: Text) -> bool:
    """
    Say whether hit number `at` only names a street, a hotel or a restaurant.

    "Taschkenter Straße", "улица Бухарская", "Hotel Samarkand", "кафе «Бишкек»": but "на улице Бишкека"
    and "в отеле Ташкента" are in the town.
    """
    hit = hits[at]
    if at and _joined(hits[at - 1], hit, _STREET_BEFORE, text):
        return (
            "ск" in hit.ending or any(name.kind in ("person", "adjective") for name in hit.names) or _quoted(hit, text)
        )
    if at and _joined(hits[at - 1], hit, _VENUE, text):
        return not "а" <= hit.surface[0].lower() <= "ұ" or _quoted(hit, text)
    if at + 1 < len(hits) and _joined(hit, hits[at + 1], _STREET_AFTER, text):
        return text.lang != "en" or hits[at + 1].surface[0].isupper()
    return False


def in_longer_name(hit: Hit, text: Text) -> bool:
    """Say whether words with capital letters stand directly beside the hit: "Talas Demir", "Үлкен Арал"."""
    before = _CAPITAL_BEFORE.search(text.text, max(0, hit.start - _LONGEST), hit.start)
    if before and not _opens(text.text, before.start(1)):
        return True
    return text.lang != "de" and _CAPITAL_AFTER.match(text.text, hit.end) is not None


def _quoted(hit: Hit, text: Text) -> bool:
    return _QUOTED.match(text.text, max(0, hit.start - 2)) is not None


def written(hit: Hit, before: Hit | None, after: Hit | None, text: Text) -> str:
    """
    Give the place as in the text, its place word included: "Lake Balkhash", "Туркестанской области".

    An ending after an apostrophe ("Bishkek's", "Astana'da") is left off.
    """
    start, end = hit.start, hit.end
    if before and _joined(before, hit, BEFORE, text) and before.end - before.start <= 12:
        start = before.start
    if after and _joined(hit, after, AFTER, text):
        end = after.end
    surface = text.text[start:end].strip()
    if end == hit.end and hit.ending.startswith("'"):
        surface = surface[: -len(hit.ending)]
    return surface


def _joined(left: Hit | None, right: Hit | None, cue: str, text: Text) -> bool:
    """Say whether two hits touch, and the one that should be a place word is one."""
    if left is None or right is None:
        return False
    word = right if cue in (AFTER, _STREET_AFTER) else left
    return (
        any(name.name == cue for name in word.names) and _GAP.fullmatch(text.text[left.end : right.start]) is not None
    )


def unregistered(hits: Sequence[Hit], text: Text) -> list[tuple[int, str]]:
    """
    Find names beside place words that no register knows.

    Sentences that name another country and none of ours are left out: their villages are not ours.

    Returns:
        Offset in the text and the name, in reading order.
    """
    ours = {hit.sentence for hit in hits if any(name.codes for name in hit.names)}
    foreign = {hit.sentence for hit in hits if any(name.kind == "elsewhere" for name in hit.names)}
    taken = [(hit.start, hit.end) for hit in hits if hit.names[0].kind != "cue"]
    found: list[tuple[int, str]] = []
    for hit in hits:
        if hit.names[0].kind != "cue" or hit.where == "title" or (hit.sentence in foreign and hit.sentence not in ours):
            continue
        match = _beside(hit, text)
        if match is None:
            continue
        start, name = match
        end = start + len(name)
        if not any(start < stop and begin < end for begin, stop in taken):
            found.append((start, name))
            taken.append((start, end))
    return found


def _beside(hit: Hit, text: Text) -> tuple[int, str] | None:
    """Give the name beside a place word and where it begins, if one stands there."""
    cues = {name.name for name in hit.names}
    if BEFORE in cues:
        after = text.text[hit.end : hit.end + _LONGEST]
        match = _NAME_FOLLOWS.match(after) or _ARABIC_FOLLOWS.match(after)
        if match and not _NO_NAMES.fullmatch(match[1]):
            return hit.end + match.start(1), match[1]
    if AFTER in cues:
        base = max(0, hit.start - _LONGEST)
        match = _NAME_PRECEDES.search(text.text[base : hit.start])
        if (
            match
            and not _NO_NAMES.fullmatch(match[1])
            and not (text.lang in _PLAIN and _opens(text.text, base + match.start(1)))
        ):
            return base + match.start(1), match[1]
    return None


def _opens(text: str, at: int) -> bool:
    """Say whether a sentence begins at `at`, so that a capital letter there means nothing."""
    before = text[max(0, at - 3) : at].rstrip()
    return at == 0 or text[at - 1] == "\n" or not before or before[-1] in '.!?:"“„«'
