"""WARC and WACZ: pages with address, time and pictures; damage costs the damaged record only."""

import datetime as dt
import gzip
import hashlib
import io
import json
import tracemalloc
import zipfile
import zlib

import brotli
import pytest
from capture_files import PAGE, only_error, only_page, packed, picture, read, warc_record

from newsdigest.errors import PageError
from newsdigest.ingest.capture import Limits, read_seed
from newsdigest.models import RawPage

NEWS = "https://harbour.example/news/1"
OTHER = "https://harbour.example/news/2"
THIRD = "https://harbour.example/news/3"
INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2026-03-04T05:06:07Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def urls(pages):
    return [page.url if isinstance(page, RawPage) else "error" for page in pages]


@pytest.mark.parametrize(
    "join",
    [packed, lambda *records: b"".join(records), lambda *records: gzip.compress(b"".join(records))],
    ids=["packed", "plain", "packed as one"],
)
def test_each_html_response_is_a_page_with_address_and_time(tmp_path, join):
    pages = read(join(INFO, warc_record(NEWS), warc_record(OTHER, date="2026-03-05T00:00:00Z")), tmp_path)
    assert urls(pages) == [NEWS, OTHER]
    assert (pages[0].data, pages[0].form, pages[0].charset, pages[0].seed) == (PAGE, "warc", "utf-8", "seed#2")
    assert (pages[1].fetched, pages[1].fetched_basis) == (dt.datetime(2026, 3, 5, tzinfo=dt.UTC), "recorded")


def packed_as_one(*records: bytes) -> bytes:
    return gzip.compress(b"".join(records))


def chunked(data: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(data[i : i + 40]), data[i : i + 40]) for i in range(0, len(data), 40))
        + b"0\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("http", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(PAGE)),
        ("Content-Encoding: br", brotli.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)[2:-4]),
        ("Transfer-Encoding: chunked", chunked(PAGE)),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(gzip.compress(PAGE))),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", PAGE),
        ("Content-Encoding: br", PAGE),
        ("Content-Encoding: unheard-of", PAGE),
    ],
    ids=["gzip", "br", "deflate", "bare deflate", "chunks", "chunked gzip", "headers kept", "br kept", "unknown"],
)
def test_encodings_are_undone_where_the_bytes_show_them(tmp_path, http, body):
    record = warc_record(NEWS, body, http="Content-Type: text/html\r\n" + http)
    assert urls(read(packed(record, warc_record(OTHER)), tmp_path)) == [NEWS, OTHER]
    assert only_page(packed(record), tmp_path).data == PAGE


def test_errors_redirects_scripts_and_pictures_are_no_pages(tmp_path):
    missing = warc_record(OTHER).replace(b"200 OK", b"404 No")
    script = warc_record(OTHER, b"var a = 1;", http="Content-Type: application/javascript")
    beacon = warc_record(OTHER, b"ok", http="Content-Type: text/html")
    request = warc_record(OTHER, kind="request")
    assert urls(read(packed(missing, script, beacon, request, warc_record(NEWS)), tmp_path)) == [NEWS]


@pytest.mark.parametrize("join", [packed, packed_as_one])
def test_a_revisit_gives_the_earlier_page_at_its_own_time(tmp_path, join):
    digest = "WARC-Payload-Digest: sha1:ABCDEF\r\n"
    first = warc_record(NEWS, extra=digest)
    later = warc_record(OTHER, b"", kind="revisit", date="2026-04-01T00:00:00Z", extra=digest)
    pages = read(join(first, later), tmp_path)
    assert urls(pages) == [NEWS, OTHER]
    assert pages[1].data == PAGE
    assert pages[1].fetched == dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def test_a_revisit_of_another_archive_is_reported(tmp_path):
    assert "not at hand" in only_error(packed(warc_record(NEWS, b"", kind="revisit")), tmp_path)


def test_a_revisit_that_refers_to_itself_ends(tmp_path):
    loop = warc_record(NEWS, b"", kind="revisit", extra=f"WARC-Refers-To-Target-URI: {NEWS}\r\n")
    assert "not at hand" in only_error(packed(loop), tmp_path)


def test_extracted_text_is_a_page_of_plain_text(tmp_path):
    page = only_page(warc_record(NEWS, b"The port opens.\n", kind="conversion", http="text/plain"), tmp_path)
    assert (page.is_html, page.url, page.data) == (False, NEWS, b"The port opens.\n")


