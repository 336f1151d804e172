"""Which regions is an article about, with evidence."""

import re
from collections.abc import Iterable, Mapping, Sequence

from newsdigest.ingest.regions.find import Hit, Text, find_names, join_parts
from newsdigest.ingest.regions.places import is_place, unregistered, written
from newsdigest.ingest.regions.weigh import Weighed, setting_of, weigh
from newsdigest.models import RegionEvidence, RegionTags
from newsdigest.registers.gazetteer import Gazetteer

ABOUT_FROM = 2.6  # score: a title alone, or a lede and one more
ABOUT_SHARE = 0.28  # of the strongest region's score: below it a region is a side remark
_HOME_PRIOR = 0.8
_REGION_WIDE = 1.6  # added to each named region where the title or lede speaks of all of them
_DAMPING = (1.0, 0.8, 0.6, 0.5, 0.4, 0.3)  # of the n-th hit of a region in one part; later ones 0.2
_SCORE_MARK = re.compile(r"\b\d{1,3}\s?[:–-]\s?\d{1,3}\b|\b\d{1,3}['’′]")


def tag_regions(
    *,
    title: str,
    lede: str | None,
    paragraphs: Sequence[str],
    lang: str | None,
    gazetteer: Gazetteer,
    home: str | None = None,
) -> RegionTags:
    """
    Tag an article with the regions that it is about, those that it mentions, and the places it names.

    Args:
        title: Headline; "" when there is none.
        lede: The paragraph before the body; left out of the body where it opens it again.
        paragraphs: The body; teasers and other boilerplate must not be among them.
        lang: BCP 47 language of the text, None when unknown.
        gazetteer: From `registers.regions.load_gazetteer`.
        home: Region that the source's register entry gives as its home: a prior, no more.

    Returns:
        Tags with scores and evidence; offsets count characters from the start of the title, of the
        lede, or of the body's paragraphs joined by line breaks. Neighbours count as mentioned and
        as primary alike; a caller that wants the covered regions only asks `gazetteer.covered`.
    """
    text = join_parts(title, lede or "", list(paragraphs), lang)
    hits = find_names(text, gazetteer)
    setting = setting_of(hits, text, sum(1 for _ in _SCORE_MARK.finditer(text.text)))
    weighed = weigh(hits, text, setting)
    scores, evidence = _score(weighed, text)
    _spread(weighed, scores)
    if home in gazetteer.regions and scores and max(scores, key=lambda code: scores[code]) == home:
        scores[home] += _HOME_PRIOR
        evidence.append(
            RegionEvidence(
                code=home,
                where="prior",
                offset=0,
                surface="",
                kind="source",
                rule="home of the source",
                weight=_HOME_PRIOR,
            )
        )
    mentioned = {code for item in weighed if item.mention for code in item.codes}
    primary = _about(scores, mentioned)
    order = list(gazetteer.regions)
    return RegionTags(
        primary=tuple(sorted(primary, key=order.index)),
        mentioned=tuple(sorted(mentioned, key=order.index)),
        places=_places(weighed, hits, text, bool(mentioned)),
        scores={code: round(score, 2) for code, score in sorted(scores.items(), key=lambda item: -item[1])},
        evidence=tuple(evidence),
        uncertain=_uncertain(text, gazetteer),
    )


def _score(weighed: Iterable[Weighed], text: Text) -> tuple[dict[str, float], list[RegionEvidence]]:
    """Add the weights up, repeats damped, and write down each as evidence."""
    scores: dict[str, float] = {}
    seen: dict[tuple[str, str], int] = {}
    evidence: list[RegionEvidence] = []
    for item in weighed:
        where, offset = text.where(item.hit.start)
        for code in item.codes:
            count = seen.get((code, where), 0)
            seen[code, where] = count + 1
            weight = item.weight * (_DAMPING[count] if count < len(_DAMPING) else 0.2)
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
    return scores, evidence


def _spread(weighed: Sequence[Weighed], scores: dict[str, float]) -> None:
    """Lift the regions that a region-wide article names one by one."""
    wide = any(item.name.kind in ("area", "five") and item.hit.where != "body" for item in weighed)
    named = {code for item in weighed if item.mention and item.name.kind != "five" for code in item.codes}
    if wide:
        for code in named & set(scores):
            scores[code] += _REGION_WIDE


def _about(scores: Mapping[str, float], mentioned: set[str]) -> set[str]:
    """Pick the regions that the article is about."""
    best = max(scores.values(), default=0.0)
    return {
        code
        for code, score in scores.items()
        if code in mentioned and score >= ABOUT_FROM and score >= ABOUT_SHARE * best
    }


def _places(weighed: Sequence[Weighed], hits: Sequence[Hit], text: Text, any_region: bool) -> tuple[str, ...]:
    """Give the places as written, each spelling once, in reading order."""
    index = {hit.start: at for at, hit in enumerate(hits)}
    found: list[tuple[int, str]] = []
    for item in weighed:
        if is_place(item.hit) or item.name.kind in ("water", "mountain") or item.name.codes == ("XJ",):
            at = index[item.hit.start]
            before = hits[at - 1] if at else None
            after = hits[at + 1] if at + 1 < len(hits) else None
            found.append((item.hit.start, written(item.hit, before, after, text)))
    if any_region:
        found += unregistered(hits, text)
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _uncertain(text: Text, gazetteer: Gazetteer) -> str | None:
    """Say why the tags are not to be trusted, if so."""
    if text.lang and text.lang not in gazetteer.languages:
        return f"language not covered: {text.lang}"
    return None
