"""The article's title: which of the page's candidates it is, without the site's name."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from lxml import html as lxml_html

from newsdigest.ingest.extract.json_ld import strings
from newsdigest.ingest.extract.metadata import Head
from newsdigest.text import collapse

_MAX_CHARS = 400
_MAX_HEADINGS = 20
_WORD = re.compile(r"\w+")
_WIDE = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
_SITE_MARK = re.compile(rf"\s[|–—‐:»·•-]+\s|\s?[|｜ㅣ]\s?|\s?--\s?|[-_](?={_WIDE}{{2,8}}(?:$|[-_|｜ㅣ]))")
_SECTION = re.compile(rf"[-_]{_WIDE}{{2,4}}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title and where it stood."""

    text: str
    place: str


def find_title(tree: lxml_html.HtmlElement, head: Head) -> Title | None:
    """
    Choose the title.

    Where JSON-LD's headline and the title made for sharing (Open Graph) differ, and JSON-LD does not call the shared
    one alternative, the one that `<title>` does not repeat is the editors': `<title>` is written for search engines. On
    39 real pages where they differed this was right 25 times, the page's first heading 16 times. Where they agree, or
    only one is given, a candidate that a heading confirms wins. The site's name is cut off where a mark sets it apart.

    Args:
        tree: The whole page.
        head: Its metadata.

    Returns:
        None where the page has neither metadata nor a heading.
    """
    headings = tuple(_headings(tree))
    stated = _candidates(head, headings)
    site = _site_names(head)
    known = {_key(text) for place, text in stated if place != "title"} | {_key(text) for text in headings}
    cleaned = [(place, without_site(text, site=site, known=known)) for place, text in stated]
    by_place = {place: text for place, text in reversed(cleaned) if _key(text)}
    if not by_place:
        return None
    place = _chosen(by_place, headings, {_key(text) for text in strings(head.article.get("alternativeHeadline"))})
    return Title(text=by_place[place], place=place)


def _candidates(head: Head, headings: Sequence[str]) -> list[tuple[str, str]]:
    stated = [
        ("og:title", head.first("og:title")),
        ("json-ld headline", next(iter(strings(head.article.get("headline"))), None)),
        ("h1", headings[0] if headings else None),
        ("twitter:title", head.first("twitter:title")),
        ("title", head.title),
    ]
    return [(place, collapse(html.unescape(text))[:_MAX_CHARS]) for place, text in stated if text]


def _chosen(by_place: Mapping[str, str], headings: Sequence[str], alternative: Set[str]) -> str:
    """The place of the best candidate; the page itself calls some alternative."""
    shared, linked = by_place.get("og:title"), by_place.get("json-ld headline")
    searched = _key(by_place.get("title", ""))
    if shared and linked and _key(linked) not in alternative and _key(shared) in alternative:
        return "json-ld headline"
    if shared and linked and _key(shared) != _key(linked) and searched:
        # A quotation mark in an attribute may have cut the shared title short.
        if searched != _key(linked) and searched.startswith(_key(shared)):
            return "json-ld headline"
        if searched == _key(linked):
            return "og:title"
    confirmed = {_key(text) for text in headings}
    for place in ("og:title", "json-ld headline", "twitter:title"):
        if place in by_place and _key(by_place[place]) in confirmed:
            return place
    return next(
        place for place in ("og:title", "json-ld headline", "h1", "twitter:title", "title") if place in by_place
    )


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
            # Chinese and Korean sites set their section, too, between title and name.
            return without_site(_SECTION.sub("", text[: mark.start()].strip()), site=site, known=known)
    if marks and _key(text[: marks[0].start()]) in site:
        return text[marks[0].end() :].strip()
    return text
