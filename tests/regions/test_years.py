"""Former names, terms of office, neighbours switched on, base forms: what the register says beyond spellings."""

import datetime as dt
from pathlib import Path

import pytest

from newsdigest.ingest.regions import tag_regions
from newsdigest.models import NamedPlace, RegionTags
from newsdigest.registers import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def tag(
    gazetteer: Gazetteer, title: str, lede: str = "", body: str = "", *, lang: str = "en", year: int | None = None
) -> RegionTags:
    date = dt.date(year, 6, 1) if year else None
    return tag_regions(title=title, lede=lede, paragraphs=[body], lang=lang, gazetteer=gazetteer, date=date)


@pytest.mark.parametrize(
    ("title", "year", "rule", "weight"),
    [
        ("Nur-Sultan freezes utility prices", 2020, "title", 2.7),
        ("Nur-Sultan freezes utility prices", 2024, "former name", 2.16),
        ("Nur-Sultan freezes utility prices", 2010, "name not yet given", 1.08),
        ("Japarov signs the budget", 2023, "title", 2.7),
        ("Jeenbekov visits an exhibition", 2023, "no longer in office", 1.89),
        ("Tokayev writes an essay", 2010, "not yet in office", 1.62),
        ("Jeenbekov visits an exhibition", None, "title", 2.7),
    ],
)
def test_names_are_judged_by_the_year_of_the_article(
    gazetteer: Gazetteer, title: str, year: int | None, rule: str, weight: float
) -> None:
    evidence = tag(gazetteer, title, year=year).evidence[0]
    assert (evidence.rule, evidence.weight) == (rule, weight)


@pytest.mark.parametrize(
    ("title", "lang", "place"),
    [
        ("В Пржевальске открыли музей", "ru", NamedPlace(name="Karakol", regions=("KG",))),
        ("ASTANA: Nebel legt Flughafen lahm", "de", NamedPlace(name="Astana", regions=("KZ",))),
        ("Бишкекте жаңы көпүрө ачылды", "ky", NamedPlace(name="Bishkek", regions=("KG",))),
        ("Порт Красноводск принял паром", "ru", NamedPlace(name="Türkmenbaşy", regions=("TM",))),
        ("Der Aralsee kehrt ein wenig zurück", "de", NamedPlace(name="Aral Sea", regions=("KZ", "UZ"))),
        ("Чарджоу ждёт новый мост", "ru", NamedPlace(name="Türkmenabat", regions=("TM",))),
    ],
)
def test_places_have_a_base_form_whatever_the_spelling(
    gazetteer: Gazetteer, title: str, lang: str, place: NamedPlace
) -> None:
    assert tag(gazetteer, title, lang=lang).named == (place,)


@pytest.mark.parametrize(
    ("title", "lede", "lang"),
    [
        ("Mangan und Nickel werden knapp", "Die Taschkenter Straße in Halle bleibt gesperrt.", "de"),
        ("The week ahead", "The Hague hears a case.", "en"),
        ("Для тех, кто не успел", "Собрали главное за день.", "ru"),
        ("Кафе «Бишкек» открылось в Туле", "Хозяин приехал из Рязани.", "ru"),
        ("Dinner at the Hotel Samarkand", "The Lyon landmark is for sale.", "en"),
        ("Talas Demir yeni filmde", "Merve Oral ve Aral Yılmaz da oynuyor.", "tr"),
    ],
)
def test_words_streets_and_people_are_no_places(gazetteer: Gazetteer, title: str, lede: str, lang: str) -> None:
    tags = tag(gazetteer, title, lede, lang=lang)
    assert (tags.mentioned, tags.places, tags.named) == ((), (), ())


def test_words_that_only_one_country_uses_bear_out_a_small_town(gazetteer: Gazetteer) -> None:
    tags = tag(gazetteer, "В Текели отключили воду", "Акимат обещает дать воду к вечеру.", lang="ru")
    assert (tags.primary, tags.places) == (("KZ",), ("Текели",))


def test_a_paper_is_no_place(gazetteer: Gazetteer) -> None:
    tags = tag(gazetteer, "Fire in a Perm warehouse", "Nobody was hurt, The Astana Times reported.")
    assert tags.mentioned == ()


@pytest.mark.parametrize("code", ["XC", "AZ"])
def test_a_neighbour_is_switched_on_by_a_line(tmp_path: Path, code: str) -> None:
    line = f'covers = ["KZ", "KG", "TJ", "TM", "UZ"]\nneighbours = ["AF", "XJ", "MN", "{code}"]\n'
    (tmp_path / "own.toml").write_text(line, encoding="utf-8")
    gazetteer = load_gazetteer(tmp_path)
    assert tuple(gazetteer.regions)[-1] == code
    tags = tag(gazetteer, "Caspian ferry leaves Baku", "The Caspian Sea is falling, ports say.")
    assert code in tags.mentioned


def test_the_caspian_is_off_unless_the_line_names_it(gazetteer: Gazetteer) -> None:
    tags = tag(gazetteer, "The Caspian Sea is falling", "Seals lose their beaches on the Caspian.")
    assert (tags.primary, tags.mentioned) == ((), ())


def test_news_of_the_caspian_is_about_it_and_its_shores_where_named(tmp_path: Path) -> None:
    line = 'covers = ["KZ", "KG", "TJ", "TM", "UZ"]\nneighbours = ["XC"]\n'
    (tmp_path / "own.toml").write_text(line, encoding="utf-8")
    gazetteer = load_gazetteer(tmp_path)
    tags = tag(gazetteer, "Уровень Каспия снова упал", "Порт Актау углубляет дно.", lang="ru")
    assert tags.primary == ("KZ", "XC")


@pytest.mark.parametrize(
    ("title", "lang", "why"),
    [
        ("ข่าววันนี้", "th", "language not covered: th"),
        ("ข่าววันนี้จากเมืองหลวง", "en", "script not covered: Thai"),
        ("Bishkek wakes up", None, "language unknown"),
        ("Bishkek wakes up", "en", None),
        ("2024", "en", None),
    ],
)
def test_what_the_register_does_not_cover_is_said_to_be_uncertain(
    gazetteer: Gazetteer, title: str, lang: str | None, why: str | None
) -> None:
    tags = tag_regions(title=title, lede="", paragraphs=[], lang=lang, gazetteer=gazetteer)
    assert tags.uncertain == why
