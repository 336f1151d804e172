"""Resized pictures carry who made them: what the file said stays, what the post says is added."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from newsdigest.models import PostImage
from newsdigest.post.picture_metadata import PictureMetadata, read_picture_metadata
from newsdigest.publish.pictures import make_files

PACKET = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Credit="Harbour Times"><dc:creator><rdf:Seq><rdf:li>A. Example</rdf:li><rdf:li>B. Example</rdf:li></rdf:Seq>
</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""


def jpeg(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 400), "grey").save(out, "JPEG", **options)
    return out.getvalue()


def with_xmp() -> bytes:
    return jpeg(xmp=PACKET)


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "A. Example"
    exif[ExifTags.Base.Copyright] = "(c) Harbour Times"
    return jpeg(exif=exif)


def with_iptc() -> bytes:
    fields = {80: b"A. Example", 110: b"Harbour Times", 40: b"EDITORIAL USE ONLY"}
    records = b"".join(b"\x1c\x02" + bytes([n]) + len(text).to_bytes(2, "big") + text for n, text in fields.items())
    resource = b"8BIM\x04\x04\x00\x00" + len(records).to_bytes(4, "big") + records + b"\0" * (len(records) % 2)
    segment = b"Photoshop 3.0\0" + resource
    plain = jpeg()
    return plain[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + plain[2:]


def carried(folder: Path, data: bytes, image: PostImage) -> PictureMetadata:
    """What every file made of a picture says; all say the same."""
    (folder / "a.jpg").write_bytes(data)
    made = make_files("a.jpg", folder, image)
    assert {name.rpartition(".")[2] for name in made} == {"avif", "webp", "jpg"}
    (said,) = {read_picture_metadata(content) for content in made.values()}
    return said


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (with_xmp, PictureMetadata(creator="A. Example, B. Example", credit_line="Harbour Times")),
        (with_exif, PictureMetadata(creator="A. Example", copyright_notice="(c) Harbour Times")),
        (
            with_iptc,
            PictureMetadata(creator="A. Example", credit_line="Harbour Times", instructions="EDITORIAL USE ONLY"),
        ),
        (jpeg, PictureMetadata()),
    ],
)
def test_what_a_file_says_of_its_maker_stays(tmp_path: Path, make: Callable[[], bytes], said: PictureMetadata) -> None:
    assert carried(tmp_path, make(), PostImage()) == said


@pytest.mark.parametrize("make", [with_xmp, with_exif, with_iptc, jpeg])
def test_what_the_post_says_comes_first(tmp_path: Path, make: Callable[[], bytes]) -> None:
    image = PostImage(
        creator="C. Example", credit="© C. Example / AP", copyright_notice="© AP", restrictions=("NO SALES",)
    )
    assert carried(tmp_path, make(), image) == PictureMetadata(
        creator="C. Example", credit_line="© C. Example / AP", copyright_notice="© AP", instructions="NO SALES"
    )
