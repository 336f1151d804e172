"""
Pictures for link previews of pages that have none of their own: where the region lies, drawn without a word.

Messengers and networks show 1200 by 630 pixels beside a link. A picture without text is the same in every language and
needs no font; the same outlines give the same bytes.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from newsdigest.publish.maps import Map, draw, rings

WIDTH_PX, HEIGHT_PX = 1200, 630  # what Open Graph's readers ask for
WHOLE = "all"  # stands for the whole map
POINT_RADIUS = 26  # units of the map, as in the theme
_FINER = 2  # drawn so much larger and made smaller: smooth lines
_COLOURS = 32  # enough for six flat colours and their edges; a third of the bytes
_WATER, _LAND, _BORDER, _HERE = "#e3ecec", "#f2ede1", "#cfc6b4", "#0b4f5c"
_PAPER, _INK, _GREY = "#fbf8f1", "#1b1a17", "#d6cebe"
_PANEL = (386, 30, 1170, 600)  # left, top, right, bottom of the map; the column of print is beside it
_COLUMN = (30, 356)  # left and right


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a page says of its picture."""

    path: str
    width_px: int
    height_px: int
    alt: str | None = None
    region: str | None = None  # which the picture shows, where there is no `alt`


def preview_of(regions: Iterable[str]) -> Preview:
    """The drawn picture of a page about some regions: the first that the map has, else the whole map."""
    code = next((code for code in regions if _is_drawn(code)), None)
    return Preview(path=preview_path(code), width_px=WIDTH_PX, height_px=HEIGHT_PX, region=code)


@lru_cache(maxsize=1024)
def _is_drawn(code: str) -> bool:
    return bool(draw({code: 1}).shapes)


def preview_path(code: str | None) -> str:
    """Where the picture of a region lies, below output/."""
    return f"previews/{(code or WHOLE).lower()}.png"


def draw_preview(code: str | None, covered: Iterable[str] = ()) -> bytes:
    """
    Draw a picture as PNG.

    Args:
        code: The region to show; None: the whole map.
        covered: Regions to mark on the whole map.
    """
    drawn = draw({code: 1}, closer=True) if code else draw(dict.fromkeys(covered, 1))
    left, top, right, bottom = _PANEL
    picture = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), _PAPER)
    picture.paste(_draw_map(drawn, right - left, bottom - top), (left, top))
    _draw_print(ImageDraw.Draw(picture))
    buffer = io.BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_map(drawn: Map, width: int, height: int) -> Image.Image:
    canvas = Image.new("RGB", (width * _FINER, height * _FINER), _WATER)
    pen = ImageDraw.Draw(canvas)
    left, top, view_width, view_height = drawn.view
    scale = max(canvas.width / view_width, canvas.height / view_height)

    def placed(ring: Iterable[tuple[int, int]]) -> list[tuple[float, float]]:
        return [((x - left) * scale, (y - top) * scale) for x, y in ring]

    for outline in drawn.around:
        for ring in rings(outline):
            pen.polygon(placed(ring), fill=_LAND, outline=_BORDER, width=2 * _FINER)
    for shape in drawn.shapes:
        for ring in rings(shape.path or ""):
            pen.polygon(placed(ring), fill=_HERE, outline=_PAPER, width=2 * _FINER)
        if shape.path is None:
            [(x, y)] = placed([(shape.x, shape.y)])
            radius = POINT_RADIUS * scale
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_HERE)
    return canvas.resize((width, height), Image.Resampling.LANCZOS)


def _draw_print(pen: ImageDraw.ImageDraw) -> None:
    """A column of a newspaper: double rules, a headline, lines of text."""
    left, right = _COLUMN
    for y, height in ((30, 6), (40, 2), (592, 2), (598, 2)):
        pen.rectangle((left, y, right, y + height - 1), fill=_INK)
    for y, share in ((74, 1.0), (118, 0.7)):
        pen.rectangle((left, y, left + round((right - left) * share), y + 23), fill=_INK)
    for line in range(17):
        share = 0.55 if line in (6, 13, 16) else 1.0
        y = 178 + 24 * line
        pen.rectangle((left, y, left + round((right - left) * share), y + 6), fill=_GREY)
