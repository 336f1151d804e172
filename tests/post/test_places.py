"""Places in the front matter know their regions."""

import pytest

from newsdigest.models import NamedPlace
from newsdigest.post.places import place_names, read_place, write_place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Osh (KG)", NamedPlace(name="Osh", regions=("KG",))),
        ("Aral Sea (KZ, UZ)", NamedPlace(name="Aral Sea", regions=("KZ", "UZ"))),
        ("Kazan (RU-TA)", NamedPlace(name="Kazan", regions=("RU-TA",))),
        ("Ош", NamedPlace(name="Ош")),
        ("Karakul (the lake)", NamedPlace(name="Karakul (the lake)")),
    ],
)
def test_a_place_survives_reading_and_writing(text: str, place: NamedPlace) -> None:
    assert read_place(text) == place
    assert write_place(place) == text


def test_names_are_given_once() -> None:
    assert place_names(["Osh (KG)", "Osh", "Khujand (TJ)"]) == ("Osh", "Khujand")
