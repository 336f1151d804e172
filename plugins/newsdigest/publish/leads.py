"""Which stories lead the edition, and what each region adds: many independent reports, fresh, not all of one region."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence, Set

from newsdigest.publish.corpus import Card
from newsdigest.publish.stories import clusters, spread

MOST = 8  # the front page's rows of three are full at eight and at five
FEWEST = 5
WINDOW = dt.timedelta(hours=48)  # what an edition looks back on; quiet days look further to find FEWEST
HALF_LIFE_H = 18.0  # a story this much older needs twice the weight of reports
SAME_REGION = 0.6  # factor for each lead that a region has already
_LOOK_BACK = 400  # cards looked at, however quiet the days
_REGION_LOOK_BACK = 60  # of a region's newest reports, for stories that stand nowhere else on the page


def choose_leads(posts: Sequence[Card]) -> tuple[tuple[Card, ...], ...]:
    """
    Choose the stories that lead.

    Args:
        posts: All posts, newest first; the newest one's time is the cut-off.

    Returns:
        Five or eight stories (fewer where there are not so many), the first to lead, each as its cards, newest first.
    """
    if not posts:
        return ()
    cutoff = posts[0].date
    looked_at = posts[:_LOOK_BACK]
    candidates = _since(cutoff - WINDOW, looked_at)
    count = MOST if len(candidates) >= MOST else FEWEST
    window = WINDOW
    while len(candidates) < FEWEST and cutoff - window > looked_at[-1].date:
        window *= 2
        candidates = _since(cutoff - window, looked_at)
    taken: dict[str, int] = {}
    leads: list[tuple[Card, ...]] = []
    while candidates and len(leads) < count:
        best = max(candidates, key=lambda story: _weight(story, cutoff, taken))
        candidates.remove(best)
        leads.append(best)
        for region in best[0].regions:
            taken[region] = taken.get(region, 0) + 1
    return tuple(leads)


def _since(oldest: dt.datetime, cards: Iterable[Card]) -> list[tuple[Card, ...]]:
    return list(clusters([card for card in cards if card.date >= oldest]))


def _weight(story: Sequence[Card], cutoff: dt.datetime, taken: dict[str, int]) -> float:
    """Independent reports count for most, further outlets a little; age halves, a region's earlier leads damp."""
    width = spread(story)
    age_h = (cutoff - story[0].date).total_seconds() / 3600
    reports = 1 + math.log2(width.independent) + 0.25 * math.log2(width.outlets)
    crowding = max((taken.get(region, 0) for region in story[0].regions), default=1)  # about nowhere: after the rest
    return float(reports * 0.5 ** (age_h / HALF_LIFE_H) * SAME_REGION**crowding)


def share_out(
    groups: Mapping[str, Sequence[Card]], codes: Iterable[str], *, shown: Set[str], rounds: int
) -> tuple[tuple[str, tuple[tuple[Card, ...], ...]], ...]:
    """
    Give each region its newest stories, in turn, so that a report on two regions does not empty one column.

    Args:
        groups: Cards by region, newest first.
        codes: Regions in reading order.
        shown: Ids of cards that the page shows already; a story with one of them is left out.
        rounds: Stories a region has at most.

    Returns:
        Regions that have a story left, each with its stories, newest first; a story stands under one region only.
    """
    waiting = {code: iter(clusters(groups[code][:_REGION_LOOK_BACK])) for code in codes}
    seen = set(shown)
    given: dict[str, list[tuple[Card, ...]]] = {code: [] for code in waiting}
    for _ in range(rounds):
        for code, stories in waiting.items():
            story = next((story for story in stories if seen.isdisjoint(card.id for card in story)), None)
            if story:
                seen.update(card.id for card in story)
                given[code].append(story)
    return tuple((code, tuple(stories)) for code, stories in given.items() if stories)
