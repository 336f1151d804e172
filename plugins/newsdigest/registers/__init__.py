"""What editors and reporters know, read once and strictly: sources and regions."""

from dataclasses import dataclass, field
from pathlib import Path

from newsdigest.registers.gazetteer import Gazetteer
from newsdigest.registers.regions import load_gazetteer
from newsdigest.registers.sources import SHIPPED, Source, Sources, load_sources

__all__ = ["Gazetteer", "Registers", "Source", "Sources", "load_gazetteer", "load_registers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """Every register, as the ingest wing and the site look things up in it."""

    sources: Sources = field(default_factory=Sources)
    gazetteer: Gazetteer = field(default_factory=Gazetteer)


def load_registers(content: Path, *, names: bool = True) -> Registers:
    """
    Read `content/sources` and `content/regions` over what is shipped with the package.

    Args:
        content: The content folder.
        names: Whether texts are to be searched for names of regions; that takes most of a second to prepare.

    Raises:
        RegisterError: a file is wrong; says which, where, and what to write.
    """
    return Registers(
        sources=load_sources((SHIPPED, content / "sources")),
        gazetteer=load_gazetteer(content / "regions", names=names),
    )
