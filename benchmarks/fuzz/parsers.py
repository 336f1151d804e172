"""The parsers that are fuzzed: each a function that takes any bytes and raises only where the parser is at fault."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from newsdigest.errors import DigestError, PageError
from newsdigest.ingest.capture import read_seed
from newsdigest.ingest.capture.charset import decode
from newsdigest.ingest.extract import extract_article
from newsdigest.models import RawPage
from newsdigest.post import read_post, render_post
from newsdigest.registers import Registers, load_registers

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"
Parser = Callable[[bytes], None]
_DECLARED = (None, "utf-8", "windows-1251", "gbk", "utf-7", "iso-2022-jp", "utf-16", "no-such-charset")
_ASCII_CASE = 32  # the bit by which a letter's case differs: the first byte's tells HTML from text


def capture() -> Parser:
    """Any seed, in whatever form it pretends to be."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    seed = folder / "seed"

    def one(data: bytes) -> None:
        seed.write_bytes(data)
        for page in read_seed(seed, root=folder):
            assert isinstance(page, RawPage | PageError)

    return one


def charset() -> Parser:
    """The text of bytes; the first byte says what they declare and whether they are HTML."""

    def one(data: bytes) -> None:
        first = data[0] if data else 0
        with suppress(PageError):
            decode(data[1:], _DECLARED[first % len(_DECLARED)], is_html=bool(first & _ASCII_CASE))

    return one


def text_dump() -> Parser:
    """The article of a plain-text dump."""
    return _extract("text-dump", is_html=False)


def html() -> Parser:
    """The article of a page of HTML."""
    return _extract("html", is_html=True)


def _extract(form: str, *, is_html: bool) -> Parser:
    registers = _registers()

    def one(data: bytes) -> None:
        with suppress(PageError):
            extract_article(RawPage(data=data, form=form, seed="fuzz", is_html=is_html), registers)

    return one


@cache
def _registers() -> Registers:
    return load_registers(ROOT / "content")


def front_matter() -> Parser:
    """A post file, as anybody might leave it; what can be read is written and read again to the same post."""

    def one(data: bytes) -> None:
        try:
            post = read_post(data.decode("utf-8", "replace"), path="fuzz.md")
        except DigestError:
            return
        again = read_post(render_post(post), path="again.md")
        assert again == post or render_post(again) == render_post(post)

    return one


PARSERS: dict[str, Callable[[], Parser]] = {
    "capture": capture,
    "charset": charset,
    "text-dump": text_dump,
    "front-matter": front_matter,
    "html": html,
}
