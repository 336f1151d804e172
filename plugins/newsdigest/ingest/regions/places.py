"""
Which hits are places, how they are written with their place word, and names that no register has.

"село Кызыл-Агаш", "Izboskan tumani" and "the village of Ulken" name a place even where the gazetteer
does not: the word beside the name says so.
"""

import re
from collections.abc import Iterator, Sequence

from newsdigest.ingest.regions.find import Hit, Text
from newsdigest.registers.gazetteer import PLACE_KINDS

BEFORE = "place word before"
AFTER = "place word after"
DIRECTLY, BY_FELLOW = "directly", "by its fellow"
_STREET_BEFORE, _STREET_AFTER, _VENUE = "street before", "street after", "venue"
_QUOTED = re.compile(r"\s[«\"“„']")
_GAP = re.compile(r"[\s\-–«\"“„(]{1,2}")
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯЁӘҒҚҢӨҰҮҺІҲҶӢӮЎҸ"
_WORD = rf"[{_UPPER}][\w'’ʻʼ‘`]{{1,24}}(?:-[\w'’ʻʼ‘`]{{1,24}}){{0,3}}"
_NAME_FOLLOWS = re.compile(rf"[\s«\"“„]{{1,2}}({_WORD}(?: {_WORD})?)")
_NAME_PRECEDES = re.compile(rf"({_WORD}(?: {_WORD})?)[»\"”]?[\s\-]$")
# "Kaka we" before "Tejen etraplary"; "of Jurm" before "and Yamgan". Between the words that join them stands one name.
_LINK = r"(?:,? (?:and|und|et|y|e|ve|we|va|hem|и|та|ва|жана|және|мен|менен|و) |, )"
_AND = re.compile(_LINK)
_FELLOW_AFTER = re.compile(rf"{_LINK}{_WORD}(?: {_WORD})?[ -]")
_FELLOW_BEFORE = re.compile(rf" {_WORD}(?: {_WORD})?{_LINK}")
_SECOND = re.compile(rf"{_LINK}({_WORD}(?: {_WORD})?)")
_FIRST = re.compile(rf"({_WORD}(?: {_WORD})?){_LINK}$")
_FELLOWS = 3  # hits looked at on either side
# A place word that speaks of several: only then is what "and" joins to its name a place too.
_SEVERAL = re.compile(
    r"(?:villages|towns|cities|districts|provinces|regions|counties|valleys|rivers)\b|.*(?:lar|ler|лар|лер|дар|дер|тар|тер|лор|дор|ҳои)|"
    r"(?:районах|районов|областях|областей|сёлах|сёл|городах|городов|посёлках|аулах|кишлаках|джамоатах|районы|сёла)|"
    r"Bezirken?|Provinzen|Dörfern?|villages|pueblos|distritos|villaggi|distretti|روستاهای|ولسوالی‌های|شهرهای",
    re.IGNORECASE,
)
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
# 纳伦州, 库尔恰托夫市: in Chinese the place word ends the name, and nothing parts it from what follows.
_HAN_SUFFIX = re.compile(
    r"(?<=[\u3400-\u9fff])"
    "(?:自治州|自治区|水电站|山口|水库|油田|气田|运河|隧道|机场|州|省|市|县|区|镇|村|湖|河|山|港)"
)
_LONGEST = 56  # characters looked at beside a place word


