"""A post is read once in a build, by whichever process, and nothing of it is left afterwards."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from newsdigest.errors import DigestError
from newsdigest.models import Post
from newsdigest.post import render_post
from newsdigest.publish import load
from newsdigest.publish.handover import handover
from newsdigest.publish.load import load_cards, reader
from newsdigest.registers import Registers
from newsdigest.settings import Settings


def write(tmp_path, count):
    at = dt.datetime(2022, 1, 11, 5, 35, tzinfo=dt.timezone(dt.timedelta(hours=6)))
    for number in range(count):
        path = tmp_path / "posts" / f"{number:04}.md"
        path.parent.mkdir(exist_ok=True)
        post = Post(id=f"x-{number}", title=f"Title {number}", date=at, lang="en", body=f"Text {number}.")
        path.write_text(render_post(post), "utf-8")


def cards(tmp_path, handed, jobs=1):
    place = {"zone": ZoneInfo("Asia/Almaty"), "handover": handed, "jobs": jobs}
    return load_cards(tmp_path / "posts", Registers(), Settings(), **place)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_read_for_the_lists_is_not_read_for_the_page(tmp_path, monkeypatch, jobs):
    write(tmp_path, 450)
    with handover(tmp_path) as handed:
        found = cards(tmp_path, handed, jobs)
        expected = [reader(tmp_path / "posts")(card) for card in found]
        monkeypatch.setattr(load, "read_post", None)
        read = reader(tmp_path / "posts", handed)
        assert [read(card) for card in found] == expected


def test_what_was_not_handed_over_is_read_from_its_file(tmp_path):
    write(tmp_path, 1)
    with handover(tmp_path) as handed:
        (card,) = cards(tmp_path, None)
        assert reader(tmp_path / "posts", handed)(card).title == "Title 0"


def test_nothing_is_left_of_a_build_that_fails_or_was_killed(tmp_path):
    (tmp_path / "read").mkdir()
    (tmp_path / "read" / "of-a-killed-build").touch()
    write(tmp_path, 1)
    during = []

    def fail():
        with handover(tmp_path) as handed:
            during.append(len(list((tmp_path / "read").iterdir())))
            cards(tmp_path, handed)
            during.append(len(list((tmp_path / "read").iterdir())))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert during == [0, 1]
    assert not (tmp_path / "read").exists()


def test_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "cache").touch()
    with pytest.raises(DigestError, match="make the folder writable"), handover(tmp_path / "cache"):
        pass
