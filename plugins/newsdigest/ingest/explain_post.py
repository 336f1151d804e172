"""Why a post has its regions, whoever gave them: an editor's choice is told from what its text says today."""

import re
from collections.abc import Iterator

from newsdigest.ingest.explain import evidence_lines
from newsdigest.ingest.regions import tag_regions
from newsdigest.models import Post, RegionTags
from newsdigest.registers import Registers

_FIELDS = ("regions", "regions_mentioned", "places")
_MARKUP = re.compile(r"^#{1,6} |[*_>`\\]|\]\([^)\n]{0,400}\)|\[", re.MULTILINE)


def tag_post(post: Post, registers: Registers) -> RegionTags:
    """Tag a post's text as it stands, an editor's words and all; nothing of its front matter but the head counts."""
    source = registers.sources.source_named(post.source)
    return tag_regions(
        title=post.title,
        lede=post.lede,
        paragraphs=[part for part in _MARKUP.sub("", post.body).split("\n\n") if part.strip()],
        lang=post.lang,
        gazetteer=registers.gazetteer,
        home=source.home_region if source else None,
        date=post.date,
    )


def explain_post(post: Post, imported: Post | None, registers: Registers, *, file: str) -> Iterator[str]:
    """
    Give lines: each field about regions with who gave it, then the evidence in the text as it stands.

    Args:
        post: As its file says.
        imported: As ingest wrote it; None: a person wrote the post.
        registers: The project's.
        file: The post's, to name it.
    """
    origin = "written here" if imported is None else f"from {imported.seed}"
    yield f"{file}: {post.id}, {origin}"
    for field in _FIELDS:
        said = getattr(post, field)
        given = None if imported is None else getattr(imported, field)
        who = (
            "written here" if given is None else "as ingest gave it" if said == given else "an editor's, and it stands"
        )
        yield f"  {field}: {', '.join(said) or '-'}   [{who}]"
        if given is not None and said != given:
            yield f"    ingest gave: {', '.join(given) or '-'}"
    tags = tag_post(post, registers)
    about, mentioned = (", ".join(codes) or "-" for codes in (tags.primary, tags.mentioned))
    yield f"  the text as it stands speaks for: {about}; mentions {mentioned}"
    yield from evidence_lines(tags)
