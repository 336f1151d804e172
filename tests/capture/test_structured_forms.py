"""Feeds, JSON and PDF: what the form knows is kept verbatim beside the text."""

import datetime as dt
import json
import zlib

import pytest
from capture_files import only_error, only_page, read
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdigest.errors import PageError
from newsdigest.ingest.capture import Limits
from newsdigest.ingest.capture.forms import recognise
from newsdigest.ingest.capture.json_pages import read_json
from newsdigest.ingest.capture.pdf import join_lines, read_pdf
from newsdigest.models import RawPage

NEWS = "https://harbour.example/news/1"
FULL = (
    "<item><title>New &amp; old port</title><link>" + NEWS + "</link><pubDate>Wed, 04 Mar 2026 05:06:07</pubDate>"
    "<dc:creator>A. Example</dc:creator><category>ports</category><description>The short of it.</description>"
    "<content:encoded><![CDATA[<p>The port <b>opens</b>.</p><img src='/a.jpg'>]]></content:encoded>"
    "<media:content url='https://harbour.example/a.jpg' medium='image'><media:credit>A. Example / dpa</media:credit>"
    "</media:content><enclosure url='https://harbour.example/b.jpg' type='image/jpeg' length='1'/>"
    "<enclosure url='https://harbour.example/b.mp3' type='audio/mpeg' length='1'/></item>"
)
SHORT = (
    "<item><title>Rail</title><link>https://harbour.example/news/2</link><description>Trains run.</description></item>"
)
BARE = "<item><title>Only a title</title><link>https://harbour.example/news/3</link></item>"


def rss(*items: str, encoding: str = "utf-8", head: str = "") -> bytes:
    spaces = "".join(
        f' xmlns:{name}="{uri}"'
        for name, uri in (
            ("content", "http://purl.org/rss/1.0/modules/content/"),
            ("dc", "http://purl.org/dc/elements/1.1/"),
            ("media", "http://search.yahoo.com/mrss/"),
        )
    )
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>{head}<rss version="2.0"{spaces}><channel>'
        f"<title>Harbour Times</title><language>en</language>{''.join(items)}</channel></rss>"
    )
    return text.encode(encoding)


def test_each_item_is_a_page_with_what_the_feed_knows(tmp_path):
    full, short, bare = read(rss(FULL, SHORT, BARE), tmp_path)
    assert isinstance(full, RawPage)
    assert isinstance(short, RawPage)
    assert (full.form, full.seed, full.url, full.is_html) == ("feed", "seed#1", NEWS, True)
    assert full.data == b"<p>The port <b>opens</b>.</p><img src='/a.jpg'>"
    assert full.fields == {
        "title": "New & old port",
        "summary": "The short of it.",
        "published": "Wed, 04 Mar 2026 05:06:07",
        "language": "en",
        "site": "Harbour Times",
        "authors": ("A. Example",),
        "tags": ("ports",),
        "images": (
            {"url": "https://harbour.example/a.jpg", "credit": "A. Example / dpa"},
            {"url": "https://harbour.example/b.jpg"},
        ),
    }
    assert (short.data, short.fields["partial"]) == (b"Trains run.", True)
    assert isinstance(bare, PageError)
    assert "no text" in str(bare)


def test_atom_entries_are_read_alike(tmp_path):
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>Гавань</title><entry><title>Порт</title>'
        f'<link rel="alternate" href="{NEWS}"/><published>2026-03-04T05:06:07+05:00</published>'
        "<updated>2026-03-05T05:06:07+05:00</updated><author><name>А. Пример</name></author>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Порт открыт.</p></div></content>'
        "</entry></feed>"
    )
    page = only_page(feed, tmp_path)
    assert (page.url, page.data.decode()) == (NEWS, "<p>Порт открыт.</p>")
    assert page.fields["published"] == "2026-03-04T05:06:07+05:00"
    assert page.fields["modified"] == "2026-03-05T05:06:07+05:00"
    assert (page.fields["language"], page.fields["authors"]) == ("ru", ("А. Пример",))


