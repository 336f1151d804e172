"""Ingest is safe to repeat, to interrupt, and to an editor's work."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages import PARAGRAPHS, Desk, page

from newsdigest.errors import DigestError, RegisterError
from newsdigest.ingest import pipeline
from newsdigest.ingest.lock import only_run
from newsdigest.ingest.pipeline import refresh
from newsdigest.post import read_post


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.seed("steppe/rail.html", page(), fetched="2024-03-05T12:00:00+00:00")
    return desk


def test_a_page_becomes_a_post_with_its_chain(desk: Desk) -> None:
    report = refresh(desk.settings)
    assert report.outcomes == {"written": 1}
    assert report.exit_status == 0
    path = desk.the_post()
    assert path.relative_to(desk.content) == Path("posts/2024/03/05/five-states-agree-on-one-rail-tariff.md")
    post = read_post(path.read_text(encoding="utf-8"), path=str(path))
    assert (post.source, post.source_url, post.lang) == ("steppe-post", "https://steppe.example/rail-tariff", "en")
    assert (post.seed, post.capture_form, post.fetched_basis) == ("steppe/rail.html", "html", "recorded")
    assert PARAGRAPHS[1] in post.body
    assert {"KZ", "UZ"} <= {*post.regions, *post.regions_mentioned}


def test_a_second_run_changes_no_byte_and_reads_no_seed(desk: Desk) -> None:
    refresh(desk.settings)
    before = desk.files()
    report = refresh(desk.settings)
    assert (report.seeds_read, report.outcomes) == (0, {"unchanged": 1})
    assert desk.files() == before


def test_the_same_seeds_give_the_same_bytes_elsewhere(desk: Desk, tmp_path: Path) -> None:
    refresh(desk.settings)
    other = Desk(tmp_path / "other")
    shutil.rmtree(other.seeds)
    shutil.copytree(desk.seeds, other.seeds)
    refresh(other.settings)
    assert other.files() == desk.files()


def test_deleting_the_cache_changes_nothing(desk: Desk) -> None:
    refresh(desk.settings)
    before = desk.files()
    shutil.rmtree(desk.settings.cache)
    assert refresh(desk.settings).outcomes == {"unchanged": 1}
    assert desk.files() == before


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    one, many = Desk(tmp_path / "one"), Desk(tmp_path / "many")
    for desk in (one, many):
        for number in range(10):
            url = f"https://steppe.example/{number}"
            desk.seed(f"{number}.html", page(f"Ministers agree on tariff number {number}", url=url))
    refresh(one.settings)
    object.__setattr__(many.settings, "jobs", 2)
    refresh(many.settings)
    assert one.files() == many.files()
    assert len(one.posts()) == 10


def test_a_bad_page_is_set_aside_with_its_reason_while_others_go_on(desk: Desk) -> None:
    desk.seed("empty.html", "<html><body></body></html>")
    report = refresh(desk.settings)
    assert report.outcomes == {"written": 1}
    assert [page.seed for page in report.set_aside] == ["empty.html"]
    assert report.exit_status == 3
    assert any("empty.html" in line for line in report.lines())


def test_an_unedited_post_follows_its_source(desk: Desk) -> None:
    refresh(desk.settings)
    path = desk.the_post()
    desk.seed("steppe/rail.html", page("Five states agree on a common rail tariff"))
    assert refresh(desk.settings).outcomes == {"followed": 1}
    assert desk.the_post() == path
    assert "title: Five states agree on a common rail tariff" in path.read_text(encoding="utf-8")


def test_an_edited_post_keeps_the_edit_and_takes_what_changed_elsewhere(desk: Desk) -> None:
    refresh(desk.settings)
    path = desk.the_post()
    path.write_text(path.read_text(encoding="utf-8").replace("in spring", "in April"), encoding="utf-8")
    assert refresh(desk.settings).outcomes == {"kept": 1}
    desk.seed("steppe/rail.html", page("Five states agree on a common rail tariff"))
    assert refresh(desk.settings).outcomes == {"merged": 1}
    text = path.read_text(encoding="utf-8")
    assert "in April" in text
    assert "a common rail tariff" in text


def test_a_conflict_leaves_the_editors_text_and_names_both_sides(desk: Desk) -> None:
    refresh(desk.settings)
    path = desk.the_post()
    path.write_text(path.read_text(encoding="utf-8").replace("by a fifth", "by 20 percent"), encoding="utf-8")
    edited = path.read_bytes()
    changed = tuple(text.replace("a fifth", "a quarter") for text in PARAGRAPHS)
    desk.seed("steppe/rail.html", page(paragraphs=changed))
    for _ in range(2):  # until a person resolves it
        report = refresh(desk.settings)
        assert path.read_bytes() == edited
        (conflict,) = report.conflicts
        places = {place.where: place for place in conflict.conflicts}
        assert "by 20 percent" in places["body"].ours
        assert "by a quarter" in places["body"].theirs
        assert report.exit_status == 3


@pytest.mark.parametrize("upstream", [False, True])
def test_moved_renamed_and_deleted_posts_stay_so(desk: Desk, upstream: bool) -> None:
    # Of another event: two reports of one would be a story, which ends when one of them is deleted.
    museum = ("The museum of Nukus has opened a hall for paintings of the twenties, its third.",) * 2
    desk.seed("b.html", page("A third hall for the museum", url="https://steppe.example/b", paragraphs=museum))
    refresh(desk.settings)
    second, first = sorted(desk.posts(), key=lambda path: "museum" not in path.name)
    moved = desk.content / "posts" / "_drafts" / "renamed.md"
    moved.parent.mkdir()
    first.rename(moved)
    second.unlink()
    if upstream:
        desk.seed("steppe/rail.html", page("Five states agree on a common rail tariff"))
        desk.seed("b.html", page("A hall, changed", url="https://steppe.example/b", paragraphs=museum))
    report = refresh(desk.settings)
    assert report.outcomes == {"followed" if upstream else "unchanged": 1, "deleted": 1}
    assert desk.posts() == [moved]
    assert ("common" in moved.read_text(encoding="utf-8")) == upstream


def test_a_split_post_is_left_alone_and_reported(desk: Desk) -> None:
    refresh(desk.settings)
    path = desk.the_post()
    copy = path.with_name("second-half.md")
    copy.write_bytes(path.read_bytes())
    desk.seed("steppe/rail.html", page("Five states agree on a common rail tariff"))
    before = [file.read_bytes() for file in desk.posts()]
    report = refresh(desk.settings)
    assert report.outcomes == {"split": 1}
    assert [file.read_bytes() for file in desk.posts()] == before
    assert any("second-half.md" in notice for notice in report.notices)


def test_a_withdrawn_post_takes_nothing_back_in(desk: Desk) -> None:
    refresh(desk.settings)
    path = desk.the_post()
    front = path.read_text(encoding="utf-8").split("---\n")[1]
    path.write_text(f"---\n{front}rights: withdrawn\nwithdrawn_on: 2024-04-01\n---\n", encoding="utf-8")
    withdrawn = path.read_bytes()
    desk.seed("steppe/rail.html", page(paragraphs=(*PARAGRAPHS, "One more sentence of the article came later.")))
    assert refresh(desk.settings).outcomes == {"withdrawn": 1}
    assert path.read_bytes() == withdrawn


def test_a_newer_differing_capture_marks_the_post_and_is_kept_for_the_desk(desk: Desk) -> None:
    refresh(desk.settings)
    changed = tuple(text.replace("a fifth", "a quarter") for text in PARAGRAPHS)
    desk.seed("steppe/rail-again.html", page(paragraphs=changed), fetched="2024-03-09T12:00:00+00:00")
    report = refresh(desk.settings)
    assert (report.outcomes, report.repeats) == ({"followed": 1}, 1)
    text = desk.the_post().read_text(encoding="utf-8")
    assert "source_changed: 2024-03-09" in text
    assert "a fifth" in text
    (newer,) = desk.content.glob("imported/*/*.newer.md")
    assert "a quarter" in newer.read_text(encoding="utf-8")
    before = desk.files()
    assert refresh(desk.settings).outcomes == {"unchanged": 1}
    assert desk.files() == before


def test_a_further_capture_that_says_the_same_changes_nothing(desk: Desk) -> None:
    refresh(desk.settings)
    before = desk.files()
    desk.seed("steppe/again.html", page(), fetched="2024-03-09T12:00:00+00:00")
    report = refresh(desk.settings)
    assert (report.outcomes, report.repeats) == ({"unchanged": 1}, 1)
    assert desk.files() == before


def test_a_post_keeps_its_id_when_extraction_finds_an_address_later(desk: Desk) -> None:
    desk.seed("steppe/rail.html", page().replace('rel="canonical"', 'rel="other"'))
    refresh(desk.settings)
    path = desk.the_post()
    first = read_post(path.read_text(encoding="utf-8"), path="p").id
    desk.seed("steppe/rail.html", page())
    assert refresh(desk.settings).outcomes == {"followed": 1}
    again = read_post(desk.the_post().read_text(encoding="utf-8"), path="p")
    assert (again.id, again.source_url) == (first, "https://steppe.example/rail-tariff")


def test_a_run_that_ended_between_its_two_writes_is_finished_by_the_next(desk: Desk) -> None:
    refresh(desk.settings)
    complete = desk.files()
    for base in desk.content.glob("imported/*/*.md"):
        base.unlink()
    assert refresh(desk.settings).outcomes == {"adopted": 1}
    assert desk.files() == complete


def test_two_posts_of_a_day_with_one_headline_get_two_files(desk: Desk) -> None:
    desk.seed("b.html", page(url="https://other.example/b"))
    refresh(desk.settings)
    assert len(desk.posts()) == 2
    assert refresh(desk.settings).outcomes == {"unchanged": 2}


def test_a_seed_is_never_written_to(desk: Desk) -> None:
    before = {path: path.stat().st_mtime_ns for path in sorted(desk.seeds.rglob("*"))}
    refresh(desk.settings)
    assert {path: path.stat().st_mtime_ns for path in sorted(desk.seeds.rglob("*"))} == before


def test_two_runs_at_once_are_refused_with_the_process_that_holds_the_lock(desk: Desk) -> None:
    with (
        only_run(desk.settings.cache / "ingest" / "lock"),
        pytest.raises(DigestError, match=r"another ingest is running \(process \d+\)"),
    ):
        refresh(desk.settings)


def test_a_wrong_register_stops_before_anything_is_written(desk: Desk) -> None:
    (desk.content / "sources" / "x.toml").write_text('id = "x"\nnaem = "X"\n', encoding="utf-8")
    with pytest.raises(RegisterError, match="did you mean name"):
        refresh(desk.settings)
    assert desk.posts() == []


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "other bytes": lambda data: b"\xff" * len(data),
    "one bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "another shape": lambda data: data.partition(b"\n")[0] + b'\n{"rail.html": {"pages": 1}}',
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_cache_is_as_none_and_said_to_be(desk: Desk, caplog: pytest.LogCaptureFixture, kind: str) -> None:
    refresh(desk.settings)
    files = sorted((desk.settings.cache / "ingest").glob("*.json"))
    for file in files:
        file.write_bytes(DAMAGE[kind](file.read_bytes()))
    assert refresh(desk.settings).outcomes == {"unchanged": 1}
    told = [record.message for record in caplog.records if "is damaged" in record.message]
    assert len(told) == len(files) > 2
    assert refresh(desk.settings).seeds_read == 0


def test_another_article_in_a_seeds_place_becomes_a_post_of_its_own(desk: Desk) -> None:
    refresh(desk.settings)
    first = desk.the_post()
    before = first.read_bytes()
    other = tuple(
        f"Nothing about rails in this sentence number {number}, it is all about water." for number in range(4)
    )
    desk.seed("steppe/rail.html", page("Reservoirs fill early", url="https://steppe.example/water", paragraphs=other))
    assert refresh(desk.settings).outcomes == {"written": 1}
    assert first.read_bytes() == before
    assert len(desk.posts()) == 2


@pytest.fixture
def worked_again(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Which remembered seeds a run had to read after all."""
    calls: list[set[str]] = []
    real = pipeline.work_again

    def record(names: Any, *args: Any, **kwargs: Any) -> Any:
        calls.append(set(names))
        return real(names, *args, **kwargs)

    monkeypatch.setattr(pipeline, "work_again", record)
    return calls


