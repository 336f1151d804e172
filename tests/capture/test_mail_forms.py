"""MHTML and newsletters: the page and its pictures come out, the subscriber does not."""

import base64
import datetime as dt
import hashlib
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from urllib.parse import quote

import pytest
from capture_files import PAGE, only_error, only_page, picture

from newsdigest.ingest.capture.inline import is_inline
from newsdigest.ingest.capture.subscriber import Subscriber

NEWS = "https://harbour.example/news/1"
READER = "reader@mail.example"


def mhtml(html: bytes, *, charset: str = "utf-8", photo: bytes | None = None, located: bool = True) -> bytes:
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = NEWS
    message["Subject"] = "New port"
    message["Date"] = "Wed, 4 Mar 2026 05:06:07 -0000"
    page = MIMEText(html.decode(charset), "html", charset)
    page["Content-Location"] = NEWS
    page["Content-ID"] = "<frame-1@mhtml.blink>"
    message.attach(MIMEText("<p>an advertisement</p>", "html"))
    message.attach(page)
    if photo:
        part = MIMEImage(photo)
        part["Content-ID"] = "<photo-1@mhtml.blink>"
        if located:
            part["Content-Location"] = "https://harbour.example/port.jpg"
        message.attach(part)
    return message.as_bytes()


def test_mhtml_gives_page_address_time_charset_and_pictures(tmp_path):
    photo = picture()
    html = "<html><head><title>Порт</title></head><body><img src='https://harbour.example/port.jpg'>Порт открыт".encode(
        "cp1251"
    )
    page = only_page(mhtml(html, charset="windows-1251", photo=photo), tmp_path)
    assert (page.form, page.url, page.charset, page.data) == ("mhtml", NEWS, "windows-1251", html)
    assert (page.fetched, page.fetched_basis) == (dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC), "recorded")
    assert page.pictures == {"https://harbour.example/port.jpg": photo}


def test_a_picture_named_by_content_id_gets_an_address(tmp_path):
    html = PAGE.replace(b"<p>", b'<img src="cid:photo-1@mhtml.blink"><img src="cid:unknown@x"><p>')
    page = only_page(mhtml(html, photo=picture(), located=False), tmp_path)
    (address,) = page.pictures
    assert is_inline(address)
    assert f'<img src="{address}">'.encode() in page.data
    assert b"cid:unknown@x" in page.data


def test_mhtml_without_html_cut_short_or_nested_beyond_sense_is_one_error(tmp_path):
    assert "no HTML part" in only_error(mhtml(PAGE).replace(b"text/html", b"text/css"), tmp_path)
    only_error(mhtml(PAGE)[:150], tmp_path)
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nSubject: x\r\n"
    deep = b"".join(b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000))
    assert "damaged mail format" in only_error(head + deep, tmp_path)


def newsletter(html: str | None, *, plain: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = '"Harbour Times" <news@harbour.example>'
    message["To"] = f'"Rita Reader" <{READER}>'
    message["Subject"] = "New port opens"
    message["Date"] = "Wed, 4 Mar 2026 10:06:07 +0500"
    message["List-Unsubscribe"] = "<https://harbour.example/unsubscribe>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(plain or "The port opens.")
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_newsletter_gives_its_html_with_subject_date_and_sender(tmp_path):
    page = only_page(newsletter("<html><body><p>The port opens.</p></body></html>"), tmp_path)
    assert (page.form, page.is_html, page.url) == ("email", True, None)
    assert page.fields["title"] == "New port opens"
    assert page.fields["site"] == "Harbour Times"
    assert page.fields["published"] == "Wed, 04 Mar 2026 10:06:07 +0500"
    assert b"<p>The port opens.</p>" in page.data
    assert page.fetched == dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)


def test_arrival_and_archive_address_are_kept(tmp_path):
    data = newsletter(
        "<p>The port opens.</p>",
        Archived_At=f"<{NEWS}>",
        Received="from a by b; Wed, 4 Mar 2026 10:08:00 +0500",
    )
    page = only_page(data, tmp_path)
    assert (page.url, page.fetched) == (NEWS, dt.datetime(2026, 3, 4, 5, 8, tzinfo=dt.UTC))


def test_a_newsletter_without_html_gives_its_text(tmp_path):
    page = only_page(newsletter(None, plain=f"The port opens.\nSent to {READER}."), tmp_path)
    assert (page.is_html, page.data.decode().strip()) == (False, "The port opens.\nSent to .")