def test_what_a_feed_says_of_a_picture_is_its_caption_and_not_the_text(tmp_path):
    media = (
        "<media:content url='https://harbour.example/a.jpg' medium='image'>"
        "<media:description>The port at dawn.</media:description></media:content>"
    )
    item = f"<item><title>Port &amp;amp; sea</title><description>Ferries sail.</description>{media}</item>"
    page = only_page(rss(item), tmp_path)
    assert (page.data, page.fields["title"]) == (b"Ferries sail.", "Port & sea")
    assert page.fields["images"] == ({"url": "https://harbour.example/a.jpg", "caption": "The port at dawn."},)


def test_the_one_date_of_an_rss_1_item_is_its_publication(tmp_path):
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="{NEWS}"><title>Port</title><link>{NEWS}</link>'
        "<dc:date>2026-03-04T05:06:07+05:00</dc:date><description>One &lt; two.\nThree.</description></item></rdf:RDF>"
    )
    page = only_page(text.encode(), tmp_path)
    assert (page.fields["published"], page.is_html) == ("2026-03-04T05:06:07+05:00", False)
    assert "modified" not in page.fields


@pytest.mark.parametrize(
    "entry",
    [
        {
            "url": NEWS,
            "title": "Port",
            "text": "Ferries.",
            "publish_date": "2026-03-04",
            "top_image": "https://x.example/a",
        },
        {
            "link": NEWS,
            "headline": "Port",
            "body": "Ferries.",
            "pubDate": "2026-03-04",
            "images": ["https://x.example/a"],
        },
        {
            "text": "Ferries.",
            "source": NEWS,
            "title": "Port",
            "date": "2026-03-04",
            "image": [{"url": "https://x.example/a"}],
        },
    ],
)
def test_plain_article_json_is_read_by_the_common_names_of_its_parts(tmp_path, entry):
    page = only_page(
        json.dumps({**entry, "authors": [{"name": "A. Example"}], "author": "A. Example"}).encode(), tmp_path
    )
    assert (page.url, page.data, page.is_html) == (NEWS, b"Ferries.", False)
    assert (page.fields["title"], page.fields["published"], page.fields["authors"]) == (
        "Port",
        "2026-03-04",
        ("A. Example",),
    )
    assert page.fields["images"] == ({"url": "https://x.example/a"},)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8", "utf-16"])
@pytest.mark.parametrize("declared", ["right", "utf-8"])
def test_feeds_in_legacy_charsets_are_read_even_when_they_lie(tmp_path, encoding, declared):
    news = "В столице открыли новый мост через реку, сообщил комитет."
    item = f"<item><title>Порт</title><description>{news}</description></item>"
    data = rss(item, encoding=encoding)
    if declared != "right" and encoding != "utf-16":
        data = data.replace(encoding.encode(), declared.encode(), 1)
    assert "открыли новый мост" in only_page(data, tmp_path).data.decode()


def test_an_entity_bomb_is_refused_unread(tmp_path):
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    assert "entities" in only_error(rss(FULL, head=bomb + "]>"), tmp_path)
    external = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert "entities" in only_error(rss(FULL.replace("short", "&x;"), head=external), tmp_path)


