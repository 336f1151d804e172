"""The digest's own pages, its style sheet, its charts."""

import datetime as dt
from pathlib import Path

import pytest

from newsdigest.errors import RegisterError
from newsdigest.publish.charts import HEIGHT, daily, monthly
from newsdigest.publish.pages import read_pages, titles
from newsdigest.publish.styles import icon, stylesheet


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    return folder


def test_a_page_without_a_translation_keeps_the_sites_own_language(tmp_path: Path) -> None:
    folder = write(tmp_path, about__md="# About\n\nWe.", about__ru__md="# О нас\n\nМы.", extra__md="# Extra\n")
    pages = read_pages(folder, ("en", "ru"))
    assert (pages["about"]["ru"].title, pages["about"]["ru"].lang) == ("О нас", "ru")
    assert (pages["extra"]["ru"].title, pages["extra"]["ru"].lang) == ("Extra", "en")
    assert titles(pages, "ru") == (("about", "О нас"), ("extra", "Extra"))


def test_a_page_without_a_title_is_named_with_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"about\.md:1: no title; begin the page"):
        read_pages(write(tmp_path, about__md="We are here."), ("en",))


def test_a_folder_without_pages_is_no_fault(tmp_path: Path) -> None:
    assert read_pages(tmp_path / "none", ("en",)) == {}


def test_the_style_sheet_begins_with_tokens_and_is_named_by_its_content(tmp_path: Path) -> None:
    css = write(tmp_path / "css", tokens__css="a { b: c }", base__css="d { e: f; }", card__css="/* why */ g { h: i }")
    before = stylesheet(tmp_path)
    assert before.data == b"a{b:c}d{e:f}g{h:i}"
    write(css, card__css="g { h: j }")
    assert stylesheet(tmp_path).path != before.path


@pytest.mark.parametrize("make", [stylesheet, icon])
def test_a_theme_that_lacks_a_file_is_told_which(tmp_path: Path, make: object) -> None:
    with pytest.raises(RegisterError, match="missing"):
        make(tmp_path)  # type: ignore[operator]


def test_the_busiest_day_fills_the_chart_and_a_day_without_news_leaves_a_trace() -> None:
    chart = daily({dt.date(2024, 5, 2): 8, dt.date(2024, 5, 3): 2}, dt.date(2024, 5, 3), days=3)
    assert [bar.count for bar in chart.bars] == [0, 8, 2]
    assert [bar.height for bar in chart.bars] == [0.5, HEIGHT, HEIGHT / 4]
    assert (chart.first, chart.last, chart.total) == (dt.date(2024, 5, 1), dt.date(2024, 5, 3), 10)


def test_months_run_over_the_turn_of_the_year() -> None:
    chart = monthly({(2023, 12): 4, (2024, 1): 1}, dt.date(2024, 1, 20), fewest=3)
    assert [(bar.on.year, bar.on.month, bar.count) for bar in chart.bars] == [
        (2023, 11, 0),
        (2023, 12, 4),
        (2024, 1, 1),
    ]
