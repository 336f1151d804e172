"""Posts on disk become the cards of the corpus."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from newsdigest.models import Post
from newsdigest.post import read_post
from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card, day_of
from newsdigest.publish.phrases import direction
from newsdigest.registers import Registers
from newsdigest.registers.sources import Source


def find_posts(folder: Path) -> list[Path]:
    """All post files below `content/posts`, in a fixed order, but for names that begin with a dot or underscore."""
    return sorted(
        path
        for path in folder.rglob("*.md")
        if not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
    )


def load_cards(folder: Path, registers: Registers, *, default_rights: str, zone: ZoneInfo) -> Iterator[Card]:
    """
    Read every post.

    Raises:
        RegisterError: a post whose front matter is wrong; names file and line.
    """
    for path in find_posts(folder):
        data = path.read_bytes()
        post = read_post(data.decode("utf-8"), path=str(path))
        source = registers.sources.by_id.get(post.source) if post.source else None
        yield make_card(
            post,
            file=path.relative_to(folder).as_posix(),
            digest=hashlib.blake2b(data, digest_size=16).hexdigest(),
            source=source,
            via=registers.sources.by_id.get(post.via) if post.via else None,
            default_rights=default_rights,
            zone=zone,
        )


def make_card(
    post: Post,
    *,
    file: str,
    digest: str,
    source: Source | None,
    via: Source | None,
    default_rights: str,
    zone: ZoneInfo,
) -> Card:
    """Take from a post what lists may show. `digest` is of the post file's bytes."""
    rights = effective_rights(post, source, default_rights)
    source_name = source.name if source else post.source
    via_name = via.name if via else post.via
    derived = (digest, rights, source_name, via_name)
    return Card(
        path=addresses.post(file),
        file=file,
        fingerprint=hashlib.blake2b(repr(derived).encode(), digest_size=16).hexdigest(),
        id=post.id,
        title=post.title,
        lede=post.lede,
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
        via_name=via_name,
        translated_from=post.translated_from,
        translation_status=post.translation_status,
        rights=rights,
        image=next((image.file for image in post.images if image.file and image.rights == "cleared"), None),
        corrected=max((correction.on for correction in post.corrections), default=None),
        withdrawn=rights == "withdrawn",
    )


def effective_rights(post: Post, source: Source | None, default: str) -> str:
    """What we may show of a post: its own word, else its source's, else the site's."""
    if post.withdrawn_on:
        return "withdrawn"
    return post.rights or (source.rights if source else None) or default
