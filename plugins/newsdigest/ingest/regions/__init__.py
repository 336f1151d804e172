"""Which regions is an article about, with evidence."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsdigest.ingest.regions.enough import enough_for
from newsdigest.ingest.regions.find import Hit, Text, find_names, join_parts
from newsdigest.ingest.regions.places import unregistered, written
from newsdigest.ingest.regions.weigh import Weighed, setting_of, weigh
from newsdigest.models import NamedPlace, RegionEvidence, RegionTags
from newsdigest.registers.gazetteer import PLACE_KINDS, Gazetteer

_COMMON_FEATURE = 0.6  # share of a full weight up to which a feature is shared so widely that it tells little
_COMMON_SHARE, _COMMON_LEAST = 0.5, 0.9  # of a region's own names, what such features may add at most
ABOUT_SHARE = 0.28  # of the strongest region's score: below it a region is a side remark
_HOME_PRIOR = 0.8
_LANGUAGE_PRIOR = 0.5  # an article in Uzbek that names Uzbekistan first
_DOMESTIC_PRIOR = 1.5  # and no other country at all
_COUNTED_FROM = 2  # regions named besides where all of an area are counted off
_WIDE_FROM = 4  # regions of one area that an article names before it counts as region-wide
_OTHER_SIDE = 1.5  # score of the second side of a clash or a treaty, which a headline often leaves out
_OTHER_SHARE = 0.2
_BESIDE, _BESIDE_SHARE = 1.4, 0.6  # score, and share of the strongest, of a region that is as much the subject
_BORDER_CUES = 3  # words of borders and clashes that make an article two-sided
_REGION_WIDE = 1.6  # added to each named region where the title or lede speaks of all of them
_FRESH = (1.0, 0.9, 0.8, 0.7, 0.6)  # of the n-th different name of a region in one part; later ones 0.5
_SCRIPT_SAMPLE = 1_000  # characters
_SCRIPTS = frozenset(("Latin", "Cyrillic", "Arabic", "Cjk", "Hiragana", "Katakana", "Hangul", "Georgian", "Armenian"))
# Letters of most of these scripts, and what stands between words: what is left over is written in another.
_COVERED = re.compile("[\\W\\d_A-Za-z\u00c0-\u024f\u0400-\u052f\u0600-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_AGAIN = (0.5, 0.4, 0.3)  # of the n-th repeat of a name in one part; later ones 0.2
_SCORE_MARK = re.compile(r"\b\d{1,3}\s?[:–-]\s?\d{1,3}\b|\b\d{1,3}['’′]")


def tag_regions(
    *,
    title: str,
    lede: str | None,
    paragraphs: Sequence[str],
    lang: str | None,
    gazetteer: Gazetteer,
    home: str | None = None,
    date: dt.date | None = None,
) -> RegionTags:
    """
    Tag an article with the regions that it is about, those that it mentions, and the places it names.

    Args:
        title: Headline; "" when there is none.
        lede: The paragraph before the body; left out of the body where it opens it again.
        paragraphs: The body; teasers and other boilerplate must not be among them.
        lang: BCP 47 language of the text, None when unknown.
        gazetteer: From `registers.regions.load_gazetteer`.
        date: Of the article, by which former names and terms of office are judged; None: not at all.
        home: Region that the source's register entry gives as its home: a prior, no more.

    Returns:
        Tags with scores and evidence; offsets count characters from the start of the title, of the
        lede, or of the body's paragraphs joined by line breaks. Neighbours count as mentioned and
        as primary alike; a caller that wants the covered regions only asks `gazetteer.covered`.
    """
    text = join_parts(title, lede or "", list(paragraphs), lang)
    hits = find_names(text, gazetteer)
    marks = sum(1 for _ in _SCORE_MARK.finditer(text.text))
    setting = setting_of(hits, text, gazetteer, score_marks=marks, year=date.year if date else None)
    weighed = weigh(hits, text, setting)
    scores, evidence = _score(weighed, text)
    _spread(weighed, scores)
    mentioned = {code for item in weighed for code in item.mentions}
    foreign = len({name.name for hit in hits for name in hit.names if name.kind == "elsewhere"})
    for code, rule, weight in _priors(text, gazetteer, home, mentioned, scores, foreign=foreign > 0):
        scores[code] += weight
        evidence.append(
            RegionEvidence(code=code, where="prior", offset=0, surface="", kind="prior", rule=rule, weight=weight)
        )
    primary = _about(
        scores,
        mentioned,
        enough=enough_for(weighed, hits, text, setting, foreign=foreign),
        covered=gazetteer.covered,
        sides=3 if setting.cues.get("three sides") else 2 if setting.cues.get("border", 0) >= _BORDER_CUES else 1,
    )
    order = list(gazetteer.regions)
    return RegionTags(
        primary=tuple(sorted(primary, key=order.index)),
        mentioned=tuple(sorted(mentioned, key=order.index)),
        places=_places(weighed, hits, text, bool(mentioned)),
        named=_named(weighed),
        scores={code: round(score, 2) for code, score in sorted(scores.items(), key=lambda item: -item[1])},
        evidence=tuple(evidence),
        uncertain=_uncertain(text, gazetteer),
    )


def _score(weighed: Iterable[Weighed], text: Text) -> tuple[dict[str, float], list[RegionEvidence]]:
    """Add the weights up, repeats damped, and write down each as evidence."""
    scores: dict[str, float] = {}
    fresh: dict[tuple[str, str], int] = {}
    again: dict[tuple[str, str, str], int] = {}
    evidence: list[RegionEvidence] = []
    common: dict[str, float] = {}  # what shared features give
    for item in weighed:
        where, offset = text.where(item.hit.start)
        for code in item.codes:
            key = (code, where, "people" if item.name.kind == "adjective" else item.name.name)
            if key in again:
                damping = _AGAIN[again[key]] if again[key] < len(_AGAIN) else 0.2
                again[key] += 1
            else:
                count = fresh.get((code, where), 0)
                damping = _FRESH[count] if count < len(_FRESH) else 0.5
                fresh[code, where], again[key] = count + 1, 0
            weight = item.weight * damping * (1.0 if code in item.name.full else item.name.share)
            if weight <= 0:
                continue
            if item.name.share <= _COMMON_FEATURE and code not in item.name.full:
                common[code] = common.get(code, 0.0) + weight
            else:
                scores[code] = scores.get(code, 0.0) + weight
            evidence.append(
                RegionEvidence(
                    code=code,
                    where=where,
                    offset=offset,
                    surface=item.hit.surface,
                    kind=item.name.kind,
                    rule=item.rule,
                    weight=round(weight, 3),
                )
            )
    lead = max(scores.values(), default=0.0)
    for code, weight in common.items():
        own = scores.get(code, 0.0)
        # A lake or a river says most of the region that the article names most; of another, no more than its own names.
        scores[code] = own + (weight if own >= lead else min(weight, max(_COMMON_SHARE * own, _COMMON_LEAST)))
    return scores, evidence


def _spread(weighed: Sequence[Weighed], scores: dict[str, float]) -> None:
    """Lift the regions that an article about all of them names one by one."""
    wide = {
        code
        for item in weighed
        if item.name.kind in ("area", "five") and item.hit.where != "body"
        for code in item.codes
    }
    named = {code for item in weighed if item.name.kind != "five" for code in item.mentions}
    if len(wide & named) >= _WIDE_FROM:
        for code in wide & named & set(scores):
            scores[code] += _REGION_WIDE
    counted = {code for item in weighed if item.name.kind == "five" and item.hit.where != "body" for code in item.codes}
    if len(counted & named) >= _COUNTED_FROM:  # "a summit of the five": one that is named alone is set against them
        for code in counted - named:
            scores[code] += _REGION_WIDE
        for code in counted & named:
            scores[code] += _REGION_WIDE / 2


def _priors(
    text: Text,
    gazetteer: Gazetteer,
    home: str | None,
    mentioned: set[str],
    scores: Mapping[str, float],
    *,
    foreign: bool,
) -> Iterator[tuple[str, str, float]]:
    """Give what speaks for a region before the text does: it must name the region all the same, and first."""
    if not mentioned:
        return
    first = max(mentioned, key=lambda code: scores.get(code, 0.0))
    if first == home:
        yield first, "home of the source", _HOME_PRIOR
    if text.lang in gazetteer.regions[first].languages:
        alone = mentioned == {first} and not foreign
        yield first, "language of the region", _DOMESTIC_PRIOR if alone else _LANGUAGE_PRIOR


def _about(
    scores: Mapping[str, float], mentioned: set[str], *, enough: float, sides: int, covered: Sequence[str]
) -> set[str]:
    """Pick the regions that the article is about."""
    best = max(scores.values(), default=0.0)
    about = {
        code for code, score in scores.items() if code in mentioned and score >= enough and score >= ABOUT_SHARE * best
    }
    if about:
        about |= {code for code in mentioned if scores.get(code, 0.0) >= max(_BESIDE, _BESIDE_SHARE * best)}
    if about and len(about) < sides:
        least = max(_OTHER_SIDE, _OTHER_SHARE * best)
        rest = sorted(
            ((code in covered, score, code) for code, score in scores.items() if code in mentioned - about),
            reverse=True,
        )
        others = [code for _, score, code in rest if score >= least]
        about |= set(others[: sides - len(about)])
    return about


def _named(weighed: Sequence[Weighed]) -> tuple[NamedPlace, ...]:
    """Give the places that the register knows in their base form, in reading order."""
    found: dict[str, tuple[str, ...]] = {}
    for item in weighed:
        if item.weight > 0 and item.name.shown and _is_place(item):
            found.setdefault(item.name.shown, item.codes)
    return tuple(NamedPlace(name=name, regions=codes) for name, codes in found.items())


def _is_place(item: Weighed) -> bool:
    """Say whether the hit names a place, and not what comes from it ("алматинский")."""
    adjective = item.hit.surface[0].islower() and " " not in item.hit.surface
    return not adjective and (item.name.kind in PLACE_KINDS or item.name.codes == ("XJ",))


def _places(weighed: Sequence[Weighed], hits: Sequence[Hit], text: Text, any_region: bool) -> tuple[str, ...]:
    """Give the places as written, each spelling once, in reading order."""
    index = {hit.start: at for at, hit in enumerate(hits)}
    found: list[tuple[int, str]] = []
    for item in weighed:
        if item.weight > 0 and _is_place(item):
            at = index[item.hit.start]
            before = hits[at - 1] if at else None
            after = hits[at + 1] if at + 1 < len(hits) else None
            found.append((item.hit.start, written(item.hit, before, after, text)))
    if any_region:
        used = {item.hit.start for item in weighed}
        found += unregistered([hit for hit in hits if hit.start in used or not hit.names[0].codes], text)
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _uncertain(text: Text, gazetteer: Gazetteer) -> str | None:
    """Say why the tags are not to be trusted, if so."""
    if text.lang and text.lang not in gazetteer.languages:
        return f"language not covered: {text.lang}"
    foreign = _foreign_script(text)
    if foreign:
        return f"script not covered: {foreign}"
    return None if text.lang else "language unknown"


def _foreign_script(text: Text) -> str | None:
    """Name the script that most letters of the text's beginning are written in, where no name is recorded in it."""
    sample = text.text[:_SCRIPT_SAMPLE]
    others = _COVERED.sub("", sample)
    if 4 * len(others) < len(sample):
        return None
    scripts: Counter[str] = Counter()
    for char in sample:
        if char.isalpha():
            scripts[unicodedata.name(char, "UNKNOWN").partition(" ")[0].capitalize()] += 1
    most = scripts.most_common(1)
    return most[0][0] if most and most[0][0] not in _SCRIPTS else None
