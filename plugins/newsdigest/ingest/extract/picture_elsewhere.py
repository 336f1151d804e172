"""
What other places than a picture's frame say of it: its attributes, the page's JSON-LD and scripts, its own file.

They are asked in this order, and only for what the frame leaves open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import html as lxml_html

from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.ingest.extract.picture_address import picture_key, picture_name
from newsdigest.ingest.extract.picture_data import PictureData, from_attribute, from_scripts
from newsdigest.ingest.extract.picture_frames import Frame
from newsdigest.ingest.extract.picture_metadata import credit_from_metadata
from newsdigest.models import Credit
from newsdigest.post.picture_metadata import read_picture_metadata

_CAPTION_ATTRIBUTES = ("data-caption", "data-sub-html", "data-description")
_LONGEST = 1500  # letters of an attribute
_TAG = re.compile(r"<[^<>]{0,300}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The places of one page."""

    scripts: Sequence[str]  # from script_texts
    data: Mapping[str, PictureData]  # by picture_key and picture_name
    pictures: Mapping[str, bytes]  # files that the capture brought along, by address

    def known(self, url: str) -> PictureData | None:
        """What JSON-LD says of the picture at an address."""
        return self.data.get(picture_key(url)) or self.data.get(picture_name(url) or "")


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
    known = elsewhere.known(url) if url else None
    caption, credit = _from_captions(frame, known.caption if known else None)
    credit = _from_attributes(frame) or (_labelled(known.credit) if known else None) or credit
    if credit is None and url and not credited:
        credit = _labelled(from_scripts(url, elsewhere.scripts))
        if credit is None and (data := elsewhere.pictures.get(url)):
            credit = credit_from_metadata(read_picture_metadata(data))
    return caption, credit


def _from_captions(frame: Frame, stated: str | None) -> tuple[str | None, Credit | None]:
    """The caption that an attribute of the picture or its link, or JSON-LD, gives."""
    texts = [holder.get(name) for holder in _holders(frame) for name in _CAPTION_ATTRIBUTES]
    for text in (*texts, stated):
        if text and len(text) < _LONGEST:
            # some galleries keep markup in the attribute
            return split_caption(_TAG.sub(" ", text))
    return None, None


def _holders(frame: Frame) -> Iterator[lxml_html.HtmlElement]:
    """The picture and what it stands in, up to its frame."""
    for _, holder in zip(range(4), (frame.picture, *frame.picture.iterancestors()), strict=False):
        yield holder
        if holder is frame.element:
            return


def _labelled(line: str | None) -> Credit | None:
    return parse_credit_line(line, place="label") if line else None


def _from_attributes(frame: Frame) -> Credit | None:
    """A credit in attributes: data-credit and the like, or at the end of `alt` or `title`."""
    for holder in _holders(frame):
        for name, value in holder.attrib.items():
            said = "credit" in name or "copyright" in name or "photographer" in name
            if said and 2 < len(value) < 300 and (credit := parse_credit_line(value, place="label")):
                return credit
            if len(value) > 20 and (credit := _labelled(from_attribute(value))):
                return credit
    for name in ("title", "alt"):
        if (value := frame.picture.get(name)) and len(value) < _LONGEST and (credit := split_caption(value)[1]):
            return credit
    return None
