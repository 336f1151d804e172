"""
What an output may show of a post: the one place where rights are decided.

Pages, feeds, search, structured data and the text edition all show what `visible` gives, and nothing else of a post's
words and pictures.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import nh3

from newsdigest.models import Post, PostImage
from newsdigest.post.restrictions import demanding_credit, ruling_out
from newsdigest.publish.corpus import Card
from newsdigest.publish.markdown import to_html
from newsdigest.registers.sources import Source
from newsdigest.settings import Settings

PictureState = Literal["shown", "no-file", "not-cleared", "restricted"]

_SPACE = re.compile(r"\s+")
_UNMARKED = re.compile(r"[^\W\d_][\w .,;:!?()/%“”„«»‘’–—…-]*")  # letters first: no list, no heading; no markup but _
_ASCII_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a post and whether it may be shown; caption and credit may always be."""

    state: PictureState
    file: str | None  # below content/images; None unless the state is "shown"
    link: str | None  # where readers can see a picture that is not shown
    caption: str | None
    credit: str | None  # verbatim
    alt: str
    licence_url: str | None
    image: PostImage


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """What may be shown of a post."""

    rights: str  # full, extract, link-only, own, open-licence or withdrawn
    title: str | None  # None: withdrawn, not even the headline
    lede: str | None
    body: str  # Markdown; empty where only a link may be shown
    whole: bool  # the body is all of it
    lede_in_body: bool  # the body opens with the lede: do not print it twice
    pictures: tuple[Picture, ...]
    original: str | None  # where readers find the original, else the copy we took it from
    original_located: bool  # `original` is the original's own address
    licence: str | None  # address of the licence that the text stands under


def effective_rights(post: Post, source: Source | None, default: str) -> str:
    """What we may show of a post: its own word, else its source's, else the site's."""
    if post.withdrawn_on:
        return "withdrawn"
    return post.rights or (source.rights if source else None) or default


def effective_licence(post: Post, source: Source | None) -> str | None:
    """The licence that a post stands under: its own, or its source's where the source's rights hold."""
    if post.licence_url or post.rights or not source:
        return post.licence_url
    return source.licence_url if source.rights == "open-licence" else None


def visible(post: Post, card: Card, settings: Settings) -> Visible:
    """
    Say what may be shown of `post`.

    Args:
        post: The whole post.
        card: Its card, which knows the rights that hold after the source's and the site's defaults.
        settings: For the length of an extract.
    """
    original = safe_address(post.source_url) or safe_address(post.via_url)
    located = safe_address(post.source_url) is not None
    if card.rights == "withdrawn":
        return Visible(
            rights=card.rights, title=None, lede=None, body="", whole=False, lede_in_body=False, pictures=(),
            original=None, original_located=located, licence=None,
        )  # fmt: skip
    whole = card.rights not in ("extract", "link-only")
    body = "" if card.rights == "link-only" else post.body if whole else extract(post.body, settings.extract_chars)
    return Visible(
        rights=card.rights,
        title=post.title,
        lede=visible_lede(post.lede, card.rights, settings.extract_chars),
        body=body,
        whole=whole,
        lede_in_body=opens_with(body, post.lede),
        pictures=tuple(visible_pictures(post, card.rights, card.image_rights)),
        original=original,
        original_located=located,
        licence=safe_address(card.licence),
    )


def visible_lede(lede: str | None, rights: str, extract_chars: int) -> str | None:
    """What lists may show of a lede."""
    if not lede or rights in ("link-only", "withdrawn"):
        return None
    return cut(lede, extract_chars) if rights == "extract" else lede


def visible_pictures(post: Post, rights: str, image_rights: str) -> Iterator[Picture]:
    """A post's pictures; beside an extract only those that are cleared themselves, beside a mere link none."""
    if rights not in ("link-only", "withdrawn"):
        for image in post.images:
            found = picture(image, image_rights, post.source_url)
            if rights != "extract" or found.file:
                yield found


def picture(image: PostImage, source_default: str, page_url: str | None = None) -> Picture:
    """
    Say whether a picture may be shown.

    Args:
        image: As the post's front matter has it.
        source_default: What the source's register entry says of its pictures.
        page_url: Of the original, where the picture can be seen if its own address is not known.
    """
    state = picture_state(image, source_default)
    return Picture(
        state=state,
        file=image.file if state == "shown" else None,
        link=None if state == "shown" else safe_address(image.source_url) or safe_address(page_url),
        caption=image.caption,
        credit=image.credit,
        alt=image.alt or "",
        licence_url=safe_address(image.licence_url),
        image=image,
    )


def picture_state(image: PostImage, source_default: str) -> PictureState:
    """
    Whether a picture may be shown; a restriction counts for more than a clearance.

    >>> picture_state(PostImage(file="a.jpg", rights="cleared", restrictions=("NO ARCHIVE",)), "unknown")
    'restricted'
    """
    if ruling_out(image.restrictions) or (demanding_credit(image.restrictions) and not image.credit):
        return "restricted"
    rights = source_default if image.rights == "unknown" else image.rights
    if rights != "cleared":
        return "not-cleared"
    return "shown" if image.file else "no-file"


def extract(markdown: str, limit_chars: int) -> str:
    """
    The opening of a body as plain paragraphs in Markdown, no longer than `limit_chars`, cut at a word.

    >>> extract("One *two*.\\n\\nThree four five", 15)
    'One two\\\\.\\n\\nThree…'
    """
    kept: list[str] = []
    left = limit_chars
    for paragraph in plain_paragraphs(markdown):
        shown = cut(paragraph, left)
        if shown:
            kept.append(_ASCII_MARKS.sub(r"\\\1", shown))
        left -= len(paragraph) + 1
        if left <= 0:
            break
    return "\n\n".join(kept)


def plain_paragraphs(markdown: str) -> list[str]:
    """The body's text without its markup, a string for each block."""
    text = html.unescape(nh3.clean(re.sub(r"</(?:p|h[2-4]|li|tr|blockquote)>", "\n\n", to_html(markdown)), tags=set()))
    return [line for line in (_SPACE.sub(" ", part).strip() for part in text.split("\n\n")) if line]


def cut(text: str, limit_chars: int) -> str:
    """
    Shorten a text at a word, with an ellipsis where something is missing.

    >>> cut("one two three", 9)
    'one two…'
    """
    if len(text) <= limit_chars:
        return text
    shorter = text[: max(limit_chars, 0) + 1].rpartition(" ")[0].rstrip(" ,;:–—-")
    return shorter + "…" if shorter else ""


def opens_with(markdown: str, lede: str | None) -> bool:
    """Tell whether a body's first paragraph is the lede."""
    if not lede or not markdown:
        return False
    wanted = " ".join(lede.split()).rstrip("….").rstrip()
    if markdown.startswith(wanted) and "_" not in wanted and _UNMARKED.fullmatch(wanted):
        return True  # as nearly always; rendering the opening to be sure takes thirty times as long
    first = plain_paragraphs(markdown[: 2 * len(lede) + 1000])[:1]
    return bool(first) and _SPACE.sub(" ", first[0]).startswith(wanted)


def safe_address(url: str | None) -> str | None:
    """An address that may stand in a link: http or https, nothing else."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
