"""The drawn pictures beside links."""

import io

import pytest
from PIL import Image

from newsdigest.publish.previews import HEIGHT_PX, WIDTH_PX, draw_preview, preview_of


@pytest.mark.parametrize("code", ["KZ", "TJ", "XJ", None])
def test_a_preview_has_the_size_that_readers_of_open_graph_ask_for_and_is_small(code):
    data = draw_preview(code, ("KZ", "UZ"))
    assert Image.open(io.BytesIO(data)).size == (WIDTH_PX, HEIGHT_PX)
    assert len(data) < 40_000


def test_the_same_region_gives_the_same_bytes_and_another_region_others():
    assert draw_preview("KG") == draw_preview("KG")
    assert draw_preview("KG") != draw_preview("TJ")


def test_a_page_shows_the_first_of_its_regions_that_the_map_has_else_the_whole_map():
    assert preview_of(("BR", "UZ", "KZ")).path == "previews/uz.png"
    assert preview_of(("BR",)).path == preview_of(()).path == "previews/all.png"
