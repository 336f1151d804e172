"""Which post each result belongs to, before anything is read or written: a pure function of results and ledger."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsdigest.ingest.gather import Found
from newsdigest.post import read_post
from newsdigest.post.merge import units
from newsdigest.post.shelf import FileFacts

_SAME_SHARE = 0.3  # of the shorter text's sentences that two readings of one article have in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One article of this run, from all of its captures."""

    id: str  # as its source gives it
    known_as: str | None = None  # the id that its page's post has had so far, where that is another
    first: Found  # the capture that the post shows
    latest: Found | None = None  # the newest one that differs
    repeats: int = 0  # captures beside the first


def make_plans(found: Sequence[Found], bases: Mapping[str, FileFacts]) -> list[Plan]:
    """
    Group the results by article, in the order of ids.

    Args:
        found: The results that have a post.
        bases: Facts of the imported texts, by id.
    """
    groups: dict[str, list[Found]] = defaultdict(list)
    for result in found:
        groups[result.id].append(result)
    given = {facts.seed: post_id for post_id, facts in bases.items() if facts.seed and post_id not in groups}
    plans = []
    for post_id in sorted(groups):
        first, *later = sorted(groups[post_id], key=lambda result: (result.captured or "9", result.seed))
        changed = [other for other in later if other.words != first.words and other.captured > first.captured > ""]
        known_as = given.get(first.seed) if post_id not in bases else None
        latest = changed[-1] if changed else None
        plans.append(Plan(id=post_id, known_as=known_as, first=first, latest=latest, repeats=len(later)))
    return plans


def is_same_article(old: str, new: str) -> bool:
    """
    Tell whether two post files are readings of one article.

    Extraction that finds an address where there was none gives an article another id, but its post keeps the old one;
    a page that was replaced by another article becomes a post of its own.
    """
    before, after = read_post(old, path="imported"), read_post(new, path="new")
    if before.title == after.title:
        return True
    mine, theirs = set(units(before.body)) - {"\n\n"}, set(units(after.body)) - {"\n\n"}
    return len(mine & theirs) >= _SAME_SHARE * max(1, min(len(mine), len(theirs)))
