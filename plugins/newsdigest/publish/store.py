"""
Plain data kept between builds: versioned, checksummed, replaced as a whole, safe to delete.

The form is `marshal`, which holds numbers, texts, bytes, tuples, lists and dicts and nothing that runs; it reads a
hundred thousand posts' records in under a second. Its form belongs to one Python version, so the header names that
version; whatever does not fit exactly is not read at all, and the build does without it.
"""

import hashlib
import marshal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdigest.publish.disk import write_whole

FORMAT = 1  # raise when the data of any store changes shape
_HEAD = f"newsdigest-store {FORMAT} {sys.implementation.cache_tag}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What a store held, or why it holds nothing that can be used."""

    data: Any = None
    why: str = ""  # empty: `data` is whole
    damaged: bool = False  # the file is there, of our version, and wrong


def save(path: Path, data: Any) -> None:
    """
    Write plain data.

    Raises:
        OSError: the disk refuses; the former file is then still there.
        ValueError: `data` holds something that is no plain data.
    """
    payload = marshal.dumps(data)
    write_whole(path, f"{_HEAD} {_sum(payload)}\n".encode() + payload)


def load(path: Path) -> Stored:
    """Read what `save` wrote; never raises for what it finds."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Stored(why=f"there is no {path.name} of an earlier build")
    except OSError as error:
        return Stored(why=f"{path} cannot be read ({error.strerror})", damaged=True)
    head = raw[:200].partition(b"\n")[0]
    form, _, checksum = head.decode("ascii", "replace").rpartition(" ")
    if form != _HEAD:
        return Stored(why=f"{path.name} is of another version", damaged=not raw.startswith(b"newsdigest-store "))
    payload = memoryview(raw)[len(head) + 1 :]
    if _sum(payload) != checksum:
        return Stored(why=f"{path.name} is damaged", damaged=True)
    return Stored(data=marshal.loads(payload))


def _sum(payload: bytes | memoryview) -> str:
    return hashlib.blake2b(payload, digest_size=16).hexdigest()
