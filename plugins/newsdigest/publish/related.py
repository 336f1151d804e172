"""
What else a post's page offers: other reports of its story, and older posts about the same region.

A page must not change whenever something new comes in, or an edition of ten posts would touch thousands of old pages.
So posts about the region are looked for among the few that came before it, which are settled; only a story looks
forward too, and there a new report touches no more than the pages nearest to it in time. Neighbourhoods are slices of
groups made in one pass, and nothing is compared before a page is made: planning is linear in the number of posts.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsdigest.publish.corpus import Card, Corpus, group_cards
from newsdigest.publish.outputs import Plain
from newsdigest.publish.stories import origin

REPORTS = 3  # other reports of the story
LIKED = 3  # posts about the same region
WINDOW = dt.timedelta(days=14)  # what came earlier is no longer news beside the post
_LOOK_BACK = 16  # posts about the region that came before; more would cost more than they find
_REACH = 6  # reports of a story looked at on either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The posts that a post's page may offer, nearest first."""

    card: Card
    story: tuple[Card, ...] = ()  # other reports of its story, before and after
    region: tuple[Card, ...] = ()  # older posts about its region

    @property
    def shown(self) -> Plain:
        """What the choice depends on."""
        return tuple([near.shown for near in self.story]), tuple([near.shown for near in self.region])


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """What a post's page offers besides the post."""

    reports: tuple[Card, ...]  # of its story, the nearest in time first
    liked: tuple[Card, ...]  # about its region, those with most in common first


def surroundings(corpus: Corpus) -> Iterator[Around]:
    """Every listed post, newest first, with the posts around it."""
    about = group_cards(corpus.posts, lambda card: card.regions[:1])
    stories: Counter[str] = Counter()  # cards passed
    regions: Counter[str] = Counter()
    for card in corpus.posts:
        story: tuple[Card, ...] = ()
        region: tuple[Card, ...] = ()
        if card.story:
            story = _either_side(corpus.by_story[card.story], stories[card.story])
            stories[card.story] += 1
        if card.regions:
            code = card.regions[0]
            regions[code] += 1
            region = about[code][regions[code] : regions[code] + _LOOK_BACK]
        yield Around(card=card, story=story, region=region)


def choose_related(around: Around) -> Related:
    """Choose what a page offers."""
    return Related(reports=_reports(around.card, around.story), liked=_liked(around.card, around.region))


def _either_side(story: Sequence[Card], place: int) -> tuple[Card, ...]:
    """The reports next to the one at `place`, the nearest first."""
    near = [number for step in range(1, _REACH + 1) for number in (place - step, place + step)]
    return tuple([story[number] for number in near if 0 <= number < len(story)])


def _reports(card: Card, near: Sequence[Card]) -> tuple[Card, ...]:
    """The nearest reports, each of another newsroom or agency while there are such."""
    seen = {origin(card)}
    first: list[Card] = []
    further: list[Card] = []
    for other in near:
        (further if origin(other) in seen else first).append(other)
        seen.add(origin(other))
    return tuple((first + further)[:REPORTS])


def _liked(card: Card, before: Sequence[Card]) -> tuple[Card, ...]:
    """Those that share most with `card`: places and topics above all; one of each story."""
    since = card.date - WINDOW
    stories = {card.story} if card.story else set()
    ranked = sorted([(-_in_common(card, other), number) for number, other in enumerate(before) if other.date >= since])
    found = []
    for _, number in ranked:
        other = before[number]
        if other.story is None or other.story not in stories:
            stories.add(other.story or "")
            found.append(other)
    return tuple(found[:LIKED])


def _in_common(one: Card, other: Card) -> int:
    """Weight of what two posts of a region share: a place says more than a language that a reader can read."""
    weight = 2 * (one.lang == other.lang)
    if one.places and other.places:
        weight += 3 * sum([place in other.places for place in one.places])
    if one.topics and other.topics:
        weight += 3 * sum([topic in other.topics for topic in one.topics])
    if len(one.regions) > 1 and len(other.regions) > 1:
        weight += sum([region in other.regions[1:] for region in one.regions[1:]])
    return weight
