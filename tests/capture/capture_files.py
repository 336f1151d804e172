"""Builders of raw files: what varies is an argument, the rest is hidden here."""

import gzip
import io
from pathlib import Path

from PIL import Image

from newsdigest.errors import PageError
from newsdigest.ingest.capture import read_seed
from newsdigest.models import RawPage

PAGE = b"<!doctype html><html><head><title>New port</title></head><body><p>The port opens.</p></body></html>"


def put(root: Path, name: str, data: bytes | str) -> str:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def read(data: bytes | str, root: Path, **settings: object) -> list[RawPage | PageError]:
    """Read one file under a name that says nothing of its form."""
    return list(read_seed(put(root, "seed", data), root=root, **settings))  # type: ignore[arg-type]


def only_page(data: bytes | str, root: Path, **settings: object) -> RawPage:
    pages = read(data, root, **settings)
    assert len(pages) == 1, pages
    assert isinstance(pages[0], RawPage), pages[0]
    return pages[0]


def only_error(data: bytes | str, root: Path, **settings: object) -> str:
    pages = read(data, root, **settings)
    assert len(pages) == 1, pages
    assert isinstance(pages[0], PageError), pages[0]
    return str(pages[0])


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (120, 80), shade: int = 90) -> bytes:
    """A real picture of some kilobytes."""
    image = Image.effect_noise(size, 40).point(lambda value: (value + shade) % 256).convert("RGB")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def warc_record(
    url: str, body: bytes = PAGE, *, kind: str = "response", date: str = "2026-03-04T05:06:07Z",
    http: str | None = None, extra: str = "", length: int | None = None,
) -> bytes:  # fmt: skip
    """One WARC record; `http` are the response's header lines."""
    head = "Content-Type: text/html; charset=utf-8" if http is None else http
    content = body if kind in ("resource", "conversion") else f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body
    kind_of_content = (head or "text/plain") if kind in ("resource", "conversion") else "application/http"
    lines = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:0-{abs(hash(url))}>\r\nContent-Type: {kind_of_content}\r\n{extra}"
        f"Content-Length: {len(content) if length is None else length}\r\n\r\n"
    )
    return lines.encode() + content + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """A .warc.gz: each record a gzip member of its own."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)
