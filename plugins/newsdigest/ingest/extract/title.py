"""The article's title: which of the page's candidates it is, without the site's name."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import html as lxml_html

from newsdigest.ingest.extract.json_ld import strings
from newsdigest.ingest.extract.metadata import Head
from newsdigest.text import collapse

_MAX_CHARS = 400
_MAX_HEADINGS = 20
_WORD = re.compile(r"\w+")
_SITE_MARK = re.compile(r"\s[|–—‐:»·•-]+\s|\s?[|｜ㅣ]\s?|\s?--\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title and where it stood."""

    text: str
    place: str


def find_title(tree: lxml_html.HtmlElement, head: Head) -> Title | None:
    """
    Choose the title.

    A candidate that another one confirms wins; then the one made for sharing (Open Graph), then JSON-LD, then the
    first heading. The site's name is cut off where a mark and a part that no other candidate has set it apart.

    Args:
        tree: The whole page.
        head: Its metadata.
    """
    headings = tuple(_headings(tree))
    linked = tuple(strings(head.article.get("headline"))[:1])
    site = _site_names(head)
    candidates: list[tuple[str, str]] = [("og:title", text) for text in head.metas.get("og:title", ())[:1]]
    candidates += [("json-ld headline", text) for text in linked]
    candidates += [("h1", text) for text in headings[:1]]
    candidates += [("twitter:title", text) for text in head.metas.get("twitter:title", ())[:1]]
    candidates += [("title", text) for text in (head.title,) if text]
    plain = [(place, collapse(html.unescape(text))[:_MAX_CHARS]) for place, text in candidates]
    known = {_key(text) for place, text in plain if place != "title"} | {_key(text) for text in headings}
    cleaned = [(place, without_site(text, site=site, known=known)) for place, text in plain]
    cleaned = [(place, text) for place, text in cleaned if _key(text)]
    if not cleaned:
        return None
    by_place = dict(reversed(cleaned))
    keys = {place: _key(text) for place, text in by_place.items()}
    heading_keys = {_key(text) for text in headings}
    for place in ("og:title", "json-ld headline", "twitter:title"):
        others = heading_keys | {keys.get("json-ld headline" if place == "og:title" else "", "")} - {""}
        if place in keys and keys[place] in others:
            return Title(text=by_place[place], place=place)
    place, text = cleaned[0]
    return Title(text=text, place=place)


def _headings(tree: lxml_html.HtmlElement) -> Iterator[str]:
    for count, heading in enumerate(tree.iter("h1")):
        if count >= _MAX_HEADINGS:
            return
        text = collapse(" ".join(heading.itertext()))
        if text:
            yield text


def _site_names(head: Head) -> frozenset[str]:
    names = [*head.metas.get("og:site_name", ()), *head.metas.get("application-name", ())]
    names += strings(head.article.get("publisher"))
    return frozenset(_key(name) for name in names if _key(name))


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def without_site(text: str, *, site: Iterable[str], known: Iterable[str]) -> str:
    """
    Cut the site's name, and what stands between it and the title, off the end or the start.

    >>> without_site("Port reopens - News | Harbour Times", site={"harbour times"}, known={"port reopens"})
    'Port reopens'
    """
    known, site = set(known), set(site)
    marks = list(_SITE_MARK.finditer(text))
    for mark in marks:
        if _key(text[: mark.start()]) in known:
            return text[: mark.start()].strip()
    for mark in reversed(marks):
        tail = _key(text[mark.end() :])
        if tail in site or tail.replace(" ", "") in {name.replace(" ", "") for name in site}:
            return without_site(text[: mark.start()].strip(), site=site, known=known)
    if marks and _key(text[: marks[0].start()]) in site:
        return text[marks[0].end() :].strip()
    return text
