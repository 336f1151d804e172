"""What a post's page offers besides the post, and how few pages a new post changes."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from newsdigest.models import Post
from newsdigest.publish.corpus import Card, make_corpus
from newsdigest.publish.load import make_card
from newsdigest.publish.related import LIKED, REPORTS, Around, Related, choose_related, surroundings
from newsdigest.settings import Settings

ZONE = ZoneInfo("Asia/Almaty")
NOON = dt.datetime(2024, 5, 1, 12, tzinfo=ZONE)


def card(hours: float, **values: object) -> Card:
    """A post so many hours before noon, each of its own newsroom."""
    given = {
        "id": f"p{hours}", "title": f"Post {hours}", "date": NOON - dt.timedelta(hours=hours), "lang": "en",
        "body": "", "source": f"s{hours}", "regions": ("KZ",),
    }  # fmt: skip
    post = Post(**(given | values))  # type: ignore[arg-type]
    return make_card(post, file=f"{hours}.md", digest=repr(post), source=None, via=None, settings=Settings(), zone=ZONE)


def related(*cards: Card) -> dict[str, Related]:
    return {around.card.id: choose_related(around) for around in surroundings(make_corpus(cards))}


def ids(cards: tuple[Card, ...]) -> list[str]:
    return [one.id for one in cards]


def test_the_other_reports_of_a_story_come_first_the_nearest_in_time_before_others() -> None:
    found = related(*(card(hours, story="a") for hours in (0, 1, 3, 9)))
    assert ids(found["p1"].reports) == ["p0", "p3", "p9"]
    assert found["p1"].liked == ()


def test_another_newsroom_s_report_comes_before_a_copy_of_the_same_agency_text() -> None:
    copies = [card(hours, story="a", agency="dpa") for hours in (0, 1, 2)]
    found = related(*copies, card(5, story="a"))
    assert ids(found["p0"].reports) == ["p5", "p1", "p2"]


def test_older_posts_about_the_region_are_offered_those_with_shared_places_and_topics_first() -> None:
    own = card(0, places=("Aktau",), topics=("ports",))
    found = related(
        own,
        card(1),
        card(2, places=("Aktau",)),
        card(3, places=("Aktau",), topics=("ports",)),
        card(4, regions=("TJ",)),
    )
    assert ids(found["p0"].liked) == ["p3", "p2", "p1"]


def test_a_language_that_the_reader_reads_breaks_a_tie() -> None:
    found = related(card(0), card(1, lang="ru"), card(2))
    assert ids(found["p0"].liked) == ["p2", "p1"]


def test_one_post_stands_for_a_story_and_none_of_the_post_s_own() -> None:
    found = related(card(0, story="own"), card(1, story="own"), card(2, story="b"), card(3, story="b"), card(4))
    assert ids(found["p0"].liked) == ["p2", "p4"]


def test_newer_posts_and_posts_older_than_two_weeks_are_not_offered() -> None:
    found = related(card(0), card(10), card(400))
    assert found["p10"].liked == ()


def test_a_withdrawn_post_is_never_offered() -> None:
    found = related(card(0, story="a"), card(1, story="a", withdrawn_on=NOON.date()), card(2, withdrawn_on=NOON.date()))
    assert found["p0"] == Related(reports=(), liked=())
    assert list(found) == ["p0"]


def test_no_page_offers_more_than_it_can_show() -> None:
    for found in related(*(card(hours, story="a" if hours % 2 else None) for hours in range(40))).values():
        assert len(found.reports) <= REPORTS
        assert len(found.liked) <= LIKED


def archive(posts: int) -> tuple[Card, ...]:
    """Half an hour between two posts; a third of them in stories of up to six reports within a day or two."""
    chance = random.Random(7)
    cards = []
    for number in range(posts):
        story = f"s{number // 48}-{chance.randrange(3)}" if chance.random() < 0.33 else None
        region = chance.choice(("KZ", "KZ", "UZ", "KG", "TJ", "TM"))
        cards.append(card(number / 2, story=story, regions=(region,), places=(f"Town {chance.randrange(9)}",)))
    return tuple(cards)


def around(posts: Sequence[Card]) -> Mapping[str, Around]:
    return {found.card.path: found for found in surroundings(make_corpus(posts))}


def test_ten_new_posts_touch_few_old_pages() -> None:
    posts = archive(2000)
    before, after = around(posts[10:]), around(posts)
    made = [path for path in before if before[path].shown != after[path].shown]
    written = [path for path in made if choose_related(before[path]) != choose_related(after[path])]
    assert len(made) <= 20
    assert 0 < len(written) <= 10


def test_whatever_changes_of_a_neighbour_changes_what_the_page_depends_on() -> None:
    for change in ({"title": "New"}, {"places": ("Aktau",)}, {"lang": "ru"}, {"withdrawn_on": NOON.date()}):
        before = around([card(0), card(1), card(2)])
        after = around([card(0), card(1, **change), card(2)])  # type: ignore[arg-type]
        assert before["0.html"].shown != after["0.html"].shown


def test_what_pages_offer_does_not_depend_on_the_order_in_which_posts_are_read() -> None:
    posts = list(archive(60))
    expected = around(posts)
    random.Random(3).shuffle(posts)
    assert around(posts) == expected
