"""
What every output depends on, hashed once a build: code, theme, settings, registers and the libraries that write HTML.

Kept in parts, so that a full build can say which of them changed.
"""

import dataclasses
import hashlib
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import newsdigest
from newsdigest.settings import Settings

Fingerprint = Mapping[str, str]  # part -> hash, all plain text

_LIBRARIES = ("babel", "jinja2", "markupsafe", "nh3", "pagefind-bin-extended", "pyromark", "pyyaml", "tzdata")
_IRRELEVANT = {
    "jobs",
    "cache",
    "ingest",
    "seeds",
    "page_max_mb",
    "page_timeout_s",
    "size_warn_mb",
    "size_limit_mb",
}  # settings that reach no page


def take_fingerprint(settings: Settings, *, theme: Path, site: Mapping[str, Any]) -> dict[str, str]:
    """
    Hash what all outputs depend on.

    Args:
        settings: Ours; those that reach no page are left out.
        theme: The theme folder, every file of it.
        site: Constants that every page may show; plain data.
    """
    package = Path(newsdigest.__file__).parent
    ours = {
        entry.name: getattr(settings, entry.name)
        for entry in dataclasses.fields(settings)
        if entry.name not in _IRRELEVANT
    }
    libraries = [(name, version(name)) for name in _LIBRARIES]
    return {
        "code": _of_files((package, package / name) for name in _code(package)),
        "theme": _of_files((theme, path) for path in _files(theme)),
        "settings": _of_text(repr((sorted(ours.items()), sorted(site.items())))),
        "registers": _of_files(
            (folder, path)
            for folder in (package / "data", settings.content / "sources", settings.content / "regions")
            for path in _files(folder)
        ),
        "libraries": _of_text(repr((sys.version, libraries))),
    }


def changed_parts(before: Fingerprint, now: Fingerprint) -> list[str]:
    """Names of the parts that differ, in the order of `now`."""
    return [part for part in now if before.get(part) != now[part]]


def _code(package: Path) -> list[str]:
    return sorted(path.relative_to(package).as_posix() for path in package.rglob("*.py"))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _of_files(files: Iterable[tuple[Path, Path]]) -> str:
    """Hash names below their folder, and contents."""
    digest = hashlib.blake2b(digest_size=16)
    for folder, path in files:
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _of_text(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
