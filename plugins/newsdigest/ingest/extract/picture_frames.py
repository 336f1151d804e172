"""The element that holds a picture together with its caption and credit, and the texts in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from lxml import html as lxml_html

from newsdigest.ingest.extract.credit_markers import find_leads
from newsdigest.ingest.extract.credit_parts import is_person
from newsdigest.ingest.extract.credits import split_caption
from newsdigest.ingest.extract.picture_address import is_ornament
from newsdigest.ingest.extract.picture_labels import (
    is_hidden,
    longer_than,
    says_caption,
    says_caption_loosely,
    says_credit,
)
from newsdigest.text import collapse, listed

_LONGEST = 900  # letters of text in a frame without `figure`; captions of saved pages were shorter
_LONGEST_CREDIT = 150
_LONGEST_BARE = 300
_SHORTEST_ALT = 8
_MOST_CHUNKS = 60
_MOST_PICTURES = 1000
_CLIMB = 7  # steps from a picture to its frame
_SKIPPED = frozenset(
    listed("""
    script, style, noscript, button, svg, select, template, iframe, video, audio, form, input, label, object,
    textarea, picture""")
)
_INLINE = frozenset(
    listed("""
    a, abbr, b, bdi, em, i, mark, q, strong, sub, sup, time, u, wbr, font, s""")
)
_HEADINGS = ("h1", "h2", "h3", "h4", "time", "blockquote", "table", "ul")

# Words of the page's own controls beside a picture.
_CONTROL = re.compile(
    r"(?:(?:bild|foto|image|photo|picture)?\s?"
    r"(?:vergrößern|enlarge|anzeigen|schließen|zoom|expand|close|next|previous|view|full-?screen|open|share|teilen)"
    r"(?: (?:\d{1,3} )?(?:images?|photos?|pictures?|bild|in gallery|in full ?screen|gallery|icon|full size image"
    r"|larger image|fullscreen)){0,3}"
    r"|\d{1,3}(?:\s?(?:/|of|von|из)\s?\d{1,3})?|(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}\W{0,4})?\d{1,3}:\d\d(?:\s?min| uhr)?"
    r"|advertisement|anzeige|реклама|image|photo|picture|foto|bild|caption|icon"
    r"|video|image caption|play|bildergalerie|gallery|read more|mehr|weitere videos|autoplay|увеличить"
    r"|перейти в (?:медиабанк|фотобанк)|listen|copy link"
    r"|loading|(?:toggle|hide|show) caption|view image in fullscreen|image \d{1,3}(?: of \d{1,3})?)\W{0,5}",
    re.IGNORECASE,
)

_BYLINE = re.compile(
    r"(?i:von|by|par|por|di|av|af|door|tekst|text|autor(?:in)?|author|автор|муаллиф|müəllif|yazar)"
    r"\s?:? (?P<name>[^,|(]{3,50})"
)
_SENTENCE_END = frozenset(".!?…。！？）)”»")

Label = Literal["credit", "caption", None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of a frame's text that its markup sets apart."""

    text: str  # collapsed, never empty
    label: Label
    element: lxml_html.HtmlElement
    hidden: bool = False  # for screen readers alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A picture with what stands around it."""

    picture: lxml_html.HtmlElement
    element: lxml_html.HtmlElement  # a `figure`, or the nearest element that holds one picture and little else
    chunks: tuple[Chunk, ...] = ()


def is_control(text: str) -> bool:
    """Whether a text beside a picture belongs to the page's own controls ("Enlarge", "3 / 12")."""
    return len(text) <= 60 and _CONTROL.fullmatch(text) is not None


