"""Pelican plugin: the front page, a dated edition with its cut-off, in every interface language."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.publish.addresses import FRONT
from newsdigest.publish.charts import daily
from newsdigest.publish.corpus import Card, Corpus
from newsdigest.publish.edition import Edition
from newsdigest.publish.leads import choose_leads, share_out
from newsdigest.publish.outputs import SIGNAL, Output, Plain
from newsdigest.publish.pictures import Picture as Size
from newsdigest.publish.pictures import survey
from newsdigest.publish.previews import preview_of
from newsdigest.publish.rights import Picture, visible
from newsdigest.publish.stories import face, others, spread

LATEST = 12
A_REGION = 4  # stories under each country
RUNNING = 5
CORRECTED = 3
OTHERS = 2  # further reports under a lead; the first has one more
_RUNNING_DAYS = 14  # a story without a report for longer no longer runs
_CORRECTED_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A story that leads the edition."""

    card: Card  # the report that stands for it
    story: str | None
    outlets: int
    independent: int
    others: tuple[Card, ...]  # further reports, those in the reader's language first
    picture: Picture | None = None  # of the first lead that has one we may show


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A story with reports on more than one day."""

    id: str
    card: Card
    reports: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the front page shows, but for the language."""

    leads: tuple[tuple[Card, ...], ...]
    regions: tuple[tuple[str, tuple[tuple[Card, ...], ...]], ...]  # code, newest stories
    running: tuple[tuple[str, tuple[Card, ...]], ...]
    latest: tuple[Card, ...]
    corrected: tuple[Card, ...]
    by_day: tuple[tuple[dt.date, int], ...]


def plan(edition: Edition) -> Iterator[Output]:
    """The edition of the newest post's day."""
    chosen = choose(edition)
    yield from edition.in_each_language(
        FRONT,
        "front.html",
        shows=(_shows(chosen), _faces(chosen, edition)),
        context=partial(front_context, chosen, edition),
    )


def choose(edition: Edition) -> Choice:
    """Pick what leads, by country, what runs on, what is latest and what was corrected."""
    corpus = edition.corpus
    newest = corpus.newest
    if newest is None:
        return Choice(leads=(), regions=(), running=(), latest=(), corrected=(), by_day=())
    leads = tuple(_whole(story, corpus) for story in choose_leads(corpus.posts))
    led = {card.id for story in leads for card in story}
    codes = [code for code, _ in edition.regions_in_order(dict.fromkeys(corpus.by_region, 0))]
    since = newest.day - dt.timedelta(days=_CORRECTED_DAYS)
    corrected = sorted(
        (card for card in corpus.posts if card.corrected and card.corrected >= since),
        key=lambda card: (card.corrected or newest.day, card.date),
        reverse=True,
    )
    return Choice(
        leads=leads,
        regions=share_out(corpus.by_region, codes, shown=led, rounds=A_REGION),
        running=_running(corpus.by_story, newest.day, led),
        latest=corpus.posts[:LATEST],
        corrected=tuple(corrected[:CORRECTED]),
        by_day=tuple((day, len(cards)) for day, cards in corpus.by_day.items() if (newest.day - day).days < 30),
    )


def _whole(story: tuple[Card, ...], corpus: Corpus) -> tuple[Card, ...]:
    """All reports of a story, those before the edition's window too."""
    return corpus.by_story[story[0].story] if story[0].story else story


def _running(
    stories: Mapping[str, Sequence[Card]], today: dt.date, led: Set[str]
) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """The stories that are reported on over days and do not lead, the latest first."""
    found = [
        (story, tuple(cards))
        for story, cards in stories.items()
        if cards[0].day != cards[-1].day and (today - cards[0].day).days <= _RUNNING_DAYS and cards[0].id not in led
    ]
    found.sort(key=lambda entry: (entry[1][0].date, len(entry[1])), reverse=True)
    return tuple(found[:RUNNING])


def _shows(chosen: Choice) -> Any:
    return (
        "front",
        tuple(tuple(card.shown for card in story) for story in chosen.leads),
        tuple(
            (code, tuple(tuple(card.shown for card in story) for story in stories)) for code, stories in chosen.regions
        ),
        tuple((story, tuple(card.shown for card in cards)) for story, cards in chosen.running),
        tuple(card.shown for card in chosen.latest + chosen.corrected),
        tuple((day.isoformat(), count) for day, count in chosen.by_day),
    )


def _faces(chosen: Choice, edition: Edition) -> Plain:
    """The picture that each language's edition may show, as far as its file decides over the page."""
    faces = [_pictured([face(story, language) for story in chosen.leads]) for language in edition.languages]
    sizes = [_sizes(card, edition) for card in faces if card]
    return tuple((file, size.folder, size.width_px, size.height_px) for found in sizes for file, size in found.items())


def _pictured(cards: Iterable[Card]) -> Card | None:
    """The first with a picture that may be shown; the page has one."""
    return next((card for card in cards if card.images), None)


def front_context(chosen: Choice, edition: Edition, language: str) -> Mapping[str, Any]:
    """What the template gets."""
    newest = edition.corpus.newest
    if newest is None:
        return {"cutoff": None}
    leads = [_lead(story, language, OTHERS + (not number)) for number, story in enumerate(chosen.leads)]
    pictured = _pictured(lead.card for lead in leads)
    if pictured:
        place = next(number for number, lead in enumerate(leads) if lead.card is pictured)
        lead = replace(leads.pop(place), picture=_picture(pictured, edition))
        leads.insert(min(place, 1), lead)  # beside the first, which is as high; in a later row it would leave holes
    return {
        "cutoff": newest.date,
        "edition_day": newest.day,
        "preview": preview_of(()),
        "leads": leads,
        "sizes": _sizes(pictured, edition) if pictured else {},
        "regions": [
            (code, [(face(story, language), spread(story)) for story in stories]) for code, stories in chosen.regions
        ],
        "running": [_running_story(story, cards, language) for story, cards in chosen.running],
        "latest": chosen.latest,
        "corrected": chosen.corrected,
        "coverage": daily(dict(chosen.by_day), newest.day),
    }


def _lead(story: Sequence[Card], language: str, most: int) -> Lead:
    width = spread(story)
    shown = face(story, language)
    return Lead(
        card=shown,
        story=story[0].story,
        outlets=width.outlets,
        independent=width.independent,
        others=others(story, shown, language, most),
    )


def _picture(card: Card, edition: Edition) -> Picture | None:
    """The picture that a post may show, with its caption and credit."""
    shown = visible(edition.read(card), card, edition.settings)
    return next((picture for picture in shown.pictures if picture.file), None)


def _sizes(card: Card, edition: Edition) -> Mapping[str, Size]:
    """The box that the picture fills, by its file."""
    return {file: survey(file, edition.settings.content / "images") for file in card.images[:1]}


def _running_story(story: str, cards: Sequence[Card], language: str) -> Running:
    return Running(id=story, card=face(cards, language), reports=len(cards), first=cards[-1].day, last=cards[0].day)


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
