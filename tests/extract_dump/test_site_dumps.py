"""Dumps of an outlet's own pages: menus above, share bars and lists below, in several languages."""

import pytest
from dump_pages import as_page

from newsdigest.errors import PageError
from newsdigest.ingest.extract.text_dump import extract_text_dump

RUSSIAN = """Alatau News
Главная
Политика
Экономика
Поиск

В Алматы открыли новую линию метро

08.11.2021, 14:20
Печать
Автор: А. Намунаев

Три станции связали центр города с западными районами.

Поезда идут каждые шесть минут, дорога от рынка до университета занимает теперь четверть часа.
Строили линию девять лет.

Пассажиры ждут поезда на станции «Достык».
Фото: А. Намунаев / Alatau News

Станции для всех

На станциях есть лифты, а указатели написаны на трёх языках.

Читайте также: Кто построит мост через Иртыш в Павлодаре

Хватит ли вагонов?

По расчётам города, вагонов хватит до 2025 года. Потом понадобятся новые составы.

Поделиться
Последние новости
Курс тенге на понедельник
Снег в горах: прогноз на неделю
© 2021 Alatau News
При использовании материалов ссылка обязательна.
"""


@pytest.fixture(scope="module")
def russian(registers):
    return extract_text_dump(as_page(RUSSIAN, url="https://alatau.example/metro"), registers)


def test_menus_and_lists_are_left_out(russian):
    text = "\n".join(block.text for block in russian.body)
    assert russian.title == "В Алматы открыли новую линию метро"
    assert not any(word in text for word in ("Поиск", "Печать", "Поделиться", "Курс", "Снег", "©", "ссылка"))


def test_sub_heads_of_an_outlets_page_are_found(russian):
    assert [block.text for block in russian.body if block.kind == "subhead"] == [
        "Станции для всех",
        "Хватит ли вагонов?",
    ]


def test_author_date_and_source_are_the_outlets(russian):
    assert (russian.authors, russian.source, russian.via) == (("А. Намунаев",), "alatau-news", None)
    assert russian.dating.published.isoformat() == "2021-11-08T14:20:00+06:00"  # Almaty's clock until March 2024


def test_teaser_in_one_line_is_related(russian):
    assert russian.related == ("Кто построит мост через Иртыш в Павлодаре",)


def test_caption_and_credit_in_the_text_make_a_figure(russian):
    (figure,) = russian.figures
    assert figure.credit.verbatim == "Фото: А. Намунаев / Alatau News"


def test_lines_that_a_mail_program_broke_are_put_together(registers):
    sentence = "The reservoir is low and the government asks people to save electricity before winter. "
    words = sentence.split()
    lines, line = [], ""
    for word in words * 12:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    text = "Light out in the valleys\n\n8 November 2021\n\n" + "\n".join([*lines, line]) + "\n"
    article = extract_text_dump(as_page(text), registers)
    assert [len(block.text.split()) for block in article.body] == [12 * len(words)]


def test_page_without_text_is_set_aside(registers):
    with pytest.raises(PageError, match=r"page\.txt: no article text"):
        extract_text_dump(as_page("Alatau News\nMenu\nLight out in the valleys tonight\nSearch\n"), registers)


def test_page_without_headline_is_set_aside(registers):
    with pytest.raises(PageError, match=r"page\.txt: no headline"):
        extract_text_dump(as_page("Menu\nSearch\nHome\n"), registers)


def test_captured_markup_stays_text(registers):
    page = RUSSIAN.replace("Строили линию девять лет.", "Строили линию <script>alert(1)</script> девять лет.")
    block = next(block for block in extract_text_dump(as_page(page), registers).body if "alert" in block.text)
    assert "<script>" in block.text
    assert "<script>" not in block.html


LISTS = (
    "Five rules for the road\n\n8 November 2021\n\nThe police have published five rules for the winter.\n\n"
    + "\n".join(("• Keep your distance.", "• Clear the windows.", "• Carry a shovel."))
)


def test_bullets_become_one_list(registers):
    *_, last = extract_text_dump(as_page(LISTS), registers).body
    assert (last.kind, last.text) == ("list", "Keep your distance.\nClear the windows.\nCarry a shovel.")
