"""A story's page: who reported first, whose text each report is."""

import datetime as dt

import pytest

from sample_site import ALMATY, CUTOFF, BuiltSite, make_post


@pytest.fixture
def page(build_site):
    """The page of a story in the site of some posts."""

    def build(**posts):
        site: BuiltSite = build_site(
            {name: make_post(number, story="freight", **values) for number, (name, values) in enumerate(posts.items())},
            DIGEST_LANGUAGES=["en"],
        )
        return site.tree("stories/freight.html")

    return build


def said(page):
    return [" ".join(report.select(".meta")[0].get_text().split()) for report in page.select(".timeline li")]


def test_reports_stand_in_time_and_a_copy_names_the_text_and_where_it_stood_before(page):
    tree = page(
        own={"source": "tengrinews"},
        copy={"source": "kazinform", "agency": "dpa"},
        first={"source": "24-kg", "agency": "dpa"},
    )
    assert said(tree) == [
        "24.kg text of Deutsche Presse-Agentur",
        "Kazinform text of Deutsche Presse-Agentur, as at 24.kg before",
        "Tengrinews a report of its own",
    ]
    assert [bool(report.select("strong")) for report in tree.select(".timeline li")] == [True, False, False]
    assert [report.get("class") for report in tree.select(".timeline li")] == [None, ["copy"], None]


def test_each_agency_is_listed_with_the_newsrooms_that_printed_it_and_then_those_with_their_own_reports(page):
    tree = page(
        own={"source": "tengrinews"},
        later={"source": "kazinform", "agency": "dpa"},
        again={"source": "kazinform", "agency": "dpa"},
    )
    assert [" ".join(part.get_text().split()) for part in tree.select(".texts > *")] == [
        "Deutsche Presse-Agentur 1", "Kazinform", "Reports of their own 1", "Tengrinews",
    ]  # fmt: skip


def test_nobody_is_called_first_where_only_the_day_is_known(page):
    midnight = dt.datetime.combine(CUTOFF.date(), dt.time(), ALMATY)
    tree = page(timed={}, undated={"source": "kazinform", "date": midnight})
    assert not tree.select(".timeline strong")


def test_the_list_of_stories_follows_an_edit_of_any_report(build_site):
    posts = {"new": make_post(0, story="freight"), "old": make_post(1, story="freight", lang="ru", source="24-kg")}
    build_site(posts, DIGEST_LANGUAGES=["en", "ru"])
    edited = posts | {"old": make_post(1, story="freight", lang="ru", source="24-kg", title="Новый заголовок")}
    site = build_site(edited, DIGEST_LANGUAGES=["en", "ru"])
    assert "Новый заголовок" in site.read("ru/stories/index.html")
