"""Pelican plugin: the front page, in every interface language."""

from collections.abc import Iterator

from blinker import signal

from newsdigest.publish.addresses import FRONT
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output

LATEST = 30  # entries on the front page


def plan(edition: Edition) -> Iterator[Output]:
    """The newest posts."""
    latest = edition.corpus.posts[:LATEST]
    for language in edition.languages:
        yield Output(
            path=edition.path(FRONT, language),
            shows=("front", tuple(card.shown for card in latest)),
            template="front.html",
            language=language,
            make=lambda: {"latest": latest},
        )


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
