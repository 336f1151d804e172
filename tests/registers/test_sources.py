"""The source register: strict to editors' mistakes, generous in look-ups."""

from pathlib import Path

import pytest

from newsdigest.errors import RegisterError
from newsdigest.registers import load_registers
from newsdigest.registers.sources import load_sources

HARBOUR = """
id = "harbour-times"
name = "Harbour Times"
names = ["Хабар Таймс"]
domains = ["harbour.example"]
language = "pt"
timezone = "Europe/Lisbon"
"""


def register(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    return folder


def test_shipped_sources_load_and_know_merkur(tmp_path: Path) -> None:
    sources = load_registers(tmp_path).sources
    assert sources.source_named("merkur") is sources.by_id["merkur"]
    assert sources.source_for_url("https://www.merkur.de/politik/a-1.html") is sources.by_id["merkur"]
    assert sources.source_named("The Limited Times").translates == "machine"  # type: ignore[union-attr]


def test_names_are_found_whatever_case_and_punctuation(tmp_path: Path) -> None:
    sources = load_sources([register(tmp_path, harbour_times=HARBOUR)])
    for spelling in ("harbour-times", "HARBOUR  TIMES", "«хабар таймс»", "harbour.example"):
        assert sources.source_named(spelling) is sources.by_id["harbour-times"]


@pytest.mark.parametrize("name", [None, "", "…", "Harbour"])
def test_unknown_names_find_nothing(tmp_path: Path, name: str | None) -> None:
    assert load_sources([register(tmp_path, harbour_times=HARBOUR)]).source_named(name) is None


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://harbour.example/x", "harbour-times"),
        ("https://m.harbour.example:8080/x", "harbour-times"),
        ("https://news.harbour.example/x", "news"),
        ("https://notharbour.example/x", None),
        ("http://[broken", None),
        ("mailto:a@harbour.example", None),
        (None, None),
    ],
)
def test_longest_domain_wins_and_no_half_label_matches(tmp_path: Path, url: str | None, found: str | None) -> None:
    news = 'id = "news"\nname = "News"\ndomains = ["news.harbour.example"]\n'
    source = load_sources([register(tmp_path, harbour_times=HARBOUR, news=news)]).source_for_url(url)
    assert (source.id if source else None) == found


def test_editors_file_overrides_a_shipped_one_key_by_key(tmp_path: Path) -> None:
    register(tmp_path / "sources", merkur='id = "merkur"\nrights = "extract"\n')
    merkur = load_registers(tmp_path).sources.by_id["merkur"]
    assert (merkur.rights, merkur.language, merkur.timezone) == ("extract", "de", "Europe/Berlin")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('langauge = "pt"', "did you mean language?"),
        ('timezone = "Lisbon"', "a time zone such as"),
        ('rights = "withdrawn"', "one of full, extract"),
        ("names = 'one'", "a list of texts"),
        ('country = "Portugal"', "two capital letters"),
        ('domains = ["https://x.example/"]', "host names"),
        ('[[layout]]\nbdoy = "p"', "did you mean body?"),
        ('[[layout]]\nuntil = "2024"', "a day such as"),
        ("layout = 3", "two brackets"),
        ("= 1", "not valid TOML"),
    ],
)
def test_a_wrong_line_is_named_with_its_file_and_the_remedy(tmp_path: Path, line: str, said: str) -> None:
    text = f'id = "x"\nname = "X"\n{line}\n'
    with pytest.raises(RegisterError) as caught:
        load_sources([register(tmp_path, x=text)])
    assert "x.toml" in str(caught.value)
    assert said in str(caught.value)


def test_id_must_be_the_file_name(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="write id = 'y'"):
        load_sources([register(tmp_path, y='id = "x"\nname = "X"\n')])


def test_two_sources_cannot_claim_one_spelling(tmp_path: Path) -> None:
    folder = register(tmp_path, a='id = "a"\nname = "Daily"\n', b='id = "b"\nname = "B"\nnames = ["DAILY"]\n')
    with pytest.raises(RegisterError, match="claimed by"):
        load_sources([folder])
