"""
The nouns of the ingest wing and the Markdown post between the wings.

A *page* is what was captured, an *article* what its authors wrote, a *post* what we publish. All are
frozen; times carry a zone; `None` means "the page does not say", an empty tuple "it says none".
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "subhead", "quote", "list", "table"]
DateBasis = Literal["source-stamp", "via-stamp", "visible", "url", "capture", "editor", "none"]
ZoneBasis = Literal["stamp", "register", "country", "none"]  # "country": of the address, where it has one zone only
Confidence = Literal["sure", "likely", "ambiguous"]
TranslationStatus = Literal["none", "machine", "machine-reviewed", "human", "unknown"]
Rights = Literal["full", "extract", "link-only", "own", "open-licence", "withdrawn"]
ImageRights = Literal["cleared", "not-cleared", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """One captured page: its bytes, and what the capture says of itself."""

    data: bytes  # the HTML or the plain text; never an archive
    form: str  # how it was captured: "text-dump", "html", "singlefile", "warc" …
    seed: str  # file under seeds/, with "#n" for the n-th record of an archive
    is_html: bool = True
    url: str | None = None
    fetched: dt.datetime | None = None
    fetched_basis: Literal["recorded", "file-time", "lower-bound", "none"] = "none"
    charset: str | None = None  # as the transport declared it; the bytes may say otherwise
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # address as in the page -> file content
    fields: Mapping[str, object] = field(default_factory=dict)  # what a structured form (feed, JSON) already knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One date seen on the page, verbatim, and what it was taken for."""

    raw: str
    place: str  # where it stood: "json-ld datePublished", "meta article:published_time", "visible: Created"
    taken_for: Literal["published", "modified", "via", "capture", "other"]
    value: dt.datetime | dt.date | None = None  # None: could not be read as a date
    zone_from: ZoneBasis = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When the article was published, and why we say so."""

    published: dt.datetime | None
    modified: dt.datetime | None = None
    basis: DateBasis = "none"
    confidence: Confidence = "likely"
    has_time: bool = True  # False: only the day is known; `published` is then that day's midnight
    stamps: tuple[Stamp, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the article's body in reading order."""

    kind: BlockKind
    text: str  # plain, whitespace collapsed; list items and table rows on lines of their own
    html: str  # the same as a fragment of a, em, strong, code, br, ul, ol, li, blockquote and table elements


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who made an image, as the publisher states it."""

    verbatim: str  # the credit line exactly as printed, marker included
    creator: str | None = None  # a person or pool, only where the line says so, never from position alone
    agencies: tuple[str, ...] = ()
    copyright_notice: str | None = None
    restrictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of the article."""

    url: str | None  # absolute address in the page; None: the capture has the caption but no picture
    caption: str | None = None
    credit: Credit | None = None
    alt: str | None = None
    width_px: int | None = None
    height_px: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionEvidence:
    """One occurrence that speaks for a region."""

    code: str
    where: Literal["title", "lede", "body", "prior"]
    offset: int  # in characters, from the start of that part
    surface: str  # as written
    kind: str  # "country", "place", "adjective", "person", "institution" …
    rule: str  # the rule that weighed it
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place that an article names."""

    name: str  # base form, as on the register
    regions: tuple[str, ...] = ()  # those it lies in; several for a sea or a mountain range, none where nobody said


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTags:
    """Which regions an article is about, and which it mentions."""

    primary: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # as in the text
    named: tuple[NamedPlace, ...] = ()  # those of them that the register knows, each once
    scores: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[RegionEvidence, ...] = ()
    uncertain: str | None = None  # why the tags are not to be trusted: "language not covered: th"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the page's authors wrote, without what the page put around it."""

    title: str
    lang: str | None = None  # BCP 47, as read from the text
    dating: Dating
    source: str | None = None  # register id of the outlet that published the original, else its name as printed
    source_url: str | None = None
    source_title: str | None = None
    via: str | None = None  # register id of the aggregator the page came from
    via_url: str | None = None
    translated_from: str | None = None
    translated_by: str | None = None
    authors: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()  # every name as printed: the authors, then desks and agencies; empty: not looked for
    agency: str | None = None
    dateline: str | None = None
    lede: str | None = None
    body: tuple[Block, ...] = ()  # the lede is its first block where the page shows it there
    figures: tuple[Figure, ...] = ()
    related: tuple[str, ...] = ()  # titles of teasers that stood on the page
    notes: Mapping[str, str] = field(default_factory=dict)  # field -> where its value came from
    doubts: tuple[str, ...] = ()  # what an editor should look at


@dataclass(frozen=True, slots=True, kw_only=True)
class PostImage:
    """A picture of a post, with or without the file."""

    file: str | None = None  # below content/images/; None: not kept
    source_url: str | None = None
    caption: str | None = None
    credit: str | None = None  # verbatim
    creator: str | None = None
    agencies: tuple[str, ...] = ()
    copyright_notice: str | None = None
    restrictions: tuple[str, ...] = ()
    licence_url: str | None = None
    rights: ImageRights = "unknown"
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What we changed after publication, for readers to see."""

    on: dt.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """
    What we publish: one Markdown file. Field names are the front-matter keys.

    `id` follows from the source and never changes. Where an editor may leave a key out, the
    default here is what its absence means.
    """

    id: str
    title: str
    date: dt.datetime
    lang: str
    body: str  # Markdown
    lede: str | None = None
    authors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # primary: what the post is about
    regions_mentioned: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # base forms with their regions: "Osh (KG)"; see post/places.py
    topics: tuple[str, ...] = ()
    story: str | None = None
    source: str | None = None
    source_url: str | None = None
    source_title: str | None = None
    source_lang: str | None = None
    source_date: dt.datetime | None = None
    source_modified: dt.datetime | None = None
    source_changed: dt.date | None = None  # a newer capture of the original differs, seen on this day
    agency: str | None = None
    text_of: str | None = None  # agency or outlet whose text it is, where only comparing texts shows it
    dateline: str | None = None
    via: str | None = None
    via_url: str | None = None
    translated_from: str | None = None
    translated_by: str | None = None
    translation_status: TranslationStatus = "none"
    reviewed_by: str | None = None
    reviewed_on: dt.date | None = None
    date_basis: DateBasis = "none"
    date_confidence: Confidence = "likely"
    date_raw: tuple[str, ...] = ()  # "verbatim stamp | where it stood | taken for"
    images: tuple[PostImage, ...] = ()
    related: tuple[str, ...] = ()
    rights: Rights | None = None  # None: nobody has recorded it; the source's or the site's default holds
    rights_note: str | None = None
    licence_url: str | None = None
    withdrawn_on: dt.date | None = None
    withdrawn_reason: str | None = None
    corrections: tuple[Correction, ...] = ()
    doubts: tuple[str, ...] = ()  # what reading the page left uncertain, until `checked_by` says who looked
    checked_by: str | None = None
    seed: str | None = None
    seed_sha256: str | None = None
    capture_form: str | None = None
    fetched: dt.datetime | None = None
    fetched_basis: str | None = None
