"""HTML saved with SingleFile: its first comment says from where and when, and its pictures are inside."""

import datetime as dt
import re
from collections.abc import Iterator

from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.html import check_html
from newsdigest.ingest.capture.inline import take_data_uris
from newsdigest.ingest.capture.limits import Limits
from newsdigest.models import RawPage

_COMMENT = re.compile(
    rb"<!--\s{0,20}(?:Page saved with|Archive processed by) SingleFile(?P<lines>.{0,6000}?)-->", re.I | re.S
)
_URL = re.compile(r"^\s{0,20}url:\s{0,5}(\S{1,2048})", re.I | re.M)
_SAVED = re.compile(r"^\s{0,20}saved date:\s{0,5}(.{1,100})", re.I | re.M)
# JavaScript's Date.toString: https://tc39.es/ecma262/#sec-todatestring
_JS_DATE = re.compile(
    r"[A-Z][a-z]{2} (?P<day>[A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2}) (?:GMT|UTC)(?P<zone>[+-]\d{4})?"
)
# A picture used twice becomes a CSS variable; the img keeps an empty SVG and names the variable in its style.
_VARIABLE = re.compile(rb"(--sf-img-\d{1,6})\s{0,5}:\s{0,5}url\([\"']?(https://[a-z0-9./-]{10,200})")
_USE = re.compile(rb"(\sstyle=[\"']?[^\"'<>]{0,400}?var\((--sf-img-\d{1,6})\))")


def read_singlefile(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage]:
    """
    Take the file as one page; each picture inside gets a stand-in address (see `inline`).

    Raises:
        PageError: see `check_html`; the size counts without the pictures.
    """
    url, saved = _read_comment(data)
    slim, pictures = take_data_uris(data, most=limits.pictures, most_bytes=limits.pictures_bytes)
    shared = {found[1]: found[2] for found in _VARIABLE.finditer(slim)}
    slim = _USE.sub(lambda found: _with_source(found, shared), slim)
    check_html(slim, seed=seed, limits=limits)
    yield RawPage(
        data=slim,
        form="singlefile",
        seed=seed,
        url=url,
        fetched=saved,
        fetched_basis="recorded" if saved else "none",
        charset="utf-8",
        pictures=pictures,
    )


def read_js_date(text: str) -> dt.datetime | None:
    """
    Read a date as JavaScript prints it, or in ISO form; None without a zone, for then it tells no moment.

    >>> read_js_date("Tue Mar 03 2026 10:11:12 GMT+0100 (Central European Standard Time)").isoformat()
    '2026-03-03T10:11:12+01:00'
    """
    text = text.strip()
    try:
        if found := _JS_DATE.match(text):
            return dt.datetime.strptime(f"{found['day']} {found['zone'] or '+0000'}", "%b %d %Y %H:%M:%S %z")
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _read_comment(data: bytes) -> tuple[str | None, dt.datetime | None]:
    """Give the address and the moment that SingleFile noted."""
    found = _COMMENT.search(data[:200_000])
    if not found:
        return None, None
    lines = found["lines"].decode("utf-8", "replace")
    url, saved = _URL.search(lines), _SAVED.search(lines)
    return web_address(url[1]) if url else None, read_js_date(saved[1]) if saved else None


def _with_source(found: re.Match[bytes], shared: dict[bytes, bytes]) -> bytes:
    """Give an img whose picture is a CSS variable the picture's address, where lazy loading puts it."""
    address = shared.get(found[2])
    return b' data-src="' + address + b'"' + found[1] if address else found[1]
