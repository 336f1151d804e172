"""JSON of articles as trafilatura, fundus, news-please and plain scrapers write them: one, a list, or one a line."""

import datetime as dt
import html
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from newsdigest.errors import PageError
from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.charset import decode
from newsdigest.ingest.capture.html import check_html
from newsdigest.ingest.capture.limits import Limits
from newsdigest.models import RawPage

_Object = Mapping[str, Any]
# A clock without a zone is behind UTC's by at most twelve hours and ahead by at most fourteen, so this much earlier
# than what it shows is a moment before which the page was certainly not fetched.
_SITE_KEYS = ("source-hostname", "sitename", "site_name", "site", "hostname", "source_domain")
_TEXT_KEYS = ("text", "maintext", "content", "body", "article", "article_text", "cleaned_text")
_DATE_KEYS = (
    "published",
    "publish_date",
    "published_at",
    "date_publish",
    "date_published",
    "pubDate",
    "date",
    "datetime",
)
_IMAGE_KEYS = ("image", "top_image", "image_url", "images", "thumbnail")
_FETCH_KEYS = ("fetched_at", "crawled_at", "scraped_at", "timestamp", "date_download")
_ZONE_REACH = dt.timedelta(hours=14)


def read_json(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage | PageError]:
    """
    Give one page an object: its text or HTML, the rest in `fields` as the tool wrote it.

    Raises:
        PageError: not JSON, or not a list of objects.
    """
    text = decode(data, None, is_html=False).text
    for number, entry in enumerate(_objects(text, seed), start=1):
        name = f"{seed}#{number}" if number > 1 or _is_many(text) else seed
        if number > limits.records:
            yield PageError(f"{seed}: over {limits.records:,} objects; split the file")
            return
        try:
            yield _read_object(entry, name, limits)
        except PageError as error:
            yield error


def _is_many(text: str) -> bool:
    return text.lstrip()[:1] == "[" or "\n{" in text.strip()


def _objects(text: str, seed: str) -> Iterator[object]:
    """Give the objects of a file in any of the three layouts; a damaged line is a PageError when it is read."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not lines[0].lstrip().startswith("{") or not lines[0].rstrip().endswith("}"):
            raise PageError(f"{seed}: not JSON ({_short(error)}); export it again") from None
        for line in lines:
            yield _parse_line(line)
        return
    if isinstance(whole, list):
        yield from whole
    else:
        yield whole


def _parse_line(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return PageError(_short(error))


def _short(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:200]


def _read_object(entry: object, name: str, limits: Limits) -> RawPage:
    """
    Make a page of one object.

    Raises:
        PageError: no object, an unknown shape, or no text in it.
    """
    if isinstance(entry, PageError):
        raise PageError(f"{name}: not JSON ({entry}); export it again")
    if not isinstance(entry, dict):
        raise PageError(f"{name}: not an object; an article needs named values")
    for is_shape, read in _SHAPES:
        if is_shape(entry):
            page = read(entry, name)
            check_html(page.data, seed=name, limits=limits)
            return page
    keys = ", ".join(sorted(map(str, entry))[:8])
    raise PageError(
        f"{name}: neither a shape that trafilatura, fundus or news-please writes nor url, title and text (keys: {keys})"
    )


def _from_trafilatura(entry: _Object, name: str) -> RawPage:
    """`source` is the address, `source-hostname` the outlet's name, lists are joined by semicolons."""
    text = _text(entry.get("raw_text")) if not _text(entry.get("text")) else _text(entry.get("text"))
    image = _first_address(entry.get("image"))
    fields = {
        "title": _text(entry.get("title")),
        "summary": _text(entry.get("excerpt")),
        "published": _text(entry.get("date")),
        "language": _text(entry.get("language")),
        "site": next((name for key in _SITE_KEYS if (name := _text(entry.get(key)))), ""),
        "authors": _split(entry.get("author")),
        "tags": (*_split(entry.get("categories")), *_split(entry.get("tags"))),
        "images": ({"url": image},) if image else (),
    }
    return _page(
        name, "trafilatura", text, fields, url=entry.get("source") or entry.get("url"), at=entry.get("filedate")
    )


def _from_fundus(entry: _Object, name: str) -> RawPage:
    """The HTML itself where the export holds it; else title, body in sections, and images."""
    source = entry.get("html")
    source = source if isinstance(source, dict) else {}
    url = source.get("responded_url") or source.get("requested_url") or entry.get("url")
    if _text(source.get("content")):
        return _page(name, "fundus", _text(source["content"]), {}, url=url, at=source.get("crawl_date"), is_html=True)
    body = entry.get("body")
    markup = _fundus_body(body) if isinstance(body, dict) else ""
    text = markup or _text(body) or _text(entry.get("plaintext"))
    fields = {
        "title": _text(entry.get("title")),
        "published": _text(entry.get("publishing_date")),
        "language": _text(entry.get("lang")),
        "site": next(iter(_texts(entry.get("publisher"))), ""),
        "authors": _texts(entry.get("authors")),
        "tags": _texts(entry.get("topics")),
        "images": _fundus_images(entry.get("images")),
    }
    return _page(name, "fundus", text, fields, url=url, at=source.get("crawl_date"), is_html=bool(markup))


def _from_news_please(entry: _Object, name: str) -> RawPage:
    """Dates without a zone, the downloader's own clock."""
    image = _first_address(entry.get("image_url"))
    fields = {
        "title": _text(entry.get("title")) or _text(entry.get("title_page")) or _text(entry.get("title_rss")),
        "summary": _text(entry.get("description")),
        "published": _text(entry.get("date_publish")),
        "modified": _text(entry.get("date_modify")),
        "language": _text(entry.get("language")),
        "site": _text(entry.get("source_domain")),
        "authors": _texts(entry.get("authors")),
        "images": ({"url": image},) if image else (),
    }
    text = _text(entry.get("maintext")) or _text(entry.get("text"))
    return _page(name, "news-please", text, fields, url=entry.get("url"), at=entry.get("date_download"))


