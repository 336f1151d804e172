"""Where a page's metadata name its authors: JSON-LD and meta tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsdigest.ingest.extract.json_ld import Node, strings, types_of
from newsdigest.ingest.extract.metadata import Head

_METAS = ("author", "article:author", "parsely-author", "byl", "dc.creator", "dcterms.creator", "sailthru.author",
          "cxenseparse:author", "article.author", "citation_author", "creator", "article:author_name",
          "mrf:authors", "vr:author", "rnews:creator")  # fmt: skip
_ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "Corporation", "Brand"})


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
