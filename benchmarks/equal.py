"""Whether a builder made what all are asked for: every post whole, every list with its posts and no others."""

import hashlib
import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.builders import ADDRESS, Builder
from benchmarks.lists import LATEST, Lists

_HREF = re.compile(r'href="([^"]+)"')
_BODY = re.compile(r'<div class="text"[^>]*>(.*?)</div>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found."""

    equal: int  # files of the set that all make, found as they should be
    besides: int  # further files
    wrong: tuple[str, ...]  # what is missing or other than it should be

    def __str__(self) -> str:
        return f"{self.equal} equal" if not self.wrong else f"{len(self.wrong)} WRONG, first {self.wrong[0]}"


def text_mark(fragment: str) -> bytes:
    """A hash of the words of a piece of HTML, whatever the white space between them."""
    words = html.unescape(_TAG.sub(" ", fragment)).split()
    return hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()


def check(builder: Builder, output: Path, lists: Lists, bodies: Mapping[str, bytes]) -> Verdict:
    """
    Look at every page of the common set.

    Args:
        builder: Who made them.
        output: The folder with what it made.
        lists: What was to be made.
        bodies: The mark of every post's text, by its page.
    """
    findings = [
        *_posts(output, lists, bodies),
        *_lists(builder, output, lists),
        ("sitemap", "" if _in_sitemaps(output) >= bodies.keys() else "sitemaps: a post is missing"),
        (
            "feed",
            ""
            if sorted(_in_feed(output / builder.feed)) == sorted(lists.newest[:LATEST])
            else f"{builder.feed}: other posts",
        ),
    ]
    files = sum(path.is_file() for path in output.rglob("*"))
    return Verdict(equal=len(findings), besides=files - len(findings), wrong=tuple(why for _, why in findings if why))


def _posts(output: Path, lists: Lists, bodies: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every post's page has its title, its text whole, and the related posts."""
    for file, place in lists.places.items():
        path = file.removesuffix(".md") + ".html"
        text = _read(output / path)
        found = _BODY.search(text)
        if not found or text_mark(found[1]) != bodies[path] or lists.titles[path] not in html.unescape(text):
            yield path, f"{path}: title or text"
        elif not {card.path for card in place.related} <= set(_links(text, path)):
            yield path, f"{path}: related posts"
        else:
            yield path, ""


def _lists(builder: Builder, output: Path, lists: Lists) -> Iterator[tuple[str, str]]:
    """Every list links its posts and no others; a full month links the lists that it is cut into."""
    for (kind, key), posts in lists.shown.items():
        path = builder.where(kind, key)
        text = _read(output / path)
        found = set(_links(text, path)) & lists.titles.keys()
        titled = all(lists.titles[post] in html.unescape(text) for post in posts)
        yield path, "" if found == set(posts) and titled else f"{path}: {len(found ^ set(posts))} posts"
    for (kind, key), parts in lists.parted.items():
        path = builder.where(kind, key)
        wanted = {builder.where(kind, part) for part in parts}
        yield path, "" if wanted <= set(_links(_read(output / path), path)) else f"{path}: parts"


def _links(text: str, path: str) -> Iterator[str]:
    """Where a page's links lead, as paths below the output folder."""
    base = f"{ADDRESS.partition('//')[2].partition('/')[2]}/"
    for link in _HREF.findall(text):
        way = html.unescape(link).removeprefix(ADDRESS).partition("#")[0]
        if way.startswith("/"):
            yield way.removeprefix(f"/{base}").removeprefix("/")
        else:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), way))


def _in_feed(path: Path) -> list[str]:
    text = _read(path)
    links = [item.findtext("link", "") for item in ElementTree.fromstring(text).iter("item")] if text else []
    return [link.removeprefix(f"{ADDRESS}/") for link in links]


def _in_sitemaps(output: Path) -> set[str]:
    texts = [_read(path) for path in (*output.glob("sitemap*.xml"), *output.glob("sitemaps/*.xml"))]
    places = [place for text in texts for place in re.findall(r"<loc>([^<]+)</loc>", text)]
    return {html.unescape(place).removeprefix(f"{ADDRESS}/") for place in places}


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
