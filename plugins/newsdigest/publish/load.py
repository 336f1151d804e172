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
from newsdigest.publish.rights import effective_rights, visible_lede, visible_pictures
from newsdigest.registers import Registers
from newsdigest.registers.sources import Source
from newsdigest.settings import Settings


def find_posts(folder: Path) -> list[Path]:
    """All post files below `content/posts`, in a fixed order, but for names that begin with a dot or underscore."""
    return sorted(
        path
        for path in folder.rglob("*.md")
        if not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
    )


def load_cards(folder: Path, registers: Registers, settings: Settings, *, zone: ZoneInfo) -> Iterator[Card]:
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
            settings=settings,
            zone=zone,
        )


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
    derived = (digest, rights, image_rights, source_name, via_name)
    return Card(
        path=addresses.post(file),
        file=file,
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
        via_name=via_name,
        translated_from=post.translated_from,
        translation_status=post.translation_status,
        rights=rights,
        image_rights=image_rights,
        image=next((shown.file for shown in visible_pictures(post, rights, image_rights) if shown.file), None),
        corrected=max((correction.on for correction in post.corrections), default=None),
        withdrawn=rights == "withdrawn",
    )