def find_frames(root: lxml_html.HtmlElement) -> tuple[Frame, ...]:
    """
    Find the frame of every picture of a page or a part of it, in page order.

    Args:
        root: What to look through. A second `img` in the same frame (a `noscript` copy, a second size) gives no frame.
    """
    frames: list[Frame] = []
    seen: set[lxml_html.HtmlElement] = set()
    for picture in islice(root.iter("img", "amp-img"), _MOST_PICTURES):
        if is_ornament(picture) or _is_copy(picture):
            continue
        element = _frame_of(picture)
        if element in seen:
            continue
        seen.add(element)
        chunks = chunks_of(element, loosely=element.tag == "figure") if element is not picture else ()
        own = list(islice(chunks, _MOST_CHUNKS))
        frames.append(
            Frame(
                picture=picture,
                element=element,
                chunks=(*own, *_adopted(element, own, collapse(picture.get("alt") or ""))),
            )
        )
    return tuple(frames)


def _is_copy(picture: lxml_html.HtmlElement) -> bool:
    """Whether a picture is the `noscript` copy of another beside it."""
    noscript = next(
        (up for _, up in zip(range(4), picture.iterancestors(), strict=False) if up.tag == "noscript"), None
    )
    if noscript is None:
        return False
    return any(
        not _in_noscript(other)
        for _, up in zip(range(2), noscript.iterancestors(), strict=False)
        for other in up.iter("img", "amp-img")
    )


