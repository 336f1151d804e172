"""Addresses of pages as captures give them: kept only where a reader could follow them."""

import re
from urllib.parse import urlsplit

from newsdigest.text import has_unseen

_MAX_LENGTH = 2_048  # browsers and sitemaps agree on about this
_NEVER = re.compile(r"[\x00-\x20<>\"\u200c\u200d\\]")  # the joiners, which text may need, have no place here


def web_address(value: object) -> str | None:
    """
    Give `value` back when it is an http(s) address with a host and without credentials, else None.

    >>> web_address("https://harbour.example/a?b=1"), web_address("javascript:alert(1)"), web_address("http://a@b/")
    ('https://harbour.example/a?b=1', None, None)
    """
    if not isinstance(value, str):
        return None
    value = value.strip()
    if len(value) > _MAX_LENGTH or _NEVER.search(value) or has_unseen(value):
        return None
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return None
    return value if usable else None