def beside_place_word(at: int, hits: Sequence[Hit], text: Text) -> str:
    """
    Say how a word such as "village of" or "облысы" stands beside hit number `at`.

    Returns:
        DIRECTLY; BY_FELLOW in "Kaka we Tejen etraplary", "the districts of Jurm and Yamgan", and where "and" joins it
        to a place of its region that needs no such word; "" where none does.
    """
    hit = hits[at]
    before, after = hits[max(0, at - _FELLOWS) : at], hits[at + 1 : at + 1 + _FELLOWS]
    if (before and _joined(before[-1], hit, BEFORE, text)) or (after and _joined(hit, after[0], AFTER, text)):
        return DIRECTLY
    if (before and _joins(before[-1], hit, text)) or (after and _joins(hit, after[0], text)):
        return BY_FELLOW
    if any(AFTER in word.cues and _FELLOW_AFTER.fullmatch(text.text, hit.end, word.start) for word in after) or any(
        BEFORE in word.cues and _FELLOW_BEFORE.fullmatch(text.text, word.end, hit.start) for word in before
    ):
        return BY_FELLOW
    return ""


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
    # "по Ташкентской и Самаркандскому бульвару"
    fellow = at + 2 < len(hits) and "ск" in hit.surface and "ск" in hits[at + 1].surface
    return fellow and _joins_streets(hits[at : at + 3], text)


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
    if end == hit.end and (suffix := _HAN_SUFFIX.match(text.text, end)):
        end = suffix.end()
    surface = text.text[start:end].strip()
    if end == hit.end and hit.ending.startswith("'"):
        surface = surface[: -len(hit.ending)]
    return surface


def _joins_streets(three: Sequence[Hit], text: Text) -> bool:
    """Say whether "and" joins two adjectives before a word for a street."""
    first, second, street = three
    return _AND.fullmatch(text.text, first.end, second.start) is not None and _joined(
        second, street, _STREET_AFTER, text
    )


def _joins(left: Hit, right: Hit, text: Text) -> bool:
    """Say whether "and" joins two hits one of which is a place beyond doubt, and the other one of its region."""
    return _AND.fullmatch(text.text, left.end, right.start) is not None and any(
        one.codes == other.codes
        and one.kind in PLACE_KINDS
        and other.kind in PLACE_KINDS
        and (one.strong or other.strong)
        for one in left.names
        for other in right.names
    )


def _joined(left: Hit | None, right: Hit | None, cue: str, text: Text) -> bool:
    """Say whether two hits touch, and the one that should be a place word is one."""
    if left is None or right is None:
        return False
    word = right if cue in (AFTER, _STREET_AFTER) else left
    return cue in word.cues and _GAP.fullmatch(text.text[left.end : right.start]) is not None


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
        for start, name in _beside(hit, text):
            end = start + len(name)
            if not any(start < stop and begin < end for begin, stop in taken):
                found.append((start, name))
                taken.append((start, end))
    return found


def _beside(hit: Hit, text: Text) -> Iterator[tuple[int, str]]:
    """Give the names beside a place word, two where it speaks of several, and where each begins."""
    several = _SEVERAL.match(hit.surface) is not None
    if BEFORE in hit.cues:
        stop = hit.end + _LONGEST
        match = _NAME_FOLLOWS.match(text.text, hit.end, stop) or _ARABIC_FOLLOWS.match(text.text, hit.end, stop)
        if match and not _NO_NAMES.fullmatch(match[1]):
            yield match.start(1), match[1]
            fellow = _SECOND.match(text.text, match.end(), stop) if several else None
            if fellow and not _NO_NAMES.fullmatch(fellow[1]):
                yield fellow.start(1), fellow[1]
    if AFTER in hit.cues:
        base = max(0, hit.start - _LONGEST)
        match = _NAME_PRECEDES.search(text.text, base, hit.start)
        if match and _may_be_name(match, text):
            yield match.start(1), match[1]
            fellow = _FIRST.search(text.text, max(0, match.start(1) - _LONGEST), match.start(1)) if several else None
            if fellow and _may_be_name(fellow, text):
                yield fellow.start(1), fellow[1]


def _may_be_name(match: re.Match[str], text: Text) -> bool:
    """Say whether what stands before a place word is more than the capital letter of a sentence's first word."""
    return not _NO_NAMES.fullmatch(match[1]) and not (text.lang in _PLAIN and _opens(text.text, match.start(1)))


def _opens(text: str, at: int) -> bool:
    """Say whether a sentence begins at `at`, so that a capital letter there means nothing."""
    before = text[max(0, at - 3) : at].rstrip()
    return at == 0 or text[at - 1] == "\n" or not before or before[-1] in '.!?:"“„«'
