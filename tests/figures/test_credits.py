"""Credit lines: markers of every language, agencies in any place, restrictions, and what is not guessed."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.ingest.extract import credit_markers, credits, picture_agencies
from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.text import collapse


@pytest.mark.parametrize("module", [credits, credit_markers, picture_agencies])
def test_docstring_examples_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "line",
    [
        "© A. Example / AP",
        "(c) A. Example / AP",
        "Photo: A. Example/AP",
        "Photo by A. Example / AP",
        "Image credit: A. Example / AP",
        "Foto: A. Example/AP",
        "Bild: A. Example/AP",
        "Foto von A. Example / AP",
        "Quelle: A. Example / AP",
        "Фото: A. Example / AP",
        "Фотография: A. Example / AP",
        "Источник: A. Example / AP",
        "Сурет: A. Example / AP",
        "Суретті түсірген: A. Example / AP",
        "Сүрөт: A. Example / AP",
        "Surat: A. Example / AP",
        "Surat muallifi: A. Example / AP",
        "Манба: A. Example / AP",
        "Акс: A. Example / AP",
        "Акс аз A. Example / AP",
        "Çeşme: A. Example / AP",
        "Fotoğraf: A. Example / AP",
        "عکس: A. Example / AP",
        "图片来源：A. Example / AP",
        "Зураг: A. Example / AP",
        "Гэрэл зураг: A. Example / AP",
        "写真＝A. Example / AP",
        "Fot. A. Example / AP",
        "Crédit photo : A. Example / AP",
        "Kuva: A. Example / AP",
    ],
)
def test_markers_of_every_language_open_a_credit(line):
    caption, credit = split_caption(f"The bridge over the river at dawn. {line}")
    assert caption == "The bridge over the river at dawn."
    assert credit is not None
    assert credit.verbatim == line
    assert credit.agencies == ("AP",)


@pytest.mark.parametrize(
    ("line", "creator", "agencies"),
    [
        ("© Ann Example / AP / dpa", "Ann Example", ("AP", "dpa")),
        ("dpa / AP / Ann Example", "Ann Example", ("dpa", "AP")),
        ("AP Photo/Ann Example, File", "Ann Example", ("AP",)),
        ("Photo: AFP/Pool/Ann Example", "Ann Example", ("AFP",)),
        ("Ann Example via REUTERS/File Photo", "Ann Example", ("Reuters",)),
        ("Foto: picture alliance/dpa | Ann Example", "Ann Example", ("picture alliance", "dpa")),
        ("Фото: Анна Примерова / РИА Новости", "Анна Примерова", ("RIA Novosti",)),
        ("新华社记者 李明 摄", "李明", ("Xinhua",)),
        ("Photo by Ann Example on Unsplash", "Ann Example", ("Unsplash",)),
        ("Pool via REUTERS", "Pool", ("Reuters",)),
    ],
)
def test_agencies_are_told_anywhere_in_the_line(line, creator, agencies):
    credit = parse_credit_line(line, place="picture")
    assert credit is not None
    assert (credit.creator, credit.agencies) == (creator, agencies)


@pytest.mark.parametrize(
    "line",
    [
        "© Ann Example",
        "Foto: Ministry of Health",
        "Photo: NASA/AP",
        "Foto: Stadt Beispiel",
        "Фото: МЧС",
        "Map: Steppe Courier",
    ],
)
def test_no_creator_where_the_line_does_not_say_a_person(line):
    credit = parse_credit_line(line)
    assert credit is not None
    assert credit.creator is None


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Фото пресс-службы Акорды", ()),
        ("Фото с сайта gov.kz", ()),
        ("Фото из открытых источников", ()),
        ("Сурет: primeminister.kz", ()),
        ("Сүрөт: Кабар агенттиги", ("Kabar",)),
        ("Foto: UzA", ("UzA",)),
        ("Foto: Oʻzbekiston Prezidenti matbuot xizmati", ()),
        ("Фото: ЎзА", ("UzA",)),
        ("Акс: АМИТ «Ховар»", ("Khovar",)),
        ("Акс аз интернет", ()),
        ("Surat: TDH", ("TDH",)),
        ("عکس: ایرنا", ("IRNA",)),
        ("Гэрэл зургийг MPA", ()),
        ("新华社发（李明摄）", ()),
        ("图/新华社", ("Xinhua",)),
        ("Fotoğraf: AA", ("Anadolu",)),
    ],
)
def test_credit_lines_of_the_region_name_bodies_and_no_creator(line, agencies):
    caption, credit = split_caption(line)
    assert caption is None
    assert credit is not None
    assert (credit.verbatim, credit.creator, credit.agencies) == (line, None, agencies)


def test_slash_after_photo_is_no_marker():
    credit = parse_credit_line("AP Photo/Ann Example", place="picture")
    assert credit is not None
    assert (credit.verbatim, credit.agencies) == ("AP Photo/Ann Example", ("AP",))


def test_roles_after_a_credit_belong_to_it():
    line = "Foto: Ann Example. Styling: Ben Sample. Text: Cem Model"
    caption, credit = split_caption(line)
    assert caption is None
    assert credit is not None
    assert credit.verbatim == line


def test_bracket_with_names_after_the_full_stop_is_a_credit():
    caption, credit = split_caption("Two men were shown the hall in the evening. (District Court, Example Land)")
    assert caption == "Two men were shown the hall in the evening."
    assert credit is not None
    assert credit.creator is None


@pytest.mark.parametrize("text", ["The bridge opened in the presence of Gov. Ann Example", "The bridge (Example Town)"])
def test_names_in_a_caption_are_no_credit(text):
    assert split_caption(text) == (text, None)


def test_two_names_leave_the_creator_open():
    credit = parse_credit_line("Photo: Ann Example / Ben Sample / AFP")
    assert credit is not None
    assert credit.creator is None


@pytest.mark.parametrize(
    "restriction",
    [
        "DENMARK OUT",
        "SWEDEN AND NORWAY OUT",
        "Denmark OUT",
        "NO ARCHIVE",
        "NO SALES",
        "EDITORIAL USE ONLY",
        "MANDATORY CREDIT",
        "NO THIRD PARTY SALES",
        "NOT FOR COMMERCIAL USE",
    ],
)
def test_restrictions_are_kept_apart(restriction):
    caption, credit = split_caption(f"The bridge at dawn. (Photo by Ann Example / AFP) / {restriction}")
    assert caption == "The bridge at dawn."
    assert credit is not None
    assert (credit.creator, credit.agencies, credit.restrictions) == ("Ann Example", ("AFP",), (restriction,))


def test_copyright_notice_is_kept_with_its_year():
    credit = parse_credit_line("Photo: © 2023 The Associated Press. All rights reserved")
    assert credit is not None
    assert credit.copyright_notice == "© 2023 The Associated Press. All rights reserved"
    assert credit.agencies == ("AP",)


@pytest.mark.parametrize(
    "text",
    [
        "The square in the north of the city, seen from the bridge.",
        "The minister said: this is enough.",
        "He told the head of AFP",
        "Image: the main square, seen from the north in a cold winter",
        "Im Bild: der neue Turm, der im nächsten Jahr fertig werden soll",
        "Das Bild: Ein Mann geht nach Hause",
    ],
)
def test_captions_without_credit_stay_whole(text):
    assert split_caption(text) == (text, None)


def test_source_line_of_running_text_is_not_a_picture_credit():
    assert parse_credit_line("Source: The Example Times") is None


@pytest.mark.parametrize(
    "tail", ["Reuters", "AFP", "Getty Images", "Ann Example/AFP", "| AFP/Ann Example", "AFP via Getty Images"]
)
def test_bare_trailing_agency_is_a_credit(tail):
    caption, credit = split_caption(f"The bridge at dawn in spring. {tail}")
    assert caption == "The bridge at dawn in spring."
    assert credit is not None
    assert credit.verbatim == tail.strip("| ")


def test_credit_before_the_caption_is_taken_out():
    caption, credit = split_caption("Foto: Ann Example/dpa. The bridge at dawn.")
    assert caption == "The bridge at dawn."
    assert credit is not None
    assert credit.creator == "Ann Example"


def test_name_after_the_last_sentence_is_a_credit_without_a_creator():
    caption, credit = split_caption("The bridge over the river opened at dawn. Ann Example")
    assert caption == "The bridge over the river opened at dawn."
    assert credit is not None
    assert (credit.verbatim, credit.creator) == ("Ann Example", None)


@pytest.mark.parametrize("word", ["Supplied", "Handout", "Privat", "zVg", "Личный архив"])
def test_words_that_stand_for_a_credit_are_kept(word):
    caption, credit = split_caption(f"The bridge over the river at dawn. {word}")
    assert caption == "The bridge over the river at dawn."
    assert credit is not None
    assert credit.verbatim == word


@given(st.text(max_size=400))
def test_any_text_is_read_without_error_and_kept_verbatim(text):
    for place in ("text", "picture", "position", "label"):
        credit = parse_credit_line(text, place=place)
        assert credit is None or credit.verbatim in collapse(text)


CREDIT_WORDS = [
    "Foto:",
    "©",
    "(",
    ")",
    "AP",
    "dpa",
    "/",
    "Ann",
    ".",
    "word",
    "OUT",
    "DENMARK",
    "|",
    "via",
    "by",
    "Photo",
]


@given(st.lists(st.sampled_from(CREDIT_WORDS), max_size=40))
def test_any_mixture_of_credit_words_splits_without_error(words):
    text = " ".join(words)
    caption, credit = split_caption(text)
    assert credit is None or credit.verbatim in collapse(text)
    assert caption is None or caption
