"""The register of regions: what it refuses, what an editor may add, and a digest of another region."""

from pathlib import Path

import pytest

from newsdigest.errors import RegisterError
from newsdigest.ingest.regions import tag_regions
from newsdigest.models import RegionTags
from newsdigest.registers import Gazetteer, load_gazetteer

CAUCASUS = 'covers = ["GE", "AM", "AZ"]\n'


def own_register(folder: Path, text: str) -> Gazetteer:
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return load_gazetteer(folder)


def tag(gazetteer: Gazetteer, title: str, lede: str = "", body: str = "", lang: str = "en") -> RegionTags:
    return tag_regions(title=title, lede=lede, paragraphs=[body], lang=lang, gazetteer=gazetteer)


@pytest.fixture(scope="module")
def caucasus(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return own_register(tmp_path_factory.mktemp("regions"), CAUCASUS)


def test_shipped_register_covers_the_five_and_notes_their_neighbours() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.covered == ("KZ", "KG", "TJ", "TM", "UZ")
    assert tuple(gazetteer.regions) == ("KZ", "KG", "TJ", "TM", "UZ", "AF", "XJ", "MN")


def test_a_digest_of_the_caucasus_is_one_line(caucasus: Gazetteer) -> None:
    assert caucasus.covered == ("GE", "AM", "AZ")


@pytest.mark.parametrize(
    ("title", "lede", "lang", "code"),
    [
        ("Crowds return to Tbilisi", "Georgian Dream brought the bill back.", "en", "GE"),
        ("Georgia's parliament overrides veto", "Lawmakers voted late on Tuesday.", "en", "GE"),
        ("Пашинян выступил в Ереване", "Премьер-министр ответил на вопросы депутатов.", "ru", "AM"),
        ("Bakü'de enerji forumu", "Azerbaycan Cumhurbaşkanı Aliyev konuştu.", "tr", "AZ"),
        ("Aserbaidschanische Truppen rücken in Stepanakert ein", "", "de", "AZ"),
        ("格鲁吉亚举行大选", "第比利斯市民早早排队投票。", "zh", "GE"),
    ],
)
def test_caucasus_news_is_tagged_from_its_file_alone(
    caucasus: Gazetteer, title: str, lede: str, lang: str, code: str
) -> None:
    assert tag(caucasus, title, lede, lang=lang).primary == (code,)


@pytest.mark.parametrize(
    ("title", "lede"),
    [
        ("Georgia lawmakers weigh film tax credit", "ATLANTA — The House will vote next week."),
        ("Voters return to the polls in Georgia", "The race decides who controls the United States Senate."),
        ("Kazakhstan raises pensions", "Parliament in Astana passed the bill."),
    ],
)
def test_georgia_in_america_and_central_asia_are_not_the_caucasus(caucasus: Gazetteer, title: str, lede: str) -> None:
    tags = tag(caucasus, title, lede)
    assert (tags.primary, tags.mentioned) == ((), ())


def test_an_editor_adds_a_village_and_a_spelling(tmp_path: Path) -> None:
    text = 'covers = ["KG"]\n[[region]]\ncode = "KG"\n[region.cities]\nZyndan = ["Зындан"]\n'
    tags = tag(own_register(tmp_path, text), "В Зындане построили школу", lang="ru")
    assert (tags.primary, tags.places) == (("KG",), ("Зындане",))


def test_an_editor_defines_a_region_that_is_not_shipped(tmp_path: Path) -> None:
    text = 'covers = ["RU-TA"]\n[[region]]\ncode = "RU-TA"\nname = "Tatarstan"\ncountries = ["Татарстан"]\n'
    assert tag(own_register(tmp_path, text), "В Татарстане выбирают раиса", lang="ru").primary == ("RU-TA",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('covers = ["QQ"]', "no file defines QQ"),
        ('covers = "KZ"', "must be a list of texts"),
        ("covers = [", "not valid TOML"),
        ("colour = 1", "unknown key 'colour'"),
        ('[[region]]\nname = "Nowhere"', "has no code"),
        ('[[region]]\ncode = "KZ"\nvillages = ["X"]', "unknown key 'villages'"),
        ('[[region]]\ncode = "KZ"\n[region.cities]\nX = "Y"', "must be a list of texts"),
        ('[[region]]\ncode = "KZ"\n[region.people]\nX = ["Y"]', "must be a table"),
        ('[[discount]]\nname = "x"\n', "needs name, codes, cues and factor"),
        ('[shared.water]\nX = ["Y"]', "must be a table"),
    ],
)
def test_a_faulty_file_stops_and_says_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RegisterError, match=message) as caught:
        own_register(tmp_path, text)
    assert "own.toml" in str(caught.value) or "content/regions" in str(caught.value)
