"""
How much room the site takes, and what to do before a host refuses it.

GitHub Pages takes sites of up to 1 GB; other hosts have limits of their own, so both bounds are settings.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from newsdigest.errors import DigestError

log = logging.getLogger(__name__)

MB = 1_000_000
_NAMED = 5  # folders that the message names, the heaviest first
_YEAR = re.compile(r"\d{4}")
_ADVICE = {
    "year": "set closed years apart as a site of their own and link to it (docs/scale.md)",
    "images": "link to pictures instead of keeping them, or keep fewer: content/images is published whole",
    "search": "search costs some 2 kB a post: set closed years apart as a site of their own (docs/scale.md)",
    "language": "build fewer interface languages (DIGEST_LANGUAGES)",
    "editions": "build editions of fewer days (DIGEST_EDITION_DAYS)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The room a site may take."""

    warn_mb: int  # 0: never
    limit_mb: int  # 0: none
    published: bool  # a build that is only looked at is never refused
    languages: tuple[str, ...] = ()  # of the interface: folders of that name hold the pages in it

    def check(self, files: Iterable[tuple[str, int]]) -> None:
        """
        Warn of a site that grows too large.

        Args:
            files: Path below output/ and size in bytes of every file.

        Raises:
            DigestError: the site is over the limit and about to be published; says what weighs most and what to do.
        """
        folders: Counter[str] = Counter()
        for path, size in files:
            folders[path.partition("/")[0] if "/" in path else "other files"] += size
        total_mb = folders.total() / MB
        over = bool(self.limit_mb) and total_mb > self.limit_mb
        if over or (self.warn_mb and total_mb > self.warn_mb):
            told = self._tell(folders, total_mb)
            if over and self.published:
                raise DigestError(f"{told}. The site in the output folder is as it was")
            log.warning("%s", told)

    def _tell(self, folders: Counter[str], total_mb: float) -> str:
        heaviest = folders.most_common(_NAMED)
        named = ", ".join(f"{folder} {size / MB:.0f}" for folder, size in heaviest)
        bound = (
            f"DIGEST_SIZE_LIMIT_MB is {self.limit_mb}" if self.limit_mb else f"DIGEST_SIZE_WARN_MB is {self.warn_mb}"
        )
        advice = next((text for folder, _ in heaviest if (text := _ADVICE.get(self._kind(folder)))), None)
        return f"The site takes {total_mb:.0f} MB, and {bound}. Most by folder, in MB: {named}" + (
            f". What to do: {advice}" if advice else ""
        )

    def _kind(self, folder: str) -> str:
        if _YEAR.fullmatch(folder):
            return "year"
        return "language" if folder in self.languages else folder
