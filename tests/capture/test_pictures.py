"""Only whole raster pictures of sensible size, and nothing that is a picture and something else, are kept."""

import io
import struct
import zlib

import pytest
from capture_files import picture
from PIL import Image

from newsdigest.ingest.pictures import picture_kind, picture_name


@pytest.mark.parametrize(
    ("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp"), ("AVIF", "avif")]
)
def test_raster_formats_are_kept_under_a_name_that_follows_from_the_bytes(kind, extension):
    data = picture(kind)
    name = picture_name("a1b2", data)
    assert name is not None
    assert name.startswith("a1b2/")
    assert name.endswith(f".{extension}")
    assert name == picture_name("a1b2", data)
    assert name != picture_name("a1b2", picture(kind, shade=7))


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF89a", SVG, b"<?xml version='1.0'?>" + SVG, b"\xef\xbb\xbf" + SVG, b"<html>", b"%PDF-1.4",
        picture("BMP"), picture("TIFF"), picture("PNG", size=(8, 200)), picture()[:2000], picture("PNG")[:-4000],
        b"BM" + picture(), b"\xff\xd8\xff" + b"\0" * 900,
    ],
    ids=["empty", "bare start", "svg", "xml svg", "marked svg", "html", "pdf", "bmp", "tiff", "icon", "cut jpeg",
         "cut png", "false start", "zeros"],
)  # fmt: skip
def test_what_is_no_whole_picture_of_those_formats_is_not_kept(data):
    assert picture_kind(data) is None


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 5_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (2**31 - 1, 2**31 - 1), (8000, 8000)])
def test_pixel_bombs_are_refused_before_they_are_decoded(size):
    assert picture_kind(png_that_claims(*size)) is None


@pytest.mark.parametrize(
    "tail",
    [b"<script>x</script>", b"<!DOCTYPE html><p>", b"<?php x(); ?>", b"%PDF-1.7 obj", b"PK\x05\x06" + b"\0" * 18],
    ids=["script", "html", "php", "pdf", "zip"],
)
def test_a_picture_that_is_also_a_page_or_an_archive_is_refused(tail):
    assert picture_kind(picture()) == "jpg"
    assert picture_kind(picture() + tail) is None


def test_a_script_in_a_comment_of_a_picture_is_refused():
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "GIF", comment=b"/*<script>alert(1)</script>*/")
    assert picture_kind(out.getvalue()) is None
