"""Datelines as agencies and papers print them, and sentences that only look like one."""

import pytest

from newsdigest.ingest.extract.dateline import find_dateline, read_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "agency"),
    [
        ("Nur-Sultan - The Kazakh city of Almaty is being cleaned up.", "Nur-Sultan", None),
        ("BISHKEK (TCA) — The president has signed the law.", "BISHKEK", None),
        ("ALMATY, Kazakhstan (AP) — Hundreds of people came.", "ALMATY, Kazakhstan", "AP"),
        ("ALMATY, Jan 7 (Reuters) - Hundreds of people came.", "ALMATY", "Reuters"),
        ("Berlin (dpa) - Die Regierung hat beraten.", "Berlin", "dpa"),
        ("АЛМА-АТА, 7 января. /ТАСС/. В городе тихо.", "АЛМА-АТА", "TASS"),
        ("САМАРКАНД, 4 апреля. Хозяином встречи был президент.", "САМАРКАНД", None),
        ("Худжанд, 31 марта. Президенты встретились.", "Худжанд", None),
        ("ҚЫЗЫЛОРДА. Министрлік бұл туралы хабарлады.", "ҚЫЗЫЛОРДА", None),
        ("ХУҶАНД, 31 март. Мулоқот баргузор гардид.", "ХУҶАНД", None),
        ("AŞGABAT. Ylalaşyga gol çekildi.", "AŞGABAT", None),
        ("SAMARKAND — Kazakhstan’s president called for projects.", "SAMARKAND", None),
    ],
)
def test_dateline_is_read(paragraph, place, agency):
    found = read_dateline(paragraph)
    assert (found.place, found.agency) == (place, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Казахстан — крупнейшая страна региона.",
        "Almaty - so much is certain - will not be the capital again.",
        "Exclusive - The plan is on the table.",
        "EU. Two letters are no place.",
        "In April, 4 people were hurt. The road is closed.",
        "The president, 71 years old. He did not speak.",
    ],
)
def test_sentence_is_no_dateline(paragraph):
    assert read_dateline(paragraph) is None


def test_dateline_may_stand_below_the_lede_but_not_deep_in_the_text():
    lede, opening = "After a dry summer the reservoir is low.", "Bishkek - Street lamps go out at ten."
    assert find_dateline((lede, opening)).place == "Bishkek"
    assert find_dateline((*[lede] * 6, opening)) is None
