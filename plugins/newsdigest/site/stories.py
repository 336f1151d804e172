"""Pelican plugin: a page for every story, with its reports in time and whose text each is, and the list of stories."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.stories import Spread, face, origin, spread

LISTED = 50  # stories on the list, the latest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of a story."""

    card: Card
    agency: str | None  # whose text it carries, as the register names it
    after: Card | None  # the first report with the same text; None: this is the first, or the only one
    first: bool = False  # nobody reported it before


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story and all its reports, newest first."""

    id: str
    cards: tuple[Card, ...]

    @property
    def spread(self) -> Spread:
        """How widely it is reported."""
        return spread(self.cards)


def plan(edition: Edition) -> Iterator[Output]:
    """Every story that a post names."""
    stories = find_stories(edition.corpus.by_story)
    listed = stories[:LISTED]
    yield from edition.in_each_language(
        addresses.STORIES,
        "stories.html",
        shows=("stories", tuple((story.id, tuple(card.shown for card in story.cards)) for story in listed)),
        context=partial(_list_context, listed),
    )
    for story in stories:
        names = tuple(sorted({(card.agency, _agency(card, edition)) for card in story.cards if card.agency}))
        yield Output(
            path=addresses.story(story.id),
            shows=("story", story.id, names, tuple(card.shown for card in story.cards)),
            template="story.html",
            make=partial(_story_context, story, edition),
        )


def find_stories(groups: Mapping[str, Sequence[Card]]) -> tuple[Story, ...]:
    """All stories, the latest first; names that would share a page are one story."""
    by_path: dict[str, tuple[str, list[Card]]] = {}
    for name, cards in groups.items():
        by_path.setdefault(addresses.story(name), (name, []))[1].extend(cards)
    stories = [
        Story(id=name, cards=tuple(sorted(cards, key=lambda card: card.date, reverse=True)))
        for name, cards in by_path.values()
    ]
    return tuple(sorted(stories, key=lambda story: story.cards[0].date, reverse=True))


def timeline(story: Story, edition: Edition) -> tuple[Report, ...]:
    """The reports in the order in which they came, each with the first one that carries the same text."""
    first: dict[str, Card] = {}
    reports: list[Report] = []
    for card in reversed(story.cards):
        earlier = first.setdefault(origin(card), card)
        copied = earlier is not card and (card.agency or card.text_of) is not None
        after = earlier if copied else None
        is_first = not reports and _surely_first(story.cards)
        reports.append(Report(card=card, agency=_agency(card, edition), after=after, first=is_first))
    return tuple(reports)


def _surely_first(cards: Sequence[Card]) -> bool:
    """Whether the oldest of several reports came before all others; of one without a time only the day is known."""
    oldest = cards[-1]
    return (
        len(cards) > 1
        and all(card.date > oldest.date for card in cards[:-1])
        and (oldest.has_time or all(card.day > oldest.day for card in cards[:-1]))
    )


def texts_of(reports: Sequence[Report]) -> tuple[tuple[str | None, tuple[Card, ...]], ...]:
    """Whose texts they are: each agency with a report of every newsroom that printed it, then their own reports."""
    found: dict[str | None, dict[str, Card]] = {}
    for report in reports:
        found.setdefault(report.agency, {}).setdefault(report.card.source or report.card.id, report.card)
    ordered = sorted(found.items(), key=lambda text: text[0] is None)
    return tuple((agency, tuple(cards.values())) for agency, cards in ordered)


def _agency(card: Card, edition: Edition) -> str | None:
    known = edition.registers.sources.source_named(card.agency)
    return known.name if known else card.agency


def _list_context(stories: Sequence[Story], language: str) -> Mapping[str, Any]:
    return {"stories": [(story, face(story.cards, language), story.spread) for story in stories]}


def _story_context(story: Story, edition: Edition) -> Mapping[str, Any]:
    reports = timeline(story, edition)
    return {
        "face": face(story.cards, edition.languages[0]),
        "story": story.id,
        "spread": story.spread,
        "reports": reports,
        "texts": texts_of(reports),
        "between": (story.cards[-1].day, story.cards[0].day),
        "regions": tuple(dict.fromkeys(code for card in story.cards for code in card.regions)),
    }


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
