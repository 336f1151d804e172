"""
Pelican plugin: make the site.

Pelican runs the generator below; every feature listed in PLUGINS answers the signal with its outputs, and the press
makes those that changed. Pelican's own article and page generators find nothing to do (ARTICLE_PATHS and PAGE_PATHS are
empty): an `Article` costs 0.9 ms before anything is written and its lists are quadratic, a `Card` costs a hundredth.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from blinker import signal
from pelican import signals
from pelican.generators import ArticlesGenerator, Generator

from newsdigest.collecting import without_collection
from newsdigest.errors import DigestError
from newsdigest.publish.budget import Budget
from newsdigest.publish.corpus import Card, make_corpus
from newsdigest.publish.disk import only_one, told
from newsdigest.publish.edition import Edition
from newsdigest.publish.engine import Compiled
from newsdigest.publish.fingerprint import take_fingerprint
from newsdigest.publish.handover import Handover, handover
from newsdigest.publish.load import Memory, load_cards, reader
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.pages import read_pages, titles
from newsdigest.publish.phrases import load_phrases, own_name
from newsdigest.publish.press import Tally, run_press
from newsdigest.publish.styles import icon, stylesheet
from newsdigest.publish.templates import make_environment
from newsdigest.publish.workers import cores
from newsdigest.registers import Gazetteer, load_registers
from newsdigest.settings import Settings, check_plugins, check_site, in_languages, read_settings


class EditionGenerator(Generator):  # type: ignore[misc]
    """Reads the posts, asks the features, runs the press."""

    counted: Any = None  # Pelican's generator of articles, whose closing line says how many there were

    def generate_context(self) -> None:
        """Nothing: what is read is used at once, under one lock."""

    def generate_output(self, writer: object) -> None:  # noqa: ARG002 - Pelican's writer is not used
        """Make what changed."""
        try:
            check_site(self.settings)
            check_plugins(self.settings)
            tally, posts = build_site(self.settings, Path(self.output_path))
        except (DigestError, OSError) as error:
            if self.settings["DEBUG"]:
                raise
            raise SystemExit(f"Not built: {error}") from None
        print(f"Site: {len(posts)} posts; {tally.made} files made, {tally.kept} kept, {tally.removed} removed")
        self.counted.articles = list(posts)


def build_site(settings: Mapping[str, Any], output: Path) -> tuple[Tally, tuple[Card, ...]]:
    """
    Bring the output folder to what the posts, registers and settings say.

    Args:
        settings: Pelican's, with ours among them.
        output: The output folder.

    Returns:
        What was done, and the posts that are listed.

    Raises:
        RegisterError: something of ours is wrong; the output folder is as it was.
        DigestError: another build is at work, or the disk refuses.
    """
    ours = read_settings(settings)
    cache = ours.cache / "site"
    jobs = cores(ours.jobs)
    compiled = Compiled()
    with only_one(cache), handover(cache) as handed, without_collection():
        site = site_constants(ours, settings)
        fingerprint = take_fingerprint(ours, theme=Path(settings["THEME"]), site=site)
        memory = Memory(cache=cache, fingerprint=fingerprint)
        edition = read_edition(settings, memory=memory, handed=handed, jobs=jobs)
        tally = run_press(
            gather_outputs(edition),
            folder=output,
            cache=cache,
            environments={
                language: make_environment(edition.theme, phrases, site, compiled=compiled)
                for language, phrases in edition.phrases.items()
            },
            fingerprint=fingerprint,
            jobs=jobs,
            budget=Budget(
                warn_mb=ours.size_warn_mb,
                limit_mb=ours.size_limit_mb,
                published=bool(edition.address),
                languages=ours.languages,
            ),
        )
        return tally, edition.corpus.posts


def read_edition(
    settings: Mapping[str, Any], *, memory: Memory | None = None, handed: Handover | None = None, jobs: int = 1
) -> Edition:
    """Build the edition from Pelican's settings."""
    ours = read_settings(settings)
    zone = ZoneInfo(ours.timezone)
    theme = Path(settings["THEME"])
    folder = ours.content / "posts"
    registers = load_registers(ours.content, names=False)
    with told("the site in the output folder is as it was; mend that and build again"):
        cards = load_cards(folder, registers, ours, zone=zone, memory=memory, handover=handed, jobs=jobs)
    return Edition(
        corpus=make_corpus(cards),
        registers=registers,
        settings=ours,
        name=settings["SITENAME"],
        address=settings["SITEURL"].rstrip("/"),
        zone=zone,
        theme=theme,
        phrases={
            language: load_phrases(theme, language, zone, region_names(registers.gazetteer, language))
            for language in ours.languages
        },
        read=reader(folder, handed),
    )


def region_names(gazetteer: Gazetteer, language: str) -> dict[str, str]:
    """What the register calls its regions in a language; those that it does not name are left to CLDR."""
    return {
        code: region.catalogue[language] for code, region in gazetteer.regions.items() if region.catalogue.get(language)
    }


def gather_outputs(edition: Edition) -> list[Output]:
    """Ask every feature that Pelican loaded."""
    answers: list[tuple[Any, Iterable[Output]]] = signal(SIGNAL).send(edition)
    return [output for _, outputs in answers for output in outputs]


def site_constants(ours: Settings, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What every page may show of the site; plain data."""
    pages = read_pages(ours.content / "pages", ours.languages)
    theme = Path(settings["THEME"])
    return {
        "name": settings["SITENAME"],
        "address": settings["SITEURL"].rstrip("/"),
        "languages": ours.languages,
        "repository": ours.repository,
        "branch": ours.branch,
        "preview": ours.preview,
        "features": tuple(settings["PLUGINS"]),  # those that Pelican could load
        "taglines": in_languages("SITESUBTITLE", settings.get("SITESUBTITLE", ""), ours.languages),
        "css": stylesheet(theme).path,
        "icon": icon(theme).path,
        "language_names": {language: own_name(language) for language in ours.languages},
        "pages": {language: titles(pages, language) for language in ours.languages},
    }


def add_generator(pelican: object) -> type[Generator]:  # noqa: ARG001 - the signal's sender
    """Offer our generator to Pelican."""
    return EditionGenerator


def count_posts(generators: Iterable[Generator]) -> None:
    """Let Pelican's closing line count our posts and not its own articles, of which there are none."""
    counted = next(g for g in generators if isinstance(g, ArticlesGenerator))
    for generator in generators:
        if isinstance(generator, EditionGenerator):
            generator.counted = counted


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(count_posts)
    signals.get_generators.connect(add_generator)
