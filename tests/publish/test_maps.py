"""The map shows every region that it can, and nothing that it does not know."""

from newsdigest.publish.maps import draw


def test_a_region_with_an_outline_is_drawn_and_one_without_is_a_point() -> None:
    shapes = {shape.code: shape for shape in draw({"KZ": 12, "XJ": 1}).shapes}
    assert shapes["KZ"].path is not None
    assert shapes["XJ"].path is None
    assert shapes["KZ"].shade > shapes["XJ"].shade >= 1


def test_a_region_elsewhere_is_left_to_the_list() -> None:
    assert draw({"BR": 3}).shapes == ()


def test_countries_without_reports_stay_as_background() -> None:
    assert len(draw({"KZ": 1}).around) == len(draw({}).around) - 1
