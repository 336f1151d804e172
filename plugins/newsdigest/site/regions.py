"""Pelican plugin: a page for every region, its months and its places, and the list of regions."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.post.places import read_place
from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.maps import Map, draw
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.previews import preview_of
from newsdigest.publish.series import Month, by_month, coverage, listings

LATEST = 30
PLACES = 20  # listed on a region's page
A_PLACE = 3  # reports that make a place a page of its own
OF_A_PLACE = 50  # reports on a place's page

Places = Sequence[tuple[str, str, tuple[Card, ...]]]  # name, path, reports
PlaceIndex = Mapping[str, tuple[str, tuple[str, ...]]]  # spelling -> name, regions it lies in


def plan(edition: Edition) -> Iterator[Output]:
    """Every region that a post is about."""
    groups = edition.corpus.by_region
    regions = edition.regions_in_order({code: len(cards) for code, cards in groups.items()})
    whole = draw(dict(regions))
    yield from edition.in_each_language(
        addresses.REGIONS,
        "regions.html",
        shows=("regions", regions),
        context=lambda _: {"regions": regions, "map": whole},
    )
    for code, _ in regions:
        cards = groups[code]
        months = by_month(cards, partial(addresses.region_month, code))
        places = find_places(code, cards, edition.registers.gazetteer.places)
        latest = cards[:LATEST]
        rows = tuple(month.row for month in months)
        listed = tuple((name, path, len(reports)) for name, path, reports in places[:PLACES])
        yield from edition.in_each_language(
            addresses.region(code),
            "region.html",
            shows=("region", code, tuple(card.shown for card in latest), rows, listed),
            context=partial(_region_context, code, latest, months, listed, draw({code: len(cards)}, closer=True)),
        )
        name = edition.phrases[edition.languages[0]].region_name(code)
        yield from listings(months, {"name": name, "region": code, "source": None})
        yield from _places(code, places)


def find_places(code: str, cards: Sequence[Card], known: PlaceIndex) -> Places:
    """
    Places of a region that several reports about it name, the most named first.

    Args:
        code: The region.
        cards: Reports about it, newest first.
        known: Where places lie; one that lies elsewhere, or that the register does not know, is left out.
    """
    found: dict[str, tuple[str, list[Card]]] = {}
    for card in cards:
        here = dict.fromkeys(name for place in card.places if (name := name_within(code, place, known)))
        for name in here:
            found.setdefault(addresses.place(code, name), (name, []))[1].append(card)
    places = [(name, path, tuple(reports)) for path, (name, reports) in found.items() if len(reports) >= A_PLACE]
    return sorted(places, key=lambda place: (-len(place[2]), place[1]))


def name_within(code: str, place: str, known: PlaceIndex) -> str | None:
    """Name of a place that lies in the region, as the post or else the register says; None of any other."""
    said = read_place(place)
    name, codes = (said.name, said.regions) if said.regions else known.get(place.casefold(), (None, ()))
    return name if code in codes else None


def _region_context(
    code: str, latest: Sequence[Card], months: Sequence[Month], places: Any, here: Map, _: str
) -> Mapping[str, Any]:
    return {
        "code": code,
        "preview": preview_of((code,)),
        "latest": latest,
        "months": [month.row for month in months],
        "coverage": coverage(months),
        "places": places,
        "map": here,
    }


def _places(code: str, places: Places) -> Iterator[Output]:
    """Reports that name a place, in the site's own language."""
    for name, path, cards in places:
        shown = cards[:OF_A_PLACE]
        older = len(cards) - len(shown)
        yield Output(
            path=path,
            shows=("place", code, name, older, tuple(card.shown for card in shown)),
            template="listing.html",
            make=partial(_listing, name, code, shown, older),
        )


def _listing(name: str, code: str, cards: Sequence[Card], older: int) -> Mapping[str, Any]:
    return {
        "name": name, "region": code, "source": None, "month": None, "days": None, "parts": (), "cards": cards,
        "older": older,
    }  # fmt: skip


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
