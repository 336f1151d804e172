"""Addresses of a picture: `src`, `srcset`, lazy-loading attributes and the sources of `<picture>`."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html as lxml_html

# A real picture inside the page (SingleFile); shorter ones are placeholders, icons and blurred previews.
_REAL_DATA_URI = 4000  # letters
_MAX_ADDRESS = 4000  # letters; longer ones are not addresses but data
_PLACEHOLDER = re.compile(
    r"(?i)placeholder|blank\.|spacer|/1x1|pixel\.|transparent|loading\.|/lazy\.|dummy|grey\.|gray\.|fallback|no-?image|default[-_]?image"
)
_PICTURE_FILE = re.compile(r"(?i)\.(?:jpe?g|png|webp|avif|gif|tiff?|jfif)(?:[?&#/:;]|$)")
_VECTOR = re.compile(r"(?i)\.svg(?:[?#]|$)")
# One candidate of a srcset: an address may itself hold commas, so it ends at white space or at the end.
_CANDIDATE = re.compile(r"([^\s,]\S{0,3990}[^\s,])(?:\s+(\d{1,6}(?:\.\d{1,4})?)[wxh])?\s*(?:,|$)")
_LAZY = (
    "data-src", "data-lazy-src", "data-original", "data-lazy", "data-url", "data-image", "data-img", "data-full-url",
    "data-large-file", "data-orig-file", "data-hi-res-src", "data-large", "data-zoom-image", "data-image-src",
)  # fmt: skip
_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-sizes-srcset", "data-ng-srcset")
_DATA = re.compile(r"[{}<>'\"]")  # an attribute that holds JSON or markup is no address
_SAYS_ADDRESS = re.compile(r"src|lazy|original|image|img|photo|picture")
# An id in the file's name tells one picture from all others.
_ID = re.compile(r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{24,64}")
_SIZE = re.compile(r"(?i)[-_.@](?:\d{2,4}x\d{2,4}|\d{2,4}w|w\d{2,4}|scaled|\d{1,2}x\d{1,2})(?=\.|$)")


def addresses(img: lxml_html.HtmlElement) -> Iterator[str]:
    """
    Give every address under which the page offers a picture, the best first.

    Args:
        img: An `img` or `amp-img`; the sources of a `picture` around it and a `noscript` copy beside it count too.

    Returns:
        Addresses as written, placeholders left out; a `data:` address only where it is large enough to be the picture.
    """
    inline = None
    for value in _stated(img):
        address = value.strip()
        if address.startswith("data:"):
            if len(address) >= _REAL_DATA_URI and "svg" not in address[:30]:
                inline = inline or address
        elif (
            address
            and len(address) <= _MAX_ADDRESS
            and not _PLACEHOLDER.search(address)
            and not _VECTOR.search(address)
        ):
            yield address
    if inline:
        yield inline


def _stated(img: lxml_html.HtmlElement) -> Iterator[str]:
    yield img.get("src") or ""
    for name in _LAZY:
        if value := img.get(name):
            yield value
    for name in _SETS:
        yield from best_first(img.get(name) or "")
    # libxml2 nests void `source` elements in one another, so the picture is not always the parent.
    picture = next((up for up in _ancestors(img, 12) if up.tag == "picture"), None)
    if picture is not None:
        for source in picture.iter("source"):
            for name in (*_SETS, "src", "data-src"):
                yield from best_first(source.get(name) or "")
    for up in _ancestors(img, 3):
        for other in up.iterchildren("noscript"):
            for copy in other.iter("img"):
                if copy is not img:
                    yield copy.get("src") or ""
                    yield from best_first(copy.get("srcset") or "")
    for name, value in img.attrib.items():
        if (
            name.startswith("data-")
            and name not in _LAZY
            and len(value) < 4 * _MAX_ADDRESS
            and not _DATA.search(value)
            and (
                _PICTURE_FILE.search(value)
                or (_SAYS_ADDRESS.search(name) and value.startswith(("https://", "http://", "//", "/")))
            )
        ):
            yield from best_first(value) if " " in value else [value]


def _ancestors(element: lxml_html.HtmlElement, limit: int) -> Iterator[lxml_html.HtmlElement]:
    for depth, up in enumerate(element.iterancestors()):
        if depth >= limit:
            return
        yield up


def best_first(srcset: str) -> list[str]:
    """
    The addresses of a `srcset`, the largest first.

    >>> best_first("a,b.jpg 300w, c.jpg 900w")
    ['c.jpg', 'a,b.jpg']
    """
    found = [(float(m[2] or 1), -n, m[1]) for n, m in enumerate(_CANDIDATE.finditer(srcset[:20_000]))]
    return [address for _, _, address in sorted(found, reverse=True)]


def absolute(address: str, base_url: str | None) -> str | None:
    """The address seen from the page; None where it cannot be one."""
    try:
        joined = urljoin(base_url or "", address)
        return joined if urlsplit(joined).scheme in {"http", "https", "data", ""} else None
    except ValueError:
        return None


def picture_key(address: str) -> str:
    """
    What stays the same among the sizes of one picture: host and path without size and extension.

    >>> picture_key("https://x.example/a/bridge-300x200.jpg?w=3") == picture_key("https://x.example/a/bridge.webp")
    True
    """
    if address.startswith("data:"):
        return address[:200] + str(len(address))
    try:
        split = urlsplit(address)
    except ValueError:
        return address
    path = unquote(split.path)
    if known := _ID.search(path.rsplit("/", 1)[-1]):
        return known[0].lower()
    stem = _SIZE.sub("", path.rsplit(".", 1)[0] if _PICTURE_FILE.search(path) else path)
    # A short path serves many pictures: there the query tells them apart.
    return stem + ("?" + split.query if len(stem) < 20 and not _PICTURE_FILE.search(path) else "")


def picture_name(address: str) -> str | None:
    """The file's name without size and extension, where it is long enough to belong to one picture alone."""
    name = picture_key(address).rsplit("/", 1)[-1].split("?", 1)[0]
    return name if len(name) >= 10 and any(char.isdigit() for char in name) else None


_EMBLEM_FILE = re.compile(
    r"(?i)(?:^|[-_./])(?:logos?|icons?|avatars?|facebook|twitter|whatsapp|telegram|instagram|linkedin|share|sprite|button"
    r"|gravatar|footer|header|banner|app-?store|google-?play|bip|qr-?code)(?:[-_.]|$)"
)


def is_ornament(img: lxml_html.HtmlElement) -> bool:
    """Whether an `img` is a drawing of the page's own (an SVG, a counting pixel, an icon) by its address and size."""
    sizes = [value for name in ("width", "height") if (value := (img.get(name) or "").removesuffix("px")).isdigit()]
    if any(0 <= int(value[:6]) < 32 for value in sizes):
        return True
    address = img.get("src") or ""
    drawn = bool(_VECTOR.search(address)) or address.startswith("data:image/svg")
    return drawn and next(addresses(img), None) is None  # a drawing holds the place of a photograph that loads later


def is_picture_address(address: str) -> bool:
    """Whether an address alone does not speak against a photograph: no logo, icon, placeholder or drawing."""
    name = address.split("?", 1)[0].rsplit("/", 1)[-1]
    return not (_VECTOR.search(address) or _PLACEHOLDER.search(address) or _EMBLEM_FILE.search(name))
