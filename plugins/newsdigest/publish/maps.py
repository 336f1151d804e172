"""The map of the region: shipped outlines with the reports of each country, as plain values for inline SVG."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[1] / "data" / "map" / "central-asia.json"
SHADES = 4  # classes of the number of reports, 1 the fewest; no reports is 0
_MARGIN = 0.18  # of a region's size, around it in a closer view
_SMALLEST = 110  # units: a closer view still shows where the region lies
_POINT = 75  # units to either side of a region without an outline
_RATIO = 4 / 3
_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A region on the map."""

    code: str
    path: str | None  # SVG path data; None: a point
    x: int  # where its number stands
    y: int
    count: int
    shade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What is drawn, in units of the drawing."""

    view: tuple[int, int, int, int]  # left, top, width, height
    around: tuple[str, ...]  # outlines without reports
    shapes: tuple[Shape, ...]


def draw(counts: Mapping[str, int], *, closer: bool = False) -> Map:
    """
    Give the map for the reports of each region.

    Args:
        counts: Region code to number of reports, in reading order; a region that the map does not have is left out.
        closer: Show no more than the regions and what is next to them.
    """
    data = _outlines()
    most = max(counts.values(), default=1)
    shapes = tuple(shape for code, count in counts.items() if (shape := _shape(data, code, count, most)))
    drawn = {shape.code for shape in shapes}
    around = tuple(outline["d"] for code, outline in data["outlines"].items() if code not in drawn)
    size = (data["width"], data["height"])
    view = (
        _around([point for shape in shapes for point in _points(shape)], size) if closer and shapes else (0, 0, *size)
    )
    return Map(view=view, around=around, shapes=shapes)


def _points(shape: Shape) -> list[tuple[int, int]]:
    """What a closer view must hold; a region that is a point here may be as large as any."""
    if shape.path:
        return corners(shape.path)
    return [(shape.x - _POINT, shape.y - _POINT), (shape.x + _POINT, shape.y + _POINT)]


def _around(points: Sequence[tuple[int, int]], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The part of a map of some size that holds the points, with a margin."""
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    width = max((right - left) * (1 + 2 * _MARGIN), (bottom - top) * (1 + 2 * _MARGIN) * _RATIO, _SMALLEST)
    width = min(width, size[0], size[1] * _RATIO)
    height = width / _RATIO
    x = min(max((left + right - width) / 2, 0), size[0] - width)
    y = min(max((top + bottom - height) / 2, 0), size[1] - height)
    return round(x), round(y), round(width), round(height)


def corners(path: str) -> list[tuple[int, int]]:
    """
    Give the corners of an outline that `make_map` wrote: one absolute point, then relative lines, for each ring.

    >>> corners("M10 10l5 0 0-5zM1 2l3 4z")
    [(10, 10), (15, 10), (15, 5), (1, 2), (4, 6)]
    """
    return [point for ring in rings(path) for point in ring]


def rings(path: str) -> list[list[tuple[int, int]]]:
    """Give the rings of an outline, each as its corners."""
    found = []
    for part in path.split("M")[1:]:
        numbers = [int(number) for number in _NUMBER.findall(part)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for step_x, step_y in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + step_x, y + step_y
            ring.append((x, y))
        found.append(ring)
    return found


def _shape(data: Mapping[str, Any], code: str, count: int, most: int) -> Shape | None:
    shade = 1 + min(SHADES - 1, count * SHADES // (most + 1)) if count else 0
    if code in data["outlines"]:
        outline = data["outlines"][code]
        return Shape(code=code, path=outline["d"], x=outline["at"][0], y=outline["at"][1], count=count, shade=shade)
    if code in data["points"]:
        x, y = data["points"][code]
        return Shape(code=code, path=None, x=x, y=y, count=count, shade=shade)
    return None


@cache
def _outlines() -> Mapping[str, Any]:
    """The shipped outlines, read once a process."""
    found: Mapping[str, Any] = json.loads(SHIPPED.read_text("utf-8"))
    return found
