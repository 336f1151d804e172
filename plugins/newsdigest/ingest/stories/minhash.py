"""
MinHash signatures of texts, and the pairs that are probably copies of one text.

Broder's min-wise hashing over word shingles, banded as in Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets",
chapter 3: cost grows with the number of texts, not with the number of pairs.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

SIZE = 96  # hash functions: the standard error of the estimate is 1/sqrt(96), a tenth
BANDS = 32  # of three rows: a pair of likeness .5 is found with probability .99, one of .2 with .2
_SHINGLE = 3  # words: short enough that a changed headline or a cut sentence leaves most of a brief report
_MAX_WORDS = 3_000  # of a text; a copy shows itself long before
_PRIME = np.uint64((1 << 31) - 1)
_WORD = re.compile(r"\w+")
_GROUP = 64  # of one bucket, compared with its first members only: a boilerplate text must not cost the square

_SEED = 20_220_111  # fixed: signatures are kept from run to run


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Factors and offsets of the hash functions h(x) = (a x + b) mod p."""
    random = np.random.Generator(np.random.PCG64(_SEED))
    prime = int(_PRIME)
    return random.integers(1, prime, SIZE, dtype=np.uint64), random.integers(0, prime, SIZE, dtype=np.uint64)


def signature(text: str) -> tuple[int, ...]:
    """Sign a text; empty where it has fewer words than a shingle."""
    words = _WORD.findall(text.casefold())[:_MAX_WORDS]
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    if not shingles:
        return ()
    hashes = np.fromiter(
        (int.from_bytes(hashlib.blake2b(one.encode(), digest_size=4).digest()) & 0x7FFFFFFF for one in shingles),
        dtype=np.uint64,
        count=len(shingles),
    )
    # The product of two numbers under 2^31 fits into 64 bits.
    factors, offsets = _functions()
    table = (hashes[:, None] * factors + offsets) % _PRIME
    return tuple(int(value) for value in table.min(axis=0))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate the Jaccard likeness of two signed texts, 0 to 1."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / SIZE


def candidate_pairs(signatures: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """Give the pairs of names whose signatures agree in a band, each once."""
    rows = SIZE // BANDS
    buckets: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for name, signed in signatures.items():
        for band in range(BANDS if signed else 0):
            buckets[(band, *signed[band * rows : band * rows + rows])].append(name)
    seen: set[tuple[str, str]] = set()
    for names in buckets.values():
        yield from _fresh(names, seen)


def _fresh(names: Sequence[str], seen: set[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for place, later in enumerate(names[1:], start=1):
        for earlier in names[: min(place, _GROUP)]:
            if (pair := (earlier, later)) not in seen:
                seen.add(pair)
                yield pair
