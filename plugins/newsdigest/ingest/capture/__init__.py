"""
Raw forms: one module each, recognised by content and not by name.

`find_seeds(root)` lists the files, `read_seed(name, root=root)` gives the pages of one. Both take a folder or any
fsspec address. Where a form knows more than bytes (feeds, JSON), `RawPage.fields` says it, verbatim, under these keys,
each only where present: `title`, `summary`, `published`, `modified`, `language`, `site` (name of the outlet),
`authors` and `tags` (tuples of texts), `images` (tuple of mappings with `url`, `caption`, `credit`, `alt`),
`partial` (True: an excerpt of the article). `RawPage.data` is then the body alone, HTML or text by `is_html`.
"""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from newsdigest.errors import PageError
from newsdigest.ingest.capture.amp import read_amp
from newsdigest.ingest.capture.feed import read_feed
from newsdigest.ingest.capture.forms import HEAD_BYTES, TAIL_BYTES, is_wayback, recognise
from newsdigest.ingest.capture.html import read_html
from newsdigest.ingest.capture.json_pages import read_json
from newsdigest.ingest.capture.limits import Limits, gunzip, read_bounded
from newsdigest.ingest.capture.mhtml import read_mhtml
from newsdigest.ingest.capture.newsletter import read_newsletter
from newsdigest.ingest.capture.pdf import read_pdf
from newsdigest.ingest.capture.seeds import Seed, find_seeds, open_seed, read_sidecar_bytes, relative_name
from newsdigest.ingest.capture.sidecar import Sidecar, apply_sidecar, parse_sidecar
from newsdigest.ingest.capture.singlefile import read_singlefile
from newsdigest.ingest.capture.text_dump import read_text_dump
from newsdigest.ingest.capture.wacz import read_wacz
from newsdigest.ingest.capture.warc import read_warc
from newsdigest.ingest.capture.wayback import read_wayback, undo_wayback
from newsdigest.models import RawPage

__all__ = ["Limits", "Seed", "find_seeds", "read_seed"]

_Pages = Iterator[RawPage | PageError]

_WHOLE: dict[str, Callable[..., _Pages]] = {  # forms that are read into memory; archives are streamed
    "amp": read_amp,
    "email": read_newsletter,
    "feed": read_feed,
    "html": read_html,
    "json": read_json,
    "mhtml": read_mhtml,
    "pdf": read_pdf,
    "singlefile": read_singlefile,
    "text-dump": read_text_dump,
    "wayback": read_wayback,
}
_NESTED = ("mhtml", "singlefile")  # a browser may have saved an archive's copy


def read_seed(path: str | Path, *, root: str | Path, limits: Limits | None = None) -> Iterator[RawPage | PageError]:
    """
    Read the pages of one seed, one after the other.

    A record that cannot be a page is yielded as a PageError, in its place, and the next ones follow; nothing is
    raised for the content of a seed. So a caller tells the two apart with `isinstance`.

    Args:
        path: Name of the seed below `root` (as in `Seed.name`), or its path where both are local.
        root: The seeds folder, a path or an fsspec address.
        limits: Bounds of size; the defaults where None.
    """
    name = str(path)
    try:
        name = relative_name(path, root)
        yield from _read(name, root, limits or Limits())
    except PageError as error:
        yield error


def _read(name: str, root: str | Path, limits: Limits) -> _Pages:
    """Recognise the seed and hand it to its reader."""
    note = read_sidecar_bytes(name, root)
    sidecar = parse_sidecar(note, name=f"{name}.toml") if note is not None else Sidecar()
    with open_seed(name, root) as stream:
        form = recognise(_peek(stream))
        if form == "warc":
            pages = read_warc(lambda: open_seed(name, root), seed=name, limits=limits)
        elif form == "zip":
            pages = read_wacz(stream, seed=name, limits=limits)
        else:
            pages = _read_whole(stream, name, limits)
        for page in pages:
            yield page if isinstance(page, PageError) else apply_sidecar(page, sidecar)


def _peek(stream: BinaryIO) -> bytes:
    """Give the first bytes, unpacked where the file is packed, and go back to the start."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if head[:2] != b"\x1f\x8b":
        return head
    unpacker, text = zlib.decompressobj(wbits=31), b""
    try:
        for start in range(0, len(head), 16):
            text += unpacker.decompress(head[start : start + 16], HEAD_BYTES)
            if unpacker.eof or len(text) >= HEAD_BYTES:
                break
    except zlib.error:
        pass  # what came before the damage may still tell the form
    return text[:HEAD_BYTES]


def _read_whole(stream: BinaryIO, name: str, limits: Limits) -> _Pages:
    """Read a form that fits into memory."""
    data = read_bounded(stream, limits.file_bytes, name)
    if data[:2] == b"\x1f\x8b":
        data = gunzip(data, limits.file_bytes, name, ratio=limits.ratio)
    form = recognise(data[:HEAD_BYTES], data[-TAIL_BYTES:])
    if form not in _WHOLE:
        raise PageError(f"{name}: not a page in any known form ({form or 'binary'}); remove it or convert it")
    for page in _WHOLE[form](data, seed=name, limits=limits):
        if isinstance(page, RawPage) and page.form in _NESTED and is_wayback(page.data):
            yield undo_wayback(page)
        else:
            yield page
