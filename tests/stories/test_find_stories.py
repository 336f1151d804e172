"""Stories: reports of one event together, everything else apart, and editors' words above both."""

import datetime as dt
import random

import pytest
from reports import FIRE, FIRE_AGAIN, FIRE_RU, METRO, OTHER_FIRE, OTHER_FIRE_RU, QUAKE, report, sketches

from newsdigest.ingest.stories.find import find_stories
from newsdigest.ingest.stories.recent import Recent
from newsdigest.ingest.stories.sketch import place_key

THREE = (
    report("a", FIRE, source="one"),
    report("b", FIRE_RU, lang="ru", hours=1, source="two"),
    report("c", FIRE_AGAIN, hours=2, source="three"),
)


def members(stories):
    return {frozenset(story.posts) for story in stories.stories}


def test_reports_of_one_event_in_two_languages_are_one_story():
    (story,) = find_stories(sketches(*THREE)).stories
    assert story.posts == ("a", "b", "c")
    assert (story.outlets, story.independent) == (3, 3)


def test_story_is_named_after_its_first_report():
    (story,) = find_stories(sketches(*THREE)).stories
    assert story.name == "2025-02-10-a-night-fire-at-the-bazaar"


def test_other_events_in_the_same_town_on_the_same_day_stay_apart():
    found = find_stories(sketches(*THREE, report("m", METRO), report("q", QUAKE)))
    assert "m" not in found.story_of
    assert "q" not in found.story_of


def test_event_of_the_same_kind_a_week_later_is_another():
    week = 24 * 7
    later = (report("d", OTHER_FIRE_RU, lang="ru", hours=week), report("e", OTHER_FIRE, hours=week + 1))
    assert members(find_stories(sketches(*THREE, *later))) == {frozenset("abc"), frozenset("de")}


def test_copies_of_an_agency_report_count_once_whatever_stands_above_them():
    copy = report("d", FIRE, title="Shops in flames", hours=3, source="four")
    found = find_stories(sketches(*THREE, copy))
    (story,) = found.stories
    assert (story.outlets, story.independent) == (4, 3)
    assert found.first_of["d"] == "a"


def test_texts_of_one_agency_count_once_in_two_languages():
    posts = (report("a", FIRE, source="one", agency="AFP"), report("b", FIRE_RU, lang="ru", source="two", agency="AFP"))
    (story,) = find_stories(sketches(*posts)).stories
    assert (story.outlets, story.independent) == (2, 1)


def test_copy_with_a_cut_end_is_still_a_copy():
    whole = " ".join((FIRE, METRO, QUAKE, "The mayor has promised help to the owners of the shops that were lost."))
    cut = " ".join((FIRE, METRO, QUAKE))
    found = find_stories(sketches(report("a", whole), report("b", cut, title="Mayor promises help", hours=5)))
    assert found.first_of == {"a": "a", "b": "a"}


def test_story_that_an_editor_wrote_holds():
    held = {"a": "fire", "b": "fire", "m": "fire"}
    found = find_stories(sketches(*THREE, report("m", METRO)), held=held)
    assert members(found) == {frozenset("abcm")}
    assert found.story_of["c"] == "fire"


def test_post_that_an_editor_took_out_stays_out():
    found = find_stories(sketches(*THREE), held={"b": None})
    assert members(found) == {frozenset("ac")}


def test_posts_that_an_editor_put_into_two_stories_stay_apart():
    found = find_stories(sketches(*THREE), held={"a": "one", "c": "two"})
    assert found.story_of["a"] == "one"
    assert found.story_of["c"] == "two"


def test_order_of_posts_makes_no_difference():
    posts = sketches(*THREE, report("m", METRO), report("q", QUAKE))
    shuffled = posts[:]
    random.Random(1).shuffle(shuffled)
    assert find_stories(shuffled) == find_stories(posts)


def test_later_posts_do_not_take_earlier_stories_apart():
    posts = [report(f"p{n}", text, hours=n) for n, text in enumerate((FIRE, METRO, QUAKE, FIRE_AGAIN))]
    before = find_stories(sketches(*posts)).story_of
    after = find_stories(sketches(*posts, *(report(f"x{n}", METRO + str(n), hours=50 + n) for n in range(9)))).story_of
    assert {post: after[post] for post in before} == before


def test_digest_without_posts_has_no_stories():
    assert find_stories([]).stories == ()


@pytest.mark.parametrize("text", ["", "…", "12 12 12", "а" * 5000])
def test_empty_and_odd_texts_join_nothing(text):
    found = find_stories(sketches(report("x", text, title="x"), report("y", text, title="y", hours=1), *THREE))
    assert found.story_of.get("x") is None or found.story_of["x"] != found.story_of["c"]


def test_post_is_compared_with_a_bounded_number_however_many_there_are():
    recent = Recent()
    posts = sketches(*(report(f"p{n}", f"{FIRE} {n}", hours=n / 100) for n in range(300)))
    for post in posts:
        recent.add(post)
    assert len(list(recent.like(posts[-1]))) <= 48


def test_window_lets_go_of_old_posts():
    recent = Recent()
    old, new = sketches(report("a", FIRE), report("b", FIRE, hours=24 * 40))
    recent.add(old)
    recent.add(new)
    assert not recent._by_key["n:LMT"] or recent._by_key["n:LMT"][0].id == "b"
    assert new.date - old.date > dt.timedelta(days=30)


KEPT = "The central bank left its base interest rate at 16.5 percent. Inflation slows to 11.2 percent, loans stay dear."
KEPT_RU = "Нацбанк сохранил процентную ставку: {} процента. Инфляция {} процента, кредиты дороги, решили в ЦБ."


@pytest.mark.parametrize(("region", "figures", "stories"), [("KZ", ("16,5", "11,2"), 1), ("UZ", ("13,5", "8,2"), 0)])
def test_the_same_decision_of_two_states_is_two_stories(region, figures, stories):
    posts = sketches(
        report("k", KEPT, source="one", regions=("KZ",)),
        report("u", KEPT_RU.format(*figures), source="two", lang="ru", hours=2, regions=(region,)),
    )
    assert len(find_stories(posts).stories) == stories


def test_one_place_has_one_key_whatever_spelling_the_register_shows():
    assert place_key("Aini District (TJ)") == place_key("Ayni (TJ)") == "TJ:AN"
    assert place_key("Osh (KG)") != place_key("Osh (UZ)")
    assert place_key("Жалал-Абад (KG)") == place_key("Jalal-Abad (KG)")


def test_a_long_report_finds_its_story_among_few_posts():
    filler = "Officials spoke of plans for the year, of roads, of schools and of the weather in the mountains. " * 12
    found = find_stories(
        sketches(
            report("a", f"{FIRE}\n\n{filler}", source="one"),
            report("b", f"{FIRE_AGAIN}\n\n{filler[::-1]}", source="two", hours=1),
            report("m", f"{METRO}\n\n{filler}", source="three", hours=2),
        )
    )
    assert found.story_of.get("a") == found.story_of.get("b") is not None
