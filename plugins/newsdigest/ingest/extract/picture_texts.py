"""Caption and credit from the texts in a picture's frame."""

import re
from collections.abc import Sequence

from newsdigest.ingest.extract.credit_markers import bare_lead, find_leads
from newsdigest.ingest.extract.credits import is_name, parse_credit_line, split_caption
from newsdigest.ingest.extract.picture_frames import Chunk
from newsdigest.models import Credit

# Words of the page's own controls beside a picture.
_CONTROL = re.compile(
    r"(?:(?:bild|foto|image|photo|picture)?\s?"
    r"(?:vergrößern|enlarge|anzeigen|schließen|zoom|expand|close|next|previous|view|full-?screen|open|share|teilen)"
    r"(?: (?:\d{1,3} )?(?:images?|photos?|pictures?|bild|in gallery|in full ?screen|gallery|icon|full size image"
    r"|larger image|fullscreen)){0,3}"
    r"|\d{1,3}\s?(?:/|of|von|из)\s?\d{1,3}|advertisement|anzeige|реклама|image|photo|picture|foto|bild|caption|icon"
    r"|video|image caption|play|bildergalerie|gallery|read more|mehr|weitere videos|autoplay|увеличить|listen|copy link"
    r"|loading|(?:toggle|hide|show) caption|view image in fullscreen|image \d{1,3}(?: of \d{1,3})?)\W{0,5}",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(r"[:,.\s]+$")
_LONGEST_NAME = 70  # letters of a credit that only its place in an element of its own shows


def read_texts(chunks: Sequence[Chunk]) -> tuple[str | None, Credit | None]:
    """
    Tell the caption from the credit.

    Args:
        chunks: The pieces of text of one frame, in page order.

    Returns:
        Caption and credit, each None where the frame has none.
    """
    texts = _with_labels_applied(_distinct([chunk for chunk in chunks if not _CONTROL.fullmatch(chunk.text)]))
    if not texts:
        return None, None
    labelled = [(text, n) for n, (text, credit) in enumerate(texts) if credit]
    if labelled:
        caption, credit = _from_label(texts, " ".join(text for text, _ in labelled))
        if credit:
            return caption, credit
    rest = [text for text, _ in texts]
    for n in range(len(rest) - 1, -1, -1):
        if (credit := parse_credit_line(rest[n], place="picture")) and split_caption(rest[n])[0] is None:
            return _join(rest[:n] + rest[n + 1 :]), credit
    if len(rest) > 1 and len(rest[-1]) <= _LONGEST_NAME and _is_sentence(rest[-2]) and is_name(rest[-1]):
        return _join(rest[:-1]), parse_credit_line(rest[-1], place="label")
    return split_caption(_join(rest) or "")


def _distinct(chunks: list[Chunk]) -> list[Chunk]:
    """Leave out a text that the frame repeats (once for readers, once for screen readers)."""
    kept: list[Chunk] = []
    for chunk in chunks:
        if not any(chunk.text == other.text for other in kept):
            kept.append(chunk)
    return kept


def _with_labels_applied(chunks: list[Chunk]) -> list[tuple[str, bool]]:
    """Each text and whether it is labelled a credit; "Photo:" in an element of its own labels the next one."""
    texts: list[tuple[str, bool]] = []
    marker = ""
    for chunk in chunks:
        text = chunk.text
        before, marker_after = _marker_at_end(text)
        if marker:
            # "Image source," is a label in words: the comma is not part of the credit line
            texts.append((text if marker.endswith(",") else f"{marker} {text}", True))
        elif marker_after:
            if before:
                texts.append((before, chunk.label == "credit"))
        elif not chunk.hidden:
            texts.append((text, chunk.label == "credit"))
        marker = "" if marker else marker_after
    return texts


def _marker_at_end(text: str) -> tuple[str, str]:
    """Split off a marker that ends a text, the name it announces standing in the next element."""
    bare = _LABEL_ALONE.sub("", text)
    lead = bare_lead(bare) if len(text) <= 40 else None
    if lead and lead.end >= len(bare):
        return "", text if text[-1] in ":," or not text[-1].isalnum() else text + ":"
    last = max(find_leads(text + " "), default=None)
    if last and last.end >= len(text):
        return text[: last.start].strip(), text[last.start :]
    return text, ""


def _from_label(texts: list[tuple[str, bool]], line: str) -> tuple[str | None, Credit | None]:
    caption = _join([text for text, credit in texts if not credit])
    inside, credit = split_caption(line)
    if credit and inside:
        # the box labelled "credit" held the caption too
        return _join([text for text in (caption, inside) if text]), credit
    return caption, parse_credit_line(line, place="label")


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 4 or len(text) > 25


def _join(texts: Sequence[str]) -> str | None:
    return " ".join(text for text in texts if text) or None
