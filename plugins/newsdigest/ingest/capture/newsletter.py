"""E-mail newsletters: the article, without what the mail knows about the subscriber."""

import datetime as dt
import re
from collections.abc import Iterator
from email.message import Message

from lxml import etree, html

from newsdigest.errors import PageError
from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.charset import decode
from newsdigest.ingest.capture.html import check_html
from newsdigest.ingest.capture.limits import Limits
from newsdigest.ingest.capture.mhtml import (
    header,
    parse_message,
    parts_of,
    payload,
    put_names,
    read_mail_date,
    take_pictures,
)
from newsdigest.ingest.capture.subscriber import Subscriber, find_subscriber
from newsdigest.models import RawPage
from newsdigest.text import clean

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # for XML 1.0, which lxml keeps to


def read_newsletter(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage]:
    """
    Take the mail's HTML part, else its plain text, as the page.

    Tracking pixels, links that only serve the subscriber, tokens in other links, and the subscriber's address and name
    are taken out. The moment of arrival counts as fetch time.

    Raises:
        PageError: no text in it, or see `check_html`.
    """
    message = parse_message(data, seed=seed)
    parts = [part for part in parts_of(message, seed=seed) if part.get_content_disposition() != "attachment"]
    part = _first(parts, "text/html") or _first(parts, "text/plain")
    if part is None:
        raise PageError(f"{seed}: a mail without text; save the web version of the newsletter")
    subscriber = find_subscriber(message)
    pictures, names = take_pictures(parts, limits)
    is_html = part.get_content_type() == "text/html"
    body = payload(part)
    if is_html:
        body = put_names(body, names)
    check_html(body, seed=seed, limits=limits)
    text = decode(body, part.get_content_charset(), is_html=is_html).text
    text = _clean_html(text, subscriber) if is_html else subscriber.clean_text(text)
    came = _arrival(message)
    fields = {
        "title": subscriber.clean_text(header(message, "Subject")),
        "published": header(message, "Date"),
        "language": header(message, "Content-Language"),
        "site": _sender(message),
    }
    yield RawPage(
        data=text.encode("utf-8", "replace"),
        form="email",
        seed=seed,
        is_html=is_html,
        url=web_address(header(message, "Archived-At").strip("<>")),
        fetched=came,
        fetched_basis="recorded" if came else "none",
        charset="utf-8",
        pictures=pictures,
        fields={key: value for key, value in fields.items() if value},
    )


def _first(parts: list[Message], kind: str) -> Message | None:
    return next((part for part in parts if part.get_content_type() == kind and payload(part).strip()), None)


def _arrival(message: Message) -> dt.datetime | None:
    """When the mail came: the topmost Received line is the last stop's; the Date line is the sender's."""
    for line in message.get_all("Received", [])[:1]:
        if came := read_mail_date(str(line).rpartition(";")[2].strip()):
            return came
    return read_mail_date(header(message, "Date"))


def _sender(message: Message) -> str:
    """The sender's name as the mail prints it, without the address."""
    name, _, _ = header(message, "From").partition("<")
    return name.strip(' "') if "@" not in name else ""


def _clean_html(text: str, subscriber: Subscriber) -> str:
    """Take pixels, the subscriber's links and tokens out of the mail's HTML."""
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return subscriber.clean_text(text)
    _drop_unfit(tree)
    for image in list(tree.iter("img")):
        if _is_pixel(image):
            image.drop_tree()
        elif image.get("src"):
            image.set("src", subscriber.clean_link(image.get("src")) or "")
    for link in list(tree.iter("a")):
        if subscriber.is_service(link.get("href") or "", link.text_content()):
            link.drop_tree()
        elif link.get("href"):
            address = subscriber.clean_link(link.get("href"))
            if address:
                link.set("href", address)
            else:
                link.drop_tag()
    for element in tree.iter():
        for place in ("text", "tail"):
            before = getattr(element, place) or ""
            after = subscriber.clean_text(before)
            if after != before:
                setattr(element, place, clean(after))
    return str(html.tostring(tree, encoding="unicode", doctype="<!doctype html>"))


def _drop_unfit(tree: html.HtmlElement) -> None:
    """Take out characters that lxml reads, but refuses to write back when elements are taken out."""
    for element in tree.iter():
        for place in ("text", "tail"):
            before = getattr(element, place) or ""
            if _UNFIT.search(before):
                setattr(element, place, _UNFIT.sub("", before))


def _is_pixel(image: html.HtmlElement) -> bool:
    """Tell a picture that is there to be fetched and not to be seen."""
    sizes = [str(image.get(name) or "").removesuffix("px").strip() for name in ("width", "height")]
    style = "".join(str(image.get("style") or "").lower().split())
    hidden = "display:none" in style or "visibility:hidden" in style or "width:1px" in style or "height:1px" in style
    return hidden or any(size in ("0", "1", "2") for size in sizes)
