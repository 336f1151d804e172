"""Posts carry their story; an editor's word on it holds through every later run."""

import re
from pathlib import Path

import pytest
from pages import Desk, page

from newsdigest.ingest.pipeline import refresh
from newsdigest.post import read_post

FIRE = (
    "A night fire at the bazaar in Almaty burned 40 shops on an area of 1,200 square metres, the city said on Monday.",
    "It took 96 firefighters until the morning to put out the blaze; nobody was hurt, and the cause is being studied.",
)
AGAIN = (
    "Forty stalls are gone at the bazaar of Almaty: some 1,200 square metres burned before firefighters stopped it.",
    "The city sent 96 of them to the blaze during the night, and merchants were let in to look on Monday morning.",
)
METRO = (
    "Two new stations of the underground railway have opened in Astana, which makes the line 3.1 kilometres longer.",
    "Passengers find 13 new carriages there, and trains run every eight minutes from the morning until midnight.",
)


def put(desk: Desk, name: str, title: str, paragraphs: tuple[str, ...], hour: int) -> None:
    published = f"2024-03-05T{hour:02}:30:00+05:00"
    text = page(title, url=f"https://steppe.example/{name}", published=published, paragraphs=paragraphs)
    desk.seed(f"steppe/{name}.html", text, fetched="2024-03-06T12:00:00+00:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    put(desk, "fire", "Forty shops burn at Almaty bazaar", FIRE, 8)
    put(desk, "again", "Bazaar of Almaty loses forty stalls to blaze", AGAIN, 9)
    put(desk, "metro", "Astana opens two underground stations", METRO, 10)
    refresh(desk.settings)
    return desk


def stories(desk: Desk) -> dict[str, str | None]:
    posts = (read_post(path.read_text(encoding="utf-8"), path=str(path)) for path in desk.posts())
    return {(post.source_url or "").rpartition("/")[2]: post.story for post in posts}


def rewrite(desk: Desk, name: str, story: str | None) -> None:
    """Write a story into a post, or take it out, as an editor would."""
    path = next(path for path in desk.posts() if f"/{name}\n" in path.read_text(encoding="utf-8"))
    text = re.sub(r"^story:.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text.replace("source:", f"story: {story}\nsource:", 1) if story else text, encoding="utf-8")


def test_reports_of_one_event_carry_one_story(desk: Desk) -> None:
    name = "2024-03-05-bazaar-of-almaty-loses-forty-stalls-to"
    assert stories(desk) == {"fire": name, "again": name, "metro": None}


def test_second_run_changes_nothing(desk: Desk) -> None:
    before = desk.files()
    assert refresh(desk.settings).outcomes == {"unchanged": 3}
    assert desk.files() == before


def test_story_that_an_editor_wrote_holds_and_the_other_reports_follow(desk: Desk) -> None:
    rewrite(desk, "fire", "bazaar-fire")
    refresh(desk.settings)
    refresh(desk.settings)
    assert stories(desk) == {"fire": "bazaar-fire", "again": "bazaar-fire", "metro": None}


def test_post_that_an_editor_took_out_of_its_story_stays_out(desk: Desk) -> None:
    rewrite(desk, "fire", None)
    refresh(desk.settings)
    refresh(desk.settings)
    assert stories(desk) == {"fire": None, "again": None, "metro": None}


def test_stories_that_an_editor_merged_stay_merged(desk: Desk) -> None:
    rewrite(desk, "fire", "monday")
    rewrite(desk, "metro", "monday")
    refresh(desk.settings)
    refresh(desk.settings)
    assert set(stories(desk).values()) == {"monday"}


def test_report_that_comes_later_joins_the_story_of_its_event(desk: Desk) -> None:
    rewrite(desk, "fire", "bazaar-fire")
    put(desk, "third", "What is left of the bazaar of Almaty after the fire", (FIRE[1], AGAIN[0]), 15)
    refresh(desk.settings)
    assert stories(desk)["third"] == "bazaar-fire"


def test_deleting_the_cache_changes_no_story(desk: Desk) -> None:
    rewrite(desk, "fire", "bazaar-fire")
    refresh(desk.settings)
    before = desk.files()
    for file in (desk.settings.cache / "ingest").glob("*.json"):
        file.unlink()
    refresh(desk.settings)
    assert desk.files() == before


COPY = (" ".join((FIRE[0], FIRE[1], AGAIN[0], METRO[0])),)


def facts(desk: Desk, field: str) -> dict[str, str | None]:
    posts = (read_post(path.read_text(encoding="utf-8"), path=str(path)) for path in desk.posts())
    return {(post.source_url or post.id).rpartition("/")[2]: getattr(post, field) for post in posts}


def test_copy_that_hides_its_agency_says_whose_text_it_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    put(desk, "agency", "Stalls burn in the night", (f"ALMATY (dpa) - {COPY[0]}",), 8)
    put(desk, "silent", "What the fire took from the bazaar", COPY, 9)
    refresh(desk.settings)
    agency = facts(desk, "agency")["agency"]
    assert agency
    assert facts(desk, "text_of") == {"agency": None, "silent": agency}
    assert refresh(desk.settings).outcomes == {"unchanged": 2}


OWN = (
    "---\nid: own-word\ntitle: Forty stalls burn down at the bazaar of Almaty\n"
    "date: 2024-03-05T12:00:00+05:00\nlang: en\n{story}---\n\n" + AGAIN[0] + "\n\n" + FIRE[1] + "\n"
)


@pytest.mark.parametrize(
    ("line", "story"),
    [("", "2024-03-05-bazaar-of-almaty-loses-forty-stalls-to"), ("story:\n", None), ("story: mine\n", "mine")],
)
def test_post_that_a_person_wrote_is_in_the_story_that_it_reports(desk: Desk, line: str, story: str | None) -> None:
    path = desk.settings.content / "posts" / "2024" / "03" / "05" / "own-word.md"
    path.write_text(OWN.format(story=line), encoding="utf-8")
    refresh(desk.settings)
    refresh(desk.settings)
    assert facts(desk, "story")["own-word"] == story
    assert path.read_text(encoding="utf-8").endswith(AGAIN[0] + "\n\n" + FIRE[1] + "\n")
    assert facts(desk, "story")["again"] == ("mine" if story == "mine" else stories(desk)["fire"])
    before = desk.files()
    refresh(desk.settings)
    assert desk.files() == before
