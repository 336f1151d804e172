"""
The posts of the last weeks, indexed by their keys: who might report the same event, and how much speaks for it.

Each key weighs the more the fewer recent posts have it (tf-idf). What two posts share is added up by kind of key, and
the sums are weighed against the posts' own weight and the time between them (`evidence.py`). Every list is bounded, so
a post costs the same however many there are.
"""

import datetime as dt
import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from newsdigest.ingest.stories.evidence import KINDS, Compared, Kind
from newsdigest.ingest.stories.sketch import Sketch

WINDOW = dt.timedelta(days=30)  # of posts that say how common a key is
REACH = dt.timedelta(days=4)  # between two reports of one event
_PROBES = 32  # of a post's weightiest keys, by which candidates are found
_POSTINGS = 64  # latest posts kept for a key; a key with more tells nothing
_CANDIDATES = 48  # compared in full
_PRIOR_POSTS, _PRIOR_SEEN = 30.0, 0.7  # as if so many posts had been seen: a small digest has no statistics of its own
_SHARED = 3  # keys, one of them a word: numbers alone are shared by chance
_TELLING = 4  # letters of a number's key: one under a hundred says nothing by itself, however rare
_RARE, _RARE_SHARE = 5, 0.05  # posts, and share of the recent ones, that have a key at most, for it to speak by itself


class Recent:
    """The sliding window; posts come in the order of their dates."""

    def __init__(self) -> None:
        """Begin with no posts."""
        self._posts: deque[Sketch] = deque()
        self._seen: Counter[str] = Counter()
        self._by_key: dict[str, deque[Sketch]] = defaultdict(lambda: deque(maxlen=_POSTINGS))

    def add(self, post: Sketch) -> None:
        """Take in a post, and let go of those that have become too old."""
        while self._posts and post.date - self._posts[0].date > WINDOW:
            self._forget(self._posts.popleft())
        self._posts.append(post)
        self._seen.update(post.keys.keys())
        for key in post.keys:
            self._by_key[key].append(post)

    def like(self, post: Sketch) -> Iterator[tuple[Sketch, Compared]]:
        """
        Find posts within `REACH` that share keys with `post`, which is in the window already.

        Returns:
            Each with what it has in common with `post`.
        """
        weights = self._weights(post)
        probes = sorted(weights, key=lambda key: (-weights[key], key))[:_PROBES]
        shared: Counter[str] = Counter()
        by_id: dict[str, Sketch] = {}
        for key in probes:
            for other in self._by_key[key]:
                if other.id != post.id and post.date - other.date <= REACH:
                    shared[other.id] += round(weights[key] ** 2)
                    by_id[other.id] = other
        norm = _norm(weights)
        for name in sorted(shared, key=lambda name: (-shared[name], name))[:_CANDIDATES]:
            other = by_id[name]
            theirs = self._weights(other)
            common = {key: weights[key] * theirs[key] for key in sorted(weights.keys() & theirs.keys())}
            if len(common) >= _SHARED and any(key[0] in "nzp" for key in common):
                sums, rare = self._by_kind(common)
                compared = Compared(
                    sums=sums,
                    rare=rare,
                    norms=norm * _norm(theirs),
                    keys=min(len(weights), len(theirs)),
                    apart=_apart(post.regions, other.regions),
                    one_language=post.lang == other.lang,
                    days=abs((post.date - other.date).total_seconds()) / 86_400,
                )
                yield other, compared

    def _by_kind(self, common: Mapping[str, float]) -> tuple[dict[Kind, float], dict[Kind, int]]:
        """Add up what is shared by kind of key, and count what hardly any other post has."""
        sums: dict[Kind, float] = {}
        rare: dict[Kind, int] = {}
        most = min(_RARE, _RARE_SHARE * (len(self._posts) + _PRIOR_POSTS))
        for key, product in common.items():
            kind = KINDS[key[0]]
            sums[kind] = sums.get(kind, 0.0) + product
            if self._seen[key] <= most and not (kind == "number" and len(key) < _TELLING):
                rare[kind] = rare.get(kind, 0) + 1
        return sums, rare

    def _weights(self, post: Sketch) -> dict[str, float]:
        posts = len(self._posts) + _PRIOR_POSTS
        seen = self._seen
        return {
            key: math.sqrt(weight) * math.log(posts / (seen[key] + _PRIOR_SEEN)) for key, weight in post.keys.items()
        }

    def _forget(self, post: Sketch) -> None:
        for key in post.keys:
            self._seen[key] -= 1
            if not self._seen[key]:
                del self._seen[key]
            held = self._by_key[key]
            if held and held[0] is post:
                held.popleft()
            if not held:
                del self._by_key[key]


def _apart(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one and other) and set(one).isdisjoint(other)


def _norm(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))
