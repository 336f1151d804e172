"""
Make `data/map/central-asia.json` from Natural Earth's outlines; run once, its result is shipped.

    npm pack world-atlas@2 && tar xf world-atlas-2.*.tgz
    python -m newsdigest.publish.make_map package/countries-50m.json plugins/newsdigest/data/map/central-asia.json

Natural Earth is in the public domain; world-atlas (ISC) packs it as TopoJSON. Borders are simplified arc by arc, so
that neighbours keep one common line.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Point = tuple[float, float]

WEST, EAST, SOUTH, NORTH = 44.0, 92.0, 33.5, 56.0  # degrees; the view
PARALLELS = (38.0, 51.0)  # where the Albers projection is true to scale
WIDTH = 600  # of the drawing, in its own units
TOLERANCE = 1.0  # of the drawing: a line may leave the true border so far
SMALLEST = 30.0  # square units of the drawing: islands and lakesides under it are left out

# ISO 3166-1 numeric, as world-atlas has it, of what lies in view.
CODES = {
    "398": "KZ", "417": "KG", "762": "TJ", "795": "TM", "860": "UZ", "004": "AF", "643": "RU", "156": "CN", "496": "MN",
    "364": "IR", "586": "PK", "356": "IN", "031": "AZ", "051": "AM", "268": "GE",
}  # fmt: skip
# Regions without an outline of their own there: a point, longitude and latitude.
POINTS = {"XJ": (84.0, 41.5)}


def main(source: Path, target: Path) -> None:
    """Read the TopoJSON and write our file."""
    topology = json.loads(source.read_text("utf-8"))
    project, height = projection()
    arcs = [simplify([project(point) for point in arc]) for arc in decode(topology)]
    outlines = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = CODES.get(str(geometry.get("id", "")))
        if code:
            rings = [clip(ring, WIDTH, height) for ring in rings_of(geometry, arcs)]
            kept = [ring for ring in rings if abs(area(ring)) > SMALLEST]
            if kept:
                outlines[code] = {"d": "".join(path(ring) for ring in kept), "at": middle(max(kept, key=_size))}
    points = {code: [round(value) for value in project(place)] for code, place in POINTS.items()}
    made = {"width": WIDTH, "height": height, "outlines": dict(sorted(outlines.items())), "points": points}
    target.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


def decode(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Undo TopoJSON's quantisation: arcs as longitudes and latitudes."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        yield points


def projection() -> tuple[Any, int]:
    """Albers' equal-area conic projection into the drawing, and the drawing's height."""
    low, high = (math.radians(parallel) for parallel in PARALLELS)
    n = (math.sin(low) + math.sin(high)) / 2
    c = math.cos(low) ** 2 + 2 * n * math.sin(low)
    centre = (WEST + EAST) / 2

    def raw(point: Point) -> Point:
        theta = n * math.radians(point[0] - centre)
        rho = math.sqrt(max(0.0, c - 2 * n * math.sin(math.radians(point[1])))) / n
        return rho * math.sin(theta), -rho * math.cos(theta)

    left, right = raw((WEST + 2, 45.0))[0], raw((EAST - 2, 45.0))[0]  # 2: the corners of a cone are empty
    top, bottom = raw((centre, NORTH)), raw((centre, SOUTH))
    factor = WIDTH / (right - left)
    height = round((top[1] - bottom[1]) * factor)

    def project(point: Point) -> Point:
        x, y = raw(point)
        return (x - left) * factor, (top[1] - y) * factor

    return project, height


def simplify(points: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker's line simplification, without recursion; the ends stay."""
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, distance = 0, 0.0
        for number in range(first + 1, last):
            off = _off_line(points[number], points[first], points[last])
            if off > distance:
                far, distance = number, off
        if distance > TOLERANCE:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [points[number] for number in sorted(keep)]


def _off_line(point: Point, start: Point, end: Point) -> float:
    along = (end[0] - start[0], end[1] - start[1])
    length = math.hypot(*along)
    if not length:
        return math.dist(point, start)
    return abs(along[0] * (start[1] - point[1]) - along[1] * (start[0] - point[0])) / length


def rings_of(geometry: dict[str, Any], arcs: Sequence[Sequence[Point]]) -> Iterator[list[Point]]:
    """The outlines of a country; a negative number is an arc read backwards."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                arc = arcs[number] if number >= 0 else list(reversed(arcs[~number]))
                points.extend(arc[1:] if points else arc)
            yield points


def clip(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """Sutherland and Hodgman's clipping to the drawing."""
    shape = list(ring)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        before, shape = shape, []
        for number, point in enumerate(before):
            last = before[number - 1]
            inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (last[axis] - limit) >= 0
            if inside != was_inside:
                part = (limit - last[axis]) / (point[axis] - last[axis])
                shape.append((last[0] + part * (point[0] - last[0]), last[1] + part * (point[1] - last[1])))
            if inside:
                shape.append(point)
    return shape


def area(ring: Sequence[Point]) -> float:
    """Area of a ring, signed by its direction."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True)) / 2


def _size(ring: Sequence[Point]) -> float:
    return abs(area(ring))


def middle(ring: Sequence[Point]) -> list[int]:
    """The centroid, where a label may stand."""
    whole = area(ring) * 6
    x = y = 0.0
    for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return [round(x / whole), round(y / whole)]


def path(ring: Sequence[Point]) -> str:
    """A ring as SVG path data in whole units, relative after the first point."""
    x, y = round(ring[0][0]), round(ring[0][1])
    parts = [f"M{x} {y}l"]
    for point in ring[1:]:
        to_x, to_y = round(point[0]), round(point[1])
        if (to_x, to_y) != (x, y):
            parts.append(f"{to_x - x} {to_y - y} ")
            x, y = to_x, to_y
    return "".join(parts).rstrip().replace(" -", "-") + "z"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