@pytest.mark.parametrize("join", [packed, packed_as_one])
def test_pictures_in_the_archive_come_with_the_pages_that_show_them(tmp_path, join):
    photo = picture()
    html = PAGE.replace(b"<p>", b'<img src="/media/port.jpg?w=1&amp;h=2"><img srcset="b.png 2x, c.png 1x"><p>')
    records = join(
        warc_record(NEWS, html),
        warc_record("https://harbour.example/media/port.jpg?w=1&h=2", photo, http="Content-Type: image/jpeg"),
        warc_record("https://harbour.example/news/c.png", picture("PNG"), http="Content-Type: image/png"),
        warc_record("https://harbour.example/unseen.jpg", photo, http="Content-Type: image/jpeg"),
    )
    found = only_page(records, tmp_path).pictures
    assert set(found) == {"https://harbour.example/media/port.jpg?w=1&h=2", "https://harbour.example/news/c.png"}
    assert found["https://harbour.example/media/port.jpg?w=1&h=2"] == photo


def test_one_damaged_record_costs_only_itself(tmp_path):
    good, bad, last = (packed(warc_record(url)) for url in (NEWS, OTHER, THIRD))
    broken = bad[:60] + b"XXXXXXXX" + bad[68:]
    assert urls(read(good + broken + last, tmp_path)) == [NEWS, "error", THIRD]
    assert urls(read(good + b"rubbish" * 30 + last, tmp_path)) == [NEWS, "error", THIRD]
    late = bad[:-40] + b"XXXXXXXX" + bad[-32:]
    assert urls(read(late + last, tmp_path)) == ["error", THIRD]


@pytest.mark.parametrize("length", [10, 10**13, -5])
def test_a_record_that_lies_about_its_length_costs_only_itself(tmp_path, length):
    data = warc_record(NEWS) + warc_record(OTHER, length=length) + warc_record(THIRD)
    pages = read(data, tmp_path)
    assert urls(pages)[0] == NEWS
    assert urls(pages)[-1] == THIRD
    assert OTHER not in urls(pages)


@pytest.mark.parametrize("join", [packed, lambda *records: b"".join(records)], ids=["packed", "plain"])
def test_an_archive_cut_short_keeps_its_whole_records(tmp_path, join):
    data = join(warc_record(NEWS), warc_record(OTHER))
    assert urls(read(data[:-25], tmp_path)) == [NEWS, "error"]


def test_a_bomb_inside_a_record_is_refused(tmp_path):
    bomb = gzip.compress(b"<html>" + b"\0" * 60_000_000)
    record = warc_record(NEWS, bomb, http="Content-Type: text/html\r\nContent-Encoding: gzip")
    assert "unpacks to over" in only_error(packed(record), tmp_path)
    record = warc_record(
        NEWS, brotli.compress(b"<html>" + b"\0" * 60_000_000), http="Content-Type: text/html\r\nContent-Encoding: br"
    )
    assert "unpacks to over" in only_error(packed(record), tmp_path)


def test_a_record_over_the_page_limit_is_set_aside_and_the_rest_read(tmp_path):
    big = warc_record(OTHER, PAGE + b"x" * 200_000)
    pages = read(packed(big, warc_record(NEWS)), tmp_path, limits=Limits(page_bytes=100_000))
    assert urls(pages) == ["error", NEWS]


def test_too_many_records_stop_the_archive(tmp_path):
    data = packed(*(warc_record(NEWS) for _ in range(5)))
    assert urls(read(data, tmp_path, limits=Limits(records=3))) == [NEWS, NEWS, NEWS, "error"]


def test_addresses_that_nobody_could_follow_are_dropped(tmp_path):
    assert only_page(packed(warc_record("javascript:alert(1)")), tmp_path).url is None


def test_memory_does_not_grow_with_the_archive(tmp_path):
    def peak(count: int) -> int:
        body = PAGE + b"<!-- filler -->" * 5000
        with (tmp_path / "big.warc.gz").open("wb") as out:
            for number in range(count):
                out.write(packed(warc_record(f"https://harbour.example/{number}", body)))
        tracemalloc.start()
        assert sum(1 for _ in read_seed("big.warc.gz", root=tmp_path)) == count
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    assert peak(120) - peak(20) < 1_000_000  # 75 kB a page: a reader that kept them would need 7 MB more


