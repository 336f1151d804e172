"""What came of a run: for the terminal, for the exit status, for tools."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from newsdigest.ingest.decide import Outcome
from newsdigest.post.merge import Conflict

_SHOWN = 20  # lines of one kind on the terminal; the JSON report has all


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A page that could not become a post."""

    seed: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """What came of one page."""

    seed: str
    form: str  # how it was captured; empty where that was not to be told
    result: str  # id of its post, or "set aside"
    seconds: float  # that the work took; 0: its seed had not changed
    doubts: tuple[str, ...]  # what was uncertain


@dataclass(frozen=True, slots=True, kw_only=True)
class PostConflict:
    """A post whose source changed where a person had changed it."""

    id: str
    path: str
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True, kw_only=True)
class Report:
    """The outcome of one run."""

    seeds: int = 0
    seeds_read: int = 0  # the others had not changed
    pages: int = 0
    repeats: int = 0  # further captures of an article that is here
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    set_aside: list[SetAside] = field(default_factory=list)
    conflicts: list[PostConflict] = field(default_factory=list)
    details: list[PageLine] = field(default_factory=list)  # one a page, in the order of the seeds
    notices: list[str] = field(default_factory=list)  # what an editor should know: kept as the person left it

    @property
    def exit_status(self) -> int:
        """0: nothing needs a person. 3: done, but pages were set aside or changes conflict."""
        return 3 if self.set_aside or self.conflicts else 0

    def lines(self) -> Iterator[str]:
        """Say it on the terminal: one line of counts, then what needs a person."""
        count = self.outcomes
        written = f"{count['written']} posts written, {count['followed']} updated, {count['merged']} merged"
        kept = f"{count['unchanged']} unchanged, {sum(count[kind] for kind in ('kept', 'adopted', 'split'))} edited"
        gone = f"{count['deleted']} deleted, {count['withdrawn']} withdrawn"
        yield f"{self.seeds} seeds ({self.seeds_read} read), {self.pages} pages: {written}, {kept}, {gone}"
        if self.repeats:
            yield f"{self.repeats} pages are further captures of these articles"
        yield from _some([f"set aside: {page.reason}" for page in self.set_aside])
        yield from _some([line for post in self.conflicts for line in _conflict(post)])
        yield from _some(self.notices)

    def as_json(self) -> Mapping[str, Any]:
        """Give the whole report as plain data."""
        return {
            "seeds": self.seeds,
            "seeds_read": self.seeds_read,
            "pages": self.pages,
            "repeats": self.repeats,
            "outcomes": dict(sorted(self.outcomes.items())),
            "set_aside": [{"seed": page.seed, "reason": page.reason} for page in self.set_aside],
            "conflicts": [
                {
                    "id": post.id,
                    "path": post.path,
                    "places": [
                        {"where": c.where, "line": c.line, "imported": c.base, "edited": c.ours, "upstream": c.theirs}
                        for c in post.conflicts
                    ],
                }
                for post in self.conflicts
            ],
            "notices": self.notices,
            "details": [asdict(line) for line in self.details],
        }


def _conflict(post: PostConflict) -> Iterator[str]:
    for conflict in post.conflicts:
        ours, theirs = _short(conflict.ours), _short(conflict.theirs)
        where = f"{post.path}:{conflict.line}: {conflict.where}"
        yield f"{where} changed here and at the source; kept {ours}, there {theirs}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= 80 else flat[:79] + "…")


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"… and {len(lines) - _SHOWN} more; newsdigest ingest --json lists all"
