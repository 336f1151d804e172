"""Who published the article, and through whom the page came."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsdigest.ingest.extract.dump.lines import Line
from newsdigest.registers import Registers, Source

_MAX_NAME = 80
_HEAD = 25  # lines: the name of a site stands at the top of its page
_COPYRIGHT = re.compile(r"^\W{0,3}(?:©|\(c\)|copyright)[\s\d–—,.-]{0,20}|[\s\d–—,.-]{4,20}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The publisher, the aggregator between, and what follows for the text."""

    source: str | None = None
    source_url: str | None = None
    via: str | None = None
    via_url: str | None = None
    translated_from: str | None = None
    zone_of: Source | None = None  # whose clock the stamps without a zone follow
    notes: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


def find_site(lines: Sequence[Line], at: int, stop: int, registers: Registers) -> Source | None:
    """
    Find the site that shows the page, by a name of the register above the headline or in the copyright line.

    Args:
        lines: The page.
        at: Number of the headline's line.
        stop: First line after the article.
        registers: The source register.
    """
    for line in lines[: min(at, _HEAD)]:
        if len(line.text) <= _MAX_NAME and (found := registers.sources.source_named(line.text)):
            return found
    for line in lines[stop:]:
        if len(line.text) <= _MAX_NAME and (found := registers.sources.source_named(_COPYRIGHT.sub("", line.text))):
            return found
    return None


def find_origin(
    url: str | None, site: Source | None, named: str | None, registers: Registers, *, lang: str | None
) -> Origin:
    """
    Settle source and aggregator.

    Args:
        url: Address of the page, if known.
        site: The site whose name the page shows.
        named: What the line "Source: …" says, a name or an address.
        registers: The source register.
        lang: Language of the text.
    """
    shown = registers.sources.source_for_url(url) or site
    shown_from = "address of the page" if registers.sources.source_for_url(url) else "name of the site on the page"
    is_address = named is not None and named.startswith(("http://", "https://"))
    original = registers.sources.source_for_url(named) if is_address else registers.sources.source_named(named)
    if shown is not None and shown.kind != "aggregator":
        # The page is the outlet's own: a source that it names is whom it quotes.
        return Origin(source=shown.id, source_url=url, zone_of=shown, notes={"source": shown_from})
    notes = {"source": f"line that names the source: {named}"} if named else {}
    if shown is not None:
        notes["via"] = shown_from
    source = original.id if original else None if is_address else named
    doubts = (
        () if original or not named else (f"source {named!r} is not in the register; add content/sources/<id>.toml",)
    )
    translated = _translated_from(shown, original, lang)
    if translated:
        notes["translated_from"] = "language of the source in the register, unlike that of the text"
    return Origin(
        source=source,
        source_url=named if is_address else None if shown else url,
        via=shown.id if shown else None,
        via_url=url if shown else None,
        translated_from=translated,
        zone_of=original,
        notes=notes,
        doubts=doubts,
    )


def _translated_from(via: Source | None, original: Source | None, lang: str | None) -> str | None:
    """The source's language, where an aggregator that translates shows another one."""
    if via is None or original is None or not via.translates or not original.language or not lang:
        return None
    return original.language if original.language.split("-")[0] != lang.split("-")[0] else None
