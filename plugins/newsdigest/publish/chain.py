"""The chain of custody: through whose hands a post's text came to us, each with its time and how sure we are."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsdigest.models import Confidence, Post
from newsdigest.publish.rights import safe_address
from newsdigest.registers.sources import Source, Sources

Role = Literal["agency", "source", "via", "digest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One that held the text."""

    role: Role
    name: str | None  # None: this digest, or a source that nobody could name
    id: str | None = None  # in the source register
    url: str | None = None  # of the text there
    lang: str | None = None  # of the text there
    at: dt.datetime | None = None  # published there, or captured by us; None: not known
    basis: str = "none"  # where the time comes from: a `DateBasis`, or how the capture time is known
    confidence: Confidence | None = None  # in the time; None where there is none


def chain(post: Post, sources: Sources) -> tuple[Hand, ...]:
    """Give the hands in the order in which the text passed through them; the last is this digest."""
    return tuple(_hands(post, sources))


def _hands(post: Post, sources: Sources) -> Iterator[Hand]:
    agency, source, via = (sources.source_named(name) for name in (post.agency, post.source, post.via))
    if post.agency and not (agency and agency is source):
        yield Hand(role="agency", name=agency.name if agency else post.agency, id=agency.id if agency else None)
    if post.source or post.source_url:
        yield _source(post, source)
    if post.via or post.via_url:
        of_via = post.date_basis == "via-stamp"
        yield Hand(
            role="via",
            name=via.name if via else post.via,
            id=via.id if via else None,
            url=safe_address(post.via_url),
            lang=post.lang,
            at=post.date if of_via else None,
            basis=post.date_basis if of_via else "none",
            confidence=post.date_confidence if of_via else None,
        )
    yield Hand(
        role="digest",
        name=None,
        lang=post.lang,
        at=post.fetched,
        basis=post.fetched_basis or "none",
        confidence=_CAPTURE.get(post.fetched_basis or "") if post.fetched else None,
    )


# How sure a capture time is: written down by the scraper, taken from the file, or only "not before".
_CAPTURE: dict[str, Confidence] = {"recorded": "sure", "file-time": "likely", "lower-bound": "ambiguous"}


def _source(post: Post, source: Source | None) -> Hand:
    """The outlet that published the original."""
    at = post.source_date or (None if post.date_basis == "via-stamp" else post.date)
    return Hand(
        role="source",
        name=source.name if source else post.source,
        id=source.id if source else None,
        url=safe_address(post.source_url),
        lang=post.source_lang or post.translated_from or post.lang,
        at=at,
        basis=post.date_basis if at else "none",
        confidence=post.date_confidence if at else None,
    )
