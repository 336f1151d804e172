"""
Addresses that only look like those of a known source: letters of another script, one letter off, a borrowed name.

What one letter can be mistaken for is a part of Unicode's confusables (UTS 39): the letters of Cyrillic, Greek and
Armenian that fonts draw like Latin ones, and the digits and pairs that do so in small print.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

_ALIKE = (
    "аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd ԛq ԝw һh ӏl ьb пn гr ѵv ѡw "  # Cyrillic
    "αa βb γy εe ζz ηn ιi κk νv οo ρp τt υu χx ωw ϲc "  # Greek
    "օo ոn սu հh ցg զq "  # Armenian
    "0o 1l 3e 5s"
)
_LATIN_LIKE = {ord(pair[0]): pair[1] for pair in _ALIKE.split()}
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("i", "l"))  # the last: "I" and "l" are one stroke
_TOGETHER = ({"HIRAGANA", "KATAKANA", "CJK", "BOPOMOFO", "HANGUL", "LATIN"},)  # scripts that names mix rightly
_LEAST = 6  # letters of a name of which one may be wrong; shorter ones are one letter from each other rightly


def look_alike(url: str | None, known: Iterable[str]) -> str | None:
    """
    Tell whether an address pretends to be a known source's.

    Args:
        url: Of a page; None gives None.
        known: Domains of the register, without "www.".

    Returns:
        What is wrong, to be read by an editor; None where nothing is, or the domain is known.

    >>> look_alike("https://steppe-p0st.example/a", ["steppe-post.example"])
    'steppe-p0st.example looks like steppe-post.example'
    """
    host = _host(url)
    if not host:
        return None
    domains = list(known)
    if any(host == domain or host.endswith(f".{domain}") for domain in domains):
        return None
    shown = _decoded(host)
    shape, named = skeleton(shown), shown if shown == host else f"{shown} ({host})"
    for domain in domains:
        if _ends_alike(shape, skeleton(domain)):
            return f"{named} looks like {domain}"
        if f".{host}".find(f".{domain}.") >= 0:
            return f"{host} carries the name {domain} before its own"
        if _one_off(shown, domain):
            return f"{named} is one letter off {domain}"
    mixed = next((scripts for label in shown.split(".") if len(scripts := _scripts(label)) > 1), None)
    return f"{named} mixes {' and '.join(sorted(name.title() for name in mixed))} letters" if mixed else None


@lru_cache(maxsize=4_096)
def skeleton(host: str) -> str:
    """
    Give the shape of a host name: names that a reader cannot tell apart have one.

    >>> skeleton("sтеppe.example") == skeleton("steppe.example")
    True
    """
    text = unicodedata.normalize("NFKD", host.casefold())
    text = "".join(char for char in text if not unicodedata.combining(char)).translate(_LATIN_LIKE)
    for pair, like in _PAIRS:
        text = text.replace(pair, like)
    return text


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").rstrip(".").removeprefix("www.")[:253]
    except ValueError:  # "http://[broken"
        return ""


def _decoded(host: str) -> str:
    """Give a host name as browsers show it: "xn--…" labels in their own letters."""
    return ".".join(_label(label) for label in host.split("."))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _ends_alike(shape: str, known: str) -> bool:
    return shape == known or shape.endswith(f".{known}")


def _scripts(label: str) -> set[str]:
    """Name the scripts of a label's letters, none where they may stand together."""
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in label if char.isalpha()}
    return set() if any(scripts <= together for together in _TOGETHER) else scripts


def _one_off(host: str, domain: str) -> bool:
    """Whether the registered part of `host` is `domain` with one letter added, left out, changed or swapped."""
    own, _, rest = domain.partition(".")
    labels = host.split(".")
    count = domain.count(".") + 1
    if len(own) < _LEAST or len(labels) < count or ".".join(labels[-count + 1 :]) != rest:
        return False
    name = labels[-count]
    if name == own or abs(len(name) - len(own)) > 1:
        return False
    start = next((n for n, (one, other) in enumerate(zip(name, own, strict=False)) if one != other), len(name))
    a, b = name[start:], own[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] + a[2:] == b and len(a) > 1)
