"""Copies from the Internet Archive's Wayback Machine: what it put into the page is taken out again."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.html import check_html
from newsdigest.ingest.capture.limits import Limits
from newsdigest.models import RawPage

_BEGIN_TOOLBAR = b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->"
_END_TOOLBAR = b"<!-- END WAYBACK TOOLBAR INSERT -->"
_END_SCRIPTS = b"<!-- End Wayback Rewrite JS Include -->"
_MOST_INSERT = 60_000  # bytes that a toolbar takes; seen: 12,000
_HEAD = re.compile(rb"<head\b[^>]{0,200}>", re.I)
_WOMBAT = re.compile(rb"__wm\.wombat\(\s{0,5}\"(?P<url>https?:[^\"\s]{1,2048})\",\s{0,5}\"(?P<stamp>\d{14})\"")
_TOOLBAR_URL = re.compile(rb"id=\"wmtbURL\"[^>]{0,200}?value=\"(?P<url>https?:[^\"\s]{1,2048})\"")
_LINK = re.compile(rb"/web/(?P<stamp>\d{14})(?:[a-z]{2}_)?/")
_ARCHIVED = re.compile(rb"FILE ARCHIVED ON (?P<time>\d\d:\d\d:\d\d [A-Z][a-z]{2} \d{2}, \d{4})")
_NOTES = (b"FILE ARCHIVED ON ", b"playback timings (ms)", b"This document is Copyrighted")
_TAIL = 20_000  # bytes at the end in which the notes stand


def read_wayback(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage]:
    """
    Take the file as one page, as it was before the archive rewrote it.

    Raises:
        PageError: see `check_html`.
    """
    page = undo_wayback(RawPage(data=data, form="wayback", seed=seed))
    check_html(page.data, seed=seed, limits=limits)
    yield page


def undo_wayback(page: RawPage) -> RawPage:
    """
    Undo the archive's changes: toolbar, scripts, notes and rewritten links.

    Returns:
        The page with its original address, the moment of archiving (UTC) as fetch time, and the copy's address in
        `fields["archived_url"]`; a page without traces of the archive comes back with only its links undone.
    """
    stamp = _stamp(page.data)
    original = _original_address(page)
    archived = _moment(page.data, stamp)
    data = _without_notes(_without_scripts(_without_toolbar(page.data)))
    if stamp:
        # Only links with the copy's own stamp: the authors may have linked to other archived pages themselves.
        own = rb"(?:(?:https?:)?//web\.archive\.org)?/web/" + stamp + rb"(?:[a-z]{2}_)?/(?=https?:|//|mailto:)"
        data = re.sub(own, b"", data)
    copy = f"https://web.archive.org/web/{stamp.decode()}/{original}" if stamp and original else None
    return replace(
        page,
        data=data,
        url=original or page.url,
        fetched=archived or page.fetched,
        fetched_basis="recorded" if archived else page.fetched_basis,
        fields={**page.fields, **({"archived_url": copy} if copy else {})},
    )


def _stamp(data: bytes) -> bytes | None:
    """The copy's fourteen digits: from the archive's script, else the commonest in the rewritten links."""
    if found := _WOMBAT.search(data):
        return found["stamp"]
    stamps = [found["stamp"] for found in _LINK.finditer(data)][:500]
    return max(set(stamps), key=lambda stamp: (stamps.count(stamp), stamp)) if stamps else None


def _original_address(page: RawPage) -> str | None:
    """The address that was archived, from wherever the copy says it."""
    for pattern in (_WOMBAT, _TOOLBAR_URL):
        if found := pattern.search(page.data):
            address = found["url"].decode("utf-8", "replace").replace("&amp;", "&")
            address = re.sub(r"^https?://web\.archive\.org/web/\d{14}(?:[a-z]{2}_)?/", "", address)
            if usable := web_address(address):
                return usable
    _, _, address = (page.url or "").partition("/web/")
    return web_address(address.partition("/")[2])


def _moment(data: bytes, stamp: bytes | None) -> dt.datetime | None:
    """When the archive fetched the page; its clock is UTC."""
    try:
        if found := _ARCHIVED.search(data):
            moment = dt.datetime.strptime(found["time"].decode(), "%H:%M:%S %b %d, %Y")
        elif stamp:
            moment = dt.datetime.strptime(stamp.decode(), "%Y%m%d%H%M%S")
        else:
            return None
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC)


def _without_toolbar(data: bytes) -> bytes:
    start = data.find(_BEGIN_TOOLBAR)
    stop = data.find(_END_TOOLBAR, start + 1)
    if start < 0 or not 0 <= stop - start <= _MOST_INSERT:
        return data
    return data[:start] + data[stop + len(_END_TOOLBAR) :]


def _without_scripts(data: bytes) -> bytes:
    """Cut from the head's start to the end mark of the archive's scripts."""
    stop = data.find(_END_SCRIPTS)
    head = _HEAD.search(data)
    if stop < 0 or head is None or not 0 <= stop - head.end() <= _MOST_INSERT:
        return data
    return data[: head.end()] + data[stop + len(_END_SCRIPTS) :]


def _without_notes(data: bytes) -> bytes:
    """Cut the comments that the archive puts at the end."""
    kept, rest = [data[:-_TAIL]], data[-_TAIL:]
    while (start := rest.find(b"<!--")) >= 0 and (stop := rest.find(b"-->", start)) >= 0:
        comment = rest[start : stop + 3]
        kept.append(rest[:start] if any(note in comment for note in _NOTES) else rest[: stop + 3])
        rest = rest[stop + 3 :]
    return b"".join((*kept, rest))
