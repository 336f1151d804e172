"""Any sequence of imports, edits, renames, deletions, upstream changes and kills loses nothing that a person typed."""

import datetime as dt
import io
import multiprocessing
import os
import shutil
import signal
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pages import PARAGRAPHS, Desk, page

from newsdigest.ingest import settle as settling
from newsdigest.ingest.cache import Remembered
from newsdigest.ingest.gather import Found, Spool
from newsdigest.ingest.ledger import write_file
from newsdigest.ingest.page import words_of
from newsdigest.ingest.pipeline import refresh
from newsdigest.ingest.plan import make_plans
from newsdigest.ingest.report import Report
from newsdigest.ingest.settle import Memory, Settler, look
from newsdigest.models import Post
from newsdigest.post import render_post
from newsdigest.post.shelf import Shelf, text_sha

IDS = ("steppe-1", "steppe-2")
BASE = Post(
    id="x",
    title="Five states agree on one rail tariff",
    date=dt.datetime(2024, 3, 5, 9, 30, tzinfo=dt.UTC),
    lang="en",
    lede="The ministers met in Astana.",
    regions=("KZ", "UZ"),
    seed="x",
    body="\n\n".join(("One sentence. Another one.", *PARAGRAPHS)),
)


class Killed(BaseException):
    """The process ends here."""


