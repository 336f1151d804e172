"""The element that holds a picture together with its caption and credit, and the texts in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import html as lxml_html

from newsdigest.ingest.extract.picture_address import is_ornament
from newsdigest.ingest.extract.picture_labels import is_hidden, says_caption, says_caption_loosely, says_credit
from newsdigest.text import collapse, listed

_LONGEST = 900  # letters of text in a frame without `figure`; captions of saved pages were shorter
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


def find_frames(tree: lxml_html.HtmlElement) -> tuple[Frame, ...]:
    """
    Find the frame of every picture of a page, in page order.

    Args:
        tree: The whole page. A second `img` in the same frame (a `noscript` copy, a second size) gives no frame.
    """
    frames: list[Frame] = []
    seen: set[lxml_html.HtmlElement] = set()
    for picture in tree.iter("img", "amp-img"):
        if is_ornament(picture) or _is_copy(picture):
            continue
        element = _frame_of(picture)
        if element in seen:
            continue
        seen.add(element)
        own = list(chunks_of(element)) if element is not picture else []
        frames.append(Frame(picture=picture, element=element, chunks=(*own, *_adopted(element, own))))
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
    if figure is not None and _text(figure):
        return figure
    steps = 0
    for up in best.iterancestors():
        if up.tag in {"picture", "source"}:  # libxml2 nests `source` elements in one another
            best = up
            continue
        steps += 1
        if steps > _CLIMB or not _may_frame(up, best):
            break
        if _text(up):
            return up
        best = up
    return best


def _may_frame(element: lxml_html.HtmlElement, inner: lxml_html.HtmlElement) -> bool:
    if element.tag in {"article", "main", "body", "section", "html", "td", "tr", "header"}:
        return False
    if len(_text(element)) > _LONGEST or next(element.iter(*_HEADINGS), None) is not None:
        return False
    inside = {inner, *inner.iter("img", "amp-img")}
    return all(one in inside or _in_noscript(one) or is_ornament(one) for one in element.iter("img", "amp-img"))


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


def chunks_of(element: lxml_html.HtmlElement, label: Label = None, depth: int = 0) -> Iterator[Chunk]:
    """
    Take the text of an element apart where its markup does.

    Links, emphasis and the like stay within their sentence; any other child element is a chunk of its own.
    """
    running: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            pass
        elif child.tag == "br":
            yield from _chunk(running, label, element)
            running = []
        elif (child.tag in _INLINE and not _own_label(child)) or depth > 20:
            running.append(str(child.text_content()))
        else:
            yield from _chunk(running, label, element)
            running = []
            yield from chunks_of(child, _label(child, label), depth + 1)
        running.append(child.tail or "")
    yield from _chunk(running, label, element)


def _chunk(running: list[str], label: Label, element: lxml_html.HtmlElement) -> Iterator[Chunk]:
    text = collapse("".join(running))
    if any(char.isalnum() or char == "©" for char in text):
        yield Chunk(text=text, label=label, element=element, hidden=is_hidden(element))


def _own_label(element: lxml_html.HtmlElement) -> bool:
    return says_credit(element) or says_caption(element) or is_hidden(element)


def _label(element: lxml_html.HtmlElement, inherited: Label) -> Label:
    if says_credit(element):
        # "caption-with-credit" around both: the label is the box's, not its text's
        return inherited if says_caption(element) and len(element) > 1 else "credit"
    if says_caption_loosely(element):
        return "caption"
    return inherited


def _adopted(element: lxml_html.HtmlElement, own: list[Chunk]) -> list[Chunk]:
    """Caption and credit that stand in elements after the frame, where their labels say so."""
    found: list[Chunk] = []
    base = element
    for _ in range(3):
        sibling, steps = base.getnext(), 0
        while sibling is not None and steps < 3:
            if not isinstance(sibling.tag, str) or sibling.tag in {"script", "style", "noscript"}:
                sibling = sibling.getnext()
                continue
            credit, caption = says_credit(sibling), says_caption(sibling)
            if (
                not (credit or caption)
                or not 2 <= len(_text(sibling)) <= _LONGEST
                or next(sibling.iter("img", "h1", "h2", "h3"), None) is not None
            ):
                break
            if not credit and any(chunk.label == "caption" for chunk in own):
                break
            found.extend(chunks_of(sibling, _label(sibling, None)))
            sibling, steps = sibling.getnext(), steps + 1
        parent = base.getparent()
        if found or parent is None or parent.tag in {"article", "main", "body", "section"}:
            break
        if parent[-1] is not base and not isinstance(parent[-1].tag, str):
            break
        base = parent
    return found
