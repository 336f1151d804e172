"""Rights fields inside picture files."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from newsdigest.ingest.extract.picture_metadata import credit_from_metadata
from newsdigest.post.picture_metadata import read_picture_metadata

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Credit="AFP via Getty Images" photoshop:Instructions="NO SALES / DENMARK OUT">
<dc:creator><rdf:Seq><rdf:li>Ann Example</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">\xc2\xa9 2026 AFP</rdf:li><rdf:li xml:lang="de">anders</rdf:li>
</rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"""


def picture(kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, kind, **options)
    return out.getvalue()


def with_iim(fields: dict[int, bytes]) -> bytes:
    """A JPEG with IPTC-IIM records of data set 2 in a Photoshop segment."""
    records = b"".join(b"\x1c\x02" + bytes([n]) + len(text).to_bytes(2, "big") + text for n, text in fields.items())
    resource = b"8BIM\x04\x04\x00\x00" + len(records).to_bytes(4, "big") + records + b"\0" * (len(records) % 2)
    segment = b"Photoshop 3.0\0" + resource
    plain = picture()
    return plain[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + plain[2:]


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_xmp_names_creator_credit_and_restrictions(kind):
    credit = credit_from_metadata(read_picture_metadata(picture(kind, xmp=XMP)))
    assert credit is not None
    assert credit.verbatim == "Ann Example / AFP via Getty Images"
    assert credit.creator == "Ann Example"
    assert credit.agencies == ("AFP", "Getty Images")
    assert credit.copyright_notice == "© 2026 AFP"
    assert credit.restrictions == ("NO SALES", "DENMARK OUT")


def test_iptc_iim_is_read():
    data = with_iim({80: b"Ann Example", 110: b"AP", 116: "© Ann Example".encode("latin-1"), 40: b"MANDATORY CREDIT"})
    credit = credit_from_metadata(read_picture_metadata(data))
    assert credit is not None
    assert (credit.verbatim, credit.creator) == ("Ann Example / AP", "Ann Example")
    assert credit.copyright_notice == "© Ann Example"
    assert credit.restrictions == ("MANDATORY CREDIT",)


def test_exif_is_read_last():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Ben Sample"
    exif[ExifTags.Base.Copyright] = "2026 Harbour Times"
    metadata = read_picture_metadata(picture(exif=exif))
    assert (metadata.creator, metadata.copyright_notice) == ("Ben Sample", "2026 Harbour Times")
    assert read_picture_metadata(picture(exif=exif, xmp=XMP)).creator == "Ann Example"


def test_file_without_fields_names_nobody():
    assert credit_from_metadata(read_picture_metadata(picture("PNG"))) is None


def test_entities_of_a_hostile_packet_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("inside", encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    packet = doctype + XMP.replace(b"Ann Example", b"&e;")
    assert read_picture_metadata(picture(xmp=packet)).creator is None


@given(st.binary(max_size=300))
def test_damaged_files_give_nothing_and_raise_nothing(tail):
    whole = picture(xmp=XMP)
    read_picture_metadata(whole[:40] + tail)
    assert read_picture_metadata(tail).creator is None
