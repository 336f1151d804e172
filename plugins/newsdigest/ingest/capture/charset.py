"""
Which charset a page's bytes are in: declared, sniffed, and checked against the text.

Declarations lie, so none is believed against the bytes: a byte order mark and valid UTF-8 settle it, and among the
charsets of one byte a letter the text itself decides (`newsdigest.charsets.plausible`). What still reads as
mojibake is refused.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from newsdigest.charsets.mojibake import find_mojibake
from newsdigest.charsets.plausible import oddity
from newsdigest.errors import PageError

_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{2,40})", re.I)
_XML = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_:.-]{2,40})[\"']", re.I)
_META_REACH = 8_192  # browsers look at 1,024 bytes; generators put scripts before it

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the labels mean on the web: https://encoding.spec.whatwg.org/#names-and-labels
_LABELS = {
    "ascii": "windows-1252", "us-ascii": "windows-1252", "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252",
    "latin1": "windows-1252", "latin-1": "windows-1252", "iso-8859-9": "windows-1254", "latin5": "windows-1254",
    "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "x-gbk": "gb18030",
    "koi8": "koi8-r", "koi": "koi8-r",
    "win-1251": "windows-1251", "x-cp1251": "windows-1251", "cp-1251": "windows-1251",
    "shift_jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "unicode": "utf-16-le",
    "utf-16": "utf-16-le", "iso-8859-8-i": "iso-8859-8", "x-mac-cyrillic": "mac-cyrillic", "utf8mb4": "utf-8",
}  # fmt: skip
# Python's codecs that make text of bytes but are nobody's charset.
_NO_CHARSETS = {"unicode_escape", "raw_unicode_escape", "punycode", "idna", "utf_7", "undefined"}
# Tried where the declared charset does not read well; each is common on news sites of the regions it belongs to.
_CANDIDATES = (
    "windows-1251", "koi8-r", "koi8-u", "windows-1254", "windows-1252", "windows-1250", "kz1048", "cp866",
    "iso-8859-5", "mac-cyrillic", "windows-1256", "gb18030", "big5", "cp932", "cp949", "euc_jp",
    "windows-1253", "windows-1257",
)  # fmt: skip
_SAMPLE = 16_000  # bytes around non-ASCII text that candidates are compared on
_GOOD_ENOUGH = 0.02  # oddity under which a declared charset is believed unless another reads far better
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_HOPELESS = 0.25  # oddity over which the best candidate is still no text


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's text, and how sure its charset is."""

    text: str
    charset: str  # Python's name of the codec
    doubts: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None, *, is_html: bool) -> Decoded:
    """
    Turn a page's bytes into text.

    Args:
        data: The page.
        declared: Charset from the transport or the sidecar, or None. A `meta` in the page is read here.
        is_html: Whether to look for declarations inside.

    Raises:
        PageError: no charset makes a text of it, or the text was spoilt before it was captured (mojibake).
    """
    decoded = _by_mark(data) or _without_mark(data, _declarations(data, declared, is_html=is_html))
    text = decoded.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if spoilt := find_mojibake(text):
        raise PageError(f"mojibake ({spoilt}); capture the page again, or give its charset in the sidecar")
    return Decoded(text=text, charset=decoded.charset, doubts=decoded.doubts)


def codec_name(label: str | None) -> str | None:
    """
    Give the codec that a charset label means on the web, or None for an unknown one.

    >>> codec_name("ISO-8859-1"), codec_name(" GB2312 "), codec_name("no-such")
    ('windows-1252', 'gb18030', None)
    """
    if not label:
        return None
    name = label.strip().strip("\"'").lower()
    name = _LABELS.get(name, name)
    try:
        b"a".decode(name, "replace")  # a codec that makes text, unlike base64 and its kind
        return None if codecs.lookup(name).name.replace("-", "_") in _NO_CHARSETS else name
    except (LookupError, ValueError):
        return None


def _declarations(data: bytes, declared: str | None, *, is_html: bool) -> tuple[str, ...]:
    """Codecs that somebody claims, the most trustworthy first."""
    labels = [declared]
    if is_html:
        head = data[:_META_REACH]
        labels += [found[1].decode("ascii") for pattern in (_META, _XML) if (found := pattern.search(head))]
    names = (codec_name(label) for label in labels)
    # A page that could be read for its meta is not in UTF-16, whatever it says.
    return tuple(dict.fromkeys(name for name in names if name and not name.startswith(("utf-16", "utf-32", "utf-7"))))


