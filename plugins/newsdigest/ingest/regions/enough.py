"""How high a score must be for an article to be about a region: the higher, the more it looks like a passing remark."""

import re
from collections.abc import Sequence

from newsdigest.ingest.regions.find import Hit, Text
from newsdigest.ingest.regions.weigh import Setting, Weighed

ABOUT_FROM = 2.4  # score: a title alone, or a lede and one more
_HEADLESS_FROM = 1.7  # where title and lede name no place at all: two names in the body
_HEADLESS_ALONE_FROM = 1.4
_FEW_OTHERS = 4  # names of other countries, beyond which a body without a head is a round-up
# "MILANO –", "NEWMARKET (AFP) -": capitals, then a dash or a full stop, where a part begins.
_DATELINE = re.compile(
    r"([^\W\d_a-zа-яё][^\W\d_a-zа-яёà-öø-ÿ]{3,24}(?:[ -][^\W\d_a-zа-яё]{2,20}){0,2})"
    r"(?: \([^()\n]{2,30}\))?(?:\.| ?[—–-]) "
)
_TOWN_KINDS = frozenset({"city", "capital", "town", "settlement"})
_HOME_LANGUAGES = frozenset({"kk", "ky", "uz", "tg", "tk"})
_AFAR_FROM, _TOWNS_ONLY_FROM = 3.0, 5.5  # three names in the body reach 2.5; a town in title, lede and body 5.4
_IN_PASSING_FROM, _PARAGRAPHS = 3.0, 4  # score, and paragraphs of a body in which one paragraph is a passing one
_SENTENCES = 6  # of a text that names what it is about more than once
_PAST_CUES = 2  # "present-day Uzbekistan": the article is about another time


def enough_for(weighed: Sequence[Weighed], hits: Sequence[Hit], text: Text, setting: Setting, *, foreign: int) -> float:
    """
    Give the score from which an article is about a region.

    Args:
        weighed: What speaks for regions.
        hits: All names in the text.
        foreign: How many other countries it names.
    """
    mentioned = {code for item in weighed for code in item.mentions}
    return max(
        _enough_in_words(setting, foreign, alone=len(mentioned) == 1, once=_named_once(weighed, text)),
        _IN_PASSING_FROM if setting.headless and _in_one_paragraph(weighed, text) else 0.0,
        _enough_from_afar(weighed, hits, text, foreign),
    )


def _named_once(weighed: Sequence[Weighed], text: Text) -> bool:
    """
    Say whether all names that count stand in one sentence of several.

    "Dushanbe, the capital of Tajikistan" is one remark, and not two.
    """
    return len(text.sentences) >= _SENTENCES and len({item.hit.sentence for item in weighed if item.mentions}) < 2


def _in_one_paragraph(weighed: Sequence[Weighed], text: Text) -> bool:
    """Say whether all names that count stand in one paragraph of several, as where a review or a table passes by."""
    body = text.text[text.body_at :]
    if body.count("\n") + 1 < _PARAGRAPHS or len(text.sentences) < _SENTENCES:
        return False
    return len({text.text.count("\n", 0, item.hit.start) for item in weighed if item.mentions}) == 1


def _enough_in_words(setting: Setting, foreign: int, *, alone: bool, once: bool) -> float:
    """
    Give the score from which an article is about a region.

    The body decides where the head names no place, the past is not the subject, and few other countries are; it needs
    least where it names no other country at all, and more than one remark.
    """
    if once or not setting.headless or setting.cues.get("nowadays", 0) >= _PAST_CUES or foreign > _FEW_OTHERS:
        return ABOUT_FROM
    return _HEADLESS_ALONE_FROM if alone and not foreign else _HEADLESS_FROM


def _enough_from_afar(weighed: Sequence[Weighed], hits: Sequence[Hit], text: Text, foreign: int) -> float:
    """
    Give the score from which an article is about a region although it was written elsewhere.

    A dateline that is no place of ours ("MILANO –") asks for more than passing remarks. Where only towns are named, and
    nothing of their country, they may well be what carpets, horses and streets are called.
    """
    if len(text.sentences) < _SENTENCES:
        return 0.0
    afar = _reported_elsewhere(hits, text)
    kinds = {item.name.kind for item in weighed if item.mentions}
    if kinds <= _TOWN_KINDS and (afar or foreign) and text.lang not in _HOME_LANGUAGES:
        return _TOWNS_ONLY_FROM
    return _AFAR_FROM if afar else 0.0


def _reported_elsewhere(hits: Sequence[Hit], text: Text) -> bool:
    """Say whether the article opens with a dateline that is no place of ours."""
    for begin in (text.lede_at, text.body_at):
        found = _DATELINE.match(text.text, begin)
        if found:
            return not any(begin <= hit.start < found.end(1) and hit.names[0].codes for hit in hits)
    return False
