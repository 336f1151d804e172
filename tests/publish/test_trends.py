"""What the last 24 hours were about, beside the week before."""

import datetime as dt
from zoneinfo import ZoneInfo

from newsdigest.models import Post
from newsdigest.publish.corpus import Card
from newsdigest.publish.load import make_card
from newsdigest.publish.trends import Row, compare, look_back, rises, words
from newsdigest.settings import Settings

ZONE = ZoneInfo("Asia/Almaty")
NOON = dt.datetime(2024, 5, 9, 12, tzinfo=ZONE)


def card(hours: float, **values: object) -> Card:
    given = {
        "id": f"p{hours}", "title": "A title", "date": NOON - dt.timedelta(hours=hours), "lang": "en",
        "body": "", "source": f"s{hours}",
    }  # fmt: skip
    post = Post(**(given | values))  # type: ignore[arg-type]
    return make_card(post, file=f"{hours}.md", digest="", source=None, via=None, settings=Settings(), zone=ZONE)


def by_place(card: Card) -> tuple[str, ...]:
    return card.places


def figures(rows: tuple[Row, ...]) -> list[tuple[str, int, float]]:
    return [(row.key, row.now, row.usual) for row in rows]


def test_the_last_24_hours_stand_beside_the_daily_average_of_the_week_before() -> None:
    posts = [card(hours, places=("Osh",)) for hours in (0, 23, 24, 48, 191)] + [card(193, places=("Osh",))]
    assert figures(compare(look_back(posts), by_place, 9)) == [("Osh", 2, 0.4)]


def test_copies_of_one_agency_text_in_one_story_count_once() -> None:
    copies = [card(hours, story="a", agency="dpa", places=("Osh",)) for hours in (0, 1, 2)]
    assert figures(compare(look_back([*copies, card(3, story="a", places=("Osh",))]), by_place, 9)) == [("Osh", 2, 0.0)]


def test_the_most_reported_now_come_first_and_what_is_not_reported_now_is_left_out() -> None:
    posts = [card(0, places=("Osh",)), card(1, places=("Naryn", "Osh")), card(30, places=("Talas",))]
    assert [row.key for row in compare(look_back(posts), by_place, 9)] == ["Osh", "Naryn"]
    assert [row.key for row in compare(look_back(posts), by_place, 9, fewest=0)] == ["Osh", "Naryn", "Talas"]


def test_a_rise_is_more_than_a_day_with_many_posts() -> None:
    quiet = [card(24 + hours, places=("Osh",) if hours % 10 == 0 else ()) for hours in range(160)]
    same_share = [card(hours / 4, places=("Osh",) if hours % 10 == 0 else ()) for hours in range(80)]
    assert rises(look_back([*same_share, *quiet]), by_place, 9) == ()
    flood = [card(hours / 4, places=("Osh",) if hours % 3 == 0 else ()) for hours in range(80)]
    assert [row.key for row in rises(look_back([*flood, *quiet]), by_place, 9)] == ["Osh"]


def test_a_word_rises_within_its_language_and_small_words_do_not() -> None:
    before = [card(30 + hours, title="The price of bread in the city") for hours in range(100)]
    now = [card(hours / 2, title="The flood in the city of Oral") for hours in range(12)]
    russian = [card(10 + hours / 10, lang="ru", title="Цены в городе", id=f"r{hours}") for hours in range(20)]
    posts = sorted([*before, *now, *russian], key=lambda one: one.date, reverse=True)
    assert {row.key for row in words(look_back(posts), 9)} == {"flood", "Oral"}


def test_bars_are_shares_of_the_longest() -> None:
    posts = [card(0, places=("Osh",)), card(1, places=("Naryn", "Osh"))]
    assert [(row.share, row.usual_share) for row in compare(look_back(posts), by_place, 9)] == [(100, 0), (50, 0)]


def test_without_posts_there_is_nothing_to_compare() -> None:
    assert compare(look_back([]), by_place, 9) == ()