def _by_mark(data: bytes) -> Decoded | None:
    """Decode what carries a byte order mark, or the NULs of UTF-16 without one."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], codec)
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Even a Cyrillic UTF-16 text has NULs beside its spaces and line ends, one in seven characters.
    if odd > len(head) / 40 and even < odd / 10:
        return _lenient(data, "utf-16-le")
    if even > len(head) / 40 and odd < even / 10:
        return _lenient(data, "utf-16-be")
    return None


def _lenient(data: bytes, codec: str) -> Decoded:
    """Decode in a charset that is settled, forgiving a few damaged places."""
    text = data.decode(codec, "replace")
    lost = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if codec == "utf-8" else 0)
    doubts = (f"{lost} places are damaged in {codec}",) if lost else ()
    return Decoded(text=text, charset=codec, doubts=doubts)


def _without_mark(data: bytes, claims: tuple[str, ...]) -> Decoded:
    """Decode by UTF-8's own check digit first, then by what reads best."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        lies = [claim for claim in claims if claim != "utf-8"]
        doubts = (f"declared {lies[0]}, but is utf-8",) if lies and not text.isascii() else ()
        if b"\x1b$" in data and (shift := _strict(data, "iso2022_jp")):
            return Decoded(text=shift, charset="iso2022_jp")
        return Decoded(text=text, charset="utf-8", doubts=doubts)
    lenient = _lenient(data, "utf-8")
    lost = lenient.text.count("\ufffd")
    # A few broken characters in a text of many sound ones: cut in the middle, or patched by a template.
    sound = len(re.findall(r"[^\x00-\x7f\ufffd]", lenient.text))
    if sound > 20 * lost:
        return lenient
    return _best_reading(data, claims)


def _best_reading(data: bytes, claims: tuple[str, ...]) -> Decoded:
    """Choose among charsets of one and two bytes by the text each makes."""
    sample = _sample(data)
    scores: dict[str, float] = {}
    for codec in dict.fromkeys((*(claim for claim in claims if claim != "utf-8"), *_CANDIDATES)):
        if (text := _try(sample, codec)) is not None:
            scores[codec] = oddity(text)
    if not scores:
        raise PageError("no charset makes a text of these bytes; capture the page again")
    best = min(scores, key=lambda codec: scores[codec])
    claimed = next((claim for claim in claims if claim in scores), None)
    beyond = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    # The fewer letters there are to judge by, the more the declaration counts.
    if claimed and scores[claimed] <= max(_GOOD_ENOUGH, scores[best] + 0.005 + 1.5 / (beyond + 1)):
        best = claimed
    if scores[best] > _HOPELESS:
        raise PageError(f"no charset makes a text of these bytes (best guess {best}); capture the page again")
    text = data.decode(best, "replace")
    doubts = (f"declared {claims[0]}, but reads as {best}",) if claims and best != claims[0] else ()
    if not claims and scores[best] > _GOOD_ENOUGH:
        second = from_bytes(sample).best()
        if second is None or second.encoding.replace("cp", "windows-") != best:
            doubts = (*doubts, f"charset not declared; {best} is a guess")
    return Decoded(text=text, charset=best, doubts=doubts)


def _sample(data: bytes) -> bytes:
    """Words with non-ASCII bytes, with their neighbours, up to a bound: what tells charsets apart."""
    pieces: list[bytes] = []
    size = 0
    for found in re.finditer(rb"[^\x00-\x7f][^<>]{0,200}", data):
        pieces.append(_word_start(data, found.start()) + found[0])
        size += len(pieces[-1])
        if size > _SAMPLE:
            break
    return b"\n".join(pieces)


def _word_start(data: bytes, position: int) -> bytes:
    """The ASCII letters directly before a position."""
    start = position
    while start > max(0, position - 20) and data[start - 1 : start].isalpha():
        start -= 1
    return data[start:position]


def _try(sample: bytes, codec: str) -> str | None:
    """Decode a sample; a codec that loses more than a hundredth of it is out."""
    text = sample.decode(codec, "replace")
    return text if text.count("\ufffd") * 100 <= len(text) else None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
