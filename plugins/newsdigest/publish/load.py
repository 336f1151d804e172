"""
Posts on disk become the cards of the corpus.

A post whose file has the times, size and inode of the last build is not opened; one with other times but the same
bytes is not parsed. What is new is read in several processes. New and remembered cards take the same way, through
plain data, so a card does not show how it came about.
"""

import hashlib
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsdigest.errors import DigestError, RegisterError
from newsdigest.models import Post
from newsdigest.post import read_post
from newsdigest.publish import addresses, store
from newsdigest.publish.corpus import Card, card_of_plain, day_of, plain_of_card
from newsdigest.publish.fingerprint import Fingerprint, changed_parts
from newsdigest.publish.handover import Handover
from newsdigest.publish.phrases import direction
from newsdigest.publish.rights import effective_licence, effective_rights, visible_lede, visible_pictures
from newsdigest.publish.workers import spread
from newsdigest.registers import Registers
from newsdigest.registers.sources import Source
from newsdigest.settings import Settings

log = logging.getLogger(__name__)

Signature = tuple[int, int, int, int]  # modified and changed in ns, size in bytes, inode
Row = tuple[Signature | None, str, tuple[Any, ...]]  # signature, hash of the bytes, the card as plain data

_STORE = "cards.store"
_SHARE = 200  # posts a worker takes at once
_RECENT = 128  # posts, some 10 kB each
_FRESH_NS = 2_000_000_000  # a file changed within two seconds may change again without new times (coarse clocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Where cards are remembered between builds, and what they depend on besides the posts."""

    cache: Path
    fingerprint: Fingerprint


def find_posts(folder: Path) -> list[Path]:
    """All post files below `content/posts`, in a fixed order, but for names that begin with a dot or underscore."""
    return [folder / file for file in sorted(_scan(folder))]


def load_cards(
    folder: Path,
    registers: Registers,
    settings: Settings,
    *,
    zone: ZoneInfo,
    memory: Memory | None = None,
    handover: Handover | None = None,
    jobs: int = 1,
) -> list[Card]:
    """
    Make a card of every post, reading those that changed.

    Args:
        folder: `content/posts`.
        registers: Sources are looked up in it.
        settings: For the rights that hold where neither post nor source says, and the length of extracts.
        zone: The site's, for the day a post stands under.
        memory: What an earlier build left; None reads every post and remembers nothing.
        handover: Where posts that had to be read are left for those who make their pages.
        jobs: Processes that may read.

    Raises:
        RegisterError: a post whose front matter is wrong; names file and line.
        OSError: a post cannot be read, or the memory cannot be written.
    """
    started_ns = time.time_ns()
    found = _scan(folder)
    before = _remembered(memory) if memory else {}
    rows = {file: row for file, signature in found.items() if (row := before.get(file)) and row[0] == signature}

    def read(files: Sequence[str]) -> tuple[str, list[str], list[tuple[str, Row]]]:
        rows: list[tuple[str, Row]] = []
        posts: dict[str, Post] = {}
        for file in files:
            path = f"{folder}/{file}"
            data = _bytes(path)
            digest = _digest(data)
            former = before.get(file)
            if former and former[1] == digest:
                plain = former[2]
            else:
                posts[file] = _read(data, path)
                plain = plain_of_card(card_of(posts[file], file, digest))
            rows.append((file, (found[file], digest, plain)))
        name = _digest(files[0].encode())
        if handover and posts:
            handover.leave(name, posts)
        return name, list(posts), rows

    def card_of(post: Post, file: str, digest: str) -> Card:
        source = registers.sources.by_id.get(post.source) if post.source else None
        via = registers.sources.by_id.get(post.via) if post.via else None
        return make_card(post, file=file, digest=digest, source=source, via=via, settings=settings, zone=zone)

    missing = sorted(found.keys() - rows.keys())
    for name, left, part in spread(missing, read, jobs=jobs, share=_SHARE):
        rows.update(part)
        if handover:
            handover.announce(name, left)
    if memory and (missing or len(rows) != len(before)):
        trusted = {
            file: row if row[0] and max(row[0][:2]) < started_ns - _FRESH_NS else (None, *row[1:])
            for file, row in rows.items()
        }
        if trusted != before:
            store.save(memory.cache / _STORE, (dict(memory.fingerprint), trusted))
    return [card_of_plain(rows[file][2]) for file in sorted(found)]