SPELLINGS = {
    "plain": READER,
    "capital": "Reader@Mail.example",
    "quoted": quote(READER, safe=""),
    "base64": base64.b64encode(READER.encode()).decode().rstrip("="),
    "md5": hashlib.md5(READER.encode()).hexdigest(),
    "sha256": hashlib.sha256(READER.encode()).hexdigest(),
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_no_spelling_of_the_subscriber_survives(tmp_path, spelling):
    html = (
        f'<p>Dear Rita Reader, <a href="{NEWS}?id=7&amp;who={spelling}">the port</a> opens. Sent to {spelling}.</p>'
        f'<p><a href="https://click.example/{spelling}/x">More</a> <img src="{NEWS}.jpg?r={spelling}"></p>'
    )
    data = only_page(newsletter(html), tmp_path).data.decode()
    assert spelling.lower() not in data.lower()
    assert "Rita Reader" not in data
    assert f'href="{NEWS}?id=7"' in data
    assert "More" in data


@pytest.mark.parametrize(
    "pixel",
    [
        '<img src="https://t.example/o.gif" width="1" height="1">',
        '<img src="https://t.example/o.gif" height="0px">',
        '<img src="https://t.example/o.gif" style="display: none">',
        '<img src="https://t.example/o.gif" style="width:1px;height:1px">',
    ],
)
def test_tracking_pixels_are_taken_out(tmp_path, pixel):
    data = only_page(
        newsletter(f'<p>The port opens.{pixel} Ships came.</p><img src="{NEWS}.jpg" width="600">'), tmp_path
    ).data
    assert b"t.example" not in data
    assert b"The port opens. Ships came." in data
    assert f'<img src="{NEWS}.jpg"'.encode() in data


@pytest.mark.parametrize(
    "link",
    [
        f'<a href="{NEWS}/u">Unsubscribe</a>', f'<a href="{NEWS}/unsubscribe?x=1">here</a>',
        f'<a href="{NEWS}/w">View this email in your browser</a>', f'<a href="{NEWS}/u">Отписаться от рассылки</a>',
        f'<a href="{NEWS}/u">Abmelden</a>',
    ],
)  # fmt: skip
def test_links_that_serve_the_subscriber_are_taken_out(tmp_path, link):
    data = only_page(newsletter(f"<p>The port opens.</p>{link}"), tmp_path).data
    assert b"href" not in data


@pytest.mark.parametrize(
    ("link", "clean"),
    [
        (f"{NEWS}?utm_source=a&utm_medium=b&page=2", f"{NEWS}?page=2"),
        (f"{NEWS}?mc_eid=abcdef&e=1", NEWS),
        (f"https://click.example/go?url={quote(NEWS + '?page=2', safe='')}&k=1", f"{NEWS}?page=2"),
        (f"https://click.example/go?url={NEWS}&k=1", NEWS),
        (f"https://click.example/CL0/{quote(NEWS, safe=':')}/1/0100018f3c-aaaa", NEWS),
        ("https://click.example/ls/click?upn=u001.AbCdEfGhIjKlMnOpQr1234", "https://click.example/ls/click"),
        ("https://click.example/AbCdEfGhIjKlMnOpQr1234", None),
        (
            "https://harbour.example/2026/03/04/new-port-opens-in-the-north",
            "https://harbour.example/2026/03/04/new-port-opens-in-the-north",
        ),
        ("javascript:alert(1)", None),
        ("mailto:desk@harbour.example", None),
        ("http://[broken", None),
    ],
)
def test_links_lead_to_their_target_without_tokens(link, clean):
    assert Subscriber(()).clean_link(link) == clean


def test_a_mail_without_text_is_one_error(tmp_path):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@harbour.example", READER, "x"
    message["Date"] = "Wed, 4 Mar 2026 10:06:07 +0500"
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    assert "without text" in only_error(message.as_bytes(), tmp_path)


def test_mails_with_lying_charsets_and_damaged_headers_are_read(tmp_path):
    data = newsletter("<p>The port opens.</p>").replace(b"utf-8", b"no-such-charset")
    data = data.replace(b"Subject: New port opens", b"Subject: =?no-such?B?////?= \xff\xfe", 1)
    page = only_page(data, tmp_path)
    assert b"The port opens." in page.data


def test_a_subject_that_cannot_be_decoded_stands_as_it_came(tmp_path):
    data = newsletter("<p>The port opens.</p>").replace(
        b"Subject: New port opens", b"Subject: =?utf-8?B?0A0L7Qs9C?=", 1
    )
    assert only_page(data, tmp_path).fields["title"] == "=?utf-8?B?0A0L7Qs9C?="


def test_control_characters_do_not_keep_links_from_being_taken_out(tmp_path):
    text = "<p>The port\x01 opens&#11;.</p><a href='javascript:x'>Ships\x02</a> came.<a href='https://a.example/unsubscribe'>x</a>\x03"
    data = only_page(newsletter(text), tmp_path).data
    assert b"The port opens." in data
    assert b"<a" not in data