class Newsroom(RuleBasedStateMachine):
    """Seeds, an importer and a person, each doing what they like."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.shelf = Shelf(content=self.folder / "content")
        self.upstream = {post_id: replace(BASE, id=post_id, title=f"{BASE.title} {post_id[-1]}") for post_id in IDS}
        self.newer: dict[str, Post] = {}
        self.typed: dict[Path, list[str]] = {}  # file -> marks that a person typed into it
        self.gone: set[str] = set()  # ids of which a person deleted every file
        self.marks = 0
        self.run()

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    # ------------------------------------------------------------ the importer

    def results(self, spool: Spool) -> list[Found]:
        found = []
        for posts, captured in (
            (self.upstream, "2024-03-05T12:00:00+00:00"),
            (self.newer, "2024-03-09T12:00:00+00:00"),
        ):
            for post_id, post in posts.items():
                text = render_post(post)
                found.append(
                    Found(
                        file=post_id,
                        seed=f"{post_id}-{captured}",
                        id=post_id,
                        sha=text_sha(text),
                        captured=captured,
                        words=words_of(post),
                        place=spool.put(text.encode()),
                    )
                )
        return found

    @rule()
    def run(self) -> None:
        spool = Spool(io.BytesIO())
        disk = look(self.shelf, Remembered(self.folder / "files.json", version="1"))
        memory = Memory(self.folder / "answers.json", version="1")
        settler = Settler(shelf=self.shelf, disk=disk, spool=spool, memory=memory, report=Report())
        for plan in make_plans(self.results(spool), disk.bases):
            settler.settle(plan)
        memory.save()

    @rule(writes=st.integers(0, 4), half=st.booleans())
    def run_and_be_killed(self, writes: int, half: bool) -> None:
        left = [writes]

        def dying_write(path: Path, data: bytes) -> None:
            if left[0] == 0:
                if half:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.with_name(f".{path.name}.part").write_bytes(data[: len(data) // 2])
                raise Killed
            left[0] -= 1
            write_file(path, data)

        settling.write_file = dying_write  # type: ignore[attr-defined]
        try:
            self.run()
        except Killed:
            pass
        finally:
            settling.write_file = write_file  # type: ignore[attr-defined]

    # ------------------------------------------------------------ the source

    @rule(
        post_id=st.sampled_from(IDS),
        number=st.integers(0, 9),
        what=st.sampled_from(["title", "lede", "body", "regions"]),
    )
    def source_changes(self, post_id: str, number: int, what: str) -> None:
        post = self.upstream[post_id]
        parts = post.body.split("\n\n")
        parts[number % len(parts)] = f"{parts[number % len(parts)]} Changed {number}."
        changes = {
            "title": f"Headline {number}",
            "lede": f"Lede {number}.",
            "body": "\n\n".join(parts),
            "regions": ("KZ", f"R{number}"),
        }
        self.upstream[post_id] = replace(post, **{what: changes[what]})  # type: ignore[arg-type]

    @rule(post_id=st.sampled_from(IDS), number=st.integers(0, 9))
    def source_is_captured_again(self, post_id: str, number: int) -> None:
        self.newer[post_id] = replace(self.upstream[post_id], title=f"Later headline {number}")

    @rule(post_id=st.sampled_from(IDS))
    def extraction_improves(self, post_id: str) -> None:
        self.upstream[post_id] = replace(
            self.upstream[post_id], agency="dpa", body=self.upstream[post_id].body + "\n\nMore."
        )

    # ------------------------------------------------------------ the person

    def files(self) -> list[Path]:
        return sorted(self.shelf.posts.rglob("*.md"))

    @precondition(lambda self: self.files())
    @rule(data=st.data(), where=st.sampled_from(["body", "comment", "title", "end", "windows"]))
    def type(self, data: st.DataObject, where: str) -> None:
        path = data.draw(st.sampled_from(self.files()))
        self.marks += 1
        mark = chr(0xE000 + self.marks)  # one private character: nothing can be typed into its middle
        text = path.read_bytes().decode()
        newline = "\r\n" if "\r\n" in text else "\n"
        if where == "body":
            start = text.index(f"{newline}---{newline}", 3) + 5
            place = data.draw(st.integers(min(start + 2, len(text)), len(text)))
            place += text[place - 1 : place + 1] == "\r\n"
            text = text[:place] + mark + text[place:]
        elif where == "comment":
            text = text.replace(f"{newline}lang:", f"{newline}# {mark}{newline}lang:", 1)
        elif where == "title":
            text = text.replace(f"{newline}title: ", f"{newline}title: {mark}", 1)
            text = text.replace(f'title: {mark}"', f'title: "{mark}')
        else:
            text += f"{newline}{mark}{newline}"
        if where == "windows":
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        path.write_bytes(text.encode())
        if mark in text:
            self.typed.setdefault(path, []).append(mark)

    @precondition(lambda self: self.files())
    @rule(data=st.data(), name=st.integers(0, 99))
    def rename(self, data: st.DataObject, name: int) -> None:
        path = data.draw(st.sampled_from(self.files()))
        target = self.shelf.posts / f"moved-{name % 3}" / f"renamed-{name}.md"
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            path.rename(target)
            self.typed[target] = self.typed.pop(path, [])

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(self.files()))
        post_id = self.shelf.facts(path).id
        has_base = self.shelf.base(post_id).exists()
        path.unlink()
        self.typed.pop(path, None)
        if has_base and not any(self.shelf.facts(file).id == post_id for file in self.files()):
            self.gone.add(post_id)

    @precondition(lambda self: self.files())
    @rule(data=st.data(), name=st.integers(0, 99), new_id=st.booleans())
    def split(self, data: st.DataObject, name: int, new_id: bool) -> None:
        path = data.draw(st.sampled_from(self.files()))
        target = path.with_name(f"split-{name}.md")
        if target.exists():
            return
        text = path.read_bytes()
        target.write_bytes(text.replace(b"id: steppe", f"id: own-{name}".encode(), 1) if new_id else text)
        self.typed[target] = list(self.typed.get(path, []))

    # ------------------------------------------------------------ what must hold

    @invariant()
    def nothing_typed_is_lost(self) -> None:
        for path, marks in getattr(self, "typed", {}).items():
            text = path.read_bytes().decode()
            assert [mark for mark in marks if mark not in text] == []

    @invariant()
    def nothing_deleted_comes_back(self) -> None:
        if getattr(self, "gone", None):
            ids = {self.shelf.facts(path).id for path in self.files()}
            assert not ids & self.gone


TestNewsroom = Newsroom.TestCase
SUITE = settings.get_current_profile_name() == "suite"  # else HYPOTHESIS_PROFILE says how many examples
TestNewsroom.settings = settings(
    max_examples=60 if SUITE else settings().max_examples, stateful_step_count=20 if SUITE else 50, deadline=None
)


# ---------------------------------------------------------------- real processes, really killed


def _run_until_killed(desk: Desk, replaces: int) -> None:
    """Run in a child that kills itself at its n-th rename, before or after it."""
    real, left = Path.replace, [replaces // 2]

    def replace_or_die(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            if replaces % 2:
                real(self, target)
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, target)

    Path.replace = replace_or_die  # type: ignore[assignment, method-assign]
    refresh(desk.settings)


@pytest.mark.parametrize("replaces", range(14))
def test_killed_at_any_write_the_next_run_gives_what_an_undisturbed_one_gives(tmp_path: Path, replaces: int) -> None:
    disturbed, calm = Desk(tmp_path / "a"), Desk(tmp_path / "b")
    for desk in (disturbed, calm):
        for number in range(2):
            url = f"https://steppe.example/{number}"
            desk.seed(f"{number}.html", page(f"Ministers agree on tariff number {number}", url=url))
    child = multiprocessing.get_context("fork").Process(target=_run_until_killed, args=(disturbed, replaces))
    child.start()
    child.join(60)
    assert child.exitcode in (0, -signal.SIGKILL)
    refresh(disturbed.settings)
    refresh(calm.settings)
    assert {name: data for name, data in disturbed.files().items() if not name.endswith(".part")} == calm.files()
    assert len(disturbed.posts()) == 2
