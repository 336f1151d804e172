"""A region's or source's reports are cut at fixed dates, into pages that stay light."""

import datetime as dt
from zoneinfo import ZoneInfo

from newsdigest.models import Post
from newsdigest.publish.corpus import Card
from newsdigest.publish.load import make_card
from newsdigest.publish.series import A_PAGE, Month, by_month, listings
from newsdigest.settings import Settings

ZONE = ZoneInfo("Asia/Almaty")


def cards(days: dict[int, int]) -> list[Card]:
    """So many reports on each day of May 2024, newest first."""
    posts = [
        Post(id=f"p{day}-{n}", title="A", date=dt.datetime(2024, 5, day, 23 - n % 24, tzinfo=ZONE), lang="en", body="")
        for day in sorted(days, reverse=True)
        for n in range(days[day])
    ]
    return [
        make_card(post, file=f"{post.id}.md", digest="", source=None, via=None, settings=Settings(), zone=ZONE)
        for post in posts
    ]


def cut(days: dict[int, int]) -> Month:
    (month,) = by_month(cards(days), lambda year, number: f"kz/{year}-{number:02}.html")
    return month


def test_a_month_that_one_page_holds_is_not_cut() -> None:
    assert cut({1: 20, 15: 20, 31: 20}).parts == ()


def test_a_full_month_is_cut_into_thirds() -> None:
    month = cut({1: 20, 10: 30, 11: 20, 31: 20})
    assert [(part.path, part.first.day, part.last.day, len(part.cards)) for part in month.parts] == [
        ("kz/2024-05-21.html", 31, 31, 20),
        ("kz/2024-05-11.html", 11, 11, 20),
        ("kz/2024-05-01.html", 1, 10, 50),
    ]


def test_a_full_third_is_cut_into_five_days_each() -> None:
    month = cut({12: 50, 14: 20, 16: 50, 31: 1})
    assert [(part.path, len(part.cards)) for part in month.parts] == [
        ("kz/2024-05-21.html", 1),
        ("kz/2024-05-16.html", 50),
        ("kz/2024-05-11.html", 70),
    ]


def test_a_third_with_five_days_of_too_many_reports_is_cut_into_days() -> None:
    month = cut({12: 50, 14: 50, 16: 1})
    assert [(part.path, len(part.cards)) for part in month.parts] == [
        ("kz/2024-05-16.html", 1),
        ("kz/2024-05-14.html", 50),
        ("kz/2024-05-12.html", 50),
    ]


def test_every_report_stands_on_one_page_and_the_month_lists_its_parts() -> None:
    month = cut({1: 50, 12: 50, 14: 50})
    outputs = {
        output.path: output.make() for output in listings([month], {"name": "x", "region": "KZ", "source": None})
    }
    listed = [card.id for context in outputs.values() for card in context["cards"]]  # type: ignore[index]
    assert sorted(listed) == sorted(card.id for card in month.cards)
    assert [part[2] for part in outputs["kz/2024-05.html"]["parts"]] == [part.path for part in month.parts]  # type: ignore[index, call-overload]


def test_a_new_report_leaves_the_other_parts_as_they_are() -> None:
    def keys(days: dict[int, int]) -> dict[str, object]:
        return {output.path: output.shows for output in listings([cut(days)], {"name": "x"})}

    before, after = keys({1: 50, 12: 40}), keys({1: 50, 12: 41})
    assert A_PAGE < 90
    assert {path for path in before if before[path] != after[path]} == {"kz/2024-05.html", "kz/2024-05-11.html"}
