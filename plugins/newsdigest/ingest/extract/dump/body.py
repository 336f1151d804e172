"""What each line between headline and end is: paragraph, sub-head, list, picture, stamp, byline, teaser or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from newsdigest.ingest.extract.agencies import find_sign_off
from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.ingest.extract.dump.byline import byline_of
from newsdigest.ingest.extract.dump.lines import Line, without_bullet
from newsdigest.ingest.extract.dump.phrases import (
    ends_page,
    inline_related,
    is_imprint,
    is_noise,
    is_site_copyright,
    opens_related,
)
from newsdigest.ingest.extract.dump.source_line import source_named
from newsdigest.ingest.extract.dump.stamps import stamps_in
from newsdigest.ingest.extract.dump.subheads import is_subhead
from newsdigest.ingest.extract.dump.teasers import read_teasers
from newsdigest.models import Block, Credit, Figure, Stamp

_MAX_CAPTION = 400  # characters; a longer line before a credit is a paragraph
_LABEL_WORDS = 4  # a line of so few words between headline and text is the name of a section


@dataclass(slots=True)
class Reading:
    """What has been found so far; filled line by line."""

    blocks: list[Block] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    source: str | None = None


def read_body(
    lines: Sequence[Line], start: int, stop: int, *, title: str, skip: frozenset[int], lang: str | None
) -> Reading:
    """
    Read the lines between the headline and the end of the article.

    Args:
        lines: The page.
        start: First line after the headline.
        stop: First line that is not the article's.
        title: The headline; a line that repeats it is dropped.
        skip: Numbers of lines already known to be no part of it.
        lang: Language of the page, for its stamps.
    """
    reading = Reading()
    marked = any(
        line.is_heading and not (opens_related(line.text) or ends_page(line.text)) for line in lines[start:stop]
    )
    number = start
    while number < stop:
        line = lines[number]
        if number in skip or line.text == title:
            number += 1
        elif opens_related(line.text):
            number, titles = read_teasers(lines, number, stop)
            reading.related += titles
        elif _read_label(reading, line, lang) or _read_picture(reading, lines, number, stop, lang):
            number += 1
        elif _caption_of_next(lines, number, stop, lang):
            number += 2 if _read_captioned(reading, line, lines[number + 1]) else 1
        else:
            rest = [other for other in lines[number + 1 : stop] if other.number not in skip]
            _read_text(reading, line, rest, marked=marked)
            number += 1
    _cut_tail(reading)
    return reading


def is_label(text: str, *, lang: str | None = None) -> bool:
    """Say whether a line is a stamp, a byline or a credit rather than text."""
    if stamps_in(text, lang=lang) or byline_of(text) or source_named(text):
        return True
    return credit_of(text) is not None


def credit_of(text: str) -> Credit | None:
    """Read a line that is a picture's credit and nothing else; a site's own copyright line is none."""
    return None if is_site_copyright(text) or source_named(text) else parse_credit_line(text)


def _read_label(reading: Reading, line: Line, lang: str | None) -> bool:
    """Take lines that are about the article: stamps, bylines, the source; and lines that are nothing."""
    text = line.text
    if teaser := inline_related(text):
        reading.related.append(teaser)
    elif stamps := stamps_in(text, lang=lang):
        reading.stamps += stamps
    elif names := byline_of(text):
        reading.bylines.append(names)
    elif source := source_named(text):
        reading.source = source
    else:
        return is_noise(text) or is_imprint(text) or is_site_copyright(text) or ends_page(text)
    return True


def _read_picture(reading: Reading, lines: Sequence[Line], number: int, stop: int, lang: str | None) -> bool:
    """Take a credit line without a caption, and a caption that carries its credit."""
    text = lines[number].text
    if credit := credit_of(text):
        reading.figures.append(Figure(url=None, credit=credit))
        return True
    if len(text) > _MAX_CAPTION or _caption_of_next(lines, number, stop, lang):
        return False
    caption, credit = split_caption(text)
    if not caption or not credit or not _has_marker(credit):
        return False
    reading.figures.append(Figure(url=None, caption=caption, credit=credit))
    return True


def _has_marker(credit: Credit) -> bool:
    """Whether the credit says that it is one; a bare agency at a paragraph's end may be its sign-off."""
    return credit.copyright_notice is not None or ":" in credit.verbatim


def _caption_of_next(lines: Sequence[Line], number: int, stop: int, lang: str | None) -> bool:
    """Whether the next line is a credit and this one can be its caption."""
    if number + 1 >= stop or len(lines[number].text) > _MAX_CAPTION or lines[number].is_heading:
        return False
    return not is_label(lines[number].text, lang=lang) and credit_of(lines[number + 1].text) is not None


def _read_captioned(reading: Reading, caption: Line, credit: Line) -> bool:
    reading.figures.append(Figure(url=None, caption=caption.text, credit=credit_of(credit.text)))
    return True


def _read_text(reading: Reading, line: Line, rest: Sequence[Line], *, marked: bool) -> None:
    """Add a paragraph, a sub-head or a list item to the body."""
    text = line.text
    item = without_bullet(text) or (text if line.tag == "li" else None)
    if item and reading.blocks:
        _add_item(reading.blocks, item)
        return
    if not reading.blocks:
        # Above the text: a line without a full stop is the lede when it says something, else a section's name.
        if line.is_sentence or len(text.split()) > _LABEL_WORDS:
            reading.blocks.append(_block("paragraph", text))
        return
    subhead = is_subhead(line, _last_line(reading.blocks), rest[:5], marked=marked)
    if not subhead and not line.is_sentence and len(text.split()) < 3:
        return
    reading.blocks.append(_block("subhead" if subhead else "paragraph", text))


def _last_line(blocks: Sequence[Block]) -> Line:
    return Line(text=blocks[-1].text, number=0)


def _block(kind: str, text: str) -> Block:
    return Block(kind="subhead" if kind == "subhead" else "paragraph", text=text, html=escape(text, quote=False))


def _add_item(blocks: list[Block], item: str) -> None:
    """Put a list item to the list before it, or begin one."""
    items: Iterable[str] = (item,)
    if blocks[-1].kind == "list":
        items = (*blocks.pop().text.split("\n"), item)
    items = tuple(items)
    html = "<ul>" + "".join(f"<li>{escape(one, quote=False)}</li>" for one in items) + "</ul>"
    blocks.append(Block(kind="list", text="\n".join(items), html=html))


def _cut_tail(reading: Reading) -> None:
    """Drop what stands after the last sentence: words of menus, and sub-heads that head nothing."""
    while len(reading.blocks) > 1:
        last = reading.blocks[-1]
        ended = Line(text=last.text, number=0).is_sentence or last.kind == "list" or len(last.text) > 150
        if (ended and last.kind != "subhead") or find_sign_off(last.text):
            return
        reading.blocks.pop()
