"""
A picture's credit inside its file, as XMP with the IPTC core fields that search engines and picture desks read.

Fields: dc:creator, photoshop:Credit (credit line), dc:rights (copyright notice), xmpRights:WebStatement (licence) and
dc:description (caption); IPTC Photo Metadata Standard 2023.1.
"""

from lxml import etree

from newsdigest.models import PostImage

_X = "adobe:ns:meta/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_XML = "http://www.w3.org/XML/1998/namespace"
_SPACES = {"x": _X, "rdf": _RDF, "dc": _DC, "photoshop": _PHOTOSHOP, "xmpRights": _RIGHTS}
_MAX_BYTES = 60_000  # a JPEG segment holds 65,502; a larger packet is left behind


def with_credit(packet: bytes | str | None, image: PostImage) -> bytes:
    """
    Keep a picture's XMP packet and put into it what the post says.

    Args:
        packet: As found in the file; None, broken or oversized ones are replaced by a new one.
        image: Fields that the post leaves empty stay as they were in the packet.
    """
    root = _parse(packet)
    description = root.find(f".//{{{_RDF}}}Description")
    if description is None:
        description = etree.SubElement(_rdf(root), f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    if image.creator:
        _set_list(description, f"{{{_DC}}}creator", "Seq", image.creator)
    if image.copyright_notice:
        _set_list(description, f"{{{_DC}}}rights", "Alt", image.copyright_notice)
    if image.caption:
        _set_list(description, f"{{{_DC}}}description", "Alt", image.caption)
    if image.credit:
        _set(description, f"{{{_PHOTOSHOP}}}Credit", image.credit)
    if image.licence_url:
        _set(description, f"{{{_RIGHTS}}}WebStatement", image.licence_url)
    return bytes(etree.tostring(root, encoding="utf-8"))


def read_credit(packet: bytes | str | None) -> dict[str, str]:
    """What a packet says: any of creator, credit, copyright_notice, licence_url."""
    root = _parse(packet)
    places = {
        "creator": f".//{{{_DC}}}creator//{{{_RDF}}}li",
        "copyright_notice": f".//{{{_DC}}}rights//{{{_RDF}}}li",
        "credit": f".//{{{_PHOTOSHOP}}}Credit",
        "licence_url": f".//{{{_RIGHTS}}}WebStatement",
    }
    found = {name: root.findtext(place) for name, place in places.items()}
    return {name: text.strip() for name, text in found.items() if text and text.strip()}


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


def _clear(description: etree._Element, name: str) -> None:
    description.attrib.pop(name, None)
    for old in description.findall(name):
        description.remove(old)


def _set(description: etree._Element, name: str, text: str) -> None:
    _clear(description, name)
    etree.SubElement(description, name).text = text


def _set_list(description: etree._Element, name: str, kind: str, text: str) -> None:
    _clear(description, name)
    container = etree.SubElement(etree.SubElement(description, name), f"{{{_RDF}}}{kind}")
    item = etree.SubElement(container, f"{{{_RDF}}}li")
    item.text = text
    if kind == "Alt":
        item.set(f"{{{_XML}}}lang", "x-default")
