"""Which stories lead the edition: many independent reports, fresh, and not all from one region."""

import datetime as dt
import math
from collections.abc import Sequence

from newsdigest.publish.corpus import Card
from newsdigest.publish.stories import clusters, spread

MOST = 8
FEWEST = 5
WINDOW = dt.timedelta(hours=48)  # what an edition looks back on; quiet days look further to find FEWEST
HALF_LIFE_H = 18.0  # a story this much older needs twice the weight of reports
SAME_REGION = 0.6  # factor for each lead that a region has already
_LOOK_BACK = 400  # cards looked at, however quiet the days


def choose_leads(posts: Sequence[Card]) -> tuple[tuple[Card, ...], ...]:
    """
    Choose the stories that lead.

    Args:
        posts: All posts, newest first; the newest one's time is the cut-off.

    Returns:
        Five to eight stories (fewer where there are not so many), the first to lead, each as its cards, newest first.
    """
    if not posts:
        return ()
    cutoff = posts[0].date
    recent = [card for card in posts[:_LOOK_BACK] if cutoff - card.date <= WINDOW]
    candidates = list(clusters(recent))
    if len(candidates) < FEWEST:
        candidates = list(clusters(posts[:_LOOK_BACK]))[:FEWEST]
    taken: dict[str, int] = {}
    leads: list[tuple[Card, ...]] = []
    while candidates and len(leads) < MOST:
        best = max(candidates, key=lambda story: _weight(story, cutoff, taken))
        candidates.remove(best)
        leads.append(best)
        for region in best[0].regions:
            taken[region] = taken.get(region, 0) + 1
    return tuple(leads)


def _weight(story: Sequence[Card], cutoff: dt.datetime, taken: dict[str, int]) -> float:
    """Independent reports count for most, further outlets a little; age halves, a region's earlier leads damp."""
    width = spread(story)
    age_h = (cutoff - story[0].date).total_seconds() / 3600
    reports = 1 + math.log2(width.independent) + 0.25 * math.log2(width.outlets)
    crowding = max((taken.get(region, 0) for region in story[0].regions), default=1)  # about nowhere: after the rest
    return float(reports * 0.5 ** (age_h / HALF_LIFE_H) * SAME_REGION**crowding)
