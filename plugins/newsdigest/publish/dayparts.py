"""
A day's reports by country, so that each line need not name its country.

A day with very many reports shows the newest of each country and leads on to pages that hold the rest, cut by the
clock: a page never shifts its reports to another one when some are added, as numbered pages would.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card
from newsdigest.publish.series import cut_at

A_PAGE = 80  # reports; a line is 70 to 110 bytes compressed, a page at most 10 kB
FEWEST = 3  # reports of each country that the day's page shows
_STEPS = ((0,), (0, 12), (0, 6, 12, 18), tuple(range(0, 24, 3)), tuple(range(24)))  # hours at which parts may begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a day brought about one country, or some hours of it, on a page of its own."""

    region: str | None
    hours: tuple[int, int]  # from, and up to but without
    path: str  # of the page in the site's own language
    cards: tuple[Card, ...]

    @property
    def clock(self) -> str:
        """The hours as people write them, empty for the whole day: "06:00–12:00"."""
        first, last = self.hours
        return "" if last - first == 24 else f"{first:02}:00–{last:02}:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A country's place on the day's page."""

    region: str | None  # None: no country is known
    count: int
    cards: tuple[Card, ...]  # those that the page shows, newest first
    parts: tuple[Part, ...]  # pages with all of them, the latest first; none where the page shows them all


def sections_of(cards: Sequence[Card], order: Sequence[str], zone: ZoneInfo) -> tuple[Section, ...]:
    """
    Share a day's reports out by the first country that each is about.

    Args:
        cards: Of one day, newest first; not empty.
        order: Countries in the order of their sections; those without a report are left out.
        zone: The site's, for the hours.
    """
    groups: dict[str | None, list[Card]] = {code: [] for code in (*order, None)}
    for card in cards:
        groups[card.regions[0] if card.regions else None].append(card)
    held = {region: group for region, group in groups.items() if group}
    room = len(cards) if len(cards) <= A_PAGE else max(FEWEST, A_PAGE // len(held))
    return tuple(
        Section(
            region=region,
            count=len(group),
            cards=tuple(group[:room]),
            parts=tuple(_parts(region, group, zone)) if len(group) > room else (),
        )
        for region, group in held.items()
    )


def _parts(region: str | None, cards: Sequence[Card], zone: ZoneInfo) -> list[Part]:
    """Cut at as few hours as leave no part over A_PAGE, if need be at every hour."""
    pieces = cut_at(cards, lambda card: card.date.astimezone(zone).hour, _STEPS, A_PAGE)
    day = cards[0].day
    return [
        Part(
            region=region,
            hours=(piece.first, piece.end or 24),
            path=addresses.day_part(day, region, None if piece.whole else piece.first),
            cards=tuple(piece.cards),
        )
        for piece in pieces
    ]
