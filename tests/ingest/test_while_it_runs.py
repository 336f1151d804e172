"""What people and scrapers do while a run is at work: no word of theirs is lost, and the next run catches up."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pages import PARAGRAPHS, Desk, page

from newsdigest.ingest import pipeline, settle
from newsdigest.ingest.capture import Part
from newsdigest.ingest.gather import Runner
from newsdigest.ingest.pipeline import refresh
from newsdigest.ingest.work import PageResult

CHANGED = (*PARAGRAPHS, "On Tuesday the ministers published the text of what they had agreed on.")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.seed("rail.html", page(), fetched="2024-03-05T12:00:00Z")
    return desk


def before_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something between the decision on a post and its writing."""
    real = settle.decide

    def decide(**given: object) -> object:
        decision = real(**given)  # type: ignore[arg-type]
        act()
        return decision

    monkeypatch.setattr(settle, "decide", decide)


def after_reading(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something when the seeds have been read, and what was read is not yet remembered."""
    real = pipeline._runner

    def runner(*given: object, **more: object) -> Runner:
        inner = real(*given, **more)  # type: ignore[arg-type]

        def run(parts: Iterable[Part]) -> Iterator[tuple[Part, list[PageResult]]]:
            yield from inner(parts)
            act()

        return run

    monkeypatch.setattr(pipeline, "_runner", runner)


def test_a_post_that_is_saved_while_it_is_updated_keeps_what_was_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(desk.settings)
    path = desk.the_post()
    desk.seed("rail.html", page(paragraphs=CHANGED), fetched="2024-03-05T12:00:00Z")
    saved = path.read_bytes().replace(b"one tariff for rail freight.", b"one tariff. Typed just now.")
    with monkeypatch.context() as patched:
        before_writing(patched, lambda: path.write_bytes(saved))
        report = refresh(desk.settings)
    assert path.read_bytes() == saved
    assert report.outcomes == {"kept": 1}
    assert "somebody changed it while ingest ran" in "\n".join(report.notices)
    assert refresh(desk.settings).outcomes == {"merged": 1}
    assert b"Typed just now." in path.read_bytes()
    assert b"On Tuesday the ministers" in path.read_bytes()


def test_a_post_that_a_person_begins_at_the_same_place_is_not_overwritten(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(desk.settings)
    path = desk.the_post()
    path.unlink()
    for base in desk.content.glob("imported/*/*.md"):
        base.unlink()

    def begin() -> None:
        path.write_text("---\nid: mine\n---\n\nTyped just now.\n", encoding="utf-8")

    real = settle.Settler._home

    def home(self: settle.Settler, *given: str) -> Path:
        chosen = real(self, *given)
        begin()
        return chosen

    with monkeypatch.context() as patched:
        patched.setattr(settle.Settler, "_home", home)
        refresh(desk.settings)
    assert "Typed just now." in path.read_text("utf-8")
    assert refresh(desk.settings).outcomes == {"written": 1}
    assert len(desk.posts()) == 2


def test_a_post_that_is_moved_while_it_is_updated_is_found_by_the_next_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(desk.settings)
    path = desk.the_post()
    desk.seed("rail.html", page(paragraphs=CHANGED), fetched="2024-03-05T12:00:00Z")
    with monkeypatch.context() as patched:
        after_reading(patched, lambda: None)
        real = settle.Settler._carry_out

        def moved(self: settle.Settler, *given: object) -> None:
            path.rename(path.with_name("moved.md"))
            real(self, *given)  # type: ignore[arg-type]

        patched.setattr(settle.Settler, "_carry_out", moved)
        assert refresh(desk.settings).outcomes == {"kept": 1}
    assert refresh(desk.settings).outcomes == {"followed": 1}
    assert desk.the_post().name == "moved.md"


@pytest.mark.parametrize("name", ["rail.html", "rail.html.toml"])
def test_a_seed_or_sidecar_that_changes_while_it_is_read_is_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    later = {
        "rail.html": page(paragraphs=CHANGED),
        "rail.html.toml": 'fetched_at = 2024-03-05T12:00:00Z\nurl = "https://steppe.example/elsewhere"\n',
    }
    with monkeypatch.context() as patched:
        after_reading(patched, lambda: (desk.seeds / name).write_text(later[name], encoding="utf-8"))
        refresh(desk.settings)
    assert refresh(desk.settings).seeds_read == 1
    assert refresh(desk.settings).seeds_read == 0


def test_a_seed_that_vanishes_while_others_are_read_is_set_aside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = desk.seed("gone.html", page("Gone", url="https://steppe.example/gone"))
    real = pipeline.gather

    def gather(*given: object, **more: object) -> object:
        seeds = real.__globals__["find_seeds"]

        def find(root: str) -> object:
            found = seeds(root)
            gone.unlink(missing_ok=True)
            return found

        monkeypatch.setitem(real.__globals__, "find_seeds", find)
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "gather", gather)
    report = refresh(desk.settings)
    assert [page.seed for page in report.set_aside] == ["gone.html"]
    assert report.outcomes == {"written": 1}


@pytest.mark.parametrize("kind", ["post", "imported text"])
def test_a_text_in_another_charset_is_named_and_left(desk: Desk, kind: str) -> None:
    refresh(desk.settings)
    path = desk.the_post() if kind == "post" else next(desk.content.glob("imported/*/*.md"))
    path.write_bytes(path.read_bytes() + "Straße".encode("latin-1"))
    desk.seed("rail.html", page(paragraphs=CHANGED), fetched="2024-03-05T12:00:00Z")
    before = path.read_bytes()
    report = refresh(desk.settings)
    assert "not UTF-8" in "\n".join(report.notices)
    assert path.read_bytes() == before
