"""
Weigh every hit: what kind of name it is, where it stands, and what its surroundings take off.

The figures are judgements, set on articles of our own and held by the floors of `benchmarks/regions`;
only their proportions matter. A factor of 0 means that the hit is not even a mention.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsdigest.ingest.regions.find import Hit, Text
from newsdigest.ingest.regions.places import DIRECTLY, beside_place_word, in_longer_name, names_street
from newsdigest.registers.gazetteer import PLACE_KINDS, Discount, Gazetteer, Name

KIND_WEIGHT = {
    "country": 1.0, "capital": 0.9, "city": 0.9, "division": 0.9, "person": 0.9, "institution": 0.9,
    "town": 0.7, "settlement": 0.6, "district": 0.7, "water": 0.9, "mountain": 0.9, "landmark": 0.9, "adjective": 0.7,
    "people": 0.4, "area": 1.0, "five": 1.0, "token": 0.5, "outlet": 0.25,
}  # fmt: skip
PART_WEIGHT = {"title": 3.0, "lede": 2.0, "body": 1.0}
_GROUNDS = frozenset({"country", "capital", "city", "division", "person", "institution", "landmark"})
_VOUCHED = PLACE_KINDS - {"settlement"}  # places that a person wrote into a register
_ETHNIC_KINDS = frozenset({"adjective", "people"})
_HINT_KINDS = frozenset({"token", "outlet"})
_SHEET = 6  # words of scorers, cards and attendance that make a score sheet without a score
_WORDS_A_SCORE = 24  # words a score, at most; marks part words too
_OTHERS = 2  # countries of others that make it a list and not a group
_LIST_OF = 4  # countries in one sentence make a list
_TOKENS_TOGETHER = 2  # different words that only one region uses: its administration, its money
_WEAK_TOGETHER = 3  # different weak names of one region that bear each other out
_OWN_TOWNS = frozenset({"tr"})  # languages whose own country has towns of the same names
_SAFE_LETTERS = {True: 5, False: 7}  # of a weak name, vouched for or not: as long, it hardly is a common word


@dataclass(frozen=True, slots=True)
class Weighed:
    """A hit, the regions it speaks for, and its weight before repeats are damped."""

    hit: Hit
    name: Name
    codes: tuple[str, ...]
    weight: float
    rule: str
    mentions: tuple[str, ...]  # of the codes


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole article is like, as far as it changes how a hit counts."""

    cues: dict[str, int]  # how often each word of context occurs
    lists: frozenset[int]  # sentences that list countries
    scores: bool  # a score sheet or a list of results
    home: dict[str, int]  # regions that a strong name speaks for, lists left out, and how often
    silenced: frozenset[str]  # regions whose adjectives and weak names mean others here
    discounts: tuple[Discount, ...]  # those whose words the article has
    tokens: dict[str, set[str]]  # regions, and the words in the article that hardly anybody else uses
    year: int | None  # of the article
    headless: bool  # neither title nor lede names a country or a place, ours or another


def setting_of(hits: Sequence[Hit], text: Text, gazetteer: Gazetteer, *, score_marks: int, year: int | None) -> Setting:
    """Look at the article as a whole."""
    cues: dict[str, int] = {}
    home: dict[str, int] = {}
    tokens: dict[str, set[str]] = {}
    silenced: set[str] = set()
    lists = _lists(hits)
    for at, hit in enumerate(hits):
        if names_street(at, hits, text):
            continue
        disputed = len({name.codes for name in hit.names if name.codes}) > 1
        for name in hit.names:
            if name.kind == "cue":
                cues[name.name] = cues.get(name.name, 0) + 1
            elif name.kind == "trap":
                silenced.update(name.silences)
            elif name.kind == "token":
                tokens.setdefault(name.codes[0], set()).add(name.name)
            elif _is_ground(name) and hit.sentence not in lists and (not disputed or name.kind != "city"):
                home[name.codes[0]] = home.get(name.codes[0], 0) + 1
    words = max(1, text.folded.text.count(" "))
    told = cues.get("score", 0)
    scores = told >= _SHEET or (score_marks >= 4 and (score_marks * _WORDS_A_SCORE > words or told >= 3))
    foreign = {name.name.partition("-")[0] for hit in hits for name in hit.names if name.kind == "elsewhere"}
    silenced.update(code for code, region in gazetteer.regions.items() if foreign & set(region.namesakes))
    return Setting(
        cues=cues,
        lists=lists,
        scores=scores,
        home=home,
        silenced=frozenset(silenced - set(home)),
        discounts=tuple(item for item in gazetteer.discounts if _applies(item, cues)),
        tokens=tokens,
        year=year,
        headless=not any(
            hit.where != "body" and any(name.kind not in ("cue", "trap") and name.strong for name in hit.names)
            for hit in hits
        ),
    )


