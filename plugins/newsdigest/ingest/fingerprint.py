"""Hashes of the code and of the registers: a remembered result of other code or other registers is not used."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_PARTS = ("errors.py", "models.py", "text.py", "charsets", "data", "ingest", "post", "registers")


def code_fingerprint() -> str:
    """Hash the parts of the package that decide what a seed becomes."""
    return _hash(path for part in _PARTS for path in _files(_PACKAGE / part))


def registers_fingerprint(content: Path) -> str:
    """Hash the editors' registers."""
    return _hash(path for part in ("sources", "regions") for path in _files(content / part))


def _files(part: Path) -> Iterable[Path]:
    found = part.rglob("*") if part.is_dir() else [part]
    return sorted(path for path in found if path.is_file() and path.suffix != ".pyc")


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:20]
