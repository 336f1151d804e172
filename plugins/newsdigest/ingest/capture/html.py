"""HTML as served, and what every other form that holds HTML must pass before it is called a page."""

import re
from collections.abc import Iterator
from itertools import accumulate

from lxml import etree, html

from newsdigest.errors import PageError
from newsdigest.ingest.capture.limits import MAX_DEPTH, Limits
from newsdigest.models import RawPage

# Tags of elements that nest; those that HTML never closes, or closes by itself, would look like nesting.
_NESTING = re.compile(
    rb"</?(?=[A-Za-z])(?!(?:img|br|meta|link|input|source|hr|wbr|area|p|li|td|tr|th|dt|dd|option)[\s>/])", re.I
)
_STEP = {b"<": 1, b"</": -1}


def read_html(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage]:
    """
    Take the file as one page. HTML alone says nothing certain of its address and time; the sidecar may.

    Raises:
        PageError: see `check_html`.
    """
    check_html(data, seed=seed, limits=limits)
    yield RawPage(data=data, form="html", seed=seed)


def check_html(data: bytes, *, seed: str, limits: Limits) -> None:
    """
    Refuse HTML that later stages could not read whole.

    Raises:
        PageError: empty, over the size limit, or nested deeper than `MAX_DEPTH`.
    """
    if not data.strip():
        raise PageError(f"{seed}: empty; scrape it again")
    if len(data) > limits.page_bytes:
        raise PageError(f"{seed}: over {limits.page_bytes:,} bytes; raise DIGEST_PAGE_MAX_MB if it is genuine")
    if _may_be_deep(data) and _is_deep(data):
        raise PageError(f"{seed}: elements nested over {MAX_DEPTH} deep, so text would be lost; not a usable page")


def _may_be_deep(data: bytes) -> bool:
    """Follow the nesting by tags alone: cheap, too high where elements stay open, and false for nearly every page."""
    steps = map(_STEP.__getitem__, _NESTING.findall(data))
    return max(accumulate(steps), default=0) > MAX_DEPTH


def _is_deep(data: bytes) -> bool:
    """Parse, and ask the parser whether it gave up."""
    parser = html.HTMLParser()
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return False  # nothing but comments: the extraction says what is missing
    return any("xcessive depth" in entry.message for entry in parser.error_log)
