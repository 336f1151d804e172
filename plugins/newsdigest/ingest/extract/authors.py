"""Who wrote the article: people, not desks, outlets or agencies."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import html as lxml_html

from newsdigest.ingest.extract.agencies import agencies_in_line, agency_of
from newsdigest.ingest.extract.json_ld import Node, strings, types_of
from newsdigest.ingest.extract.metadata import Head
from newsdigest.text import collapse

_METAS = ("author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "sailthru.author",
          "cxenseparse:author", "article.author", "citation_author", "creator", "article:author_name")  # fmt: skip
_MAX_NAME = 60
_MAX_WORDS = 6
_MAX_AUTHORS = 12
_LEAD_IN = re.compile(
    r"^(?:(?:written|reported|text|story|words|article)\s+)?(?:by|von|vom|par|por|di|af|av|door|tekst|text|автор(?:ы)?|"
    r"мәтін|авторы|muallif|ýazan|yazan|муаллиф)\s*[:：]?\s+|^(?:text|автор(?:ы)?|author|autor(?:en|in)?|muallif|yazar)\s*[:：]\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*[;|/•·]\s*|\s*,\s*(?:and|und|et|y|e|и|en|og|och)\s+|\s*,\s+"
    r"|\s+(?:and|und|et|y|и|және|жана|va|ve|wa|&)\s+",
    re.I,
)
_DESK = re.compile(
    r"\b(?:redaktion\w*|redakcj\w*|editors?|editorial|desk|staff|newsroom|news(?:paper)?|team|admin\w*|reporters?|agency|agenc\w+|"
    r"agentur\w*|press|presse|correspondents?|online|media|tv|radio|service|studio|redacci[oó]n|rédaction|redazione|webdesk|"
    r"redactie|bureau|group|gmbh|inc|llc|ltd|contributors?|guest|wires?|board|department|verlag|zeitung|magazine?)\b|"
    r"редакци|корреспондент|пресс-служб|агентств|редактор|бюро|новост|тілші|кабарчы|tahririyat|редаксия|нашриёт|"
    r"编辑|記者|记者|责编|본사|編集部|https?:|www\.|@|\.(?:com|de|net|org|ru|kz|uz)\b",
    re.IGNORECASE,
)


def find_authors(tree: lxml_html.HtmlElement, head: Head) -> tuple[str, ...]:
    """
    Name the article's authors.

    Args:
        tree: The whole page.
        head: Its metadata; JSON-LD wins, then meta tags, then the visible byline.

    Returns:
        Names as printed, each once, in the order of the page; empty where it names no person.
    """
    outlets = {_key(name) for name in _outlet_names(head)}
    for candidates in (_from_json_ld(head), _from_metas(head), _from_bylines(tree)):
        people = clean_authors(candidates, outlets=outlets)
        if people:
            return people
    return ()


def clean_authors(names: Iterable[str], *, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """
    Keep the people among the names of a byline.

    >>> clean_authors(["By A. Example and B. Example", "dpa", "Harbour Times staff"])
    ('A. Example', 'B. Example')
    """
    refused = set(outlets)
    people: dict[str, str] = {}
    for name in names:
        for part in _split(collapse(html.unescape(name))):
            key = _key(part)
            if key and key not in refused and key not in people and _is_person(part):
                people[key] = part
    return tuple(people.values())[:_MAX_AUTHORS]


def _split(line: str) -> Iterator[str]:
    line = _LEAD_IN.sub("", line[:400]).strip(" .,:;–—-|")
    if agencies_in_line(line):
        return
    for part in _SEPARATOR.split(line):
        yield _LEAD_IN.sub("", part).strip(" ,:;–—-|()")


def _is_person(name: str) -> bool:
    if not 2 <= len(name) <= _MAX_NAME or len(name.split()) > _MAX_WORDS or any(char.isdigit() for char in name):
        return False
    return not (_DESK.search(name) or agency_of(name))


def _key(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _outlet_names(head: Head) -> Iterator[str]:
    yield from head.metas.get("og:site_name", ())
    yield from strings(head.article.get("publisher"))


def _from_json_ld(head: Head) -> Iterator[str]:
    by_id = {node["@id"]: node for node in head.nodes if isinstance(node.get("@id"), str)}
    stated: Any = head.article.get("author") or head.article.get("creator")
    for author in stated if isinstance(stated, list) else [stated]:
        if isinstance(author, str):
            yield author
        elif isinstance(author, dict):
            yield from _named(author, by_id)


def _named(author: Node, by_id: dict[str, Node]) -> Iterator[str]:
    if "name" not in author and isinstance(author.get("@id"), str):
        author = by_id.get(author["@id"], {})
    if types_of(author) & {"Organization", "NewsMediaOrganization", "Corporation"}:
        return
    name = author.get("name")
    for text in name if isinstance(name, list) else [name]:
        if isinstance(text, str):
            yield text


def _from_metas(head: Head) -> Iterator[str]:
    for name in _METAS:
        values = [value for value in head.metas.get(name, ()) if "://" not in value]
        if values:
            yield from values
            return


def _from_bylines(tree: lxml_html.HtmlElement) -> Iterator[str]:
    found = tree.xpath(
        '//a[@rel="author"] | //*[@itemprop="author"]'
        ' | //*[contains(concat(" ", normalize-space(@class), " "), " author ")]'
        ' | //*[contains(@class, "byline")] | //*[contains(@class, "author-name")]'
    )
    for element in found[:4]:
        yield collapse(element.text_content())[:200]
