"""What is kept of a post to find its story: a signature of its wording, and language-neutral keys of its content."""

import base64
import datetime as dt
import json
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsdigest.ingest.stories.figures_in_text import figures_in
from newsdigest.ingest.stories.minhash import signature
from newsdigest.ingest.stories.skeleton import name_key
from newsdigest.ingest.stories.terms import concepts_in, plain
from newsdigest.models import Post
from newsdigest.post.places import read_place
from newsdigest.text import slugify

_MAX_KEYS = 160  # of the heaviest; a post of 600 words has about as many
_MAX_CHARS = 6_000  # of the body: news says what happened at its head
_TITLE, _LEDE, _BODY = 3.0, 2.0, 1.0
_MOST = 6.0  # weight at which a key stops growing
_NAME, _WORD, _FIGURE, _DAY, _CONCEPT = 1.0, 0.5, 1.2, 0.7, 0.8
_PLACE, _PLACES = 1.5, 9  # weight of the first places, which are in their base form, and how many count
_MIN_NAME, _MIN_WORD = 3, 4  # consonants: fewer are shared by chance
_LONG = 12.0  # a number under it says little by itself
_TOKEN = re.compile(r"[^\W\d_]{2,40}")
_MARKUP = re.compile(r"[#*_>`\[\]\\]|\]\([^)]{0,400}\)")
_APOSTROPHES = re.compile("[\u02bb\u02bc\u2018\u2019\u02b9`'´]")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,200}")  # has no spaces: pairs of characters stand for words
_DIVISION = re.compile(r" (?:Region|District|Province|Valley|River|City)$")  # one report names the town, one its region
_NOUNS_CAPITAL = frozenset(("de", "lb"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A post, as finding stories sees it. Plain data, to be kept from run to run."""

    id: str
    name: str  # of the story that it would be the first report of
    date: dt.datetime
    lang: str
    source: str | None = None
    agency: str | None = None
    regions: tuple[str, ...] = ()  # that the post is about
    signature: tuple[int, ...] = ()
    keys: Mapping[str, float] = field(default_factory=dict)  # key -> weight


def sketch_post(post: Post) -> Sketch:
    """Sketch one post; costs about a millisecond."""
    body = _MARKUP.sub(" ", post.body[:_MAX_CHARS])
    first, _, rest = body.partition("\n\n")
    lede = post.lede or first
    parts = ((post.title, _TITLE), (lede, _LEDE), (body if post.lede else rest, _BODY))
    lang = post.lang.partition("-")[0].lower()
    return Sketch(
        id=post.id,
        name=f"{post.date:%Y-%m-%d}-{slugify(post.title, max_length=40) or post.id}",
        date=post.date,
        lang=lang,
        source=post.source,
        agency=post.agency,
        regions=tuple(post.regions),
        signature=signature(f"{post.lede or ''} {body}"),
        keys=_keys(parts, lang, [place_key(place) for place in post.places]),
    )


def pack(sketch: Sketch) -> str:
    """Bring a sketch into one short line of ASCII."""
    fields = [
        sketch.id,
        sketch.name,
        sketch.date.isoformat(),
        sketch.lang,
        sketch.source,
        sketch.agency,
        sketch.regions,
    ]
    signed = struct.pack(f"<{len(sketch.signature)}I", *sketch.signature).hex()
    text = json.dumps([*fields, signed, sketch.keys], ensure_ascii=False, separators=(",", ":"))
    return base64.b85encode(zlib.compress(text.encode("utf-8"), 6)).decode("ascii")


def unpack(packed: str) -> Sketch:
    """
    Read what `pack` wrote.

    Raises:
        ValueError: it did not write this.
    """
    try:
        values = json.loads(zlib.decompress(base64.b85decode(packed)))
        post_id, name, date, lang, source, agency, regions, signed, keys = values
        raw = bytes.fromhex(signed)
    except (zlib.error, TypeError) as error:
        raise ValueError(f"no sketch: {error}") from error
    return Sketch(
        id=post_id,
        name=name,
        date=dt.datetime.fromisoformat(date),
        lang=lang,
        source=source,
        agency=agency,
        regions=tuple(regions),
        signature=struct.unpack(f"<{len(raw) // 4}I", raw),
        keys=keys,
    )


def place_key(place: str) -> str:
    """
    Give the key of a place of a post: its regions and its consonants, whatever spelling the register shows.

    >>> place_key("Aini District (TJ)") == place_key("Ayni (TJ)") == "TJ:AN"
    True
    """
    found = read_place(place)
    name = _DIVISION.sub("", found.name)
    return f"{'+'.join(found.regions)}:{name_key(_APOSTROPHES.sub('', name).casefold(), '') or name}"


def _keys(parts: tuple[tuple[str, float], ...], lang: str, places: Sequence[str]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for number, name in enumerate(tuple(dict.fromkeys(places))[:_PLACES]):
        key = f"p:{name}"
        weights[key] = max(weights[key], _PLACE / (1 + number // 3))
    for text, place in parts:
        lowered = plain(text)
        for concept, _ in concepts_in(lowered):
            weights[f"c:{concept}"] += place * _CONCEPT
        for figure in figures_in(lowered, lang):
            weights[figure] += place * _figure_weight(figure)
        for key, weight in _words(text, lang):
            weights[key] += place * weight
    capped = {key: min(weight, _MOST) for key, weight in weights.items()}
    heaviest = sorted(capped, key=lambda key: (-capped[key], key))[:_MAX_KEYS]
    return {key: round(capped[key], 2) for key in sorted(heaviest)}


def _figure_weight(figure: str) -> float:
    if figure[0] in "dy":
        return _DAY if figure[0] == "d" else _DAY / 2
    return _FIGURE if figure[0] == "t" or "." in figure or float(figure[1:]) > _LONG else _FIGURE / 3


def _words(text: str, lang: str) -> Iterator[tuple[str, float]]:
    for found in _TOKEN.finditer(_APOSTROPHES.sub("", text)):
        word = found[0]
        named = word[0].isupper()
        key = name_key(word.casefold(), lang)
        if len(key) >= (_MIN_NAME if named else _MIN_WORD):
            yield f"n:{key}", _NAME if named and lang not in _NOUNS_CAPITAL else _WORD
    for found in _HAN.finditer(text):
        for at in range(len(found[0]) - 1):
            yield f"z:{found[0][at : at + 2]}", _WORD
