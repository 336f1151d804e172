"""HTML as served, and what every other form that holds HTML must pass before it is called a page."""

from collections.abc import Iterator

from lxml import etree, html

from newsdigest.errors import PageError
from newsdigest.ingest.capture.limits import MAX_DEPTH, Limits
from newsdigest.models import RawPage

# Elements that HTML never closes; counted out so that only true nesting is left.
_VOID = (b"<img ", b"<br>", b"<br/", b"<br ", b"<meta ", b"<link ", b"<input ", b"<!")
_STEP = 1 << 12  # small, as every tag inside a step counts as nesting


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
    """Bound the nesting from above by counting tags: cheap, and false for nearly every page."""
    open_elements = 0
    for start in range(0, len(data), _STEP):
        step = data[start : start + _STEP]
        closing = step.count(b"</")
        opening = step.count(b"<") - closing - sum(step.count(tag) for tag in _VOID)
        if open_elements + opening > MAX_DEPTH:
            return True
        open_elements += opening - closing
    return False


def _is_deep(data: bytes) -> bool:
    """Parse, and ask the parser whether it gave up."""
    parser = html.HTMLParser()
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return False  # nothing but comments: the extraction says what is missing
    return any("xcessive depth" in entry.message for entry in parser.error_log)
