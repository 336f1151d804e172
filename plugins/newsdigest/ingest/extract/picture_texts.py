"""Caption and credit from the texts in a picture's frame."""

import re
from collections.abc import Sequence

from newsdigest.ingest.extract.credit_markers import bare_lead, find_leads
from newsdigest.ingest.extract.credit_parts import is_name
from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.ingest.extract.picture_frames import Chunk, is_control
from newsdigest.models import Credit

_LABEL_ALONE = re.compile(r"[:,.\s]+$")
_JOINING = "/|,;:-–—·•("
_LINKS = ("via ", "for ", "by ", "and ", "und ", "für ", "on ", "auf ")
_LONGEST_PART = 40
_LONGEST_NAME = 70  # letters of a credit that only its place in an element of its own shows


def read_texts(chunks: Sequence[Chunk]) -> tuple[str | None, Credit | None]:
    """
    Tell the caption from the credit.

    Args:
        chunks: The pieces of text of one frame, in page order.

    Returns:
        Caption and credit, each None where the frame has none.
    """
    texts = _with_labels_applied(_distinct([chunk for chunk in chunks if not is_control(chunk.text)]))
    if not texts:
        return None, None
    labelled = _labelled(texts)
    if labelled:
        caption, credit = _from_label(_join([text for text, credit in texts if not credit]), labelled)
        if credit:
            return caption, credit
    rest = [text for text, _ in texts]
    for n in range(len(rest) - 1, -1, -1):
        if (credit := parse_credit_line(rest[n], place="picture")) and split_caption(rest[n])[0] is None:
            after = rest[n + 1 : n + 2]
            if after and find_leads(rest[n]) and len(after[0]) <= _LONGEST_PART and is_name(after[0]):
                longer = parse_credit_line(f"{rest[n]} / {after[0]}", place="label")
                return _join(rest[:n] + rest[n + 2 :]), longer
            return _join(rest[:n] + rest[n + 1 :]), credit
    if len(rest) > 1 and len(rest[-1]) <= _LONGEST_NAME and _is_sentence(rest[-2]) and is_name(rest[-1]):
        return _join(rest[:-1]), parse_credit_line(rest[-1], place="position")
    return split_caption(_join(rest) or "")


def _distinct(chunks: list[Chunk]) -> list[Chunk]:
    """Leave out a text that the frame repeats (once for readers, once for screen readers)."""
    kept: list[Chunk] = []
    for chunk in chunks:
        others = [other.text for other in chunks if other is not chunk and other.text != chunk.text]
        whole = len(others) > 1 and all(text in chunk.text for text in others)
        if not whole and not any(chunk.text == other.text for other in kept):
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
            text = text.lstrip(":：= ")
            texts.append((text if marker.endswith(",") else f"{marker} {text}", True))
        elif marker_after:
            if before:
                texts.append((before, chunk.label == "credit"))
        elif not chunk.hidden:
            # "Photo by Name" and "Agency" in two elements: the second is not labelled, but a caption it is not
            more = bool(texts) and texts[-1][1] and len(text) <= _LONGEST_PART and is_name(text)
            texts.append((text, chunk.label == "credit" or more))
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


def _labelled(texts: list[tuple[str, bool]]) -> str:
    """The credit in one line: parts in elements of their own get a slash between, as the page's style shows them."""
    line = ""
    for text in dict.fromkeys(text for text, credit in texts if credit):
        if not line or text in line:
            line = line or text
        elif text.endswith(line) or line[-1] in _JOINING or text[0] in _JOINING or text.casefold().startswith(_LINKS):
            line = text if text.endswith(line) else f"{line} {text}"
        else:
            line = f"{line} / {text}"
    return line


def _from_label(caption: str | None, line: str) -> tuple[str | None, Credit | None]:
    inside, credit = split_caption(line)
    if credit and inside and _is_sentence(inside):
        # the box labelled "credit" held the caption too
        return _join([text for text in (caption, inside) if text]), credit
    return caption, parse_credit_line(line, place="label")


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 4 or len(text) > 25


def _join(texts: Sequence[str]) -> str | None:
    return " ".join(text for text in texts if text) or None
