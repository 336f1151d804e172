"""The id of a post follows from the source: never from its date, its file or how we happened to read it."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsdigest.text import collapse, slugify

# Query keys that say how a reader came, not what is read.
_TRACKING = re.compile(
    r"utm_\w{1,40}|fbclid|gclid|dclid|yclid|msclkid|igshid|mc_[ce]id|_openstat|ref|ref_src|cmpid|amp"
)
_HASH_CHARS = (
    10  # 40 bits: among a million posts of one outlet a chance of 1 in 2 for two equal ones, so the outlet leads
)
_NAME_CHARS = 40


def canonical_url(url: str) -> str:
    """
    Give the form of an address under which all its variants meet; for comparing, not for linking.

    >>> canonical_url("http://www.Merkur.de/politik/a-1.html?utm_source=x&id=2#top")
    'merkur.de/politik/a-1.html?id=2'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return collapse(url)
    query = [(key, value) for key, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(key.lower())]
    tail = f"?{urlencode(query)}" if query else ""
    return f"{_bare(host)}{port}{parts.path.rstrip('/')}{tail}"


def _bare(host: str) -> str:
    """Drop the parts of a host name that stand for the same pages in another layout."""
    for layout in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(layout)
    return host


def post_id(
    *,
    title: str,
    lang: str,
    source: str | None = None,
    source_url: str | None = None,
    via: str | None = None,
    via_url: str | None = None,
    translated_from: str | None = None,
) -> str:
    """
    Make the id of a post: from the original's address, else the copy's, else source and title.

    A translation is another text than its original, so its language and its translator count too.

    Returns:
        A readable name and a hash: "merkur-3f2a9c81d0".
    """
    address = source_url or via_url
    if address:
        key = canonical_url(address)
        name = key.partition("/")[0].partition(":")[0].rpartition(".")[0]
    else:
        name = source or via or ""
        key = f"{slugify(name)}|{collapse(title).casefold()}"
    if translated_from:
        key += f"|{lang}|{via}"
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:_HASH_CHARS]
    return f"{slugify(name, max_length=_NAME_CHARS) or 'post'}-{digest}"
