"""The work on a seed, from raw bytes to the texts of its posts, as any process may do it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from newsdigest.errors import FleetingError, PageError
from newsdigest.ingest.capture import Limits, Part, read_seed
from newsdigest.models import RawPage
from newsdigest.registers import Gazetteer, Registers, load_gazetteer
from newsdigest.registers.sources import SHIPPED, load_sources

LOOK_ALIKE = "look-alike address"  # begins a doubt that the run tells at once, whoever reads the details


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """What came of one page: the text of its post, or the reason why there is none. Plain data, to cross processes."""

    file: str  # the seed's name
    seed: str  # the same with "#n" for the n-th record of an archive
    id: str = ""
    text: str = ""  # of the post's file
    captured: str = ""  # when, ISO 8601 in UTC; empty where nobody knows
    words: str = ""  # hash of headline and text, to tell whether two captures differ
    doubts: tuple[str, ...] = ()  # what an editor should look at
    pictures: tuple[tuple[str, bytes], ...] = ()  # file below content/images/, its content
    reason: str | None = None  # why the page was set aside
    form: str = ""  # how it was captured
    sketch: str = ""  # packed, to find its story
    seconds: float = 0.0  # that the work on it took
    fleeting: bool = False  # set aside for want of time or memory: another run may do better


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Work on a page begins: said so that whoever waits knows which page it is that takes long."""

    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What working on seeds needs, apart from the seeds. Plain data, to cross processes."""

    root: str | Path  # the seeds folder or its fsspec address
    content: Path  # for its registers
    limits: Limits
    registers: str = ""  # fingerprint of the registers' files; they are read again when it changes

    def prepare(self) -> None:
        """
        Read the registers and load what the work needs, which takes two seconds.

        Raises:
            RegisterError: they are wrong.
        """
        _process()
        _registers(self.content, self.registers)

    def work(self, part: Part) -> list[PageResult]:
        """Do all the work on a part of a seed in this process. A page that is wrong gives a result with its reason."""
        return [told for told in self.work_on(part) if isinstance(told, PageResult)]

    def work_on(self, part: Part, *, skip: int = 0) -> Iterator[Begun | PageResult]:
        """
        Do the work page by page, saying when each begins.

        Args:
            part: The part.
            skip: Pages at its start that are done already.
        """
        registers = _registers(self.content, self.registers)
        process_page = _process()
        for number, page in enumerate(read_seed(part.seed, root=self.root, limits=self.limits, part=part)):
            if number < skip:
                continue
            if isinstance(page, PageError):
                fleeting = isinstance(page, FleetingError)
                yield PageResult(file=part.seed, seed=part.seed, reason=str(page), fleeting=fleeting)
                continue
            yield Begun(page=page.seed)
            start = time.perf_counter()
            try:
                result = process_page(page, registers)
            except PageError as error:
                result = PageResult(file=part.seed, seed=page.seed, reason=str(error), form=page.form)
            seconds = round(time.perf_counter() - start, 4)
            yield replace(result, file=part.seed, seconds=seconds)


def _process() -> Callable[[RawPage, Registers], PageResult]:
    from newsdigest.ingest.page import process_page  # noqa: PLC0415 - takes a second, which builds without new pages save

    return process_page


@lru_cache(maxsize=2)
def _registers(content: Path, fingerprint: str) -> Registers:  # noqa: ARG001, the fingerprint is part of the key
    """Read the registers once a worker; the sources first, which take no time, and so say at once what is wrong."""
    sources = load_sources((SHIPPED, content / "sources"))
    own = content / "regions"
    files = sorted(own.glob("*.toml"))
    marks = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    return Registers(sources=sources, gazetteer=_gazetteer(own if files else None, marks))


@lru_cache(maxsize=2)
def _gazetteer(own: Path | None, marks: tuple[object, ...]) -> Gazetteer:  # noqa: ARG001, the marks are part of the key
    return load_gazetteer(own)