def _from_scraper(entry: _Object, name: str) -> RawPage:
    """What scraping frameworks commonly store: an address and the page's HTML as one text."""
    body = next(_text(entry[key]) for key in ("html", "raw_html", "body", "content") if _text(entry.get(key)))
    at = next((entry[key] for key in _FETCH_KEYS if entry.get(key)), None)
    return _page(name, "json", body, {}, url=entry.get("url"), at=at, is_html=True)


def _from_plain(entry: _Object, name: str) -> RawPage:
    """An article under the words that newspaper libraries and plain scrapers use for its parts."""
    image = next((address for key in _IMAGE_KEYS if (address := _first_address(entry.get(key)))), None)
    fields = {
        "title": _text(entry.get("title")) or _text(entry.get("headline")),
        "summary": _text(entry.get("summary")) or _text(entry.get("description")),
        "published": next((text for key in _DATE_KEYS if (text := _text(entry.get(key)))), ""),
        "language": _text(entry.get("language")) or _text(entry.get("lang")),
        "site": next((name for key in _SITE_KEYS if (name := _text(entry.get(key)))), ""),
        "authors": _texts(entry.get("authors")) or _texts(entry.get("author")) or _texts(entry.get("byline")),
        "images": ({"url": image},) if image else (),
    }
    text = next(text for key in _TEXT_KEYS if (text := _text(entry.get(key))))
    at = next((entry[key] for key in _FETCH_KEYS if entry.get(key)), None)
    return _page(name, "plain", text, fields, url=entry.get("url") or entry.get("link"), at=at)


def _is_plain(entry: _Object) -> bool:
    titled = _text(entry.get("title")) or _text(entry.get("headline"))
    addressed = web_address(entry.get("url") or entry.get("link"))
    return bool(titled and addressed) and any(_text(entry.get(key)) for key in _TEXT_KEYS)


def _holds_html(entry: _Object) -> bool:
    values = (entry.get(key) for key in ("html", "raw_html", "body", "content"))
    return web_address(entry.get("url")) is not None and any(_text(value).lstrip().startswith("<") for value in values)


_SHAPES: tuple[tuple[Callable[[_Object], bool], Callable[[_Object, str], RawPage]], ...] = (
    (lambda entry: "date_download" in entry and ("maintext" in entry or "text" in entry), _from_news_please),
    (lambda entry: "publishing_date" in entry or isinstance(entry.get("html"), dict), _from_fundus),
    (
        lambda entry: ("text" in entry or "raw_text" in entry) and ("source" in entry or "hostname" in entry),
        _from_trafilatura,
    ),
    (_holds_html, _from_scraper),
    (_is_plain, _from_plain),
)


def _page(
    name: str, tool: str, text: str, fields: _Object, *, url: object, at: object, is_html: bool = False
) -> RawPage:
    """
    Put a page together.

    Raises:
        PageError: there is no text.
    """
    if not text.strip():
        raise PageError(f"{name}: the {tool} record has no text; extract it again")
    moment, basis = _moment(at)
    return RawPage(
        data=text.encode("utf-8", "replace"),
        form="json",
        seed=name,
        is_html=is_html,
        url=web_address(url),
        fetched=moment,
        fetched_basis=basis,
        charset="utf-8",
        fields={key: value for key, value in fields.items() if value not in (None, "", ())},
    )


def _moment(value: object) -> tuple[dt.datetime | None, Any]:
    """Read a fetch time: recorded with a zone, a lower bound without one."""
    try:
        moment = dt.datetime.fromisoformat(_text(value))
        if moment.tzinfo:
            return moment, "recorded"
        return moment.replace(tzinfo=dt.UTC) - _ZONE_REACH, "lower-bound"
    except (ValueError, OverflowError):
        return None, "none"


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    """The texts of one, of a list of them, or of objects with a name."""
    each = value if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in each)
    return tuple(text for item in named if (text := _text(item)))


def _first_address(value: object) -> str | None:
    """The first address of a picture, of one, of a list of them, or of objects with one."""
    each = value if isinstance(value, list) else [value]
    stated = ((item.get("url") or item.get("src")) if isinstance(item, dict) else item for item in each)
    return next((address for item in stated if (address := web_address(item))), None)


def _split(value: object) -> tuple[str, ...]:
    return _texts(value.split(";")) if isinstance(value, str) else _texts(value)


def _fundus_body(body: _Object) -> str:
    """Write fundus's sections as HTML; every text escaped."""
    parts = [f"<p>{html.escape(text)}</p>" for text in _texts(body.get("summary"))]
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, dict):
            parts += [f"<h2>{html.escape(text)}</h2>" for text in _texts(section.get("headline"))]
            parts += [f"<p>{html.escape(text)}</p>" for text in _texts(section.get("paragraphs"))]
    return "\n".join(parts)


def _fundus_images(images: object) -> tuple[dict[str, str], ...]:
    """Take each image's largest version with its caption and authors."""
    found = []
    for image in images if isinstance(images, list) else ():
        if not isinstance(image, dict):
            continue
        versions = [each for each in image.get("versions") or () if isinstance(each, dict)]
        urls = [address for each in versions if (address := web_address(each.get("url")))]
        url = urls[-1] if urls else web_address(image.get("url"))
        if url:
            known = {
                "url": url,
                "caption": _text(image.get("caption")),
                "alt": _text(image.get("description")),
                "credit": " / ".join(_texts(image.get("authors"))),
            }
            found.append({key: value for key, value in known.items() if value})
    return tuple(found)
