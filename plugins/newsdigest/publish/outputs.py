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
Make = Callable[[], Mapping[str, Any]] | Callable[[], bytes] | Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One file of the site; or one folder, where only a tool knows which files it makes."""

    path: str  # below output/, as `addresses` gives it
    shows: Plain  # all that the file depends on besides template, theme, settings and registers
    make: Make  # called only when the file is made: the template's context, or the bytes where there is no template
    template: str | None = None
    finish: Callable[[str], bytes] | None = None  # makes the file of what the template gave: a book, a message
    language: str | None = None  # of the interface, for the template's phrases; None: the site's own
    search: bool = False  # a page that readers search (posts)
    folder: bool = False  # `path` is a folder that is this output's alone; `make` gives bytes by path below it


def check_paths(outputs: Iterable[Output]) -> dict[str, Output]:
    """
    Index outputs by path.

    Raises:
        RegisterError: two outputs want one path, one wants a file where another wants a folder, or a path leaves the
            output folder.
    """
    by_path: dict[str, Output] = {}
    folders: set[str] = set()
    for output in outputs:
        path = output.path
        if not is_inside(path):
            raise RegisterError(f"{path!r} is no path below output/; rename the post or register entry behind it")
        if path in by_path:
            raise RegisterError(f"two pages want output/{path}; rename one of the posts or entries behind them")
        by_path[path] = output
        folders.add(path.rpartition("/")[0])
    for folder in folders:
        above = folder
        while above:
            if above in by_path:
                raise RegisterError(
                    f"output/{above} is wanted as a page and as a folder; rename a post or register entry behind them"
                )
            above = above.rpartition("/")[0]
    return by_path


def is_inside(path: str) -> bool:
    """
    Whether a path stays below the output folder and names a file there.

    >>> is_inside("2022/01/a.html"), is_inside("../a.html"), is_inside("/a.html"), is_inside("a\\x00.html")
    (True, False, False, False)
    """
    return path.isprintable() and "\\" not in path and not {"", ".", ".."}.intersection(path.split("/"))
