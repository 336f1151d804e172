"""What a page says of itself in its head: meta tags, canonical address, language, JSON-LD."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from newsdigest.ingest.extract.json_ld import Node, article_node, read_json_ld
from newsdigest.text import collapse

_MAX_METAS = 500
_MAX_CHARS = 5_000  # of one value; a longer one is not metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The page's own claims, none of them checked against the text."""

    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name, property or itemprop in lower case
    nodes: tuple[Node, ...] = ()  # all JSON-LD objects
    article: Node = field(default_factory=dict)  # the one about the article; empty when there is none
    title: str | None = None  # the <title>
    url: str | None = None  # where the page was captured, else what it says its address is
    canonical: str | None = None
    base: str | None = None  # where relative links start from: `<base>`, else the address
    lang: str | None = None

    def first(self, *names: str) -> str | None:
        """The first value that any of the names has, in the order of the names."""
        return next((self.metas[name][0] for name in names if self.metas.get(name)), None)


def read_head(tree: lxml_html.HtmlElement, url: str | None = None) -> Head:
    """
    Read the page's metadata.

    Args:
        tree: The whole page.
        url: Address the page was captured from, if known; it wins over the page's own claim.
    """
    metas: dict[str, list[str]] = {}
    for count, meta in enumerate(tree.iter("meta")):
        if count >= _MAX_METAS:
            break
        content = meta.get("content")
        if not content or len(content) > _MAX_CHARS:
            continue
        value = collapse(content)
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(key)
            if name and value:
                metas.setdefault(name.strip().lower(), []).append(value)
    canonical = _canonical(tree, url)
    address = url or canonical or _web(next(iter(metas.get("og:url", [])), None), None)
    nodes = read_json_ld(tree)
    title = next((collapse(found.text or "") for found in tree.iter("title") if found.getparent() is not None), None)
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return Head(
        metas={name: tuple(values) for name, values in metas.items()},
        nodes=tuple(nodes),
        article=article_node(nodes, canonical or address) or {},
        title=title or None,
        url=address,
        canonical=canonical,
        base=_base(tree, address),
        lang=(lang or next(iter(metas.get("content-language", [])), "")).strip() or None,
    )


def _canonical(tree: lxml_html.HtmlElement, url: str | None) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _web(link.get("href"), url)
    return None


def _base(tree: lxml_html.HtmlElement, address: str | None) -> str | None:
    stated = next((base.get("href") for base in tree.iter("base") if base.get("href")), None)
    return _web(stated, address) or address


def _web(address: str | None, base: str | None) -> str | None:
    if not address:
        return None
    try:
        full = urljoin(base or "", address.strip())
        return full if urlsplit(full).scheme in {"http", "https"} and urlsplit(full).hostname else None
    except ValueError:
        return None
