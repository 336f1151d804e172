"""Where on a page its authors are named: JSON-LD, meta tags, the visible byline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

from newsdigest.ingest.extract.json_ld import Node, strings, types_of
from newsdigest.ingest.extract.metadata import Head
from newsdigest.text import collapse

_METAS = ("author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "sailthru.author",
          "cxenseparse:author", "article.author", "citation_author", "creator", "article:author_name",
          "mrf:authors", "vr:author", "rnews:creator")  # fmt: skip
_ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "Brand"})
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|authors|byline|by-line|autor|autoren|autores|verfasser|writer|signature|firma|redacteur|"
    r"article-?author|author-?name|authorname|creator|journalist)s?(?:$|[\s_-])|byline|articleauthor|author__name",
    re.IGNORECASE,
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:e[ns]?)?|auteurs?|profil(?:e|es|o)?|journalist\w{0,3}|reporters?|redakteur\w{0,4}|avtor\w{0,2}|"
    r"muallif\w{0,4}|yazar\w{0,3}|people|staff)/[^/?#]{3,}",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"related|teaser|comment|sidebar|recommend|popular|trending|footer|latest|more-|card|promo", re.I
)
_LEAD = re.compile(
    r"^(?:[^|•·]{0,40}[|•·]\s*)?(?:by|von|par|por|di|av|af|door|text:|автор:?|текст:|мәтін:|автору?:|muallif:?|yazan:?|ýazan:?|"
    r"муаллиф:?|نویسنده:?|作者[：:]?|记者[：:]?|文[/／])\s+(?P<names>\S.{2,100})$",
    re.IGNORECASE,
)
_MAX_ELEMENTS = 6_000
_AFTER_TITLE = 250  # elements: a byline stands near the headline
_MAX_FOUND = 6
_MAX_CHARS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name as a page states it."""

    text: str
    is_organisation: bool = False  # the page says so; False where it says nothing
    place: str = ""


def from_json_ld(head: Head) -> list[Named]:
    """The authors of the page's JSON-LD article."""
    by_id = {node["@id"]: node for node in head.nodes if isinstance(node.get("@id"), str) and "name" in node}
    stated = head.article.get("author") or head.article.get("creator")
    return list(_stated(stated, by_id, 0))


def _stated(value: Any, by_id: dict[str, Node], depth: int) -> Iterator[Named]:
    if isinstance(value, list) and depth < 3:
        for item in value[:30]:
            yield from _stated(item, by_id, depth + 1)
    elif isinstance(value, str) and "://" not in value:
        yield Named(text=value, place="json-ld author")
    elif isinstance(value, dict):
        if "name" not in value and isinstance(value.get("@id"), str):
            value = by_id.get(value["@id"], value)
        names = strings(value.get("name")) or [
            " ".join(text for key in ("givenName", "familyName") for text in strings(value.get(key)))
        ]
        for name in names:
            if name and "://" not in name:
                yield Named(text=name, is_organisation=bool(types_of(value) & _ORGANISATIONS), place="json-ld author")


def from_metas(head: Head) -> list[Named]:
    """The authors of the first meta tag that names any."""
    for name in _METAS:
        values = [value for value in head.metas.get(name, ()) if "://" not in value and not value.isdigit()]
        if values:
            return [Named(text=value, place=f"meta {name}") for value in values]
    return []


def from_bylines(tree: lxml_html.HtmlElement) -> Iterator[list[str]]:
    """
    Names in the elements that call themselves byline or author, then those after "By" near the headline.

    Yields:
        The texts of one byline at a time, the likeliest first; they may name no person.
    """
    for count, element in enumerate(_byline_elements(tree)):
        if count >= _MAX_FOUND:
            break
        links = [collapse(link.text_content()) for link in element.iter("a")] if element.tag != "a" else []
        texts = [text for text in links if text] or [collapse(" ".join(element.itertext()))]
        yield [text for text in texts if 0 < len(text) <= _MAX_CHARS]
    yield from ([text] for text in _led_in(tree))


def _byline_elements(tree: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    for count, element in enumerate(
        tree.iter("a", "span", "div", "p", "address", "li", "h4", "h5", "h6", "b", "strong", "em")
    ):
        if count >= _MAX_ELEMENTS:
            return
        attributes = element.attrib
        marked = (
            attributes.get("rel") == "author"
            or attributes.get("itemprop") in {"author", "creator"}
            or (element.tag == "a" and _AUTHOR_PATH.search(attributes.get("href") or ""))
            or _BYLINE_CLASS.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}")
        )
        if marked and not _is_elsewhere(element):
            yield element


def _is_elsewhere(element: lxml_html.HtmlElement) -> bool:
    """Whether a byline is another article's or a reader's."""
    for count, above in enumerate(element.iterancestors()):
        if count > 10:
            return False
        if above.tag in {"aside", "nav", "footer", "figure", "figcaption"}:
            return True
        if _ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}") and above.tag not in {
            "body",
            "html",
        }:
            return True
    return False


def _led_in(tree: lxml_html.HtmlElement) -> Iterator[str]:
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return
    for count, element in enumerate(heading.itersiblings()):
        if count > 10:
            break
        yield from _led_texts(element, _AFTER_TITLE)
    parent = heading.getparent()
    for _ in range(3):
        if parent is None or parent.tag in {"body", "html"}:
            return
        for count, element in enumerate(parent.itersiblings()):
            if count > 5:
                break
            yield from _led_texts(element, _AFTER_TITLE)
        parent = parent.getparent()


def _led_texts(root: lxml_html.HtmlElement, most: int) -> Iterator[str]:
    for count, element in enumerate(
        root.iter("p", "div", "span", "em", "i", "b", "strong", "h2", "h3", "h4", "li", "a")
    ):
        if count >= most:
            return
        if len(element) > 6:
            continue
        text = collapse(" ".join(element.itertext()))
        if len(text) <= _MAX_CHARS and (found := _LEAD.match(text)):
            yield found["names"]
            return
