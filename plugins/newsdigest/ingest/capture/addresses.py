"""Addresses of pages as captures give them: kept only where a reader could follow them."""

import re
from urllib.parse import urlsplit

_MAX_LENGTH = 2_048  # browsers and sitemaps agree on about this
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f<>\"\u200b-\u200f\u202a-\u202e\u2066-\u2069\\]")


def web_address(value: object) -> str | None:
    """
    Give `value` back when it is an http(s) address with a host and without credentials, else None.

    >>> web_address("https://harbour.example/a?b=1"), web_address("javascript:alert(1)"), web_address("http://a@b/")
    ('https://harbour.example/a?b=1', None, None)
    """
    if not isinstance(value, str):
        return None
    value = value.strip()
    if len(value) > _MAX_LENGTH or _CONTROL.search(value):
        return None
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return None
    return value if usable else None