def _applies(discount: Discount, cues: Mapping[str, int]) -> bool:
    """Say whether an article has the words that a discount asks for."""
    if any(cues.get(cue, 0) < least for cue, least in discount.cues.items()):
        return False
    lifted = cues.get(discount.unless, 0) if discount.unless else 0
    return max(cues.get(cue, 0) for cue in discount.cues) > 2 * lifted


def _is_ground(name: Name) -> bool:
    """Say whether a name speaks for one region by itself."""
    return name.strong and name.kind in _GROUNDS and len(name.codes) == 1


def _lists(hits: Sequence[Hit]) -> frozenset[int]:
    """Find the sentences that list countries: ours among others, or ours where nothing calls them one area."""
    countries: dict[int, set[str]] = {}
    ours: dict[int, set[str]] = {}
    for hit in hits:
        for name in hit.names:
            if name.kind == "elsewhere" and len(name.name) == 2:
                countries.setdefault(hit.sentence, set()).add(name.name)
            elif name.kind in ("country", "adjective", "capital"):
                countries.setdefault(hit.sentence, set()).update(name.codes)
                ours.setdefault(hit.sentence, set()).update(name.codes)
    together = any(name.kind in ("area", "five") for hit in hits for name in hit.names)
    return frozenset(
        sentence
        for sentence, named in countries.items()
        if len(named) >= _LIST_OF and (not together or len(named - ours.get(sentence, set())) >= _OTHERS)
    )


def weigh(hits: Sequence[Hit], text: Text, setting: Setting) -> list[Weighed]:
    """Weigh every hit that speaks for a region, in reading order."""
    weighed: list[Weighed] = []
    corroborated = _corroborated(hits, setting)
    for at, hit in enumerate(hits):
        if not any(name.codes for name in hit.names):
            continue
        name = _choose(hit, setting, corroborated, beside_place_word(at, hits, text), text)
        if name is None or names_street(at, hits, text):
            continue
        factor, rule = _context(at, hits, name, setting, text)
        weighed.append(
            Weighed(
                hit=hit,
                name=name,
                codes=name.codes,
                weight=KIND_WEIGHT[name.kind] * PART_WEIGHT[hit.where] * factor,
                rule=rule or hit.where,
                mentions=_mentions(name, setting, where=hit.where) if factor > 0 else (),
            )
        )
    return weighed


def _mentions(name: Name, setting: Setting, *, where: str) -> tuple[str, ...]:
    """Give the regions that an article with this name refers to."""
    if name.kind == "five" and where != "body":
        return name.codes
    if name.kind == "token":
        return name.codes if len(setting.tokens[name.codes[0]]) >= _TOKENS_TOGETHER else ()
    if name.kind in ("people", "area", "outlet", "five"):
        return ()
    return name.codes if len(name.codes) == 1 and name.share == 1 else name.full


def _corroborated(hits: Sequence[Hit], setting: Setting) -> frozenset[str]:
    """Regions that a strong name speaks for, or several weak ones that no such region claims."""
    weak: dict[str, set[str]] = {}
    for hit in hits:
        if any(code in setting.home for name in hit.names for code in name.codes):
            continue
        for name in hit.names:
            if len(name.codes) == 1 and name.kind in _VOUCHED and not name.strong and len(hit.surface) >= 5:
                weak.setdefault(name.codes[0], set()).add(name.name)
    return (
        frozenset(setting.home)
        | setting.tokens.keys()
        | {code for code, names in weak.items() if len(names) >= _WEAK_TOGETHER}
    )


def _choose(hit: Hit, setting: Setting, corroborated: frozenset[str], place_word: str, text: Text) -> Name | None:
    """Pick the one name that a hit stands for, or none where nothing supports it."""
    rivals = [name for name in hit.names if name.codes]
    if not rivals or any(name.kind == "trap" for name in hit.names):
        return None
    rivals.sort(key=lambda name: (-max(setting.home.get(code, 0) for code in name.codes), not name.strong))
    elsewhere = any(name.kind == "elsewhere" for name in hit.names)
    for name in rivals:
        if name.kind in _HINT_KINDS:
            return name
        if elsewhere and not name.strong and name.kind != "country":
            continue
        if name.common and not place_word and in_longer_name(hit, text):
            continue
        supported = bool(set(name.codes) & corroborated)
        if name.strong and (supported or not elsewhere):
            return name
        if name.kind == "country" and not supported and not set(name.codes) & setting.silenced:
            supported = True
        alone = (
            place_word == DIRECTLY
            and not setting.home
            and name.kind in _VOUCHED
            and not elsewhere
            and text.lang not in _OWN_TOWNS
        )
        if alone or (supported and (place_word or not _opens_sentence(hit, name, text))):
            return name
    return None


