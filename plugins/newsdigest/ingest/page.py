"""
One page's way to its post: extracted, tagged, composed.

Apart from `work`, which says what to do: what this needs takes a second to import, and most builds have no new page.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator

from newsdigest.ingest.compose import compose_post
from newsdigest.ingest.extract import extract_article
from newsdigest.ingest.pictures import picture_name
from newsdigest.ingest.stories.sketch import pack, sketch_post
from newsdigest.ingest.tagging import tag_article
from newsdigest.ingest.work import LOOK_ALIKE, PageResult
from newsdigest.models import Post, RawPage
from newsdigest.post import render_post
from newsdigest.registers import Registers
from newsdigest.registers.look_alikes import look_alike


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
        file=page.seed,
        seed=page.seed,
        form=page.form,
        id=post.id,
        text=render_post(post),
        captured=post.fetched.astimezone(dt.UTC).isoformat() if post.fetched else "",
        words=words_of(post),
        sketch=pack(sketch_post(post)),
        doubts=(*post.doubts, *_look_alikes(post, registers)),
        pictures=tuple((name, data) for name, data in named.items() if name in wanted),
    )


def _look_alikes(post: Post, registers: Registers) -> Iterator[str]:
    """Doubt addresses that pretend to be a known source's; not kept with the post, since the register settles them."""
    for url in (post.source_url, post.via_url):
        if why := look_alike(url, registers.sources.domains):
            yield f"{LOOK_ALIKE}: {why}"


def words_of(post: Post) -> str:
    """Give a hash of what readers of the original would call its text."""
    return hashlib.sha256("\n".join((post.title, post.lede or "", post.body)).encode()).hexdigest()[:16]
