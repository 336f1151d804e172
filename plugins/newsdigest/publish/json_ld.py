"""
A post as schema.org data: NewsArticle, the work it translates, and its pictures with their credits.

Property names and the types each may hold are those of schema.org 30.0. `translator` takes people and organisations
only, never software; `sourceOrganization` is the organisation on whose behalf the author worked, an agency, and so
stands on the original, not on our copy of it.

Every article has one of these, so it says nothing twice: the page's own address and its description stand in the head,
an original has only what is otherwise than in our article, and an organisation is described where it comes first and
is named by its `@id` from then on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from newsdigest.models import Post
from newsdigest.post.places import place_names
from newsdigest.publish.addresses import name_part
from newsdigest.publish.rights import Picture, Visible, safe_address
from newsdigest.registers.sources import Source, Sources

Node = dict[str, Any]


def news_article(
    post: Post,
    shown: Visible,
    *,
    sources: Sources,
    site_name: str,
    region_name: Callable[[str], str],
    picture_address: Callable[[str], str],
) -> Node:
    """
    Describe a post.

    Args:
        post: The post; withdrawn ones have no description.
        shown: What its rights let us show; nothing else of its words gets in.
        sources: To tell organisations from other names.
        site_name: The digest, which publishes the page.
        region_name: Names a region code.
        picture_address: Turns a file below content/images into the address of the picture.

    Returns:
        A JSON-LD object without empty values.
    """
    translated = bool(post.translated_from or (post.source_lang and post.source_lang != post.lang))
    authors = [_person(name) for name in post.authors]
    original = _original(post, sources, translated=translated)
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": shown.title,
        "inLanguage": post.lang,
        "datePublished": post.date.isoformat(),
        "dateModified": max((c.on.isoformat() for c in post.corrections), default=None),
        "dateline": post.dateline,
        "author": authors or _organization(post.source, sources),
        "translator": _translator(post, sources),
        "publisher": _node("Organization", name=site_name),
        "image": [_image(picture, picture_address) for picture in shown.pictures],
        "about": [_node("Place", name=region_name(code)) for code in post.regions],
        "contentLocation": [_node("Place", name=name) for name in place_names(post.places)],
        "copyrightHolder": _organization(post.agency or post.source, sources),
        "license": shown.licence,
        "correction": [_correction(c.on.isoformat(), c.text) for c in post.corrections],
        "citation": _node("WebPage", url=safe_address(post.via_url), publisher=_organization(post.via, sources))
        if post.via or post.via_url
        else None,
    }
    if not shown.whole:
        article["isBasedOn"] = original
    elif translated:
        article["translationOfWork"] = original
    elif original:
        article["sourceOrganization"] = original.get("sourceOrganization")
        article["isBasedOn"] = original.get("url")
    return _once(_dense(article))


def _original(post: Post, sources: Sources, *, translated: bool) -> Node | None:
    """The article that ours was made from, as far as it is known; it has the authors of ours."""
    facts = {
        "name": post.source_title,
        "url": safe_address(post.source_url),
        "inLanguage": (post.translated_from or post.source_lang) if translated else None,
        "publisher": _organization(post.source, sources),
        "datePublished": post.source_date.isoformat() if post.source_date else None,
        "dateModified": post.source_modified.isoformat() if post.source_modified else None,
        "sourceOrganization": _organization(post.agency, sources),
    }
    node = _dense(facts)
    return {"@type": "NewsArticle", **node} if node.keys() - {"inLanguage"} else None


def _translator(post: Post, sources: Sources) -> Node | None:
    """Who translated: an organisation of the register, or a person where the translation is human work."""
    if not post.translated_by:
        return None
    found = sources.source_named(post.translated_by)
    if found:
        return _organization(post.translated_by, sources)
    return _person(post.translated_by) if post.translation_status == "human" else None


def _image(picture: Picture, address: Callable[[str], str]) -> Node:
    """A picture; one that may not be shown has its caption and credit and no address."""
    image = picture.image
    return _node(
        "ImageObject",
        contentUrl=address(picture.file) if picture.file else None,
        caption=picture.caption,
        creditText=picture.credit,
        creator=_person(image.creator) if image.creator else None,
        copyrightNotice=image.copyright_notice,
        copyrightHolder=[_node("Organization", name=name) for name in image.agencies],
        license=picture.licence_url,
    )


def _correction(on: str, text: str) -> Node:
    return _node("CorrectionComment", datePublished=on, text=text)


def _person(name: str) -> Node:
    return _node("Person", name=name)


def _organization(name: str | None, sources: Sources) -> Node | None:
    """An organisation by its register entry, else by the name that was printed."""
    if not name:
        return None
    source: Source | None = sources.source_named(name)
    if not source:
        return _node("Organization", name=name)
    return {"@type": "NewsMediaOrganization", **_dense({"@id": _home(source.domains), "name": source.name})}


def _once(article: Node) -> Node:
    """Describe each organisation where it comes first; one that has no address gets an id only if it comes again."""
    times = Counter(repr(node) for node in _organizations(article))
    met: dict[str, str] = {}

    def refer(value: Any) -> Any:
        if isinstance(value, list):
            return [refer(one) for one in value]
        if not isinstance(value, dict):
            return value
        if not _is_organization(value) or times[repr(value)] == 1:
            return {key: refer(one) for key, one in value.items()}
        known = met.get(repr(value))
        if known:
            return {"@id": known}
        met[repr(value)] = value.get("@id") or f"_:{name_part(value['name'])}"
        return {"@type": value["@type"], "@id": met[repr(value)], "name": value["name"]}

    return {key: refer(value) for key, value in article.items()}


def _organizations(value: Any) -> Iterator[Node]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            if _is_organization(one):
                yield one
            for inner in one.values():
                yield from _organizations(inner)


def _is_organization(node: Node) -> bool:
    return str(node.get("@type")).endswith("Organization")


def _home(domains: Iterable[str]) -> str | None:
    return next((f"https://{domain}/" for domain in domains), None)


def _node(kind: str, **values: Any) -> Node:
    return {"@type": kind, **_dense(values)}


def _dense(values: Mapping[str, Any]) -> Node:
    """Leave out what is not known (None, an empty text or list); a list of one is that one."""
    return {
        key: value[0] if type(value) is list and len(value) == 1 else value for key, value in values.items() if value
    }
