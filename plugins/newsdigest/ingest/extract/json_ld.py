"""JSON-LD of a page: its objects, flat, and the one that describes the article."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

Node = dict[str, Any]

ARTICLE_TYPES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "AdvertiserContentArticle",
        "Report",
        "ScholarlyArticle",
        "TechArticle",
        "SocialMediaPosting",
        "Review",
    ]
)
_MAX_CHARS = 2_000_000  # a script over it is data for an application, not metadata
_MAX_NODES = 2_000
_MAX_DEPTH = 12
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_DECODER = json.JSONDecoder(strict=False)  # raw line breaks inside strings are common


def read_json_ld(tree: lxml_html.HtmlElement) -> list[Node]:
    """
    Collect every JSON-LD object of the page that has a type, nested ones after the one they stand in.

    Args:
        tree: The whole page.

    Returns:
        Objects in page order, "@graph" and lists taken apart; scripts that are not JSON give nothing.
    """
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        if len(text) <= _MAX_CHARS:
            for node in _typed(_parse(text), 0):
                nodes.append(node)
                if len(nodes) >= _MAX_NODES:
                    return nodes
    return nodes


def _parse(text: str) -> Any:
    text = _WRAPPING.sub("", text).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return _DECODER.raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _typed(value: Any, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _typed(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for item in value.values():
            if isinstance(item, (dict, list)):
                yield from _typed(item, depth + 1)


def types_of(node: Node) -> frozenset[str]:
    """The types of an object without their vocabulary's address."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return frozenset(str(name).rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if name)


def article_node(nodes: list[Node], url: str | None = None) -> Node | None:
    """
    The object that describes the page's article: of those of an article type the one that names the page's address,
    else the one with most of what an article has.

    Args:
        nodes: From `read_json_ld`.
        url: Address of the page, if known.
    """
    articles = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    if not articles:
        return None
    tail = _tail(url) if url else None

    def rank(node: Node) -> tuple[int, int]:
        stated = [strings(node.get(key)) for key in ("url", "mainEntityOfPage", "@id")]
        same = int(bool(tail) and any(_tail(address) == tail for found in stated for address in found))
        keys = ("headline", "datePublished", "author", "articleBody", "image", "description")
        return same, sum(bool(node.get(key)) for key in keys)

    return max(articles, key=rank)


def _tail(address: str) -> str:
    return (
        address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rstrip("/").rsplit("//", 1)[-1].removeprefix("www.")
    )


def strings(value: Any) -> list[str]:
    """
    The plain texts of a JSON-LD value: itself, its items, or an object's "@value", "name", "url" or "@id".

    >>> strings([{"name": "A. Example"}, "B. Example"])
    ['A. Example', 'B. Example']
    """
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value[:50] for text in (strings(item) if not isinstance(item, list) else [])]
    if isinstance(value, dict):
        for key in ("@value", "name", "url", "@id"):
            if isinstance(value.get(key), str) and value[key].strip():
                return [value[key]]
    return []