def wacz(
    *, archives: dict[str, bytes], pages: list[str] | None = None, stored: bool = True, digest: str | None = None
) -> bytes:
    out = io.BytesIO()
    resources = []
    with zipfile.ZipFile(out, "w") as package:
        kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        for name, data in archives.items():
            package.writestr(zipfile.ZipInfo(f"archive/{name}"), data, kind)
            found = digest or hashlib.sha256(data).hexdigest()
            resources.append({"name": name, "path": f"archive/{name}", "hash": f"sha256:{found}", "bytes": len(data)})
        if pages is not None:
            lines = ['{"format": "json-pages-1.0", "id": "pages"}']
            lines += [json.dumps({"url": url, "ts": "2026-03-04T05:06:07Z"}) for url in pages]
            package.writestr("pages/pages.jsonl", "\n".join(lines))
        package.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return out.getvalue()


@pytest.mark.parametrize("stored", [True, False])
def test_a_wacz_gives_the_visited_pages_with_their_pictures(tmp_path, stored):
    html = PAGE.replace(b"<p>", b'<img src="/port.jpg"><p>')
    photo = warc_record("https://harbour.example/port.jpg", picture(), http="Content-Type: image/jpeg")
    archive = packed(warc_record(NEWS, html), warc_record("https://ads.example/frame"), photo)
    page = only_page(wacz(archives={"data.warc.gz": archive}, pages=[NEWS], stored=stored), tmp_path)
    assert (page.url, page.form, page.seed) == (NEWS, "wacz", "seed#1.1")
    assert list(page.pictures) == ["https://harbour.example/port.jpg"]


def test_a_wacz_without_page_list_gives_all_pages(tmp_path):
    data = wacz(archives={"a.warc": warc_record(NEWS), "b.warc.gz": packed(warc_record(OTHER))})
    assert urls(read(data, tmp_path)) == [NEWS, OTHER]


def test_a_wacz_changed_after_the_crawl_is_refused(tmp_path):
    data = wacz(archives={"a.warc": warc_record(NEWS)}, digest="0" * 64)
    assert "differs from the digest" in only_error(data, tmp_path)


def test_a_zip_that_is_no_wacz_is_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("page.html", PAGE)
    assert "no WACZ" in only_error(out.getvalue(), tmp_path)


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x", "/etc/passwd", "archive/../../x", "C:\\x", "archive\\..\\..\\x"]
)
def test_member_names_that_lead_out_are_refused(tmp_path, name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("archive/data.warc", warc_record(NEWS))
        package.writestr(name, b"x")
    assert "leads out" in only_error(out.getvalue(), tmp_path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("archive/data.warc", b"\0" * 50_000_000)
    assert "out of proportion" in only_error(out.getvalue(), tmp_path)


def test_a_damaged_or_cut_zip_is_one_error(tmp_path):
    data = wacz(archives={"a.warc": warc_record(NEWS)}, pages=[NEWS])
    for broken in (
        data[:-30],
        data[: len(data) // 2],
        data[:200] + b"\0" * 50 + data[250:],
        b"PK\x03\x04" + b"\xff" * 500,
    ):
        pages = read(broken, tmp_path)
        assert pages
        assert all(isinstance(page, PageError) for page in pages)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_any_damage_to_a_packed_zip_gives_page_errors(tmp_path, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        package.writestr("pages/pages.jsonl", json.dumps({"url": NEWS}) * 9)
        package.writestr("archive/a.warc", warc_record(NEWS))
    data = out.getvalue()
    for place in range(0, len(data), 7):
        broken = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        assert all(isinstance(page, RawPage | PageError) for page in read(broken, tmp_path))


def test_an_archive_in_memory_reads_like_one_on_disk(tmp_path):
    fsspec = pytest.importorskip("fsspec")
    data = packed(warc_record(NEWS), warc_record(OTHER))
    fsspec.filesystem("memory").pipe("/warc-test/a.warc.gz", data)
    try:
        assert urls(read_seed("a.warc.gz", root="memory://warc-test")) == urls(read(data, tmp_path))
    finally:
        fsspec.filesystem("memory").rm("/warc-test", recursive=True)
