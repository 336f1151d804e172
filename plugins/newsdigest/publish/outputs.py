"""
What the site consists of: each file a pure function of a template and plain data.

A feature (a module in `site/`) looks at the edition and yields `Output`s. `shows` is everything the file depends on
besides the template, the theme and the settings, as plain data: two outputs with equal `shows` have equal bytes.
Nothing else may reach the file, so an output whose `shows` has not changed need not be made again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsdigest.errors import RegisterError

SIGNAL = "newsdigest_outputs"  # name of the blinker signal on which features answer with their outputs

Plain = str | int | float | bool | bytes | None | tuple["Plain", ...]
Make = Callable[[], Mapping[str, Any]] | Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One file of the site."""

    path: str  # below output/, as `addresses` gives it
    shows: Plain  # all that the file depends on besides template, theme and settings
    make: Make  # called only when the file is made: the template's context, or the bytes where there is no template
    template: str | None = None
    language: str | None = None  # of the interface, for the template's phrases; None: the site's own
    search: bool = False  # a page that readers search (posts)


def check_paths(outputs: Iterable[Output]) -> dict[str, Output]:
    """
    Index outputs by path.

    Raises:
        RegisterError: two outputs want one path, or a path leaves the output folder.
    """
    by_path: dict[str, Output] = {}
    for output in outputs:
        parts = output.path.split("/")
        if not output.path or ".." in parts or "" in parts:
            raise RegisterError(
                f"{output.path!r} is no path below output/; rename the post or register entry behind it"
            )
        if output.path in by_path:
            raise RegisterError(f"two pages want output/{output.path}; rename one of the posts or entries behind them")
        by_path[output.path] = output
    return by_path
