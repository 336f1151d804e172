"""A day's reports by country, and what becomes of a day with very many."""

import datetime as dt
import gzip
from collections.abc import Callable
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from newsdigest.publish.corpus import Card
from newsdigest.publish.dayparts import A_PAGE, FEWEST, sections_of
from sample_site import BuiltSite, make_post

ALMATY = ZoneInfo("Asia/Almaty")
DAY = dt.datetime(2022, 1, 11, tzinfo=ALMATY)


def make_card(number: int, *, region: str | None = "KZ", hour: int = 12) -> Card:
    plain = dict.fromkeys(Card.__dataclass_fields__)
    plain |= {"path": f"{number}", "regions": (region,) if region else (), "day": DAY.date()}
    return Card(**plain | {"date": DAY + dt.timedelta(hours=hour)})  # type: ignore[arg-type]


def test_an_ordinary_day_shows_every_report_under_its_country():
    cards = [make_card(1, region="UZ"), make_card(2), make_card(3, region=None), make_card(4)]
    sections = sections_of(cards, ("KZ", "KG", "UZ"), ALMATY)
    assert [(section.region, section.count, len(section.cards)) for section in sections] == [
        ("KZ", 2, 2),
        ("UZ", 1, 1),
        (None, 1, 1),
    ]
    assert not any(section.parts for section in sections)


def test_a_busy_day_shows_the_newest_of_each_country_and_leads_on_to_all_of_them():
    cards = [make_card(n, region="KZ" if n % 4 else "KG") for n in range(120)] + [make_card(120, region=None)]
    kz, kg, other = sections_of(cards, ("KZ", "KG"), ALMATY)
    assert len(kz.cards) + len(kg.cards) + len(other.cards) <= A_PAGE
    assert kz.cards == tuple(cards[n] for n in range(120) if n % 4)[: len(kz.cards)]
    assert [(part.path, len(part.cards)) for part in (*kz.parts, *kg.parts)] == [
        ("2022/01/11/part/kz-12.html", 90),
        ("2022/01/11/part/kg.html", 30),
    ]
    assert not other.parts


def test_parts_are_cut_by_the_clock_so_that_a_new_report_moves_no_other():
    cards = [make_card(hour * 10 + n, hour=hour) for hour in range(23, -1, -1) for n in range(10)]
    (before,) = sections_of(cards, ("KZ",), ALMATY)
    (after,) = sections_of([make_card(999, hour=23), *cards], ("KZ",), ALMATY)
    assert [part.hours for part in before.parts] == [(18, 24), (12, 18), (6, 12), (0, 6)]
    assert [part.clock for part in before.parts][-1] == "00:00–06:00"
    assert after.parts[1:] == before.parts[1:]
    assert all(len(part.cards) <= A_PAGE for part in after.parts)


def test_every_country_keeps_some_reports_on_the_page_of_a_busy_day():
    cards = [make_card(n, region=f"R{n % 40}") for n in range(400)]
    assert {len(section.cards) for section in sections_of(cards, [f"R{n}" for n in range(40)], ALMATY)} == {FEWEST}


def test_a_day_of_three_hundred_reports_weighs_little_and_loses_none(build_site: Callable[..., BuiltSite]) -> None:
    codes = ("KZ", "KG", "UZ", "TJ", "TM")
    titles = "Вода в реках области поднялась выше прежней отметки, сообщает ведомство номер"
    posts = {
        f"post-{n}": make_post(
            0, date=DAY + dt.timedelta(minutes=4 * n), title=f"{titles} {n}", regions=(codes[n * n % 7 % 5],)
        )
        for n in range(300)
    }
    site = build_site(posts, DIGEST_LANGUAGES=["en", "ru"])
    pages = [path for path in site.paths() if "/part/" in path or path.endswith("01/11/index.html")]
    assert max(len(gzip.compress((site.output / path).read_bytes())) for path in pages) <= 10_000
    assert not any(path.startswith("ru/") for path in pages)
    found = set()
    for path in pages:
        tree = BeautifulSoup((site.output / path).read_text("utf-8"), "lxml")
        found |= {link["href"].rpartition("/")[2] for link in tree.select(".lines a")}
    assert found == {f"{name}.html" for name in posts}
