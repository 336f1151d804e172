"""
Raw forms: one module each, recognised by content and not by name.

`find_seeds(root)` lists the files, `read_seed(name, root=root)` gives the pages of one. Both take a folder or any
fsspec address. Where a form knows more than bytes (feeds, JSON), `RawPage.fields` says it, verbatim, under these keys,
each only where present: `title`, `summary`, `published`, `modified`, `language`, `site` (name of the outlet),
`authors` and `tags` (tuples of texts), `images` (tuple of mappings with `url`, `caption`, `credit`, `alt`),
`partial` (True: an excerpt of the article). `RawPage.data` is then the body alone, HTML or text by `is_html`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from newsdigest.errors import PageError
from newsdigest.ingest.capture.forms import HEAD_BYTES, recognise
from newsdigest.ingest.capture.html import read_html
from newsdigest.ingest.capture.limits import Limits, gunzip, read_bounded
from newsdigest.ingest.capture.seeds import Seed, find_seeds, open_seed, read_sidecar_bytes, relative_name
from newsdigest.ingest.capture.sidecar import Sidecar, apply_sidecar, parse_sidecar
from newsdigest.ingest.capture.text_dump import read_text_dump
from newsdigest.models import RawPage

__all__ = ["Limits", "Seed", "find_seeds", "read_seed"]

_Reader = Callable[..., Iterator[RawPage | PageError]]

_WHOLE: dict[str, _Reader] = {  # forms that are read into memory; the others are streamed
    "html": read_html,
    "text-dump": read_text_dump,
}


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


def _read(name: str, root: str | Path, limits: Limits) -> Iterator[RawPage | PageError]:
    """Recognise the seed and hand it to its reader."""
    note = read_sidecar_bytes(name, root)
    sidecar = parse_sidecar(note, name=f"{name}.toml") if note is not None else Sidecar()
    with open_seed(name, root) as stream:
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        form = recognise(head)
        data = read_bounded(stream, limits.file_bytes, name)
    if form == "gzip":
        data = gunzip(data, limits.file_bytes, name, ratio=limits.ratio)
        form = recognise(data[:HEAD_BYTES])
    if form not in _WHOLE:
        raise PageError(f"{name}: not a page in any known form ({form or 'binary'}); remove it or convert it")
    for page in _WHOLE[form](data, seed=name, limits=limits):
        yield page if isinstance(page, PageError) else apply_sidecar(page, sidecar)