def _opens_sentence(hit: Hit, name: Name, text: Text) -> bool:
    """
    Say whether the hit's capital letter may be due to the sentence that it opens.

    A script without capitals says as little, where the word has an ending besides.
    """
    if "\u0600" <= hit.surface[0] <= "\u077f":
        return bool(hit.ending)
    if (
        not hit.surface[0].isupper()
        or hit.surface.isupper()
        or (len(hit.surface) >= _SAFE_LETTERS[name.kind in _VOUCHED] and not name.common)
    ):
        return False
    before = text.text[max(0, hit.start - 3) : hit.start].rstrip()
    return not before or before[-1] in '.!?:\n—–«"“„' or text.text[hit.start - 1] == "\n"


def _near(at: int, hits: Sequence[Hit], cue: str, words: int) -> bool:
    """Say whether a word of context stands within `words` words of hit number `at`, in its sentence."""
    here = hits[at]
    for step in (-1, 1):
        index = at + step
        while 0 <= index < len(hits) and abs(hits[index].word - here.word) <= words:
            if cue in hits[index].cues and hits[index].sentence == here.sentence:
                return True
            index += step
    return False


def _of_a_people(at: int, hits: Sequence[Hit], name: Name, setting: Setting) -> tuple[float, str]:
    """
    Judge an adjective or the name of a people: the state, or only an origin, a language, a dish?

    Where nothing else in the article speaks for the region, an adjective must stand beside a word
    of state ("Tajik border guards").
    """
    for cue, words in (("ethnic", 3), ("language", 2), ("cuisine", 3)):
        if _near(at, hits, cue, words):
            return 0.0, cue
    if any(code in setting.home for code in name.codes):
        return 1.0, ""
    if name.kind == "adjective" and _near(at, hits, "abroad", 1):
        return 1.0, ""
    if set(name.codes) & setting.silenced:
        return 0.0, "another people"
    if name.kind == "adjective" and _near(at, hits, "state", 2):
        return 1.2, "word of state"
    if name.kind == "adjective" and _near(at, hits, "portion", 1):
        return 0.4, "part of it"
    return 0.0, "people only"


def _context(at: int, hits: Sequence[Hit], name: Name, setting: Setting, text: Text) -> tuple[float, str]:
    """Give the factor that the surroundings put on a hit, and the rule's name ("" for none)."""
    hit, cues = hits[at], setting.cues
    factor, rule = 1.0, ""
    if name.kind in _ETHNIC_KINDS:
        factor, rule = _of_a_people(at, hits, name, setting)
        if not factor:
            return factor, rule
    if name.kind in ("country", "adjective", "people") and _near(at, hits, "abroad", 4):
        factor, rule = (0.3, "nationals abroad") if cues.get("crime", 0) >= 1 else (0.6, "nationals")
    aged, ageing = _age(name, setting.year)
    if ageing:
        factor, rule = min(factor, aged), ageing
    if hit.sentence in setting.lists and name.kind in ("country", "adjective", "capital", "institution"):
        factor, rule = min(factor, 0.35), "list of countries"
    if setting.scores:
        factor, rule = min(factor, 0.15), "score sheet"
    for discount in setting.discounts:
        if set(name.codes) <= set(discount.codes) and (not discount.kinds or name.kind in discount.kinds):
            factor, rule = min(factor, discount.factor), discount.name
    if _near(at, hits, "nowadays", 3):
        factor, rule = min(factor, 0.5), "past in present terms"
    if cues.get("cuisine", 0) >= 4 and name.kind in ("country", "adjective", "city", "capital", "token"):
        of_a_house = name.kind == "adjective" or (name.kind != "country" and in_longer_name(hit, text))
        factor, rule = 0.0 if of_a_house else min(factor, 0.4 if name.kind == "country" else 0.2), "cuisine"
    if hit.where == "body" and name.kind == "country" and _near(at, hits, "locate", 4):
        factor, rule = min(factor, 0.7), "locates another"
    return factor, rule


def _age(name: Name, year: int | None) -> tuple[float, str]:
    """
    Give the factor of a name's years: a former name, a term of office.

    Before its time a name most likely means something else; afterwards it speaks of the past.
    """
    if year is None or (name.since is None and name.until is None):
        return 1.0, ""
    if name.since is not None and year < name.since:
        return (0.6, "not yet in office") if name.kind == "person" else (0.4, "name not yet given")
    if name.until is not None and year > name.until:
        return (0.7, "no longer in office") if name.kind == "person" else (0.8, "former name")
    return 1.0, ""
