"""WACZ: a zip of WARC archives with the list of the pages that somebody visited."""

import hashlib
import io
import json
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, BinaryIO, cast

from newsdigest.errors import PageError
from newsdigest.ingest.capture.limits import Limits, is_safe_member
from newsdigest.ingest.capture.warc import Opener, read_warc
from newsdigest.models import RawPage

_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_STEP = 1 << 20
_MOST_MEMBERS = 10_000
_SMALL_FILE = 50_000_000  # bytes of datapackage.json or a page list
# What reading a damaged zip raises; none tells more than that.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, ValueError, RuntimeError,
    NotImplementedError, EOFError,
)  # fmt: skip


def read_wacz(stream: BinaryIO, *, seed: str, limits: Limits) -> Iterator[RawPage | PageError]:
    """
    Read the visited pages of a WACZ; without a page list, all pages of its archives.

    Every archive is first checked against the digest that the package gives.

    Raises:
        PageError: not a WACZ, damaged, or with members that lead out of it or unpack out of proportion.
    """
    try:
        package = zipfile.ZipFile(stream)
    except _DAMAGE as error:
        raise PageError(f"{seed}: damaged zip ({error}); fetch it again") from None
    with package:
        members = package.infolist()
        _check_members(members, seed, limits)
        digests = _digests(package, seed)
        wanted = _wanted(package, seed)
        archives = [m for m in members if m.filename.startswith("archive/") and not m.is_dir()]
        if not archives:
            raise PageError(f"{seed}: a zip file, but no WACZ (no archive/ in it); unpack it into the seeds folder")
        for place, member in enumerate(sorted(archives, key=lambda each: each.filename), start=1):
            name = f"{seed}/{member.filename}"
            try:
                _check_digest(package, member, name, digests.get(member.filename))
                with _opener(package, stream, member) as opener:
                    mark = f"#{place}."
                    yield from read_warc(opener, seed=seed, limits=limits, wanted=wanted, form="wacz", mark=mark)
            except PageError as error:
                yield error
            except _DAMAGE as error:
                yield PageError(f"{name}: damaged archive ({error}); fetch it again")


@contextmanager
def _opener(package: zipfile.ZipFile, stream: BinaryIO, member: zipfile.ZipInfo) -> Iterator[Opener]:
    """Open one WARC of the package: in place where it is stored, from a temporary file where it is packed."""

    def part_of(source: BinaryIO, start: int) -> Opener:
        return lambda: nullcontext(cast(BinaryIO, _Slice(source, start, member.file_size)))

    if member.compress_type == zipfile.ZIP_STORED:
        yield part_of(stream, _data_start(stream, member))
        return
    with tempfile.TemporaryFile() as unpacked, package.open(member) as source:
        while part := source.read(_STEP):
            unpacked.write(part)
        yield part_of(cast(BinaryIO, unpacked), 0)


class _Slice(io.RawIOBase):
    """A part of a file as a file of its own; several may share the file, each with its own position."""

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._stream, self._start, self._size, self._place = stream, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        self._stream.seek(self._start + self._place)
        part = self._stream.read(max(0, min(len(buffer), self._size - self._place)))
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)


def _data_start(stream: BinaryIO, member: zipfile.ZipInfo) -> int:
    """Where a stored member's bytes begin: after its local header, whose name and extra field may differ in length."""
    stream.seek(member.header_offset)
    header = stream.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile("no local header")
    return member.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")


def _check_members(members: list[zipfile.ZipInfo], seed: str, limits: Limits) -> None:
    """Refuse a zip that is out to do harm before anything of it is unpacked."""
    if len(members) > _MOST_MEMBERS:
        raise PageError(f"{seed}: over {_MOST_MEMBERS:,} members in the zip")
    for member in members:
        if not is_safe_member(member.filename):
            raise PageError(f"{seed}: the member {member.filename[:80]!r} leads out of the archive; do not trust it")
        if member.file_size > 1_000_000 + limits.ratio * member.compress_size:
            raise PageError(f"{seed}: {member.filename[:80]!r} unpacks out of proportion; do not trust it")


def _read_small(package: zipfile.ZipFile, name: str, seed: str) -> bytes | None:
    """Read a list of the package, or None where it has none."""
    try:
        with package.open(name) as source:
            data = source.read(_SMALL_FILE + 1)
    except KeyError:
        return None
    except _DAMAGE as error:
        raise PageError(f"{seed}/{name}: damaged ({error}); fetch it again") from None
    if len(data) > _SMALL_FILE:
        raise PageError(f"{seed}/{name}: over {_SMALL_FILE:,} bytes")
    return data


def _digests(package: zipfile.ZipFile, seed: str) -> dict[str, str]:
    """Read the SHA-256 that datapackage.json gives for each member."""
    data = _read_small(package, "datapackage.json", seed)
    try:
        parsed = json.loads(data) if data else {}
    except (ValueError, RecursionError) as error:
        raise PageError(f"{seed}/datapackage.json: not JSON ({error}); fetch it again") from None
    resources = parsed.get("resources") if isinstance(parsed, dict) else None
    digests = {}
    for entry in resources if isinstance(resources, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("path"), str) and isinstance(entry.get("hash"), str):
            kind, _, digest = entry["hash"].rpartition(":")
            if kind in ("", "sha256"):
                digests[entry["path"]] = digest.lower()
    return digests


def _check_digest(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, digest: str | None) -> None:
    if digest is None:
        return
    found = hashlib.sha256()
    with package.open(member) as source:
        while part := source.read(_STEP):
            found.update(part)
    if found.hexdigest() != digest:
        raise PageError(f"{name}: differs from the digest in datapackage.json; fetch it again")


def _wanted(package: zipfile.ZipFile, seed: str) -> frozenset[str] | None:
    """Read the addresses of visited pages, or None where the package lists none."""
    addresses = set()
    for name in _LISTS:
        for line in (_read_small(package, name, seed) or b"").splitlines():
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):
                continue  # a damaged line costs its page, not the others
            if isinstance(entry, dict) and isinstance(entry.get("url"), str):
                addresses.add(entry["url"])
    return frozenset(addresses) or None
