"""Where places lie."""

from pathlib import Path

import pytest

from newsdigest.registers import load_gazetteer


@pytest.fixture(scope="module")
def places():
    return load_gazetteer(names=False).places


@pytest.mark.parametrize(
    ("written", "name", "codes"),
    [
        ("Astana", "Astana", ("KZ",)),
        ("ASTANA", "Astana", ("KZ",)),
        ("Астана", "Astana", ("KZ",)),
        ("Samarkand", "Samarkand", ("UZ",)),  # also the former name of a town elsewhere
        ("Aral Sea", "Aral Sea", ("KZ", "UZ")),
    ],
)
def test_a_spelling_leads_to_the_name_and_the_regions_of_its_place(places, written, name, codes):
    assert places[written.casefold()] == (name, codes)


def test_what_is_no_place_is_not_there(places):
    assert "central asia" not in places


def test_places_of_regions_that_the_digest_does_not_cover_are_not_there(tmp_path: Path):
    (tmp_path / "own.toml").write_text('covers = ["KG"]\nneighbours = []\n', "utf-8")
    found = load_gazetteer(tmp_path, names=False).places
    assert found["osh"] == ("Osh", ("KG",))
    assert "astana" not in found


def test_an_editor_s_place_is_there(tmp_path: Path):
    (tmp_path / "own.toml").write_text(
        '[[region]]\ncode = "KG"\n[region.towns]\n"New Town (KG)" = ["Жаңы-Шаар", "ky:жаңышаар", "новошахтинск-"]\n',
        "utf-8",
    )
    found = load_gazetteer(tmp_path, names=False).places
    assert found["new town"] == found["жаңы-шаар"] == ("New Town", ("KG",))
    assert "новошахтинск-" not in found
    assert "ky:жаңышаар" not in found
