"""Pictures: is the file there, is the maker named, may we show it?"""

from collections.abc import Iterator

from newsdigest.desk.desk_post import DeskPost
from newsdigest.desk.findings import Finding
from newsdigest.models import PostImage
from newsdigest.post.restrictions import demanding_credit, for_editorial_use, ruling_out


def check_pictures(seen: DeskPost) -> Iterator[Finding]:
    """Check every picture of a post."""
    if seen.withdrawn:
        return
    source = seen.sources.by_id.get(seen.post.source or "")
    default = source.image_rights if source else "unknown"
    for number, image in enumerate(seen.post.images, start=1):
        rights = default if image.rights == "unknown" else image.rights
        yield from _picture(seen, image, f"images/{number}", shown=bool(image.file) and rights == "cleared")


def _picture(seen: DeskPost, image: PostImage, at: str, *, shown: bool) -> Iterator[Finding]:
    if image.file and not (seen.content / "images" / image.file).is_file():
        message = f"no file content/images/{image.file}; put it there, or remove the key file"
        yield seen.finding("no-picture-file", message, at=at)
    if demanding_credit(image.restrictions) and not image.credit:
        yield seen.finding("mandatory-credit", "the agency demands a credit line; add credit", at=at)
    elif shown and not image.credit:
        yield seen.finding("no-credit", "a picture without a credit; add credit as its publisher prints it", at=at)
    if image.rights == "cleared" and (terms := ruling_out(image.restrictions)):
        message = f"cleared, although {terms!r} rules it out; remove rights: cleared, or the restriction if it is over"
        yield seen.finding("restricted-picture", message, at=at)
    if shown and for_editorial_use(image.restrictions):
        yield seen.finding("editorial-use", "for editorial use only: not beside advertising or for promotion", at=at)
