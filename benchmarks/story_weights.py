"""
Fit the weights of `newsdigest.ingest.stories.evidence` to labelled posts: `python -m benchmarks.story_weights`.

Logistic regression over all pairs of posts that finding stories compares, each set counting as much as any other, with
a little ridge; a weight that would speak against sharing something is held at nought. Prints the weights, and what they
reach on each set when it is left out of the fit: recall of pairs at .97 precision, before anything is grouped.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.stories import LABELLED, LONG, UNSEEN, as_post, read_labelled
from newsdigest.ingest.stories.evidence import NAMES, features
from newsdigest.ingest.stories.recent import Recent
from newsdigest.ingest.stories.sketch import sketch_post

FREE = frozenset({"many keys"})  # may speak either way
_RIDGE, _STEPS, _WEIGHT = 0.02, 6_000, 1_000.0
_PRECISION = 0.97

Array = NDArray[np.float64]
Pairs = tuple[Array, Array]  # features, a row a pair; 1 where both report one event


def pairs_of(path: Path) -> Pairs:
    """Compare the posts of a labelled set as finding stories does."""
    rows = read_labelled(path)
    story = {row["id"]: row["story"] for row in rows}
    recent, found, same = Recent(), [], []
    for post in sorted(map(sketch_post, map(as_post, rows)), key=lambda sketch: (sketch.date, sketch.id)):
        recent.add(post)
        for other, compared in recent.like(post):
            found.append(features(compared))
            same.append(story[post.id] == story[other.id])
    return np.array(found), np.array(same, dtype=float)


def fit(sets: Sequence[Pairs]) -> Array:
    """Give the weights and, last, the bias (Adam on the log-loss, weights projected to where they may lie)."""
    values = np.vstack([found for found, _ in sets])
    signs = 2 * np.concatenate([same for _, same in sets]) - 1
    share = np.concatenate([np.full(len(same), _WEIGHT / len(sets) / len(same)) for _, same in sets])
    scale = values.std(axis=0) + 1e-9
    scaled = np.hstack([values / scale, np.ones((len(values), 1))])
    held = np.array([name not in FREE for name in NAMES] + [False])
    at, mean, square = np.zeros(scaled.shape[1]), np.zeros(scaled.shape[1]), np.zeros(scaled.shape[1])
    for step in range(1, _STEPS + 1):
        slope = scaled.T @ (share * -signs / (1 + np.exp(signs * (scaled @ at))))
        slope[:-1] += 2 * _RIDGE * at[:-1] / scale**2
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        rate = 0.02 * (1 - step / (_STEPS + 1))
        at = at - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
        at[held] = np.maximum(at[held], 0.0)
    return np.concatenate([at[:-1] / scale, at[-1:]])


def recall_at(weights: Array, pairs: Pairs) -> float:
    """Recall of the pairs at the lowest threshold that keeps the precision."""
    found, same = pairs
    order = np.argsort(-(found @ weights[:-1]))
    right = np.cumsum(same[order])
    precise = np.flatnonzero(right / np.arange(1, len(order) + 1) >= _PRECISION)
    return float(right[precise[-1]] / same.sum()) if len(precise) else 0.0


def main() -> None:
    """Fit and print."""
    sets = {path.stem: pairs_of(path) for path in (LABELLED, LONG, *sorted(UNSEEN.glob("stories-*.jsonl")))}
    for name, pairs in sets.items():
        weights = fit([other for key, other in sets.items() if key != name])
        print(f"{name}, left out: recall {recall_at(weights, pairs):.3f} at {_PRECISION} precision")
    *weights, bias = fit(list(sets.values()))
    for name, weight in zip(NAMES, weights, strict=True):
        print(f"{name:22} {weight:6.2f}")
    print(f"{'bias':22} {bias:6.2f}")


if __name__ == "__main__":
    main()