def test_damaged_empty_and_deep_feeds_give_errors_not_crashes(tmp_path):
    assert "no items" in only_error(rss(), tmp_path)
    cut = rss(FULL, SHORT)
    assert all(isinstance(page, RawPage | PageError) for page in read(cut[: len(cut) // 2], tmp_path))
    deep = rss("<item><title>t</title><description>x</description>" + "<a>" * 20_000 + "</a>" * 20_000 + "</item>")
    assert len(read(deep, tmp_path)) == 1
    control = rss(SHORT.replace("Trains", "Tra\x02ins"))
    assert only_page(control, tmp_path).data == b"Trains run."


def test_a_feed_that_its_reader_stumbles_over_is_damaged(tmp_path, monkeypatch):
    def stumble(*_: object, **__: object) -> None:
        raise ValueError("too many values to unpack")  # of a namespace with a space, from Python 3.13 on

    monkeypatch.setattr("feedparser.parse", stumble)
    assert "damaged feed" in only_error(rss(FULL), tmp_path)


def test_a_feed_is_bounded_in_items_and_size(tmp_path):
    pages = read(rss(*[SHORT] * 5), tmp_path, limits=Limits(records=3))
    assert [type(page) for page in pages] == [RawPage] * 3 + [PageError]
    assert "over 500 bytes" in only_error(rss(*[SHORT] * 5), tmp_path, limits=Limits(page_bytes=500))


def test_addresses_in_a_feed_are_checked(tmp_path):
    page = only_page(rss(SHORT.replace("https://harbour.example/news/2", "javascript:alert(1)")), tmp_path)
    assert page.url is None


TRAFILATURA = {
    "title": "New port", "author": "A. Example; B. Example", "hostname": "harbour.example", "date": "2026-03-04",
    "fingerprint": "abc", "id": None, "license": None, "comments": "", "raw_text": "The port opens.",
    "text": "The port opens.\nShips came.", "language": "en", "image": "https://harbour.example/a.jpg",
    "pagetype": "article", "filedate": "2026-03-05", "source": NEWS, "source-hostname": "Harbour Times",
    "excerpt": "In short.", "categories": "ports;trade", "tags": "sea",
}  # fmt: skip
FUNDUS = {
    "title": "New port", "authors": ["A. Example"], "publishing_date": "2026-03-04 05:06:07+05:00",
    "topics": ["ports"], "free_access": True, "lang": "en",
    "body": {"summary": ["In short."], "sections": [{"headline": ["Ships <b>"], "paragraphs": ["They came & went."]}]},
    "images": [{
        "versions": [{"url": "https://harbour.example/s.jpg"}, {"url": "https://harbour.example/l.jpg"}],
        "caption": "The port.", "authors": ["A. Example", "dpa"], "description": "A pier", "is_cover": True,
    }],
}  # fmt: skip
NEWS_PLEASE = {
    "title": "New port", "maintext": "The port opens.\nShips came.", "authors": ["A. Example"], "url": NEWS,
    "date_publish": "2026-03-04 05:06:07", "date_modify": None, "date_download": "2026-03-05 10:00:00",
    "description": "In short.", "language": "en", "source_domain": "harbour.example", "filename": "a.html",
    "image_url": "https://harbour.example/a.jpg",
}  # fmt: skip


def test_trafilatura_json_is_read_by_its_own_meanings(tmp_path):
    page = only_page(json.dumps(TRAFILATURA), tmp_path)
    assert (page.form, page.url, page.is_html, page.data) == ("json", NEWS, False, b"The port opens.\nShips came.")
    assert page.fields["site"] == "Harbour Times"
    assert page.fields["authors"] == ("A. Example", "B. Example")
    assert page.fields["tags"] == ("ports", "trade", "sea")
    assert page.fields["published"] == "2026-03-04"
    assert page.fields["images"] == ({"url": "https://harbour.example/a.jpg"},)


def test_fundus_json_becomes_escaped_html_with_images_and_credits(tmp_path):
    page = only_page(json.dumps(FUNDUS), tmp_path)
    assert page.is_html
    assert page.data == b"<p>In short.</p>\n<h2>Ships &lt;b&gt;</h2>\n<p>They came &amp; went.</p>"
    assert page.fields["published"] == "2026-03-04 05:06:07+05:00"
    assert page.fields["images"] == (
        {"url": "https://harbour.example/l.jpg", "caption": "The port.", "alt": "A pier", "credit": "A. Example / dpa"},
    )


def test_fundus_json_with_the_page_inside_is_that_page(tmp_path):
    source = {"requested_url": NEWS, "responded_url": NEWS, "content": "<html><p>The port opens.</p></html>",
              "crawl_date": "2026-03-05T10:00:00+00:00"}  # fmt: skip
    page = only_page(json.dumps({**FUNDUS, "html": source}), tmp_path)
    assert (page.data, page.url, dict(page.fields)) == (b"<html><p>The port opens.</p></html>", NEWS, {})
    assert (page.fetched, page.fetched_basis) == (dt.datetime(2026, 3, 5, 10, tzinfo=dt.UTC), "recorded")


def test_news_please_json_has_a_fetch_time_without_zone_so_only_a_lower_bound(tmp_path):
    page = only_page(json.dumps(NEWS_PLEASE), tmp_path)
    assert (page.url, page.fields["published"]) == (NEWS, "2026-03-04 05:06:07")
    assert (page.fetched, page.fetched_basis) == (dt.datetime(2026, 3, 4, 20, tzinfo=dt.UTC), "lower-bound")


def test_an_address_with_html_is_a_page(tmp_path):
    page = only_page(
        json.dumps({"url": NEWS, "html": "<p>The port opens.</p>", "fetched_at": "2026-03-05T10:00:00Z"}), tmp_path
    )
    assert (page.is_html, page.data, page.url, page.fetched_basis) == (
        True,
        b"<p>The port opens.</p>",
        NEWS,
        "recorded",
    )


@pytest.mark.parametrize("layout", ["list", "lines"])
def test_one_bad_object_costs_only_itself(tmp_path, layout):
    good = [json.dumps(each) for each in (TRAFILATURA, NEWS_PLEASE)]
    bad = ['{"text": 5, "source": "x"}', "[1]", '"words"', '{"colour": "red"}']
    bad += ["{not json}"] if layout == "lines" else []
    rows = [good[0], *bad, good[1]]
    text = "\n".join(rows) if layout == "lines" else f"[{','.join(rows)}]"
    pages = read(text, tmp_path)
    assert [isinstance(page, RawPage) for page in pages] == [True, *[False] * len(bad), True]
    assert pages[-1].seed == f"seed#{len(rows)}"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ['{"text": "x", ', '[{"a":' * 50_000, '{"a":' * 100_000, '{"a": ' + "9" * 5000 + "}"])
def test_damaged_and_hostile_json_is_one_error(tmp_path, text):
    only_error(text, tmp_path)


KEYS = st.sampled_from([*TRAFILATURA, *FUNDUS, *NEWS_PLEASE, "html", "sections", "versions"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner), max_leaves=30)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_any_json_value_gives_pages_or_page_errors(value):
    try:
        pages = list(read_json(json.dumps(value).encode(), seed="a", limits=Limits()))
    except PageError:
        return
    assert all(isinstance(page, RawPage | PageError) for page in pages)


def pdf(*sheets: list[str], info: str = "", damage: bytes = b"") -> bytes:
    """A small PDF with one line of text under another on each sheet."""
    count = len(sheets)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(sheets):
        text = "".join(f"({line.translate({40: 'x', 41: 'x', 92: 'x'})}) Tj T*\n" for line in lines)
        stream = zlib.compress(f"BT /F1 10 Tf 12 TL 50 800 Td\n{text}ET".encode("latin-1"))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(f"<< {info} >>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>".encode()
    end = b"xref\n0 %d\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        trailer,
        len(out),
    )
    return out + damage + end


FORMS = ["warc", "zip", "pdf", "mhtml", "email", "json", "feed", "singlefile", "wayback", "amp", "html", "text-dump"]
HEAD = "3/4/26, 10:06 AM                New port opens"


def test_a_printed_page_gives_text_address_and_time_without_its_margins(tmp_path):
    body = [
        "The new har-",
        "bour opened on Monday after two years of",
        "work, the ministry said in a statement.",
        "Ships came.",
    ]
    data = pdf(
        [HEAD, *body, f"{NEWS}   1/2"],
        [HEAD, "They left again.", f"{NEWS}   2/2"],
        info="/Title (New port opens) /CreationDate (D:20260304100607+05'00')",
    )  # fmt: skip
    page = only_page(data, tmp_path)
    assert (page.form, page.is_html, page.url) == ("pdf", False, NEWS)
    assert page.fetched == dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
    assert page.fields == {"title": "New port opens"}
    text = page.data.decode()
    assert "The new harbour opened on Monday" in text
    assert "3/4/26" not in text
    assert NEWS not in text


def test_words_divided_at_line_ends_are_joined_but_hyphens_stay():
    assert join_lines(["the har-", "bour of Nur-", "Sultan"]) == ["the harbour of Nur-Sultan"]


def test_encrypted_scanned_long_and_damaged_pdfs_are_refused(tmp_path):
    assert "no text" in only_error(pdf([]), tmp_path)
    assert "over 3 sheets" in only_error(pdf(*[["Text."]] * 4), tmp_path, limits=Limits(pdf_pages=3))
    only_error(pdf(["Text."])[:120], tmp_path)
    only_error(b"%PDF-1.7\n" + b"\x00\xff" * 500, tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_to_a_pdf_gives_a_page_or_a_page_error(data):
    whole = bytearray(pdf(["The port opens.", "Ships came."], ["More text."]))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(9, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        pages = list(read_pdf(bytes(whole), seed="a", limits=Limits()))
    except PageError:
        return
    assert pages[0].data


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_head_is_recognised_as_something_or_nothing(data):
    form = recognise(data)
    assert form is None or form in FORMS
