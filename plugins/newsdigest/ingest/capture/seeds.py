"""The folder of raw pages, local or at any fsspec address: listed in order, opened without following links."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

import fsspec

from newsdigest.errors import FleetingError, PageError, RegisterError

SIDECAR = ".toml"
_MAX_DEPTH = 32  # folders below the root; scrapers use site/year/month/day/hour at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One file under the seeds folder."""

    name: str  # posix path below the root
    size: int  # bytes
    changed: str = ""  # a token that differs once the file was written again; empty where the store has none


def find_seeds(root: str | Path) -> tuple[Seed, ...]:
    """
    List the seeds below `root`, in the order of their names, at any depth.

    Hidden files and folders and the sidecars of pages are left out. Symbolic links are listed but never followed:
    `read_seed` refuses them, so that the report names them.

    Raises:
        RegisterError: there is no such folder.
    """
    system, base = _open_root(root)
    if not system.isdir(base):
        raise RegisterError(f"{root}: no such folder; put raw pages there or correct DIGEST_SEEDS")
    seeds = sorted(_walk(system, base, "", 0), key=lambda seed: seed.name)
    sidecars = {sidecar for seed in seeds for sidecar in sidecar_names(seed.name)}
    return tuple(seed for seed in seeds if seed.name not in sidecars)


def relative_name(path: str | Path, root: str | Path) -> str:
    """
    Give the seed's name below `root`, from a name or from a path that starts with the root.

    Raises:
        PageError: the path leads out of the root.
    """
    if isinstance(path, Path) and isinstance(root, Path) and path.is_absolute():
        if not path.is_relative_to(root):
            raise PageError(f"{path}: not below {root}")
        path = path.relative_to(root)
    name = PurePosixPath(path)
    if name.is_absolute() or ".." in name.parts or not name.parts:
        raise PageError(f"{path}: not below {root}")
    return str(name)


@contextmanager
def open_seed(name: str, root: str | Path) -> Iterator[BinaryIO]:
    """
    Open a seed for reading.

    Raises:
        PageError: a symbolic link on the way, no regular file, or not readable.
    """
    system, base = _open_root(root)
    if _is_local(system):
        _refuse_links(Path(base), name)
    try:
        with system.open(f"{base}/{name}", "rb") as stream:
            yield cast(BinaryIO, stream)
    except OSError as error:
        raise FleetingError(f"{name}: cannot be read ({error.strerror or error}); check its permissions") from error


def sidecar_names(name: str) -> tuple[str, ...]:
    """
    Name the files that may be the sidecar of a page, the surer first.

    >>> sidecar_names("harbour/a.html")
    ('harbour/a.html.toml', 'harbour/a.toml')
    """
    path = PurePosixPath(name)
    if path.suffix == SIDECAR:
        return ()
    return tuple(dict.fromkeys((name + SIDECAR, str(path.with_suffix(SIDECAR)))))


def read_sidecar_bytes(name: str, root: str | Path, limit: int = 65_536) -> bytes | None:
    """Read the sidecar beside a page, or None where there is none."""
    system, base = _open_root(root)
    for sidecar in sidecar_names(name):
        if system.isfile(f"{base}/{sidecar}"):
            with open_seed(sidecar, root) as stream:
                return stream.read(limit)
    return None


def _open_root(root: str | Path) -> tuple[Any, str]:
    """
    Split an address into fsspec's file system and the folder in it.

    Raises:
        RegisterError: no such kind of address, or its library is missing.
    """
    address = str(root)
    try:
        system, base = fsspec.core.url_to_fs(address if "://" in address else str(Path(address).absolute()))
    except (ValueError, ImportError) as error:
        raise RegisterError(f"DIGEST_SEEDS: {address}: {error}; correct pelicanconf.py") from error
    return system, base.rstrip("/")


def _is_local(system: Any) -> bool:
    return "file" in ((system.protocol,) if isinstance(system.protocol, str) else system.protocol)


def _walk(system: Any, base: str, below: str, depth: int) -> Iterator[Seed]:
    """Give every visible file below a folder."""
    local = _is_local(system)
    for entry in system.ls(f"{base}/{below}".rstrip("/"), detail=True):
        last = entry["name"].rstrip("/").rpartition("/")[2]
        if not last or last.startswith("."):
            continue
        name = f"{below}/{last}" if below else last
        linked = local and (entry.get("islink") or Path(entry["name"]).is_symlink())
        if entry["type"] == "directory" and not linked:
            if depth < _MAX_DEPTH:
                yield from _walk(system, base, name, depth + 1)
            continue
        changed = next((str(entry[key]) for key in ("mtime", "ETag", "LastModified", "created") if entry.get(key)), "")
        yield Seed(name=name, size=int(entry.get("size") or 0), changed=changed)


def _refuse_links(base: Path, name: str) -> None:
    """Refuse a path that reaches its file over a symbolic link: it may lead out of the seeds folder."""
    step = base
    for part in PurePosixPath(name).parts:
        step = step / part
        try:
            mode = step.lstat().st_mode
        except OSError as error:
            raise FleetingError(f"{name}: cannot be read ({error.strerror}); check its permissions") from error
        if stat.S_ISLNK(mode):
            raise PageError(f"{name}: a symbolic link; put the file itself into the seeds folder")
    if not stat.S_ISREG(mode):
        raise PageError(f"{name}: not a regular file")
