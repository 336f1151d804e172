"""The work on one seed, from raw bytes to the texts of its posts: a pure function that any process may run."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsdigest.errors import PageError
from newsdigest.ingest.capture import Limits, read_seed
from newsdigest.ingest.compose import compose_post
from newsdigest.ingest.extract import extract_article
from newsdigest.ingest.pictures import picture_name
from newsdigest.ingest.tagging import tag_article
from newsdigest.models import Post, RawPage
from newsdigest.post import render_post
from newsdigest.registers import Gazetteer, Registers, load_gazetteer
from newsdigest.registers.sources import SHIPPED, load_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """What came of one page: the text of its post, or the reason why there is none. Plain data, to cross processes."""

    seed: str  # with "#n" for the n-th record of an archive
    id: str = ""
    text: str = ""  # of the post's file
    captured: str = ""  # when, ISO 8601 in UTC; empty where nobody knows
    words: str = ""  # hash of headline and text, to tell whether two captures differ
    doubts: tuple[str, ...] = ()  # what an editor should look at
    pictures: tuple[tuple[str, bytes], ...] = ()  # file below content/images/, its content
    reason: str | None = None  # why the page was set aside


def process_seed(
    name: str, *, root: str | Path, content: Path, limits: Limits | None = None, fingerprint: str = ""
) -> list[PageResult]:
    """
    Do all the work on one seed.

    Args:
        name: The seed's name below `root`.
        root: The seeds folder or its fsspec address.
        content: The content folder, for its registers.
        limits: Bounds of size.
        fingerprint: Of the registers' files; a worker reads them again when it changes.

    Raises:
        RegisterError: the registers are wrong. A page that is wrong gives a result with its reason.
    """
    registers = _registers(content, fingerprint)
    results = []
    for page in read_seed(name, root=root, limits=limits):
        if isinstance(page, PageError):
            results.append(PageResult(seed=name, reason=str(page)))
            continue
        try:
            results.append(process_page(page, registers))
        except PageError as error:
            results.append(PageResult(seed=page.seed, reason=str(error)))
    return results


def process_page(page: RawPage, registers: Registers) -> PageResult:
    """
    Make the post of one page.

    Raises:
        PageError: it cannot become one.
    """
    article = extract_article(page, registers)
    post = compose_post(article, page, registers, tag_article(article, registers))
    wanted = {image.file for image in post.images if image.file}
    named = {picture_name(post.id, data): data for data in page.pictures.values()} if wanted else {}
    return PageResult(
        seed=page.seed,
        id=post.id,
        text=render_post(post),
        captured=post.fetched.astimezone(dt.UTC).isoformat() if post.fetched else "",
        words=words_of(post),
        doubts=article.doubts,
        pictures=tuple((name, data) for name, data in named.items() if name in wanted),
    )


def words_of(post: Post) -> str:
    """Give a hash of what readers of the original would call its text."""
    return hashlib.sha256("\n".join((post.title, post.lede or "", post.body)).encode()).hexdigest()[:16]


@lru_cache(maxsize=2)
def _registers(content: Path, fingerprint: str) -> Registers:
    """Read the registers once a worker."""
    own = content / "regions"
    gazetteer = _gazetteer(own, fingerprint) if any(own.glob("*.toml")) else _gazetteer(None, "")
    return Registers(sources=load_sources((SHIPPED, content / "sources")), gazetteer=gazetteer)


@lru_cache(maxsize=2)
def _gazetteer(own: Path | None, fingerprint: str) -> Gazetteer:  # noqa: ARG001, the fingerprint is part of the key
    return load_gazetteer(own)