def _frame_of(picture: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    figure = None
    for up in picture.iterancestors():
        if up.tag == "figure":
            figure = up
            break
        if up.tag in {"p", "article", "main", "body", "table", "ul", "ol"} and up.tag != "p":
            break
    best = figure if figure is not None else picture
    if figure is not None and _says_something(figure):
        return figure
    steps = 0
    for up in best.iterancestors():
        if up.tag in {"picture", "source"}:  # libxml2 nests `source` elements in one another
            best = up
            continue
        steps += 1
        if steps > _CLIMB or not _may_frame(up, best):
            break
        if _says_something(up):
            return up
        best = up
    return best


def _says_something(element: lxml_html.HtmlElement) -> bool:
    return bool(_text(element)) and any(not is_control(chunk.text) for chunk in chunks_of(element))


def is_byline(text: str) -> bool:
    """Whether a text beside a picture is the author's: then the picture is a portrait."""
    found = _BYLINE.match(text) if len(text) <= _LONGEST_CREDIT else None
    return found is not None and is_person(found["name"].strip())


def _may_frame(element: lxml_html.HtmlElement, inner: lxml_html.HtmlElement) -> bool:
    if element.tag in {"article", "main", "body", "section", "html", "header"}:
        return False
    inside = {inner, *inner.iter("img", "amp-img")}
    if not all(one in inside or _in_noscript(one) or is_ornament(one) for one in element.iter("img", "amp-img")):
        return False
    if longer_than(element, 4 * _LONGEST) or len(_text(element)) > _LONGEST:  # scripts may stand among the text
        return False
    return next((one for one in element.iter(*_HEADINGS) if one is not element), None) is None or any(
        find_leads(chunk.text)[:1] for chunk in chunks_of(element) if len(chunk.text) <= _LONGEST_CREDIT
    )


def _in_noscript(picture: lxml_html.HtmlElement) -> bool:
    return any(up.tag == "noscript" for _, up in zip(range(4), picture.iterancestors(), strict=False))


def _text(element: lxml_html.HtmlElement) -> str:
    """Text that a reader sees, roughly: without scripts and `noscript`."""
    if next(element.iter("script", "style", "noscript"), None) is None:
        return str(element.text_content()).strip()
    return "".join(_visible(element)).strip()


def _visible(element: lxml_html.HtmlElement) -> Iterator[str]:
    if element.tag in {"script", "style", "noscript"}:
        return
    yield element.text or ""
    for child in element:
        yield from _visible(child)
        yield child.tail or ""


def chunks_of(
    element: lxml_html.HtmlElement, label: Label = None, *, loosely: bool = False, depth: int = 0
) -> Iterator[Chunk]:
    """
    Take the text of an element apart where its markup does.

    Links, emphasis and the like stay within their sentence; any other child element is a chunk of its own.

    Args:
        element: What to take apart.
        label: What its text is, as elements around it say.
        loosely: Whether it stands in a `figure` or caption, where weak labels count.
        depth: Of nesting so far; beyond 20 the rest is one chunk.
    """
    running: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            pass
        elif child.tag == "br":
            yield from _chunk(running, label, element)
            running = []
        elif depth > 20 or (
            child.tag in _INLINE and not _own_label(child, loosely) and not _closes(child, running, element)
        ):
            running.append(str(child.text_content()))
        else:
            yield from _chunk(running, label, element)
            running = []
            inner = _label(child, label, loosely)
            yield from chunks_of(child, inner, loosely=loosely or inner == "caption", depth=depth + 1)
        running.append(child.tail or "")
    yield from _chunk(running, label, element)


def _chunk(running: list[str], label: Label, element: lxml_html.HtmlElement) -> Iterator[Chunk]:
    text = collapse("".join(running))
    if any(char.isalnum() or char == "©" for char in text):
        yield Chunk(text=text, label=label, element=element, hidden=is_hidden(element))


def _closes(child: lxml_html.HtmlElement, running: list[str], element: lxml_html.HtmlElement) -> bool:
    """Whether an inline element stands alone after a finished sentence, at the end: a credit, a link to a gallery."""
    before = "".join(running).rstrip()
    return before[-1:] in _SENTENCE_END and child is element[-1] and not (child.tail or "").strip()


def _own_label(element: lxml_html.HtmlElement, loosely: bool) -> bool:
    return says_credit(element, loosely=loosely) or says_caption(element) or is_hidden(element)


def _label(element: lxml_html.HtmlElement, inherited: Label, loosely: bool) -> Label:
    if says_credit(element, loosely=loosely):
        # "caption-with-credit" around both: the label is the box's, not its text's
        return inherited if says_caption(element) and len(element) > 1 else "credit"
    if says_caption(element) or (loosely and says_caption_loosely(element)):
        return "caption"
    return inherited


def _adopted(element: lxml_html.HtmlElement, own: list[Chunk], alt: str) -> list[Chunk]:
    """Caption and credit that stand in elements after the frame, where labels or the words themselves say so."""
    found: list[Chunk] = []
    base = element
    for _ in range(3):
        sibling, taken = base.getnext(), 0
        while sibling is not None and taken < 3:
            if isinstance(sibling.tag, str) and sibling.tag not in {"script", "style", "noscript", "br"}:
                label = _adopts(sibling, [*own, *found], alt)
                if not label:
                    break
                found.extend(chunks_of(sibling, label, loosely=True))
                taken += 1
            sibling = sibling.getnext()
        base = base.getparent()
        if found or base is None or base.tag in {"article", "main", "body", "section", "figure", "td"}:
            break
        if longer_than(base, 4 * _LONGEST):
            break
    return found


def _adopts(sibling: lxml_html.HtmlElement, known: list[Chunk], alt: str) -> Label:
    """What an element after a picture is to it."""
    text = _text(sibling)
    if not 2 <= len(text) <= _LONGEST or next(sibling.iter("img", "h1", "h2", "h3"), None) is not None:
        return None
    captioned = any(chunk.label == "caption" for chunk in known)
    credited = any(chunk.label == "credit" for chunk in known)
    if says_credit(sibling):
        return None if credited else "credit"
    if says_caption(sibling):
        return None if captioned else "caption"
    line = collapse(text)
    if not captioned and len(line) >= _SHORTEST_ALT and line in alt:
        return "caption"  # the page repeats it as the picture's alternative text
    if credited or captioned or len(text) > _LONGEST_BARE:
        return None
    # No label, but "Photo: A. Example / AP" right after a picture, alone or at the end of a short text.
    caption, credit = split_caption(line)
    leads = find_leads(credit.verbatim) if credit else []
    if not leads or leads[0].start > 0 or leads[0].kind == "source":
        return None
    return "caption" if caption else "credit"
