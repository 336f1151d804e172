"""Which raw form a file has, told from its first bytes and never from its name."""

import re

HEAD_BYTES = 65_536  # what recognition looks at
TAIL_BYTES = 4_096  # an archive signs its copies at the end

_TAG = re.compile(rb"<(?:!doctype html|html|head|body|title|meta|article|main|div|p|section|h1|script|table)\b", re.I)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|[a-z]{1,10}:feed)[\s>]", re.I)
_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{0,60}:[ \t])")
_MAIL_HEADERS = re.compile(rb"^(?:MIME-Version|Received|Message-ID|Subject|Date|From|Content-Type):", re.I | re.M)
_MHTML = re.compile(
    rb"^Content-Type:[ \t]{0,20}multipart/related|^Snapshot-Content-Location:|^From: ?<Saved by ", re.I | re.M
)
_SINGLEFILE = re.compile(rb"<!--\s{0,20}(?:Page saved with SingleFile|Archive processed by SingleFile)", re.I)
_WAYBACK = re.compile(
    rb"FILE ARCHIVED ON \d\d:|BEGIN WAYBACK TOOLBAR INSERT|__wm\.(?:init|wombat)\(|web-static\.archive\.org/_static/"
    rb"|(?:(?:https?:)?//web\.archive\.org)?/web/\d{14}(?:im|js|cs)_/http"
)
_WAYBACK_TRACES = (b"WAYBACK", b"FILE ARCHIVED", b"__wm.", b"/web/", b"web-static.archive.org")
_HEAD_TAG_REACH = 8_192  # bytes in which the html tag stands
_AMP = re.compile(rb"<html\b[^>]{0,300}?(?:\s(?:amp|amp4email)(?=[\s>=/])|\xe2\x9a\xa1)", re.I)

_CONTROLS = bytes((*range(1, 9), *range(14, 27), *range(28, 32)))  # not NUL, white space or ESC


def recognise(head: bytes, tail: bytes = b"") -> str | None:
    """
    Name the form of a file by its first `HEAD_BYTES`, and by its last ones where they are at hand.

    Returns:
        warc, zip, pdf, mhtml, email, json, feed, singlefile, wayback, amp, html or text-dump;
        None for bytes that are no page in any of them.
    """
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[:7] == b"WARC/1." or head[:8] == b"WARC/0.1":
        return "warc"
    text = _ascii_view(head).lstrip()
    if text[:1] in (b"{", b"["):
        return "json" if _looks_like_json(text) else "text-dump"
    if _HEADER.match(text):
        block = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
        if len(_MAIL_HEADERS.findall(block)) >= 3 and text[:1] != b"<":
            return "mhtml" if _MHTML.search(block) else "email"
    if text[:1] == b"<" and _FEED.search(text[:4096]) and not re.search(rb"<html\b", text[:4096], re.I):
        return "feed"
    if _TAG.search(text) and _is_markup(text):
        return _kind_of_html(text + tail)
    return None if _is_binary(head) else "text-dump"


def is_wayback(html: bytes) -> bool:
    """Tell whether the Wayback Machine has been at work on a page."""
    return any(trace in html for trace in _WAYBACK_TRACES) and bool(_WAYBACK.search(html))


def _kind_of_html(text: bytes) -> str:
    # Plain searches first: nearly every page fails them, at a hundredth of the pattern's cost.
    if b"SingleFile" in text and _SINGLEFILE.search(text):
        return "singlefile"
    if is_wayback(text):
        return "wayback"
    return "amp" if _AMP.search(text[:_HEAD_TAG_REACH]) else "html"


def _ascii_view(head: bytes) -> bytes:
    """Bring UTF-16 and byte order marks out of the way, so that patterns of ASCII bytes apply."""
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(codec, "replace").encode("utf-8", "replace")
    if head[:2] in (b"<\0", b"{\0", b"[\0"):
        return head.decode("utf-16-le", "replace").encode("utf-8", "replace")
    if head[:2] in (b"\0<", b"\0{", b"\0["):
        return head.decode("utf-16-be", "replace").encode("utf-8", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def _looks_like_json(text: bytes) -> bool:
    """Tell JSON from a text that merely begins with a bracket."""
    return bool(re.match(rb'\{\s{0,200}(?:"|\})|\[\s{0,200}(?:\{|\]|")', text))


def _is_markup(text: bytes) -> bool:
    """Tell a page from a text that merely mentions a tag: markup starts with one, or is full of them."""
    return text[:1] == b"<" or len(_TAG.findall(text)) >= 3 or bool(re.search(rb"<(?:html|body)\b", text, re.I))


def _is_binary(head: bytes) -> bool:
    """Tell bytes that no charset makes a text of: control characters all over, and no sign of UTF-16."""
    if not head:
        return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    nulls = head.count(0)
    if nulls > len(head) / 20 and 0.1 < head[::2].count(0) / nulls < 0.9:
        return True  # UTF-16 without a mark has its NULs on one side only
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 100
