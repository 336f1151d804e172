"""
How much speaks for two posts reporting one event: a sum of weights, each for one thing that they have in common.

The weights are those of a logistic regression over the pairs of labelled posts, held to the sign that sense asks for
(what is shared never speaks against); `python -m benchmarks.story_weights` fits them again.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["place", "word", "number", "concept", "day"]
KINDS: Mapping[str, Kind] = {
    "p": "place", "n": "word", "z": "word", "#": "number", "t": "number", "c": "concept", "d": "day", "y": "day",
}  # fmt: skip
_NORMS, _KEYS = 400.0, 20.0  # of two posts of seventy words: where the scale of a weight begins
_MOST_RARE: Mapping[Kind, int] = {"word": 3, "number": 2, "place": 2, "concept": 2}
_MOST_DAYS = 4.0

NAMES = (
    "place", "word", "number", "concept", "rare word", "rare number", "rare place", "rare concept",
    "no region in common", "long", "many keys", "one language", "days apart",
)  # fmt: skip
WEIGHTS = (0.19, 0.07, 1.91, 1.15, 0.30, 0.04, 2.48, 1.72, 1.75, 3.14, -0.11, 2.12, 1.74)
BIAS = -6.24


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What two posts have in common."""

    sums: Mapping[Kind, float]  # products of the weights of the keys that both have
    rare: Mapping[Kind, int]  # how many of these hardly any other recent post has
    norms: float  # product of the lengths of both as vectors
    keys: int  # of the shorter one
    apart: bool  # both say which regions they are about, and share none
    one_language: bool  # they share its common words then
    days: float  # between them


def features(compared: Compared) -> tuple[float, ...]:
    """
    Give the values that `WEIGHTS` are for, in the order of `NAMES`.

    Days, a region in common and words shared in one language were tried and got no weight.
    """
    sums, rare = compared.sums, compared.rare
    return (
        math.log1p(sums.get("place", 0.0)),
        math.log1p(sums.get("word", 0.0)),
        math.log1p(sums.get("number", 0.0)),
        math.log1p(sums.get("concept", 0.0)),
        *(float(min(rare.get(kind, 0), most)) for kind, most in _MOST_RARE.items()),
        -float(compared.apart),
        -math.log(max(compared.norms, 1.0) / _NORMS),
        -math.log(max(compared.keys, 1) / _KEYS),
        -float(compared.one_language),
        -min(compared.days, _MOST_DAYS),
    )


def weigh(compared: Compared) -> float:
    """Give the evidence for one event, in natural logarithms of odds: over 0 it is likelier than not."""
    return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, features(compared), strict=True))
