"""
What other places than a picture's frame say of it: its attributes, the page's JSON-LD and scripts, its own file.

They are asked in this order, and only for what the frame leaves open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.ingest.extract.picture_address import picture_key, picture_name
from newsdigest.ingest.extract.picture_data import PictureData, from_scripts
from newsdigest.ingest.extract.picture_frames import Frame
from newsdigest.ingest.extract.picture_metadata import credit_from_metadata, read_picture_metadata
from newsdigest.models import Credit


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The places of one page."""

    scripts: Sequence[str]  # from script_texts
    data: Mapping[str, PictureData]  # by picture_key and picture_name
    pictures: Mapping[str, bytes]  # files that the capture brought along, by address


def look_elsewhere(
    frame: Frame, url: str | None, elsewhere: Elsewhere, *, credited: bool
) -> tuple[str | None, Credit | None]:
    """
    Find caption and credit outside a picture's frame.

    Args:
        frame: The picture's.
        url: Its address.
        elsewhere: Where to look.
        credited: Whether the credit is known already, which spares the search in scripts and files.
    """
    known = None
    if url:
        known = elsewhere.data.get(picture_key(url)) or elsewhere.data.get(picture_name(url) or "")
    caption, credit = split_caption(known.caption) if known and known.caption else (None, None)
    credit = _from_attributes(frame) or (_labelled(known.credit) if known else None) or credit
    if credit is None and url and not credited:
        credit = _labelled(from_scripts(url, elsewhere.scripts))
        if credit is None and (data := elsewhere.pictures.get(url)):
            credit = credit_from_metadata(read_picture_metadata(data))
    return caption, credit


def _labelled(line: str | None) -> Credit | None:
    return parse_credit_line(line, place="label") if line else None


def _from_attributes(frame: Frame) -> Credit | None:
    """A credit in attributes: data-credit and the like, or at the end of `alt` or `title`."""
    holders = [frame.picture, *[up for _, up in zip(range(3), frame.picture.iterancestors(), strict=False)]]
    for holder in holders:
        for name, value in holder.attrib.items():
            said = "credit" in name or "copyright" in name or "photographer" in name
            if said and 2 < len(value) < 300 and (credit := parse_credit_line(value, place="label")):
                return credit
        if holder is frame.element:
            break
    for name in ("title", "alt", "data-caption", "data-title"):
        if (value := frame.picture.get(name)) and len(value) < 1500 and (credit := split_caption(value)[1]):
            return credit
    return None
