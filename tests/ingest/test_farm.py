"""Worker processes: the same results as one would give, and no page that costs more than itself."""

import ctypes
import logging
import os
import signal
import time
from pathlib import Path

import pytest
from pages import Desk, page

from newsdigest.errors import RegisterError
from newsdigest.ingest import page as page_work
from newsdigest.ingest.capture import Limits, Part, find_seeds
from newsdigest.ingest.farm import Farm, work_in_processes
from newsdigest.ingest.pipeline import refresh
from newsdigest.ingest.work import PageResult, Workshop
from newsdigest.ingest.worker import spawn_worker
from newsdigest.models import RawPage
from newsdigest.registers import Registers


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    for number in range(12):
        desk.seed(f"{number:02}.html", page(f"Tariff number {number}", url=f"https://steppe.example/{number}"))
    return desk


def workshop(desk: Desk, **limits: float) -> Workshop:
    return Workshop(root=str(desk.seeds), content=desk.content, limits=Limits(**limits))  # type: ignore[arg-type]


def parts(desk: Desk) -> list[Part]:
    return [Part(seed=seed.name, size=seed.size) for seed in find_seeds(desk.seeds)]


def plain(results: list[tuple[Part, list[PageResult]]]) -> list[tuple[str, str, str]]:
    return [(part.seed, result.id, result.text) for part, found in results for result in found]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_parts_whatever_the_number_of_workers(desk: Desk, jobs: int) -> None:
    here = [(part, workshop(desk).work(part)) for part in parts(desk)]
    assert plain(list(work_in_processes(parts(desk), workshop=workshop(desk), jobs=jobs))) == plain(here)


def test_workers_started_as_programs_give_the_same(desk: Desk) -> None:
    farm = Farm(workshop(desk), jobs=1, start=spawn_worker)
    try:
        first, again = list(farm.run(parts(desk)[:2])), list(farm.run(parts(desk)[:2]))
    finally:
        farm.close()
    assert plain(first) == plain(again) == plain([(part, workshop(desk).work(part)) for part in parts(desk)[:2]])


def hang() -> None:
    time.sleep(600)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang_in_c() -> None:
    ctypes.PyDLL(None).sleep(600)  # keeps the interpreter's lock: no signal handler of Python's would run


def take_all_memory() -> None:
    held = [bytearray(100_000_000) for _ in range(100)]
    raise AssertionError(len(held))


@pytest.mark.parametrize("fault", [hang, hang_in_c, crash, take_all_memory])
def test_a_page_that_hangs_or_crashes_is_set_aside_and_the_others_are_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault
) -> None:
    real = page_work.process_page

    def process(page: RawPage, registers: Registers) -> PageResult:
        if page.seed == "05.html":
            fault()
        return real(page, registers)

    monkeypatch.setattr(page_work, "process_page", process)
    caplog.set_level(logging.CRITICAL)
    done = [
        each
        for _, found in work_in_processes(parts(desk), workshop=workshop(desk, page_seconds=1.0), jobs=2)
        for each in found
    ]
    assert [result.seed for result in done] == [f"{number:02}.html" for number in range(12)]
    assert [result.seed for result in done if result.reason] == ["05.html"]
    assert done[5].fleeting


def test_what_was_set_aside_for_time_is_tried_again_in_the_next_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = page_work.process_page

    def process(page: RawPage, registers: Registers) -> PageResult:
        if page.seed == "05.html":
            time.sleep(600)
        return real(page, registers)

    object.__setattr__(desk.settings, "page_timeout_s", 1)
    with monkeypatch.context() as patched:
        patched.setattr(page_work, "process_page", process)
        first = refresh(desk.settings)
    assert [page.seed for page in first.set_aside] == ["05.html"]
    assert first.outcomes == {"written": 11}
    second = refresh(desk.settings)
    assert (second.seeds_read, second.set_aside) == (1, [])
    assert second.outcomes == {"written": 1, "unchanged": 11}


def test_wrong_registers_end_the_run_with_their_message(desk: Desk) -> None:
    (desk.content / "sources" / "wrong.toml").write_text("id = ", encoding="utf-8")
    farm = Farm(workshop(desk), jobs=1, start=spawn_worker)
    try:
        with pytest.raises(RegisterError, match=r"wrong\.toml"):
            list(farm.run(parts(desk)))
    finally:
        farm.close()


def test_the_report_tells_of_every_page_its_form_result_time_and_doubts(desk: Desk) -> None:
    desk.seed("bad.html", "<html><body><p>Nothing here.</p></body></html>")
    details = refresh(desk.settings).as_json()["details"]
    assert [line["seed"] for line in details][-1] == "bad.html"
    assert details[-1]["result"] == "set aside"
    assert {line["form"] for line in details} == {"html"}
    assert all(line["seconds"] > 0 for line in details)
    again = refresh(desk.settings).as_json()["details"]
    assert [line["result"] for line in again] == [line["result"] for line in details]
    assert all(line["seconds"] == 0 for line in again)


def test_progress_reaches_the_whole(desk: Desk) -> None:
    stands = []
    refresh(desk.settings, watch=stands.append)
    assert (stands[-1].pages, stands[-1].seeds_done, stands[-1].seeds) == (12, 12, 12)
    assert stands[-1].bytes_done == stands[-1].bytes > 0
    assert [stand.pages for stand in stands] == sorted(stand.pages for stand in stands)
