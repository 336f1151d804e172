"""
A picture's credit inside its file, as XMP with the IPTC core fields that search engines and picture desks read.

Fields: dc:creator, photoshop:Credit (credit line), dc:rights (copyright notice), xmpRights:WebStatement (licence),
photoshop:Instructions (restrictions) and dc:description (caption); IPTC Photo Metadata Standard 2023.1.
"""

from lxml import etree

from newsdigest.models import PostImage
from newsdigest.post.picture_metadata import PictureMetadata

_X = "adobe:ns:meta/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_XML = "http://www.w3.org/XML/1998/namespace"
_SPACES = {"x": _X, "rdf": _RDF, "dc": _DC, "photoshop": _PHOTOSHOP, "xmpRights": _RIGHTS}
_MAX_BYTES = 60_000  # a JPEG segment holds 65,502; a larger packet is left behind


def with_credit(packet: bytes | str | None, image: PostImage, *, inside: PictureMetadata | None = None) -> bytes:
    """
    Keep a picture's XMP packet and put into it what the post says.

    Args:
        packet: As found in the file; None, broken or oversized ones are replaced by a new one.
        image: Fields that the post leaves empty stay as they were in the packet.
        inside: What the file says elsewhere, in IPTC-IIM or EXIF; for what neither post nor packet say.
    """
    root = _parse(packet)
    description = root.find(f".//{{{_RDF}}}Description")
    if description is None:
        description = etree.SubElement(_rdf(root), f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    known = inside or PictureMetadata()
    restrictions = "; ".join(image.restrictions)
    for name, kind, ours, theirs in (
        (f"{{{_DC}}}creator", "Seq", image.creator, known.creator),
        (f"{{{_DC}}}rights", "Alt", image.copyright_notice, known.copyright_notice),
        (f"{{{_DC}}}description", "Alt", image.caption, None),
        (f"{{{_PHOTOSHOP}}}Credit", "", image.credit, known.credit_line),
        (f"{{{_PHOTOSHOP}}}Instructions", "", restrictions, known.instructions),
        (f"{{{_RIGHTS}}}WebStatement", "", image.licence_url, None),
    ):
        text = ours or (None if _says(root, name) else theirs)
        if text:
            _set(description, name, text, kind)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _says(root: etree._Element, name: str) -> bool:
    """Whether a packet has a field, as an element or in short form as an attribute."""
    return root.find(f".//{name}") is not None or any(
        name in description.attrib for description in root.iter(f"{{{_RDF}}}Description")
    )


def _parse(packet: bytes | str | None) -> etree._Element:
    data = packet.encode() if isinstance(packet, str) else packet
    if data and len(data) <= _MAX_BYTES:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            root = etree.fromstring(data.strip(b"\x00 \t\r\n"), parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is not None and root.getroottree().docinfo.internalDTD is None and root.tag == f"{{{_X}}}xmpmeta":
            return root
    return etree.Element(f"{{{_X}}}xmpmeta", nsmap=_SPACES)


def _rdf(root: etree._Element) -> etree._Element:
    found = root.find(f"{{{_RDF}}}RDF")
    return etree.SubElement(root, f"{{{_RDF}}}RDF") if found is None else found


def _set(description: etree._Element, name: str, text: str, kind: str) -> None:
    """Write a field anew: plain, or as a list of one of the kind that the standard asks for."""
    description.attrib.pop(name, None)
    for old in description.findall(name):
        description.remove(old)
    field = etree.SubElement(description, name)
    if not kind:
        field.text = text
        return
    item = etree.SubElement(etree.SubElement(field, f"{{{_RDF}}}{kind}"), f"{{{_RDF}}}li")
    item.text = text
    if kind == "Alt":
        item.set(f"{{{_XML}}}lang", "x-default")
