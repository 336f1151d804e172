"""Pelican plugin: every picture that may be shown, in the sizes and formats that phones want."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from blinker import signal

from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.pictures import make_files, survey
from newsdigest.publish.rights import visible


def plan(edition: Edition) -> Iterator[Output]:
    """A folder for each picture; one that several posts show takes its credit from the oldest of them."""
    folder = edition.settings.content / "images"
    wanted = {file: card for card in edition.corpus.posts for file in card.images}
    for file, card in wanted.items():
        changed = (folder / file).stat() if (folder / file).exists() else None
        yield Output(
            path=survey(file, folder).folder,
            shows=(
                file,
                card.fingerprint,
                changed.st_size if changed else None,
                changed.st_mtime_ns if changed else None,
            ),
            folder=True,
            make=partial(files_of, file, card, folder, edition),
        )


def files_of(file: str, card: Card, folder: Path, edition: Edition) -> Mapping[str, bytes]:
    """Make the files, with the credit that the post gives."""
    shown = visible(edition.read(card), card, edition.settings)
    image = next(picture.image for picture in shown.pictures if picture.file == file)
    return make_files(file, folder, image)


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
