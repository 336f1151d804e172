"""RSS and Atom files: each item is a page of its own, with what the feed knows about it."""

import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import feedparser

from newsdigest.errors import PageError
from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.charset import decode
from newsdigest.ingest.capture.html import check_html
from newsdigest.ingest.capture.limits import Limits
from newsdigest.models import RawPage

_ENTITY = re.compile(r"<!ENTITY", re.I)
_DECLARATION = re.compile(r"^\s{0,100}<\?xml\b[^>]{0,300}\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML 1.0 forbids them; one would cost the whole feed
# What feedparser raises on damaged feeds besides noting them in `bozo`, as fuzzing shows; none tells more than that the
# feed is damaged.
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError)
_TAG = re.compile(r"<[a-zA-Z!/]")
_TAG_WHOLE = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_UTF_8 = {"content-type": "application/xml; charset=utf-8"}


def read_feed(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage | PageError]:
    """
    Give one page an item: its body as HTML or text, the rest in `fields` as the feed writes it.

    A feed does not say when it was fetched; its sidecar may.

    Raises:
        PageError: the feed declares entities, is over the size of a page, or cannot be read at all.
    """
    if len(data) > limits.page_bytes:
        raise PageError(f"{seed}: over {limits.page_bytes:,} bytes; raise DIGEST_PAGE_MAX_MB if it is genuine")
    text = decode(data, _declared(data), is_html=False).text
    if _ENTITY.search(text):
        raise PageError(f"{seed}: the feed declares XML entities, which can be a bomb; not read")
    text = _CONTROL.sub("", _DECLARATION.sub("", text, count=1))
    parsed = _parse(text.encode("utf-8", "replace"), seed)
    if not parsed.entries:
        reason = f" ({parsed.bozo_exception})" if parsed.get("bozo") else ""
        raise PageError(f"{seed}: no items in the feed{reason}; fetch it again")
    for number, entry in enumerate(parsed.entries, start=1):
        if number > limits.records:
            yield PageError(f"{seed}: over {limits.records:,} items; split the feed")
            return
        try:
            yield _read_item(entry, parsed.feed, f"{seed}#{number}", limits, version=parsed.get("version"))
        except PageError as error:
            yield error


def _declared(data: bytes) -> str | None:
    """The charset in the XML declaration, which `decode` reads in HTML only."""
    found = re.match(rb"\s{0,100}<\?xml\b[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_:.-]{2,40})", data)
    return found[1].decode("ascii") if found else None


def _parse(data: bytes, seed: str) -> Any:
    """
    Hand the feed to feedparser as bytes in memory, never as an address: that it would fetch.

    Raises:
        PageError: damaged in a way that feedparser cannot step over.
    """
    try:
        return feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False, response_headers=_UTF_8
        )
    except _DAMAGE as error:
        raise PageError(f"{seed}: damaged feed ({type(error).__name__}); fetch it again") from None


def _read_item(
    entry: dict[str, Any], feed: Mapping[str, Any], name: str, limits: Limits, *, version: object
) -> RawPage:
    """
    Make a page of one item.

    Raises:
        PageError: no text in it, or too much.
    """
    captions = _captions(entry) if str(version).startswith("rss") else []
    contents = [
        part
        for part in entry.get("content", ())
        if str(part.get("value", "")).strip() and part["value"] not in captions
    ]
    content = max(contents, key=lambda part: len(part["value"]), default=None)
    body = content or entry.get("summary_detail") or {}
    text = str(content["value"] if content else entry.get("summary") or "")
    if not text.strip():
        raise PageError(f"{name}: the item has no text, only a title; capture the page it links to")
    is_html = _TAG.search(text) is not None and (body.get("type") != "text/plain" or "<p" in text)
    if not is_html and body.get("type") != "text/plain":
        text = html.unescape(text)
    encoded = text.encode("utf-8", "replace")
    check_html(encoded, seed=name, limits=limits)
    changed = dict.get(entry, "updated")  # feedparser's own `get` would answer with `published`
    # RSS 1.0 knows one date only, which feedparser takes for the date of a change.
    published = entry.get("published") or (changed if str(version).startswith("rss") else None)
    fields = {
        "title": _title(entry),
        "summary": entry.get("summary") if content else None,
        "published": published,
        "modified": changed if changed != published else None,
        "language": body.get("language") or feed.get("language"),
        "site": feed.get("title"),
        "authors": tuple(str(who["name"]) for who in entry.get("authors", ()) if who.get("name")),
        "tags": tuple(str(tag["term"]) for tag in entry.get("tags", ()) if tag.get("term")),
        "images": _images(entry, captions),
        "partial": content is None,
    }
    return RawPage(
        data=encoded,
        form="feed",
        seed=name,
        is_html=is_html,
        url=web_address(entry.get("link")) or web_address(entry.get("id")),
        charset="utf-8",
        fields={key: value for key, value in fields.items() if value not in (None, "", (), False)},
    )


def _title(entry: Mapping[str, Any]) -> str | None:
    """The title as text: feeds write it as HTML, some as HTML in HTML."""
    title = str(entry.get("title") or "")
    if (entry.get("title_detail") or {}).get("type") != "text/plain":
        title = html.unescape(_TAG_WHOLE.sub("", title))
    return title or None


def _captions(entry: Mapping[str, Any]) -> list[str]:
    """What media elements say of their pictures, which feedparser puts among the item's contents."""
    told = [str(part["value"]) for part in entry.get("content", ()) if part.get("type") == "text/plain"]
    return told if entry.get("media_content") else []


def _images(entry: Mapping[str, Any], captions: Sequence[str]) -> tuple[dict[str, str], ...]:
    """List the item's pictures: media elements with their credit and caption, then enclosures."""
    credits = [str(credit.get("content") or "") for credit in entry.get("media_credit", ())]
    found: dict[str, dict[str, str]] = {}
    media = [each for each in entry.get("media_content", ()) if _is_picture(each)]
    for number, each in enumerate([*media, *(link for link in entry.get("enclosures", ()) if _is_picture(link))]):
        address = web_address(each.get("url") or each.get("href"))
        if address is None or address in found:
            continue
        found[address] = {"url": address}
        credit = credits[number] if number < min(len(credits), len(media)) else ""
        if credit:
            found[address]["credit"] = credit
        if len(captions) == len(media) and number < len(media):
            found[address]["caption"] = captions[number]
    return tuple(found.values())


def _is_picture(entry: Mapping[str, Any]) -> bool:
    return entry.get("medium") == "image" or str(entry.get("type", "")).startswith("image/")