def reader(folder: Path, handover: Handover | None = None) -> Callable[[Card], Post]:
    """
    Give the function that reads the post behind a card; it remembers a few, since a feed's three forms show the same.

    Args:
        folder: `content/posts`.
        handover: Where posts may have been left that this build has read already.

    Raises (the function):
        RegisterError: front matter that is wrong.
        DigestError: the file is not the one that the card was made from.
    """

    @lru_cache(maxsize=_RECENT)
    def read(file: str, digest: str) -> Post:
        left = handover.find(file) if handover else None
        if left:
            return left
        path = f"{folder}/{file}"
        data = _bytes(path)
        if digest and _digest(data) != digest:
            raise DigestError(f"{path}: changed while the site was being built; build again")
        return _read(data, path)

    return lambda card: read(card.file, card.digest)


def make_card(
    post: Post,
    *,
    file: str,
    digest: str,
    source: Source | None,
    via: Source | None,
    settings: Settings,
    zone: ZoneInfo,
) -> Card:
    """Take from a post what lists may show. `digest` is of the post file's bytes."""
    rights = effective_rights(post, source, settings.rights)
    image_rights = source.image_rights if source else "unknown"
    source_name = source.name if source else post.source
    via_name = via.name if via else post.via
    licence = effective_licence(post, source)
    derived = (digest, rights, image_rights, source_name, via_name, licence)
    return Card(
        path=addresses.post(file),
        file=file,
        digest=digest,
        fingerprint=hashlib.blake2b(repr(derived).encode(), digest_size=16).hexdigest(),
        id=post.id,
        title=post.title,
        lede=visible_lede(post.lede, rights, settings.extract_chars),
        date=post.date,
        day=day_of(post.date, zone),
        lang=post.lang,
        rtl=direction(post.lang) == "rtl",
        regions=post.regions,
        regions_mentioned=post.regions_mentioned,
        places=post.places,
        topics=post.topics,
        story=post.story,
        source=post.source,
        source_name=source_name,
        source_lang=post.source_lang,
        agency=post.agency,
        text_of=post.text_of,
        via_name=via_name,
        translated_from=post.translated_from,
        translation_status=post.translation_status,
        rights=rights,
        image_rights=image_rights,
        images=tuple(shown.file for shown in visible_pictures(post, rights, image_rights) if shown.file),
        corrected=max((correction.on for correction in post.corrections), default=None),
        withdrawn=rights == "withdrawn",
        licence=licence,
    )


def _scan(folder: Path) -> dict[str, Signature]:
    """Find the post files below `folder` with their signatures; linked folders are not followed."""
    found: dict[str, Signature] = {}
    pending = [(str(folder), "")] if folder.is_dir() else []
    while pending:
        place, prefix = pending.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith((".", "_")):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{prefix}{name}/"))
                elif name.endswith(".md"):
                    if not name.isprintable() or not entry.is_file():
                        raise RegisterError(f"{entry.path!r}: no readable file of that name; rename or delete it")
                    told = entry.stat()
                    found[prefix + name] = (told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino)
    return found


def _remembered(memory: Memory) -> Mapping[str, Row]:
    """Rows of the last build; none, and the reason in the log, where there is any doubt."""
    stored = store.load(memory.cache / _STORE)
    why = stored.why
    if not why:
        fingerprint, rows = stored.data
        changed = changed_parts(fingerprint, memory.fingerprint)
        if not changed:
            return rows  # type: ignore[no-any-return]
        why = f"{' and '.join(changed)} changed"
    log.log(logging.WARNING if stored.damaged else logging.INFO, "Reading every post: %s", why)
    return {}


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _bytes(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a hundred thousand times
        return file.read()


def _read(data: bytes, path: str) -> Post:
    try:
        return read_post(data.decode("utf-8"), path=path)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RegisterError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None
