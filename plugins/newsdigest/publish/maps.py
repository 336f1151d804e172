"""The map of the region: shipped outlines with the reports of each country, as plain values for inline SVG."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[1] / "data" / "map" / "central-asia.json"
SHADES = 4  # classes of the number of reports, 1 the fewest; no reports is 0


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

    width: int
    height: int
    around: tuple[str, ...]  # outlines without reports
    shapes: tuple[Shape, ...]


def draw(counts: Mapping[str, int]) -> Map:
    """
    Give the map for the reports of each region.

    Args:
        counts: Region code to number of reports, in reading order; a region that the map does not have is left out.
    """
    data = _outlines()
    most = max(counts.values(), default=1)
    shapes = tuple(shape for code, count in counts.items() if (shape := _shape(data, code, count, most)))
    drawn = {shape.code for shape in shapes}
    around = tuple(outline["d"] for code, outline in data["outlines"].items() if code not in drawn)
    return Map(width=data["width"], height=data["height"], around=around, shapes=shapes)


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
