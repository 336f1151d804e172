"""Posts that print one text: an agency's report in several papers, whatever they put above it."""

import datetime as dt
from collections.abc import Mapping, Sequence

from newsdigest.ingest.stories.minhash import candidate_pairs, likeness
from newsdigest.ingest.stories.sketch import Sketch

ALIKE = 0.42  # Jaccard of shingles: a report cut by a third and with a new first line still has it
COPY_REACH = dt.timedelta(days=10)  # a text printed again later is an anniversary or a series


def find_copies(posts: Sequence[Sketch]) -> dict[str, str]:
    """
    Group posts by their text.

    Args:
        posts: In the order of their dates.

    Returns:
        Id of every post -> id of the first post with its text, its own where it is the first or the only one.
    """
    by_id = {post.id: post for post in posts}
    first = {post.id: post.id for post in posts}
    pairs = [
        pair
        for pair in candidate_pairs({post.id: post.signature for post in posts})
        if abs(by_id[pair[0]].date - by_id[pair[1]].date) <= COPY_REACH
        and likeness(by_id[pair[0]].signature, by_id[pair[1]].signature) >= ALIKE
    ]
    order = {post.id: place for place, post in enumerate(posts)}
    for one, other in pairs:
        roots = sorted((_root(first, one), _root(first, other)), key=lambda name: order[name])
        first[roots[1]] = roots[0]
    return {post.id: _root(first, post.id) for post in posts}


def _root(first: Mapping[str, str], name: str) -> str:
    while first[name] != name:
        name = first[name]
    return name
