"""
Where every page of the site lives, as paths below `output/`: lower case, "/" between parts, always with the file name.

Links between pages are relative and name the file (`../../index.html`), so that the same bytes work under any
path, on a mirror or opened from a folder. Only `canonical` turns a path into an address.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from functools import lru_cache

from newsdigest.text import slugify

FRONT = "index.html"
ARCHIVE = "archive.html"
REGIONS = "regions/index.html"
SOURCES = "sources/index.html"
STORIES = "stories/index.html"
TOPICS = "topics/index.html"
TRENDS = "trends.html"
SEARCH = "search.html"
CORRECTIONS = "corrections.html"
WITHDRAWN = "withdrawn.html"
NOT_FOUND = "404.html"


def post(relative: str) -> str:
    """Path of a post's page from its file below `content/posts`: "2022/01/11/a-title.md" gives "…/a-title.html"."""
    return relative.removesuffix(".md") + ".html"


def day(on: dt.date) -> str:
    """The page of one day's news."""
    return f"{on.year:04}/{on.month:02}/{on.day:02}/index.html"


def day_part(on: dt.date, code: str | None, hour: int | None) -> str:
    """Part of a busy day: a country's reports, or those of them from an hour on; "other" where no country is known."""
    since = "" if hour is None else f"-{hour:02}"
    return f"{on:%Y/%m/%d}/part/{(code or 'other').lower()}{since}.html"


def month(year: int, number: int) -> str:
    """The page of one month."""
    return f"{year:04}/{number:02}/index.html"


def year(number: int) -> str:
    """The page of one year."""
    return f"{number:04}/index.html"


def region(code: str) -> str:
    """A region's page, from its code: "KZ" gives "regions/kz/index.html"."""
    return f"regions/{code.lower()}/index.html"


def region_month(code: str, year_number: int, month_number: int) -> str:
    """What a region's feed held in one month."""
    return f"regions/{code.lower()}/{year_number:04}-{month_number:02}.html"


def place(code: str, name: str) -> str:
    """A place within a region."""
    return f"regions/{code.lower()}/places/{name_part(name)}.html"


def source(identifier: str) -> str:
    """A source's page, from its register id or, for one that is in no register, its name."""
    return f"sources/{name_part(identifier)}/index.html"


def source_month(identifier: str, year_number: int, month_number: int) -> str:
    """What a source gave in one month."""
    return f"sources/{name_part(identifier)}/{year_number:04}-{month_number:02}.html"


def story(identifier: str) -> str:
    """A story's page, from its id."""
    return f"stories/{name_part(identifier)}.html"


def topic(name: str) -> str:
    """A topic's page."""
    return f"topics/{name_part(name)}.html"


def page(name: str) -> str:
    """A page of the digest's own, from its file's name below `content/pages`."""
    return f"{name_part(name)}.html"


@lru_cache(maxsize=65_536)
def name_part(name: str) -> str:
    """
    A name as part of a path; one without a letter that we can write in Latin goes by its hash.

    >>> name_part("Нұр-Сұлтан")
    'nur-sultan'
    """
    return slugify(name) or "x" + hashlib.blake2b(name.encode(), digest_size=5).hexdigest()


def in_language(path: str, language: str, languages: Iterable[str]) -> str:
    """The same page in an interface language: the site's own language has no prefix, the others have their code."""
    first = next(iter(languages))
    return path if language == first else f"{language}/{path}"


def relative(path: str, *, from_page: str) -> str:
    """
    The link from one page to another, no longer than need be: lists of posts are most of what an archive weighs.

    >>> relative("regions/kz/index.html", from_page="2022/01/11/a.html")
    '../../../regions/kz/index.html'
    >>> relative("2022/01/12/b.html", from_page="2022/01/11/a.html")
    '../12/b.html'
    """
    *here, _ = from_page.split("/")
    *there, file = path.split("/")
    same = next((step for step, (one, other) in enumerate(zip(here, there, strict=False)) if one != other),
                min(len(here), len(there)))  # fmt: skip
    return "../" * (len(here) - same) + "/".join([*there[same:], file])


def root(page: str) -> str:
    """
    The way from a page up to the top of the site.

    >>> root("2022/01/11/a.html")
    '../../../'
    """
    return "../" * page.count("/")


def canonical(path: str, siteurl: str) -> str:
    """
    The absolute address of a page; a folder's page goes by the folder.

    >>> canonical("2022/01/11/index.html", "https://digest.example/news")
    'https://digest.example/news/2022/01/11/'
    """
    shown = path[: -len("index.html")] if path == FRONT or path.endswith("/" + FRONT) else path
    return f"{siteurl.rstrip('/')}/{shown}"
