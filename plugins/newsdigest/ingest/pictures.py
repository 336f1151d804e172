"""Pictures that a capture brought along, kept below content/images/ under a name that follows from their bytes."""

import hashlib
import io
import re
import warnings

from PIL import Image, UnidentifiedImageError

# The raster formats that browsers show, by Pillow's name. SVG is left out, since it may carry scripts.
_FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"RIFF", b"\0\0\0")
_MOST_BYTES = 15_000_000
_MOST_PIXELS = 50_000_000  # press photographs have up to 45 million; decoded, this is 150 MB
_LEAST_SIDE_PX = 32  # smaller ones are icons
# Files that are a picture to one program and a page, script or archive to another.
_MARKUP = re.compile(rb"<script|<html|<!doctype|<\?php|<svg |<iframe|%PDF-1", re.I)
_ZIP_END = b"PK\x05\x06"
_ZIP_REACH = 66_000  # bytes from the end in which a zip's directory ends
# What Pillow raises on damaged files besides its own error; none tells more than that the picture is damaged.
_DAMAGE = (
    UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, ValueError,
    SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError, RuntimeError,
)  # fmt: skip


def picture_name(post_id: str, data: bytes) -> str | None:
    """
    Name a picture's file.

    Returns:
        A path below content/images/; None where the bytes are no picture that we would serve.
    """
    kind = picture_kind(data)
    return f"{post_id}/{hashlib.sha256(data).hexdigest()[:12]}.{kind}" if kind else None


def picture_kind(data: bytes) -> str | None:
    """
    Tell the format of a picture that can be served, by the extension of its file.

    Returns:
        jpg, png, gif, webp or avif; None for other formats, for damaged, tiny or huge pictures, and for files that
        are also something else.
    """
    if len(data) > _MOST_BYTES or not data.startswith(_STARTS):
        return None
    if _MARKUP.search(data) or _ZIP_END in data[-_ZIP_REACH:]:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(_FORMATS)) as image:
                width, height = image.size
                if min(width, height) < _LEAST_SIDE_PX or width * height > _MOST_PIXELS:
                    return None
                kind = _FORMATS.get(image.format or "")
                image.draft("L", (width // 8, height // 8))  # a JPEG is checked whole at an eighth of the work
                image.load()
                return kind
    except _DAMAGE:
        return None
