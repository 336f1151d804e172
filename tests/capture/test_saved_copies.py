"""SingleFile, Wayback and AMP: what the tool put in is undone, what it knows is kept."""

import base64
import datetime as dt

import pytest
from capture_files import PAGE, only_error, only_page, picture

from newsdigest.ingest.capture import Limits
from newsdigest.ingest.capture.inline import is_inline, take_data_uris
from newsdigest.ingest.capture.singlefile import read_js_date

NEWS = "https://harbour.example/news/1?a=1&b=2"


def singlefile(body: str, *, saved: str = "Tue Mar 03 2026 10:11:12 GMT+0500 (West Kazakhstan Time)") -> str:
    return (
        f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {NEWS} \n saved date: {saved}\n-->"
        f"<head><meta charset=utf-8><title>New port</title></head><body>{body}</body></html>"
    )


def data_uri(data: bytes, kind: str = "image/jpeg") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def test_singlefile_comment_gives_address_and_save_time(tmp_path):
    page = only_page(singlefile("<p>The port opens."), tmp_path)
    assert (page.form, page.url, page.fetched_basis) == ("singlefile", NEWS, "recorded")
    assert page.fetched == dt.datetime(2026, 3, 3, 5, 11, 12, tzinfo=dt.UTC)


def test_a_save_time_that_was_switched_off_or_has_no_zone_is_none(tmp_path):
    for saved in ("", "3.3.2026 10:11:12", "Tue Mar 99 2026 10:11:12 GMT+0500"):
        page = only_page(singlefile("<p>The port opens.", saved=saved), tmp_path)
        assert (page.fetched, page.fetched_basis) == (None, "none")
    assert read_js_date("2026-03-03T10:11:12.000Z") == dt.datetime(2026, 3, 3, 10, 11, 12, tzinfo=dt.UTC)


def test_pictures_come_out_of_data_uris_and_leave_an_address(tmp_path):
    photo, drawing = picture(), picture("PNG", size=(60, 60))
    body = f"<img src=\"{data_uri(photo)}\" alt=Port><img src='{data_uri(drawing, 'image/png')}'><p>The port opens."
    page = only_page(singlefile(body), tmp_path)
    assert sorted(page.pictures.values()) == sorted([photo, drawing])
    assert b"base64" not in page.data
    for address in page.pictures:
        assert is_inline(address)
        assert address.encode() in page.data


def test_a_picture_used_twice_is_found_through_its_variable(tmp_path):
    photo = picture()
    body = (
        f'<style>:root{{--sf-img-7: url("{data_uri(photo)}")}}</style>'
        '<img src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="80"></svg>\' '
        'style="background-image:var(--sf-img-7)!important"><p>The port opens.'
    )
    page = only_page(singlefile(body), tmp_path)
    assert f'data-src="{next(iter(page.pictures))}"'.encode() in page.data


@pytest.mark.parametrize("payload", ["AAAA", "not base64 !!!", "A" * 5000, "%41" * 900])
def test_pixels_and_broken_data_uris_are_dropped(tmp_path, payload):
    page = only_page(singlefile(f'<img src="data:image/gif;base64,{payload}"><p>The port opens.'), tmp_path)
    assert all(not data.startswith(b"not") for data in page.pictures.values())
    assert b"data:image/gif" not in page.data


def test_svg_pictures_are_never_taken(tmp_path):
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>" * 20
    assert only_page(singlefile(f'<img src="{data_uri(svg, "image/svg+xml")}">'), tmp_path).pictures == {}


def test_pictures_of_a_page_are_bounded_in_number_and_size():
    html = "".join(f'<img src="{data_uri(picture(shade=shade))}">' for shade in range(6)).encode()
    assert len(take_data_uris(html, most=4, most_bytes=10**9)[1]) == 4
    assert len(take_data_uris(html, most=10, most_bytes=len(picture()) * 2)[1]) <= 2


def test_the_page_limit_counts_without_the_pictures(tmp_path):
    html = singlefile(f'<img src="{data_uri(picture(size=(400, 300)))}"><p>The port opens.')
    assert only_page(html, tmp_path, limits=Limits(page_bytes=2000)).pictures
    assert "over 2,000 bytes" in only_error(html + "x" * 5000, tmp_path, limits=Limits(page_bytes=2000))


STAMP = "20260304050607"
ARCHIVED = f"https://web.archive.org/web/{STAMP}/https://harbour.example/news/1"


