"""
Pelican plugin: make the site.

Pelican runs the generator below; every feature listed in PLUGINS answers the signal with its outputs, and the press
makes those that changed. Pelican's own article and page generators find nothing to do (ARTICLE_PATHS and PAGE_PATHS are
empty): an `Article` costs 0.9 ms before anything is written and its lists are quadratic, a `Card` costs a hundredth.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from blinker import signal
from pelican import signals
from pelican.generators import Generator

import newsdigest
from newsdigest import __version__
from newsdigest.models import Post
from newsdigest.post import read_post
from newsdigest.publish.corpus import Card, make_corpus
from newsdigest.publish.edition import Edition
from newsdigest.publish.load import load_cards
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.phrases import load_phrases
from newsdigest.publish.press import run_press
from newsdigest.publish.templates import make_environment
from newsdigest.registers import load_registers
from newsdigest.settings import read_settings

log = logging.getLogger(__name__)


class EditionGenerator(Generator):  # type: ignore[misc]
    """Reads the posts, asks the features, runs the press."""

    def generate_context(self) -> None:
        """Read everything that the site is made of."""
        self.edition = read_edition(self.settings)

    def generate_output(self, writer: object) -> None:  # noqa: ARG002 - Pelican's writer is not used
        """Make what changed."""
        outputs = gather_outputs(self.edition)
        edition = self.edition
        site = site_constants(edition, self.settings)
        tally = run_press(
            outputs,
            folder=Path(self.output_path),
            cache=edition.settings.cache / "site",
            environments={
                language: make_environment(edition.theme, phrases, site)
                for language, phrases in edition.phrases.items()
            },
            fingerprint=fingerprint(edition, site),
        )
        log.info("Site: %d files made, %d kept, %d removed", tally.made, tally.kept, tally.removed)


def read_edition(settings: Mapping[str, Any]) -> Edition:
    """Build the edition from Pelican's settings."""
    ours = read_settings(settings)
    zone = ZoneInfo(ours.timezone)
    theme = Path(settings["THEME"])
    folder = ours.content / "posts"
    registers = load_registers(ours.content)
    corpus = make_corpus(load_cards(folder, registers, ours, zone=zone))

    def read(card: Card) -> Post:
        path = folder / card.file
        return read_post(path.read_text("utf-8"), path=str(path))

    return Edition(
        corpus=corpus,
        registers=registers,
        settings=ours,
        name=settings["SITENAME"],
        address=settings["SITEURL"].rstrip("/"),
        zone=zone,
        theme=theme,
        phrases={language: load_phrases(theme, language, zone) for language in ours.languages},
        read=read,
    )


def gather_outputs(edition: Edition) -> list[Output]:
    """Ask every feature that Pelican loaded."""
    answers: list[tuple[Any, Iterable[Output]]] = signal(SIGNAL).send(edition)
    return [output for _, outputs in answers for output in outputs]


def site_constants(edition: Edition, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What every page may show of the site; plain data."""
    return {
        "name": edition.name,
        "address": edition.address,
        "languages": edition.languages,
        "repository": edition.settings.repository,
        "branch": edition.settings.branch,
        "preview": edition.settings.preview,
        "tagline": settings.get("SITESUBTITLE", ""),
    }


def fingerprint(edition: Edition, site: Mapping[str, Any]) -> str:
    """Hash of theme, settings and code: whatever all outputs depend on."""
    digest = hashlib.blake2b(repr((__version__, sorted(site.items()), edition.settings)).encode(), digest_size=16)
    for folder, pattern in ((edition.theme, "*"), (Path(newsdigest.__file__).parent, "*.py")):
        for path in sorted(folder.rglob(pattern)):
            if path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def add_generator(pelican: object) -> type[Generator]:  # noqa: ARG001 - the signal's sender
    """Offer our generator to Pelican."""
    return EditionGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
