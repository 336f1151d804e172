"""Bring the results of a run to disk, post by post, so that a run may end at any moment and nothing is lost."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsdigest.ingest import cache
from newsdigest.ingest.cache import Remembered
from newsdigest.ingest.decide import Decision, decide, standing
from newsdigest.ingest.gather import Found, Spool
from newsdigest.ingest.ledger import scan, update_post, write_file
from newsdigest.ingest.plan import Plan, is_same_article
from newsdigest.ingest.report import PostConflict, Report
from newsdigest.ingest.stories.assign import Place
from newsdigest.post import read_post, render_post
from newsdigest.post.shelf import NEWER, FileFacts, Shelf, text_sha

_MEANWHILE = "somebody changed it while ingest ran, so it was left alone; the next run looks again"


@dataclass(slots=True, kw_only=True)
class OnDisk:
    """The posts and the ledger as they stand."""

    bases: dict[str, FileFacts] = field(default_factory=dict)
    newer: dict[str, FileFacts] = field(default_factory=dict)
    posts: dict[str, list[tuple[str, FileFacts]]] = field(default_factory=lambda: defaultdict(list))
    nameless: list[str] = field(default_factory=list)  # files without an id


def look(shelf: Shelf, remembered: Remembered) -> OnDisk:
    """See what stands on disk."""
    disk = OnDisk()
    for path, facts in scan(shelf.imported, remembered):
        (disk.newer if path.endswith(NEWER) else disk.bases)[facts.id] = facts
    for path, facts in scan(shelf.posts, remembered):
        if facts.id:
            disk.posts[facts.id].append((path, facts))
        else:
            disk.nameless.append(path)
    return disk


class Memory:
    """Answers that only the texts gave, kept so that a run in which nothing changed needs none of them."""

    def __init__(self, path: Path, *, version: str) -> None:
        self._path = path
        self._version = version
        self._old = cache.load(path, version=version)
        self._new: dict[str, str | bool] = {}

    def recall(self, *question: str) -> str | bool | None:
        """Give the answer that is known."""
        key = "|".join(question)
        answer = self._new.get(key, self._old.get(key))
        if not isinstance(answer, str | bool):
            return None
        self._new[key] = answer
        return answer

    def note(self, answer: str | bool, *question: str) -> None:
        """Keep an answer."""
        self._new["|".join(question)] = answer

    def save(self) -> None:
        """Keep what was asked in this run."""
        cache.save(self._path, self._new, version=self._version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settler:
    """Writes posts; holds what that needs."""

    shelf: Shelf
    disk: OnDisk
    spool: Spool
    memory: Memory
    report: Report
    settled: Set[str] = frozenset()  # ids whose text stands against what changed at the source
    stories: Mapping[str, Place] = field(
        default_factory=dict
    )  # post id -> the story that ingest gives it, and whose text
    reworked: dict[str, Found] = field(default_factory=dict)  # by seed: results whose texts were worked out again

    def wanted(self, plans: Sequence[Plan]) -> set[str]:
        """Name the seeds whose remembered results are not enough: their texts are needed."""
        return {found.file for plan in plans for found in self._needed(plan) if found.place is None}

    def _needed(self, plan: Plan) -> Iterator[Found]:
        post_id = plan.id
        if plan.known_as:
            same = self.memory.recall("same", plan.known_as, plan.first.sha)
            if same is None:
                yield plan.first
                return
            post_id = plan.known_as if same else plan.id
        final = self._known_final(plan, post_id)
        if final is None or not self._stands(post_id, final):
            yield plan.first
        newer = self.disk.newer.get(post_id)
        if plan.latest and (newer is None or newer.sha != plan.latest.sha):
            yield plan.latest

    def settle(self, plan: Plan) -> None:
        """Bring one post to disk."""
        if any(self._place(found) is None for found in self._needed(plan)):
            self.report.notices.append(f"{plan.first.seed}: could not be read again; the next run will try")
            return
        self.report.repeats += plan.repeats
        post_id = self._identity(plan)
        final = self._known_final(plan, post_id)
        if final is None:
            final = text_sha(self._final(plan, post_id))
            self.memory.note(final, *self._question(plan, post_id))
        if self._stands(post_id, final):
            posts = self.disk.posts.get(post_id, [])
            withdrawn = any(facts.withdrawn for _, facts in posts)
            base = self.disk.bases[post_id].sha
            self.report.outcomes[standing(base, [facts.sha for _, facts in posts], withdrawn=withdrawn)] += 1
        else:
            text = with_place(self._final(plan, post_id), self._story(post_id))
            self._carry_out(post_id, plan.first, text)
        self._note_newer(post_id, plan.latest)

    def _identity(self, plan: Plan) -> str:
        """Say whose post this is: an id once given to an article's page stays its own."""
        if not plan.known_as:
            return plan.id
        same = self.memory.recall("same", plan.known_as, plan.first.sha)
        if same is None:
            old = self.shelf.base(plan.known_as).read_text(encoding="utf-8")
            same = is_same_article(old, self._text(plan.first))
            self.memory.note(same, "same", plan.known_as, plan.first.sha)
        return plan.known_as if same else plan.id

    def _question(self, plan: Plan, post_id: str) -> tuple[str, ...]:
        latest = f"{plan.latest.captured} {plan.latest.sha}" if plan.latest else ""
        return "final", post_id, plan.first.sha, latest

    def _known_final(self, plan: Plan, post_id: str) -> str | None:
        """Give the hash of the text to be, its story left out, where it is known without the text."""
        if plan.id == post_id and plan.latest is None:
            return plan.first.sha
        answer = self.memory.recall(*self._question(plan, post_id))
        return answer if isinstance(answer, str) else None

    def _final(self, plan: Plan, post_id: str) -> str:
        """Give the first capture's text under the post's id, saying so where the original has changed since."""
        text = self._text(plan.first)
        if plan.id == post_id and plan.latest is None:
            return text
        day = dt.datetime.fromisoformat(plan.latest.captured).date() if plan.latest else None
        return render_post(replace(read_post(text, path=plan.first.seed), id=post_id, source_changed=day))

    def _stands(self, post_id: str, final: str) -> bool:
        """Whether nothing is to be done to a post, whatever its text: it is up to date, or a person's alone."""
        facts, posts = self.disk.bases.get(post_id), self.disk.posts.get(post_id, [])
        if facts is None:
            return False
        same = facts.plain == final and (facts.story or None, facts.text_of or None) == self._story(post_id)
        return same or len(posts) != 1 or posts[0][1].withdrawn

    def _story(self, post_id: str) -> Place:
        return self.stories.get(post_id, (None, None))

    def _place(self, found: Found) -> tuple[int, int] | None:
        return found.place or (self.reworked[found.seed].place if found.seed in self.reworked else None)

    def _text(self, found: Found) -> str:
        """Give the text of a result."""
        place = self._place(found)
        return self.spool.get(place).decode("utf-8") if place else ""

    def _carry_out(self, post_id: str, capture: Found, theirs: str) -> None:
        """Decide and write: pictures, then the post, then the text as imported, each whole or not at all."""
        posts = self.disk.posts.get(post_id, [])
        try:
            held = [Path(path).read_bytes() for path, _ in posts]
            texts = [data.decode("utf-8") for data in held]
            base = self.shelf.base(post_id).read_bytes().decode("utf-8") if post_id in self.disk.bases else None
        except (UnicodeDecodeError, FileNotFoundError) as error:
            moved = isinstance(error, FileNotFoundError)
            self._leave(posts[0][0], _MEANWHILE if moved else "not UTF-8; save it as UTF-8 so that it can be updated")
            return
        withdrawn = any(facts.withdrawn for _, facts in posts)
        decision = decide(base=base, posts=texts, theirs=theirs, withdrawn=withdrawn)
        if decision.outcome == "conflict" and post_id in self.settled:
            decision = Decision(outcome="kept", base=theirs)
        path = Path(posts[0][0]) if posts else self._home(post_id, theirs)
        if decision.base is not None:
            for name, place in (capture if capture.place else self.reworked[capture.seed]).pictures:
                if not (self.shelf.images / name).exists():
                    write_file(self.shelf.images / name, self.spool.get(place))
            text = decision.post
            if text is not None and not update_post(path, text.encode("utf-8"), known=held[0] if held else None):
                self._leave(path, _MEANWHILE)
                return
            write_file(self.shelf.base(post_id), decision.base.encode("utf-8"))
        self.report.outcomes[decision.outcome] += 1
        self._report(post_id, path, decision)

    def _leave(self, path: Path | str, why: str) -> None:
        """Leave a post as it is, and say why."""
        self.report.outcomes["kept"] += 1
        self.report.notices.append(f"{path}: {why}")

    def _report(self, post_id: str, path: Path, decision: Decision) -> None:
        if decision.conflicts:
            conflict = PostConflict(id=post_id, path=str(path), conflicts=decision.conflicts)
            self.report.conflicts.append(conflict)
        elif decision.outcome == "adopted":
            self.report.notices.append(f"{path}: was here without its imported text, which is recorded now")

    def _home(self, post_id: str, text: str) -> Path:
        post = read_post(text, path=post_id)
        return self.shelf.home(post.date.date().isoformat(), post.title, post_id)

    def _note_newer(self, post_id: str, latest: Found | None) -> None:
        """Keep the newest differing capture beside the imported text, for the desk to show the difference."""
        facts = self.disk.newer.get(post_id)
        if latest is None:
            if facts:
                self.shelf.newer(post_id).unlink()
        elif facts is None or facts.sha != latest.sha:
            write_file(self.shelf.newer(post_id), self._text(latest).encode("utf-8"))


def with_place(text: str, place: Place) -> str:
    """Write a post's story, and whose words it prints, into its text."""
    story, text_of = place
    return (
        render_post(replace(read_post(text, path="imported text"), story=story, text_of=text_of))
        if any(place)
        else text
    )


def tell_of_files(disk: OnDisk, report: Report) -> None:
    """Report files that the run could not place."""
    for path in disk.nameless:
        report.notices.append(f"{path}: no id in its front matter; newsdigest check says what else is wrong")
    for post_id, files in disk.posts.items():
        if len(files) > 1:
            names = ", ".join(path for path, _ in files)
            report.notices.append(f"{names}: carry the id {post_id}; give all but one an id of their own")