def wayback(body: str, *, toolbar: bool = True, note: bool = True) -> str:
    scripts = (
        '<script src="https://web-static.archive.org/_static/js/bundle-playback.js"></script>'
        f'<script>__wm.init("https://web.archive.org/web");'
        f'__wm.wombat("https://harbour.example/news/1","{STAMP}","https://web.archive.org/","web");</script>'
        "<!-- End Wayback Rewrite JS Include -->"
    )
    bar = (
        '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp"><input id="wmtbURL" name="url" '
        'value="https://harbour.example/news/1"> 37 captures</div><!-- END WAYBACK TOOLBAR INSERT -->'
    )
    notes = (
        "<!--\n     FILE ARCHIVED ON 05:06:07 Mar 04, 2026 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON "
        "10:00:00 Apr 01, 2026.\n--><!--\nplayback timings (ms):\n  load: 1\n-->"
    )
    return (
        f"<!DOCTYPE html><html><head>{scripts if toolbar else ''}<title>New port</title>"
        f'<link rel="canonical" href="{ARCHIVED}"></head><body>{bar if toolbar else ""}{body}</body></html>'
        f"<!-- own comment -->{notes if note else ''}"
    )


def test_a_wayback_copy_is_as_it_was_before(tmp_path):
    page = only_page(wayback("<p>The port opens."), tmp_path)
    assert (page.form, page.url) == ("wayback", "https://harbour.example/news/1")
    assert (page.fetched, page.fetched_basis) == (dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC), "recorded")
    assert page.fields["archived_url"] == ARCHIVED
    for trace in (b"archive.org", b"__wm", b"wm-ipp", b"captures", b"FILE ARCHIVED", b"playback"):
        assert trace not in page.data
    assert b"<!-- own comment -->" in page.data


@pytest.mark.parametrize(
    ("rewritten", "original"),
    [
        (f"https://web.archive.org/web/{STAMP}/https://harbour.example/a", "https://harbour.example/a"),
        (f"//web.archive.org/web/{STAMP}im_/https://harbour.example/a.jpg", "https://harbour.example/a.jpg"),
        (f"/web/{STAMP}js_/http://harbour.example/a.js", "http://harbour.example/a.js"),
        (f"https://web.archive.org/web/{STAMP}/mailto:desk@harbour.example", "mailto:desk@harbour.example"),
        # The authors' own links to archived pages carry another stamp and stay.
        ("https://web.archive.org/web/20190101000000/https://old.example/", None),
        ("https://web.archive.org/web/2019*/old.example", None),
    ],
)
def test_only_links_that_the_archive_rewrote_are_undone(tmp_path, rewritten, original):
    page = only_page(wayback(f'<p>The <a href="{rewritten}">port</a> opens.'), tmp_path)
    assert f'<a href="{original or rewritten}">'.encode() in page.data


def test_the_end_note_alone_gives_the_time(tmp_path):
    page = only_page(wayback("<p>The port opens.", toolbar=False), tmp_path)
    assert (page.form, page.fetched) == ("wayback", dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC))


def test_a_page_that_links_to_the_archive_is_no_copy(tmp_path):
    html = PAGE.replace(b"The port", f'The <a href="{ARCHIVED}">old</a> port'.encode())
    page = only_page(html, tmp_path)
    assert (page.form, page.data) == ("html", html)


def test_a_wayback_copy_saved_with_singlefile_is_undone_too(tmp_path):
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {ARCHIVED} \n saved date: Tue Mar 31 2026 10:11:12 GMT+0500\n-->"
    )
    page = only_page(wayback("<p>The port opens.").replace("<head>", comment + "<head>", 1), tmp_path)
    assert (page.form, page.url) == ("singlefile", "https://harbour.example/news/1")
    assert b"wm-ipp" not in page.data


def test_a_toolbar_without_end_swallows_nothing(tmp_path):
    html = wayback("<p>The port opens.").replace("<!-- END WAYBACK TOOLBAR INSERT -->", "").encode()
    assert b"The port opens." in only_page(html, tmp_path).data


@pytest.mark.parametrize("sign", ["amp", "⚡", 'lang="en" amp', 'amp=""'])
def test_amp_takes_the_canonical_address_and_plain_images(tmp_path, sign):
    html = (
        f'<!doctype html><html {sign}><head><link rel="canonical" href="{NEWS.replace("&", "&amp;")}">'
        '</head><body><amp-img src="/a.jpg" alt="Port"></amp-img><p>The port opens.</p></body></html>'
    )
    page = only_page(html, tmp_path)
    assert (page.form, page.url) == ("amp", NEWS)
    assert b'<img src="/a.jpg" alt="Port"></img>' in page.data


def test_an_ordinary_page_with_canonical_keeps_its_form(tmp_path):
    html = PAGE.replace(b"<title>", f'<link rel="canonical" href="{NEWS}"><title>'.encode())
    assert only_page(html, tmp_path).form == "html"
    assert only_page(html.replace(b"<html>", b'<html class="amp-ready" data-x="amp">'), tmp_path).form == "html"


@pytest.mark.parametrize("address", ["/relative", "javascript:alert(1)", "", "https://u:p@harbour.example/"])
def test_amp_with_an_unusable_canonical_has_no_address(tmp_path, address):
    html = f'<html amp><head><link href="{address}" rel=canonical></head><body><p>The port opens.</p></body></html>'
    assert only_page(html, tmp_path).url is None
