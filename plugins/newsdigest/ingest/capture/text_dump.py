"""A plain-text dump: the visible text of a page as a browser or a scraper wrote it down."""

from collections.abc import Iterator

from newsdigest.errors import PageError
from newsdigest.ingest.capture.limits import Limits
from newsdigest.models import RawPage


def read_text_dump(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage]:
    """
    Take the whole file as one page. A dump carries neither address nor time.

    Raises:
        PageError: empty, or longer than a page may be.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise PageError(f"{seed}: empty; scrape it again")
    if len(data) > limits.page_bytes:
        raise PageError(f"{seed}: over {limits.page_bytes:,} bytes; raise DIGEST_PAGE_MAX_MB if it is genuine")
    yield RawPage(data=data, form="text-dump", seed=seed, is_html=False)
