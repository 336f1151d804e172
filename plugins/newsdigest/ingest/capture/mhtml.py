"""MHTML, as browsers save "web page, single file": a mail message of the page and its parts."""

import datetime as dt
import email
import email.errors
import email.header
import email.utils
import re
from collections.abc import Iterator
from email.message import Message

from newsdigest.errors import PageError
from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.html import check_html
from newsdigest.ingest.capture.inline import inline_address
from newsdigest.ingest.capture.limits import Limits
from newsdigest.models import RawPage

_RASTER = {
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
}
_CID = re.compile(rb"cid:([A-Za-z0-9@._%+=~$-]{1,250})")
_MOST_PARTS = 5_000
_SMALL = 600  # bytes: pixels and icons


def read_mhtml(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage]:
    """
    Take the root part as the page, with the pictures among the other parts.

    Raises:
        PageError: no HTML in it, or see `check_html`.
    """
    message = parse_message(data, seed=seed)
    parts = parts_of(message, seed=seed)
    location = web_address(header(message, "Snapshot-Content-Location") or header(message, "Content-Location"))
    root = _root(message, parts, location)
    if root is None:
        raise PageError(f"{seed}: no HTML part in the MHTML; save the page again")
    body = payload(root)
    pictures, names = take_pictures(parts, limits)
    body = put_names(body, names)
    check_html(body, seed=seed, limits=limits)
    saved = read_mail_date(header(message, "Date"))
    yield RawPage(
        data=body,
        form="mhtml",
        seed=seed,
        url=location or web_address(header(root, "Content-Location")),
        fetched=saved,
        fetched_basis="recorded" if saved else "none",
        charset=root.get_content_charset(),
        pictures=pictures,
    )


def parse_message(data: bytes, *, seed: str) -> Message:
    """
    Parse a mail message.

    Raises:
        PageError: its parts are nested beyond what any program writes.
    """
    try:
        return email.message_from_bytes(data.lstrip())
    except (RecursionError, ValueError, LookupError) as error:
        raise PageError(f"{seed}: damaged mail format ({type(error).__name__}); save the page again") from None


def parts_of(message: Message, *, seed: str) -> list[Message]:
    """
    List the parts that are no containers, in order.

    Raises:
        PageError: too many.
    """
    parts: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart():
            waiting.extend(reversed(part.get_payload()))  # type: ignore[arg-type]  # a multipart's payload is a list
        else:
            parts.append(part)
        if len(parts) + len(waiting) > _MOST_PARTS:
            raise PageError(f"{seed}: over {_MOST_PARTS:,} parts; not a usable page")
    return parts


def header(message: Message, name: str) -> str:
    """Give a header decoded and on one line, or ""."""
    try:
        value = message.get(name)
        decoded = email.header.make_header(email.header.decode_header(value or ""))
        return " ".join(str(decoded).split())
    except (ValueError, LookupError, TypeError, email.errors.MessageError):
        return " ".join(str(message.get(name) or "").split())


def payload(part: Message) -> bytes:
    """Undo a part's transfer encoding."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def take_pictures(parts: list[Message], limits: Limits) -> tuple[dict[str, bytes], dict[str, str]]:
    """
    Collect the raster pictures among the parts.

    Returns:
        Pictures by address, and the stand-in address for each content id that the page may use instead.
    """
    pictures: dict[str, bytes] = {}
    names: dict[str, str] = {}
    room = limits.pictures_bytes
    for part in parts:
        extension = _RASTER.get(part.get_content_type())
        if extension is None or len(pictures) >= limits.pictures:
            continue
        data = payload(part)
        if not _SMALL <= len(data) <= min(room, limits.picture_bytes):
            continue
        address = web_address(header(part, "Content-Location")) or inline_address(data, extension)
        pictures[address] = data
        room -= len(data)
        if content_id := header(part, "Content-ID").strip("<> "):
            names[content_id] = address
    return pictures, names


def put_names(body: bytes, names: dict[str, str]) -> bytes:
    """Write addresses where the page names its parts by content id."""

    def address_of(found: re.Match[bytes]) -> bytes:
        address = names.get(found[1].decode("ascii"))
        return address.encode("utf-8") if address else found[0]

    return _CID.sub(address_of, body) if names else body


def read_mail_date(text: str) -> dt.datetime | None:
    """
    Read a mail date; the zone -0000 stands for UTC (RFC 5322, 3.3).

    >>> read_mail_date("Wed, 4 Mar 2026 05:06:07 -0000").isoformat()
    '2026-03-04T05:06:07+00:00'
    """
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _root(message: Message, parts: list[Message], location: str | None) -> Message | None:
    """Find the page among the parts: the one named as start, the one at the page's address, else the first HTML."""
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(message.get_param("start") or "").strip("<> ")
    for part in pages:
        if start and header(part, "Content-ID").strip("<> ") == start:
            return part
    for part in pages:
        if location and header(part, "Content-Location") == location:
            return part
    return pages[0] if pages else None
