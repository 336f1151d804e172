"""The map shows every region that it can, and nothing that it does not know."""

from newsdigest.publish.maps import corners, draw


def test_a_region_with_an_outline_is_drawn_and_one_without_is_a_point() -> None:
    shapes = {shape.code: shape for shape in draw({"KZ": 12, "XJ": 1}).shapes}
    assert shapes["KZ"].path is not None
    assert shapes["XJ"].path is None
    assert shapes["KZ"].shade > shapes["XJ"].shade >= 1


def test_a_region_elsewhere_is_left_to_the_list() -> None:
    assert draw({"BR": 3}).shapes == ()


def test_countries_without_reports_stay_as_background() -> None:
    assert len(draw({"KZ": 1}).around) == len(draw({}).around) - 1


def test_a_closer_view_holds_the_region_and_stays_on_the_map() -> None:
    whole = draw({}).view
    for code in ("KZ", "KG", "TJ", "TM", "UZ", "XJ", "AF"):
        drawn = draw({code: 1}, closer=True)
        left, top, width, height = drawn.view
        assert 0 <= left <= left + width <= whole[2]
        assert 0 <= top <= top + height <= whole[3]
        shape = drawn.shapes[0]
        points = corners(shape.path) if shape.path else [(shape.x, shape.y)]
        if code != "AF":  # which the map shows in part
            assert all(left <= x <= left + width and top <= y <= top + height for x, y in points)


def test_a_small_country_is_shown_larger_than_on_the_whole_map() -> None:
    assert draw({"TJ": 1}, closer=True).view[2] < draw({"TJ": 1}).view[2] / 2
