"""The credit that a picture file carries inside."""

from newsdigest.ingest.extract.credit_markers import RESTRICTION
from newsdigest.ingest.extract.credits import parse_credit_line
from newsdigest.models import Credit
from newsdigest.post.picture_metadata import PictureMetadata


def credit_from_metadata(metadata: PictureMetadata) -> Credit | None:
    """
    Make a credit of a file's fields; here the creator is said, not guessed.

    Returns:
        The credit, `verbatim` being creator and credit line with a slash between; None where nobody is named.
    """
    named = [metadata.creator, metadata.credit_line or metadata.source]
    line = " / ".join(dict.fromkeys(text for text in named if text)) or metadata.copyright_notice
    if not line:
        return None
    read = parse_credit_line(line, place="label")
    rules = RESTRICTION.findall(metadata.instructions or "")
    return Credit(
        verbatim=line,
        creator=metadata.creator,
        agencies=read.agencies if read else (),
        copyright_notice=metadata.copyright_notice or (read.copyright_notice if read else None),
        restrictions=tuple(dict.fromkeys((*(read.restrictions if read else ()), *rules))),
    )
