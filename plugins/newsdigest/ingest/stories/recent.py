"""
The posts of the last weeks, indexed by their keys: who might report the same event, and how much alike they are.

Likeness is the cosine of weighted keys, each key weighing the more the fewer recent posts have it (tf-idf), with
pivoted length normalisation (Singhal, Buckley, Mitra 1996) so that a long report is not held against its length.
Every list is bounded, so a post costs the same however many there are.
"""

import datetime as dt
import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterator

from newsdigest.ingest.stories.sketch import Sketch

WINDOW = dt.timedelta(days=30)  # of posts that say how common a key is
REACH = dt.timedelta(days=4)  # between two reports of one event
_PROBES = 32  # of a post's weightiest keys, by which candidates are found
_POSTINGS = 64  # latest posts kept for a key; a key with more tells nothing
_CANDIDATES = 48  # compared in full
_PRIOR_POSTS, _PRIOR_SEEN = 30.0, 0.7  # as if so many posts had been seen: a small digest has no statistics of its own
_PIVOT, _SLOPE = 24.0, 0.8  # norm of a report of sixty words; how far longer ones are normalised
_SHARED = 4  # keys, one of them a word: numbers alone are shared by chance


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

    def like(self, post: Sketch) -> Iterator[tuple[Sketch, float]]:
        """
        Find posts within `REACH` that share keys with `post`, which is in the window already.

        Returns:
            Each with its likeness, 0 to about 1, the most promising ones only.
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
        best = sorted(shared, key=lambda name: (-shared[name], name))[:_CANDIDATES]
        for name in best:
            theirs = self._weights(by_id[name])
            common = weights.keys() & theirs.keys()
            if len(common) >= _SHARED and any(key[0] in "nzp" for key in common):
                inner = sum(weights[key] * theirs[key] for key in sorted(common))
                yield by_id[name], inner / (norm * _norm(theirs))

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


def _norm(weights: dict[str, float]) -> float:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return (1 - _SLOPE) * _PIVOT + _SLOPE * length
