"""Which stories lead the edition."""

import datetime as dt
from zoneinfo import ZoneInfo

from newsdigest.models import Post
from newsdigest.publish.corpus import Card
from newsdigest.publish.leads import FEWEST, MOST, choose_leads, share_out
from newsdigest.publish.load import make_card
from newsdigest.publish.stories import face, others, spread
from newsdigest.settings import Settings

ZONE = ZoneInfo("Asia/Almaty")
NOON = dt.datetime(2024, 5, 1, 12, tzinfo=ZONE)


def card(number: int, **values: object) -> Card:
    given = {
        "id": f"p{number}", "title": f"Post {number}", "date": NOON - dt.timedelta(hours=number), "lang": "en",
        "body": "", "source": f"s{number}", "regions": (f"R{number}",),
    }  # fmt: skip
    post = Post(**(given | values))  # type: ignore[arg-type]
    return make_card(post, file=f"{number}.md", digest="", source=None, via=None, settings=Settings(), zone=ZONE)


def ids(leads: tuple[tuple[Card, ...], ...]) -> list[str]:
    return [story[0].id for story in leads]


def test_a_story_with_independent_reports_leads_before_a_fresher_single_one() -> None:
    posts = [card(0), card(2, story="a"), card(3, story="a"), card(4, story="a")]
    assert ids(choose_leads(posts))[0] == "p2"


def test_copies_of_one_agency_text_weigh_less_than_reports_of_ones_own() -> None:
    copies = [card(n, story="copied", agency="dpa") for n in (2, 4, 6)]
    own = [card(n, story="own") for n in (3, 5, 7)]
    posts = sorted([card(0), *copies, *own], key=lambda one: one.date, reverse=True)
    assert ids(choose_leads(posts))[0] == "p3"
    assert (spread(copies).outlets, spread(copies).independent) == (3, 1)


def test_a_newsroom_that_prints_an_agency_s_text_beside_its_own_is_one_independent_outlet() -> None:
    story = [card(0, source="s"), card(1, source="s", agency="dpa"), card(2, source="t")]
    assert (spread(story).outlets, spread(story).independent) == (2, 2)


def test_one_region_does_not_take_every_lead() -> None:
    crowd = [card(n, regions=("KZ",)) for n in range(10)]
    other = card(12, regions=("TJ",))
    assert other.id in ids(choose_leads([*crowd, other]))


def test_old_news_leads_only_where_there_is_too_little_new() -> None:
    fresh = [card(n) for n in range(FEWEST)]
    old = card(100)
    assert old.id not in ids(choose_leads([*fresh, old]))
    assert old.id in ids(choose_leads([fresh[0], old]))


def test_there_are_never_more_leads_than_a_page_holds() -> None:
    assert len(choose_leads([card(n) for n in range(30)])) == MOST
    assert choose_leads([]) == ()


def test_a_story_shows_itself_in_the_readers_language_where_it_can() -> None:
    story = [card(0), card(1, lang="ru")]
    assert face(story, "ru").id == "p1"
    assert face(story, "kk").id == "p0"


def test_a_lead_shows_further_reports_of_other_newsrooms_those_in_the_readers_language_first() -> None:
    story = [card(0), card(1, agency="dpa"), card(2, lang="ru", agency="dpa"), card(3, lang="kk"), card(4, source="s0")]
    assert [one.id for one in others(story, story[0], "ru", 3)] == ["p2", "p3"]
    assert [one.id for one in others(story, story[0], "en", 1)] == ["p1"]


def test_leads_fill_the_rows_of_the_page() -> None:
    assert [len(choose_leads([card(n) for n in range(count)])) for count in (3, 5, 7, 8, 12)] == [3, 5, 5, 8, 8]


def test_regions_take_turns_so_that_a_report_on_two_does_not_empty_one() -> None:
    both = [card(n, regions=("KZ", "UZ")) for n in range(4)]
    groups = {"KZ": both, "UZ": both}
    shared = share_out(groups, ("KZ", "UZ"), shown=frozenset(), rounds=4)
    assert [(code, [story[0].id for story in stories]) for code, stories in shared] == [
        ("KZ", ["p0", "p2"]), ("UZ", ["p1", "p3"]),
    ]  # fmt: skip


def test_a_story_stands_once_on_the_page_and_not_at_all_where_it_leads() -> None:
    posts = [card(0, story="led"), card(1, story="a"), card(2, story="a"), card(3, story="led")]
    shared = share_out({"R": posts}, ("R",), shown={"p0"}, rounds=4)
    assert [[one.id for one in story] for _, stories in shared for story in stories] == [["p1", "p2"]]
