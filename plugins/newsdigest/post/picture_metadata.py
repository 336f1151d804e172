"""
What a picture file says of itself: creator, credit line, copyright notice and instructions.

Read in the order in which the IPTC asks editors to trust them: XMP, then IPTC-IIM, then EXIF. Field numbers and names
are those of the IPTC Photo Metadata Standard (Creator, Credit Line, Copyright Notice, Source, Instructions). Ingest
reads pictures with it as they come, the press the editors' own.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin, UnidentifiedImageError

from newsdigest.text import collapse

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF")
_MOST_XMP = 1_000_000  # bytes
_LONGEST = 500  # letters of one field
_IIM = {
    "creator": (2, 80),
    "credit_line": (2, 110),
    "source": (2, 115),
    "copyright_notice": (2, 116),
    "instructions": (2, 40),
}
_NS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_XMP = {
    "creator": "dc:creator",
    "credit_line": "photoshop:Credit",
    "source": "photoshop:Source",
    "copyright_notice": "dc:rights",
    "instructions": "photoshop:Instructions",
}
# What Pillow raises on damaged files besides its own error; none tells more than that nothing can be read.
_DAMAGE = (
    UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, ValueError,
    SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureMetadata:
    """The rights fields of a picture file; None where it has none."""

    creator: str | None = None
    credit_line: str | None = None
    source: str | None = None
    copyright_notice: str | None = None
    instructions: str | None = None


def read_picture_metadata(data: bytes) -> PictureMetadata:
    """
    Read the rights fields of a picture file. The picture itself is not decoded.

    Args:
        data: The file.

    Returns:
        The fields; all None where the file has none or is damaged.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                found = [_from_xmp(image), _from_iim(image), _from_exif(image)]
    except _DAMAGE:
        return PictureMetadata()

    def first(name: str) -> str | None:
        return next((text for fields in found if (text := fields.get(name))), None)

    return PictureMetadata(
        creator=first("creator"),
        credit_line=first("credit_line"),
        source=first("source"),
        copyright_notice=first("copyright_notice"),
        instructions=first("instructions"),
    )


def _from_xmp(image: Image.Image) -> dict[str, str]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    raw = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(raw, bytes) or len(raw) > _MOST_XMP:
        return {}
    # A parser that fetches nothing and resolves no entities: the file comes from a stranger.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    return {name: text for name, key in _XMP.items() if (text := ", ".join(_xmp_values(root, key)))}


def _xmp_values(root: etree._Element, key: str) -> Iterator[str]:
    prefix, _, local = key.partition(":")
    name = f"{{{_NS[prefix]}}}{local}"
    for description in root.iter(f"{{{_NS['rdf']}}}Description"):
        if text := _plain(description.get(name)):
            yield text
            return
    for element in root.iter(name):
        items = list(element.iter(f"{{{_NS['rdf']}}}li"))
        # dc:rights holds the same notice in several languages: the first is the default
        for item in (items[:1] if local == "rights" else items[:5]) or [element]:
            if text := _plain(item.text):
                yield text
        return


def _from_iim(image: Image.Image) -> dict[str, str]:
    fields = IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile.ImageFile) else None
    found = {}
    for name, number in _IIM.items():
        value = (fields or {}).get(number)
        values = value if isinstance(value, list) else [value]
        if text := ", ".join(text for one in values[:5] if (text := _plain(one))):
            found[name] = text
    return found


def _from_exif(image: Image.Image) -> dict[str, str]:
    exif = image.getexif()
    named = {"creator": exif.get(ExifTags.Base.Artist), "copyright_notice": exif.get(ExifTags.Base.Copyright)}
    return {name: text for name, value in named.items() if (text := _plain(value))}


def _plain(value: object) -> str | None:
    text = _decoded(value) if isinstance(value, bytes) else value
    return (collapse(text)[:_LONGEST] or None) if isinstance(text, str) else None


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")  # IIM's habit where no character set is stated
