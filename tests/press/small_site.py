"""A small digest on disk, built by the real features with the real theme, changed the ways that people change one."""

import datetime as dt
import importlib
import os
import runpy
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsdigest.models import Correction, Post, PostImage
from newsdigest.post import read_post, render_post
from newsdigest.publish import journal
from newsdigest.site.build import build_site

ROOT = Path(__file__).parents[2]
TOPMOST = dt.datetime(2022, 1, 11, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


class Killed(BaseException):
    """Stands for kill -9: nothing may catch it."""


class SmallSite:
    """Content, theme, settings, cache and output of a digest in one folder."""

    def __init__(self, folder: Path, *, without: tuple[str, ...] = ("newsdigest.site.search",)) -> None:
        self.folder = folder
        self.posts = folder / "content" / "posts"
        self.theme = folder / "theme"
        shutil.copytree(ROOT / "theme", self.theme)
        self.posts.mkdir(parents=True)
        self.settings: dict[str, Any] = runpy.run_path(str(ROOT / "pelicanconf.py"))
        self.settings |= {
            "THEME": str(self.theme),
            "DIGEST_CONTENT": str(folder / "content"),
            "DIGEST_CACHE": str(folder / "cache"),
            "DIGEST_JOBS": 1,
            "DIGEST_LANGUAGES": ["en", "ru"],
        }
        for name in self.settings["PLUGINS"]:
            if name not in without:
                importlib.import_module(name).register()

    def build(self) -> None:
        """Build as an editor would."""
        build_site(self.settings, self.folder / "output")

    def build_clean(self) -> dict[str, bytes]:
        """Build the same content in a new place, and give every file of it."""
        place = self.folder / "clean"
        build_site(self.settings | {"DIGEST_CACHE": str(place / "cache")}, place / "output")
        made = files(place / "output")
        shutil.rmtree(place)
        return made

    def built(self) -> dict[str, bytes]:
        """Every file of the site as it stands."""
        return files(self.folder / "output")

    @contextmanager
    def killed_after(self, steps: int) -> Iterator[None]:
        """Stop whatever runs inside when it has changed `steps` names on the disk."""
        left = [steps]

        def counted(original: Any) -> Any:
            def step(*args: Any, **kwargs: Any) -> Any:
                if left[0] <= 0:
                    raise Killed
                left[0] -= 1
                return original(*args, **kwargs)

            return step

        places: list[tuple[Any, str]] = [
            (os, "replace"), (os, "open"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (Path, "open"),
            (journal.shutil, "rmtree"),
        ]  # fmt: skip
        originals = [getattr(owner, name) for owner, name in places]
        for (owner, name), original in zip(places, originals, strict=True):
            setattr(owner, name, counted(original))
        try:
            yield
        except Killed:
            pass
        finally:
            for (owner, name), original in zip(places, originals, strict=True):
                setattr(owner, name, original)

    # ------------------------------------------------------------ what people do

    def files(self) -> list[Path]:
        """The post files."""
        return sorted(self.posts.rglob("*.md"))

    def write(self, file: str, values: Mapping[str, Any]) -> None:
        """Write a post."""
        path = self.posts / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_post(Post(**values)), "utf-8")

    def edit(self, path: Path, values: Mapping[str, Any]) -> None:
        """Change some values of a post."""
        post = read_post(path.read_text("utf-8"), path=str(path))
        now = {name: getattr(post, name) for name in Post.__dataclass_fields__}
        self.write(path.relative_to(self.posts).as_posix(), now | values)

    def write_source(self, name: str, values: str) -> None:
        """Write a register entry."""
        path = self.folder / "content" / "sources" / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'id = "{name}"\n{values}', "utf-8")


def values(number: int) -> dict[str, Any]:
    """A post's values, a different mixture for every number."""
    translated = number % 3 == 0
    return {
        "id": f"sample-{number}",
        "title": f"Title {number} <b> & “quoted”",
        "date": TOPMOST - dt.timedelta(hours=number * 7),
        "lang": ("en", "ru", "ug", "kk")[number % 4],
        "body": f"Lede {number}.\n\n## Subhead\n\nText *{number}* <script>alert(1)</script>.",
        "lede": f"Lede {number}." if number % 5 else None,
        "regions": ("KZ", "KG", "CN-XJ")[: number % 4],
        "places": ("Almaty",) if number % 2 else (),
        "topics": ("water",) if number % 3 == 1 else (),
        "story": f"story-{number % 2}" if number % 4 == 1 else None,
        "source": ("harbour-times", "tengrinews", "A paper without entry", None)[number % 4],
        "source_url": f"https://harbour.example/{number}",
        "source_lang": "de" if translated else None,
        "translated_from": "de" if translated else None,
        "translated_by": "machine translation" if translated else None,
        "translation_status": "machine" if translated else "none",
        "agency": "TASS" if number % 6 == 5 else None,
        "rights": (None, "extract", None, "link-only")[number % 4],
        "images": (PostImage(caption=f"Caption {number}", credit="Photo: A. Example / TASS"),) if number % 2 else (),
        "corrections": (Correction(on=dt.date(2022, 2, 1), text="Mended."),) if number % 7 == 6 else (),
    }


def files(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