def test_what_a_person_decided_costs_no_reading_in_later_runs(desk: Desk, worked_again: list[set[str]]) -> None:
    pages = {"kept": 1, "deleted": 2, "recaptured": 3, "renamed": 4}
    for name, number in pages.items():
        desk.seed(f"{name}.html", page(f"Headline {name}", url=f"https://steppe.example/{number}"))
    desk.seed("renamed.html", page("Headline renamed").replace('rel="canonical"', 'rel="other"'))
    refresh(desk.settings)
    next(path for path in desk.posts() if "deleted" in path.name).unlink()
    desk.seed("deleted.html", page("Headline deleted, and changed", url="https://steppe.example/2"))
    desk.seed("renamed.html", page("Headline renamed", url="https://steppe.example/4"))
    for day in ("06", "09"):
        again = page("Headline recaptured, and changed", url="https://steppe.example/3")
        desk.seed(f"recaptured-{day}.html", again, fetched=f"2024-03-{day}T12:00:00+00:00")
    refresh(desk.settings)
    worked_again.clear()
    report = refresh(desk.settings)
    assert report.outcomes == {"unchanged": 4, "deleted": 1}
    assert worked_again == [set()]


def test_a_deleted_ledger_and_deleted_posts_are_restored_from_remembered_seeds(desk: Desk) -> None:
    refresh(desk.settings)
    complete = desk.files()
    shutil.rmtree(desk.content / "posts")
    shutil.rmtree(desk.content / "imported")
    report = refresh(desk.settings)
    assert (report.seeds_read, report.outcomes) == (0, {"written": 1})
    assert desk.files() == complete
