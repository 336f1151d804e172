"""What a feed's entry says of a post, in the same words and with the same credits as its page."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from newsdigest.models import Post
from newsdigest.publish.corpus import Card
from newsdigest.publish.rights import Visible, safe_address
from newsdigest.registers.sources import Sources

ENTRIES = 30  # newest posts in a feed: two days of a busy digest at most, under 60 kB

# Ids follow from a post's own id and from nothing else: not from the site's address, the date or the slug.
_NAMESPACE = uuid.UUID("6f1d9a52-9d3e-5f0a-8a55-0d7a3f6c2b10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post in a feed."""

    id: str  # urn:uuid:…
    card: Card
    post: Post
    shown: Visible
    address: str  # of the post's page
    updated: dt.datetime
    published_rfc822: str  # as RSS wants it
    via: str | None  # where it came from: the original, else the copy we read
    related: str | None  # the copy, where the original is known too
    source_name: str | None
    source_home: str | None
    translator: str | None
    rights_line: str | None


def entry_id(post_id: str) -> str:
    """
    The id of a post in every feed.

    >>> entry_id("merkur-1") == entry_id("merkur-1") != entry_id("merkur-2")
    True
    """
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, post_id)}"


def make_entry(card: Card, post: Post, shown: Visible, *, address: str, sources: Sources) -> Entry:
    """Collect what all three formats say of a post."""
    source = sources.source_named(post.source)
    original = safe_address(post.source_url)
    copy = safe_address(post.via_url)
    changed = max((correction.on for correction in post.corrections), default=None)
    corrected = dt.datetime.combine(changed, dt.time(), tzinfo=post.date.tzinfo) if changed else post.date
    name = source.name if source else post.source
    return Entry(
        id=entry_id(post.id),
        card=card,
        post=post,
        shown=shown,
        address=address,
        updated=max(post.date, corrected),
        published_rfc822=format_datetime(post.date),
        via=original or copy,
        related=copy if original and copy != original else None,
        source_name=name,
        source_home=next((f"https://{domain}/" for domain in source.domains), None) if source else None,
        translator=card.via_name if post.translated_by and post.translated_by == post.via else post.translated_by,
        rights_line=rights_line(post, name, shown.licence),
    )


def rights_line(post: Post, source_name: str | None, licence: str | None) -> str | None:
    """
    Whose rights the text is under: "© dpa / Münchner Merkur", then the editor's note and the licence.

    Names are facts and need no translation.
    """
    holders = [name for name in (post.agency, source_name) if name]
    parts = [f"© {' / '.join(dict.fromkeys(holders))}"] if holders and post.rights != "own" else []
    parts += [part for part in (post.rights_note, licence) if part]
    return "; ".join(parts) or None


def json_feed(
    entries: Iterable[Entry],
    *,
    title: str,
    home: str,
    address: str,
    language: str,
    summary: Callable[[Entry], str],
    picture_address: Callable[[str], str],
) -> dict[str, Any]:
    """
    A JSON Feed 1.1.

    Args:
        entries: Newest first.
        title: Of the feed.
        home: Address of the page that it follows.
        address: Its own.
        language: Of the feed's own phrases.
        summary: What an entry says in words: notice and lede.
        picture_address: Turns a file below content/images into the address of the picture.
    """
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": address,
        "language": language,
        "items": [_item(entry, summary(entry), picture_address) for entry in entries],
    }


def _item(entry: Entry, summary: str, picture_address: Callable[[str], str]) -> dict[str, Any]:
    post = entry.post
    pictures = [picture for picture in entry.shown.pictures if picture.file]
    item = {
        "id": entry.id,
        "url": entry.address,
        "external_url": entry.via,
        "title": entry.shown.title,
        "content_text": summary,
        "image": picture_address(pictures[0].file) if pictures and pictures[0].file else None,
        "date_published": post.date.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name} for name in post.authors or ((entry.source_name,) if entry.source_name else ())],
        "tags": [*post.regions, *post.topics],
        "language": post.lang,
        "_provenance": _provenance(entry),
    }
    return {key: value for key, value in item.items() if value not in (None, [], {})}


def _provenance(entry: Entry) -> dict[str, Any]:
    """The chain in data, under a key of our own as the format asks."""
    post = entry.post
    facts: Mapping[str, Any] = {
        "agency": post.agency,
        "source": entry.source_name,
        "source_url": safe_address(post.source_url),
        "via": entry.card.via_name,
        "via_url": safe_address(post.via_url),
        "translated_from": post.translated_from,
        "translated_by": entry.translator,
        "translation_status": post.translation_status,
        "rights": entry.shown.rights,
        "rights_line": entry.rights_line,
        "corrections": [{"on": c.on.isoformat(), "text": c.text} for c in post.corrections],
        "images": [
            {
                key: value
                for key, value in (("caption", p.caption), ("credit", p.credit), ("licence", p.licence_url))
                if value
            }
            for p in entry.shown.pictures
        ],
    }
    return {key: value for key, value in facts.items() if value not in (None, [], "")}
