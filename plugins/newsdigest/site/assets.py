"""Pelican plugin: the style sheet and the icon."""

from collections.abc import Iterator

from blinker import signal

from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.styles import icon, stylesheet


def plan(edition: Edition) -> Iterator[Output]:
    """One style sheet for all pages, one icon."""
    for asset in (stylesheet(edition.theme), icon(edition.theme)):
        yield Output(path=asset.path, shows=asset.data, make=lambda asset=asset: asset.data)


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
