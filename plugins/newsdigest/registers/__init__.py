"""What editors and reporters know, read once and strictly: sources and regions."""

from dataclasses import dataclass, field
from pathlib import Path

from newsdigest.registers.sources import SHIPPED, Source, Sources, load_sources

__all__ = ["Registers", "Source", "Sources", "load_registers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """Every register, as the ingest wing and the site look things up in it."""

    sources: Sources = field(default_factory=Sources)


def load_registers(content: Path) -> Registers:
    """
    Read `content/sources` over the sources shipped with the package.

    Raises:
        RegisterError: a file is wrong; says which, where, and what to write.
    """
    return Registers(sources=load_sources((SHIPPED, content / "sources")))
