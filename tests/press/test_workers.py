"""Work in forked processes gives what work in one process gives, and its failures reach the caller."""

import os
import signal

import pytest

from newsdigest.errors import DigestError, RegisterError
from newsdigest.publish.workers import cores, spread


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_item_is_worked_on_once(jobs):
    made = [
        number
        for part in spread(range(1000), lambda part: [n * 2 for n in part], jobs=jobs, share=7)
        for number in part
    ]
    assert sorted(made) == [number * 2 for number in range(1000)]


def test_shares_run_in_other_processes_and_see_what_was_made_before():
    known = {"closure": "survives"}
    answers = list(spread(range(8), lambda _: (os.getpid(), known["closure"]), jobs=2, share=1))
    assert os.getpid() not in {pid for pid, _ in answers}
    assert {text for _, text in answers} == {"survives"}


def test_little_work_stays_in_this_process():
    assert list(spread([1, 2], lambda _: os.getpid(), jobs=4, share=10)) == [os.getpid()]


def test_no_work_is_no_answer():
    assert list(spread([], list, jobs=4, share=10)) == []


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("error", [RegisterError("theme/x.html:3: wrong"), DigestError("told")])
def test_error_in_a_worker_keeps_its_kind_and_words(jobs, error):
    def work(_):
        raise error

    with pytest.raises(type(error), match=str(error)):
        list(spread(range(10), work, jobs=jobs, share=1))


@pytest.mark.parametrize("jobs", [1, 2])
def test_refusal_of_the_disk_keeps_its_file(jobs, tmp_path):
    with pytest.raises(FileNotFoundError) as raised:
        list(spread(range(10), lambda _: (tmp_path / "none").read_bytes(), jobs=jobs, share=1))
    assert raised.value.filename == str(tmp_path / "none")


def test_killed_worker_is_told():
    with pytest.raises(DigestError, match="signal 9"):
        list(spread(range(10), lambda _: os.kill(os.getpid(), signal.SIGKILL), jobs=2, share=1))


def test_many_shares_fit_into_the_pipe():
    assert sum(spread(range(100_000), sum, jobs=2, share=1)) == sum(range(100_000))


def test_cores_follow_the_wish():
    assert cores(3) == 3
    assert cores() >= 1
