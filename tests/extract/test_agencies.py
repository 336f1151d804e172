"""Agencies: their spellings, and the sign-offs that end a text."""

import pytest

from newsdigest.ingest.extract.agencies import agencies_in_line, agency_of, find_sign_off


@pytest.mark.parametrize(
    ("spelling", "name"),
    [("ТАСС", "TASS"), ("«Казинформ»", "Kazinform"), ("O‘zA", "UzA"), ("Кабар", "Kabar"), ("新华社", "Xinhua")],
)
def test_spellings_come_together(spelling, name):
    assert agency_of(spelling) == name


def test_outlet_is_no_agency():
    assert agency_of("Harbour Times") is None


@pytest.mark.parametrize(
    ("paragraph", "rest", "agency"),
    [
        ("“The people are angry.” Dpa", "“The people are angry.”", "dpa"),
        ("The port reopened. (AFP/dpa)", "The port reopened.", "AFP"),
        ("Порт снова открыт. /ТАСС/", "Порт снова открыт.", "TASS"),
        ("dpa", "", "dpa"),
        ("Der Hafen ist offen. dpa/lno", "Der Hafen ist offen.", "dpa"),
    ],
)
def test_sign_off_is_taken_from_the_end(paragraph, rest, agency):
    assert find_sign_off(paragraph) == (rest, agency)


@pytest.mark.parametrize(
    "paragraph",
    ["He works for Reuters", "She rang the AP (Associated Press).", "Mehr", "Photo: Getty Images", "An end."],
)
def test_agency_in_a_sentence_is_no_sign_off(paragraph):
    assert find_sign_off(paragraph) is None


def test_line_with_a_person_is_not_all_agencies():
    assert agencies_in_line("dpa / A. Example") == ()
    assert agencies_in_line("mit Material von dpa und AFP") == ("dpa", "AFP")


def test_sign_off_after_a_sentence_that_closed_a_quotation_before_its_end():
    paragraph = "“Nobody switches the light off for fun,” says the shopkeeper. Dpa"
    assert find_sign_off(paragraph) == ("“Nobody switches the light off for fun,” says the shopkeeper.", "dpa")
