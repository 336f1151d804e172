"""Bring the results of a run to disk, post by post, so that a run may end at any moment and nothing is lost."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsdigest.ingest.cache import Remembered
from newsdigest.ingest.capture import Part
from newsdigest.ingest.decide import Decision, decide, standing
from newsdigest.ingest.gather import Found, Spool
from newsdigest.ingest.ledger import scan, write_file
from newsdigest.ingest.report import PostConflict, Report
from newsdigest.ingest.work import Workshop
from newsdigest.post import read_post, render_post
from newsdigest.post.shelf import NEWER, FileFacts, Shelf, text_sha


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


def keep_ids(found: Sequence[Found], disk: OnDisk) -> dict[str, list[Found]]:
    """
    Group the results by the id of their post, an id once given to a seed's page staying its own.

    So a better extraction, which finds an address where there was none, changes the post and makes no second one.
    """
    made = {result.id for result in found}
    given = {facts.seed: post_id for post_id, facts in disk.bases.items() if facts.seed and post_id not in made}
    groups: dict[str, list[Found]] = defaultdict(list)
    for result in found:
        known = result.id if result.id in disk.bases else given.get(result.seed, result.id)
        groups[known].append(result)
    return groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Settler:
    """Writes posts; holds what that needs."""

    shelf: Shelf
    disk: OnDisk
    workshop: Workshop
    spool: Spool
    report: Report
    settled: Set[str] = frozenset()  # ids whose text stands against what changed at the source

    def settle(self, post_id: str, captures: Sequence[Found]) -> None:
        """Bring one post to disk, from all captures of its article."""
        ordered = sorted(captures, key=lambda result: (result.captured or "9", result.seed))
        first = ordered[0]
        self.report.repeats += len(ordered) - 1
        changed = [later for later in ordered[1:] if first.captured < later.captured and later.words != first.words]
        latest = changed[-1] if first.captured and changed else None
        facts, posts = self.disk.bases.get(post_id), self.disk.posts.get(post_id, [])
        text = None
        if latest or first.id != post_id:
            text = self._final(post_id, first, latest)
        sha = text_sha(text) if text is not None else first.sha
        withdrawn = any(post.withdrawn for _, post in posts)
        if facts and facts.sha == sha:
            outcome = standing(facts.sha, [post.sha for _, post in posts], withdrawn=withdrawn)
            self.report.outcomes[outcome] += 1
        else:
            theirs = text if text is not None else self._text(first)
            base = self.shelf.base(post_id).read_text(encoding="utf-8") if facts else None
            self._carry_out(post_id, first, theirs, base, posts, withdrawn=withdrawn)
        self._note_newer(post_id, latest)

    def _carry_out(
        self,
        post_id: str,
        capture: Found,
        theirs: str,
        base: str | None,
        posts: Sequence[tuple[str, FileFacts]],
        *,
        withdrawn: bool,
    ) -> None:
        """Decide and write: pictures, then the post, then the text as imported, each whole or not at all."""
        try:
            texts = [Path(path).read_bytes().decode("utf-8") for path, _ in posts]
        except UnicodeDecodeError:
            self.report.outcomes["kept"] += 1
            self.report.notices.append(f"{posts[0][0]}: not UTF-8; save it as UTF-8 so that it can be updated")
            return
        decision = decide(base=base, posts=texts, theirs=theirs, withdrawn=withdrawn)
        if decision.outcome == "conflict" and post_id in self.settled:
            decision = Decision(outcome="kept", base=theirs)
        self.report.outcomes[decision.outcome] += 1
        path = Path(posts[0][0]) if posts else self._home(post_id, theirs)
        self._report(post_id, path, decision)
        if decision.base is None:
            return
        for name, place in capture.pictures:
            if not (self.shelf.images / name).exists():
                write_file(self.shelf.images / name, self.spool.get(place))
        if decision.post is not None:
            write_file(path, decision.post.encode("utf-8"))
        write_file(self.shelf.base(post_id), decision.base.encode("utf-8"))

    def _report(self, post_id: str, path: Path, decision: Decision) -> None:
        if decision.conflicts:
            conflict = PostConflict(id=post_id, path=str(path), conflicts=decision.conflicts)
            self.report.conflicts.append(conflict)
        elif decision.outcome == "adopted":
            self.report.notices.append(f"{path}: was here without its imported text, which is recorded now")

    def _home(self, post_id: str, text: str) -> Path:
        post = read_post(text, path=post_id)
        return self.shelf.home(post.date.date().isoformat(), post.title, post_id)

    def _text(self, result: Found) -> str:
        """Give the text of a result, working it out again where only its hash was remembered."""
        if result.place is not None:
            return self.spool.get(result.place).decode("utf-8")
        for again in self.workshop.work(Part(seed=result.file)):
            if again.seed == result.seed:
                return again.text
        return ""

    def _final(self, post_id: str, first: Found, latest: Found | None) -> str:
        """Give the first capture's text under the post's id, saying so where the original has changed since."""
        post = read_post(self._text(first), path=first.seed)
        day = dt.datetime.fromisoformat(latest.captured).date() if latest else None
        return render_post(replace(post, id=post_id, source_changed=day))

    def _note_newer(self, post_id: str, latest: Found | None) -> None:
        """Keep the newest differing capture beside the imported text, for the desk to show the difference."""
        facts = self.disk.newer.get(post_id)
        if latest is None:
            if facts:
                self.shelf.newer(post_id).unlink()
        elif facts is None or facts.sha != latest.sha:
            write_file(self.shelf.newer(post_id), self._text(latest).encode("utf-8"))


def tell_of_files(disk: OnDisk, report: Report) -> None:
    """Report files that the run could not place."""
    for path in disk.nameless:
        report.notices.append(f"{path}: no id in its front matter; newsdigest check says what else is wrong")
    for post_id, files in disk.posts.items():
        if len(files) > 1:
            names = ", ".join(path for path, _ in files)
            report.notices.append(f"{names}: carry the id {post_id}; give all but one an id of their own")
