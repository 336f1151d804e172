"""
Pictures that a capture carries inside the page: taken out, and named so that the page can still speak of them.

Such a picture has no address of its own. It gets one under a host that can never exist (RFC 2606, `.invalid`), so that
figures find it by address like any other, and nobody mistakes the address for the publisher's.
"""

import base64
import binascii
import hashlib
import re

INLINE_HOST = "inline-picture.invalid"

_DATA_URI = re.compile(rb"data:image/([a-z+.-]{2,20})(?:;[a-z0-9=_.-]{1,40}){0,3};base64,([A-Za-z0-9+/=%\s]*+)", re.I)
_RASTER = {b"jpeg": "jpg", b"jpg": "jpg", b"png": "png", b"gif": "gif", b"webp": "webp", b"avif": "avif"}
_SMALL = 600  # bytes: placeholders, pixels and icons; a photograph of any use is larger


def inline_address(data: bytes, extension: str) -> str:
    """Give the stand-in address of a picture that has none."""
    return f"https://{INLINE_HOST}/{hashlib.sha256(data).hexdigest()[:24]}.{extension}"


def is_inline(url: str | None) -> bool:
    """Tell a stand-in address from one that a reader could follow."""
    return bool(url) and f"//{INLINE_HOST}/" in str(url)


def take_data_uris(data: bytes, *, most: int, most_bytes: int) -> tuple[bytes, dict[str, bytes]]:
    """
    Put an address where each data URI of a raster picture stood; other data URIs of pictures are emptied.

    Args:
        data: The page's HTML.
        most: How many pictures to keep; the rest are dropped.
        most_bytes: What they may take together.

    Returns:
        The page without them, and the pictures by address.
    """
    pictures: dict[str, bytes] = {}
    room = most_bytes

    def put_address(found: re.Match[bytes]) -> bytes:
        nonlocal room
        extension = _RASTER.get(found[1].lower())
        if extension is None or len(found[2]) < _SMALL or len(pictures) >= most or len(found[2]) > room:
            return b"data:,"
        try:
            picture = base64.b64decode(re.sub(rb"\s|%0[AaDd]", b"", found[2]).replace(b"%2B", b"+"), validate=True)
        except binascii.Error:
            return b"data:,"
        room -= len(picture)
        address = inline_address(picture, extension)
        pictures[address] = picture
        return address.encode("ascii")

    return _DATA_URI.sub(put_address, data), pictures
