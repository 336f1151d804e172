"""
Pictures in the sizes and formats that phones want, each with its credit inside the file.

A picture `content/images/a/b.jpg` becomes the folder `images/a/b/` with one file for each width and format. Image tools
strip who made a picture when they resize it; here its XMP packet is kept and gains what its IPTC and EXIF fields say,
and above all what the post says.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from newsdigest.errors import RegisterError
from newsdigest.models import PostImage
from newsdigest.post.picture_metadata import read_picture_metadata
from newsdigest.publish.xmp import with_credit

WIDTHS_PX = (480, 960)  # a phone, and a phone with a dense screen or a column on a desk
FALLBACK_PX = 960  # the JPEG for browsers without AVIF and WebP, and for link previews
MAX_PIXELS = 50_000_000  # a larger picture is refused before it is decoded
_QUALITY = {"avif": 55, "webp": 76, "jpeg": 80}  # by eye on photographs: no visible difference at these widths
_SUFFIX = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a page needs to place a picture: the box it fills, and the files there are."""

    folder: str  # below the top of the site: "images/a/b"
    width_px: int
    height_px: int
    widths_px: tuple[int, ...]  # of the AVIF and WebP files: "<folder>/480.avif"
    fallback: str  # "<folder>/960.jpg"

    @property
    def fallback_px(self) -> tuple[int, int]:
        """Width and height of the fallback."""
        width = min(FALLBACK_PX, self.width_px)
        return width, max(1, round(self.height_px * width / self.width_px))


def survey(file: str, folder: Path) -> Picture:
    """
    Measure a picture without decoding it.

    Args:
        file: Below `folder`, as a post's front matter names it.
        folder: content/images.

    Raises:
        RegisterError: no such file, no picture, or too large a one.
    """
    path = folder / file
    try:
        signature = path.stat()
    except OSError:
        raise RegisterError(f"{path}: no such picture; put it there or correct the post that names it") from None
    width, height = _measure(path, signature.st_mtime_ns, signature.st_size)
    widths = tuple(step for step in WIDTHS_PX if step < width) or (width,)
    stem = f"images/{file.rpartition('.')[0]}"
    return Picture(
        folder=stem,
        width_px=width,
        height_px=height,
        widths_px=widths,
        fallback=f"{stem}/{min(FALLBACK_PX, width)}.jpg",
    )


def make_files(file: str, folder: Path, image: PostImage) -> Mapping[str, bytes]:
    """
    Make every file of a picture.

    Args:
        file: Below `folder`.
        folder: content/images.
        image: What the post says of it: creator, credit, copyright notice and licence go into every file.

    Returns:
        Content by name in the picture's folder.
    """
    facts = survey(file, folder)
    data = (folder / file).read_bytes()
    with Image.open(io.BytesIO(data)) as opened:
        packet = with_credit(opened.info.get("xmp"), image, inside=read_picture_metadata(data))
        upright = ImageOps.exif_transpose(opened)
        plain = upright.convert("RGB") if upright.mode != "RGB" else upright.copy()
    files = {}
    for width in facts.widths_px:
        for form in ("avif", "webp"):
            files[f"{width}.{_SUFFIX[form]}"] = _encode(plain, width, form, packet)
    width = min(FALLBACK_PX, facts.width_px)
    files[f"{width}.jpg"] = _encode(plain, width, "jpeg", packet)
    return files


def _encode(image: Image.Image, width: int, form: str, packet: bytes) -> bytes:
    height = max(1, round(image.height * width / image.width))
    sized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    sized.save(buffer, form.upper(), quality=_QUALITY[form], xmp=packet)
    return buffer.getvalue()


@lru_cache(maxsize=4096)
def _measure(path: Path, changed_ns: int, size: int) -> tuple[int, int]:  # noqa: ARG001 - the key of the cache
    """Width and height as shown, after the turn that EXIF asks for."""
    try:
        with Image.open(path) as image:
            width, height = image.size
            turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)  # EXIF orientation: on its side
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RegisterError(f"{path}: not a picture that can be read ({error}); replace it") from None
    if width * height > MAX_PIXELS:
        raise RegisterError(f"{path}: {width} × {height} pixels; make it smaller than {MAX_PIXELS:,}")
    return (height, width) if turned else (width, height)
