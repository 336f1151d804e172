"""Pictures that a capture brought along, kept below content/images/ under a name that follows from their bytes."""

import hashlib

# First bytes of the formats that browsers show; SVG is left out, since it may carry scripts.
_FORMATS = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


def picture_name(post_id: str, data: bytes) -> str | None:
    """
    Name a picture's file.

    Returns:
        A path below content/images/; None where the bytes are no picture that we would serve.
    """
    kind = _format(data)
    return f"{post_id}/{hashlib.sha256(data).hexdigest()[:12]}.{kind}" if kind else None


def _format(data: bytes) -> str | None:
    for start, kind in _FORMATS:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    return None
