"""AMP pages: a lighter twin that names the real page as its canonical address."""

import re
from collections.abc import Iterator

from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.html import check_html
from newsdigest.ingest.capture.limits import Limits
from newsdigest.models import RawPage

_LINK = re.compile(rb"<link\b[^<>]{1,2500}>", re.I)
_CANONICAL = re.compile(rb"\srel\s{0,5}=\s{0,5}[\"']?canonical[\"'\s/>]", re.I)
_HREF = re.compile(rb"\shref\s{0,5}=\s{0,5}(?:\"([^\"]{1,2048})\"|'([^']{1,2048})'|([^\s\"'>]{1,2048}))", re.I)
_IMAGE = re.compile(rb"<(/?)amp-(?:img|anim)\b", re.I)


def read_amp(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage]:
    """
    Take the file as one page under its canonical address; AMP's own image elements become plain ones.

    Raises:
        PageError: see `check_html`.
    """
    check_html(data, seed=seed, limits=limits)
    yield RawPage(data=_IMAGE.sub(rb"<\1img", data), form="amp", seed=seed, url=canonical_address(data))


def canonical_address(data: bytes) -> str | None:
    """Give what the page's head calls its canonical address, where that is absolute."""
    for link in _LINK.finditer(data[:200_000]):
        if _CANONICAL.search(link[0]) and (found := _HREF.search(link[0])):
            value = next(group for group in found.groups() if group is not None)
            return web_address(value.decode("utf-8", "replace").replace("&amp;", "&"))
    return None
