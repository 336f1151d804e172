"""The line that names where an article comes from: "Source: merkur"."""

import re
from functools import cache

from newsdigest.ingest.extract.dump.phrases import pattern_of

_MAX_CHARS = 160
_MAX_WORDS = 8
_BARE_URL = re.compile(r"https?://\S{4,400}")


@cache
def _source() -> re.Pattern[str]:
    return re.compile(
        rf"^\W{{0,3}}(?:{pattern_of('source')})(?:\s?[:：=]\s?|\s[–—-]\s)(?P<name>\S.{{0,120}}?)\W{{0,2}}$",
        re.IGNORECASE,
    )


def source_named(text: str) -> str | None:
    """
    Give the name, or the address, that a source line gives.

    >>> source_named("Source: merkur"), source_named("Sources say that little is known")
    ('merkur', None)
    """
    if len(text) > _MAX_CHARS:
        return None
    found = _source().match(text)
    if not found or len(found["name"].split()) > _MAX_WORDS:
        return None
    address = _BARE_URL.search(text)
    return address[0] if address else found["name"]
