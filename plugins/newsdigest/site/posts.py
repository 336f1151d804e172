"""Pelican plugin: a page for every post, a tombstone for every withdrawn one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.models import Post
from newsdigest.publish import addresses
from newsdigest.publish.chain import chain
from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.json_ld import news_article
from newsdigest.publish.links import link_pages
from newsdigest.publish.markdown import to_html
from newsdigest.publish.outputs import SIGNAL, Output, Plain
from newsdigest.publish.pictures import Picture, survey
from newsdigest.publish.previews import Preview, preview_of
from newsdigest.publish.related import Around, choose_related, surroundings
from newsdigest.publish.rights import Visible, opens_with, visible


@dataclass(frozen=True, slots=True)
class Translation:
    """What the notice says of a translation."""

    status: str  # none, machine, machine-reviewed, human, unknown
    source_lang: str | None
    by: str | None


def plan(edition: Edition) -> Iterator[Output]:
    """One output a post, in its own language where the interface has it."""
    for around in surroundings(edition.corpus):
        card = around.card
        language = card.lang.partition("-")[0]
        yield Output(
            path=card.path,
            shows=(
                "post",
                card.fingerprint,
                agency_name(card, edition),
                around.shown,
                *map(plain_size, picture_sizes(card, edition).values()),
            ),
            template="post.html",
            language=language if language in edition.languages else None,
            make=partial(post_context, around, edition),
            search=True,
        )
    for card in edition.corpus.withdrawn:
        yield Output(
            path=card.path,
            shows=("tombstone", card.fingerprint),
            template="tombstone.html",
            make=partial(tombstone_context, card, edition),
        )


def agency_name(card: Card, edition: Edition) -> str | None:
    """The agency as the register names it."""
    known = edition.registers.sources.source_named(card.agency)
    return known.name if known else card.agency


def post_context(around: Around, edition: Edition) -> Mapping[str, Any]:
    """What a post's page shows."""
    card = around.card
    post = edition.read(card)
    shown = visible(post, card, edition.settings)
    return {
        "main_lang": card.lang,
        "card": card,
        "post": post,
        "shown": shown,
        "body": link_pages(to_html(shown.body), file=card.file, way=partial(addresses.relative, from_page=card.path)),
        "dateline": None if not shown.body or opens_with(shown.body, post.dateline) else post.dateline,
        "related": choose_related(around),
        "hands": chain(post, edition.registers.sources),
        "translation": translation(post, edition),
        "original_title": post.source_title or card.source_name or shown.original,
        "original_lang": post.source_lang or post.translated_from or post.lang,
        "sizes": picture_sizes(card, edition),
        "preview": preview(card, shown, edition),
        "json_ld": news_article(
            post,
            shown,
            sources=edition.registers.sources,
            site_name=edition.name,
            region_name=edition.phrases[edition.languages[0]].region_name,
            picture_address=lambda file: edition.canonical(survey(file, edition.settings.content / "images").fallback),
        ),
    }


def picture_sizes(card: Card, edition: Edition) -> Mapping[str, Picture]:
    """The boxes that a post's pictures fill and the files there are, by file."""
    return {file: survey(file, edition.settings.content / "images") for file in card.images}


def preview(card: Card, shown: Visible, edition: Edition) -> Preview:
    """The picture that stands beside a link to the post: its own first one, else the map of its region."""
    own = next((picture for picture in shown.pictures if picture.file), None)
    if own is None or own.file is None:
        return preview_of(card.regions)
    size = picture_sizes(card, edition)[own.file]
    width_px, height_px = size.fallback_px
    alt = own.alt or own.caption or shown.title
    return Preview(path=size.fallback, width_px=width_px, height_px=height_px, alt=alt)


def plain_size(picture: Picture) -> Plain:
    """What a page depends on of a picture."""
    return (picture.folder, picture.width_px, picture.height_px)


def translation(post: Post, edition: Edition) -> Translation:
    """What is known of a post's translation; a language that it was translated from counts as a translation."""
    status = post.translation_status
    if status == "none" and post.translated_from:
        status = "unknown"
    known = edition.registers.sources.source_named(post.translated_by)
    return Translation(status, post.translated_from or post.source_lang, known.name if known else post.translated_by)


def tombstone_context(card: Card, edition: Edition) -> Mapping[str, Any]:
    """What is left of a withdrawn post."""
    post = edition.read(card)
    return {"on": post.withdrawn_on, "reason": post.withdrawn_reason}


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
