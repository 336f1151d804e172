"""Pelican plugin: pictures for link previews, one for each region and one for all."""

from collections.abc import Iterator
from functools import partial

from blinker import signal

from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.previews import draw_preview, preview_of, preview_path


def plan(edition: Edition) -> Iterator[Output]:
    """Those that a page names; without the site's address none does, as previews need absolute links."""
    if edition.address:
        found = {preview_of((code,)).region for code in edition.corpus.by_region}
        for code in sorted(found - {None}, key=str):
            yield Output(path=preview_path(code), shows=("preview", code), make=partial(draw_preview, code))
        covered = edition.registers.gazetteer.covered
        make = partial(draw_preview, None, covered)
        yield Output(path=preview_path(None), shows=("preview", None, covered), make=make)


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
