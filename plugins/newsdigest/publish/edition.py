"""The edition: all that features look at when they say what the site consists of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsdigest.models import Post
from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card, Corpus
from newsdigest.publish.outputs import Output, Plain
from newsdigest.publish.phrases import Phrases
from newsdigest.registers import Registers
from newsdigest.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One build's posts, registers and settings. Features read it and never change it."""

    corpus: Corpus
    registers: Registers
    settings: Settings
    name: str  # of the site
    address: str  # SITEURL, without a slash at the end; empty in a build that is not published
    zone: ZoneInfo
    theme: Path
    phrases: Mapping[str, Phrases]  # by interface language, the site's own first
    read: Callable[[Card], Post]  # the whole post behind a card, from disk

    @property
    def languages(self) -> tuple[str, ...]:
        """Interface languages, the site's own first."""
        return self.settings.languages

    def path(self, path: str, language: str) -> str:
        """Where a page lives in an interface language."""
        return addresses.in_language(path, language, self.languages)

    def canonical(self, path: str) -> str:
        """The absolute address of a page; relative where the site has no address yet."""
        return addresses.canonical(path, self.address)

    def regions_in_order(self, counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
        """Regions with their counts in the register's order, those that it does not know after them by code."""
        rank = {code: number for number, code in enumerate(self.registers.gazetteer.regions)}
        return tuple(sorted(counts.items(), key=lambda entry: (rank.get(entry[0], len(rank)), entry[0])))

    def in_each_language(
        self, path: str, template: str, *, shows: Plain, context: Callable[[str], Mapping[str, Any]]
    ) -> Iterator[Output]:
        """
        One page in every interface language, each linked to the others.

        Args:
            path: In the site's own language.
            template: Its file below `theme/templates`.
            shows: All that the page depends on, in whatever language.
            context: Gives the template's context for a language.
        """
        for language in self.languages:
            yield Output(
                path=self.path(path, language),
                shows=shows,
                template=template,
                language=language,
                make=partial(_with_path, context, language, path),
            )


def _with_path(context: Callable[[str], Mapping[str, Any]], language: str, path: str) -> Mapping[str, Any]:
    """`own` is the page's path in the site's own language, for the links between languages."""
    return {**context(language), "own": path}
