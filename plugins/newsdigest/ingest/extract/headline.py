"""The headline as readers see it, and the lines right below it, where byline and date stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import html as lxml_html

from newsdigest.text import collapse, listed

RUNNING = 80  # letters of a piece that is no line but text
_MAX_RUNNING = 700  # letters of text between headline and byline: a lede and a caption
_MAX_CHUNKS = 120
_MAX_TEXTS = 600
_OUTSIDE = frozenset(
    listed("script, style, noscript, nav, aside, footer, figure, figcaption, button, select, template, form, svg")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of text below the headline, with the element that it stands in."""

    text: str  # collapsed, never empty
    element: lxml_html.HtmlElement
    opens: bool  # whether it begins its element; what follows a child element may be the middle of a sentence


def find_heading(tree: lxml_html.HtmlElement, title: str | None) -> lxml_html.HtmlElement | None:
    """The heading that reads as the title; the first `h1` where none does."""
    wanted, first = collapse(title or "").casefold(), None
    for heading in islice(tree.iter("h1", "h2"), 60):
        if wanted and collapse(str(heading.text_content())).casefold() == wanted:
            return heading
        if first is None and heading.tag == "h1":
            first = heading
    return first


def below(heading: lxml_html.HtmlElement | None) -> Iterator[Chunk]:
    """The pieces of text between a headline and the article's second or third paragraph; none without a headline."""
    if heading is None:
        return
    count = running = 0
    for text in heading.xpath(f"following::text()[normalize-space()][position() <= {_MAX_TEXTS}]"):
        element = text.getparent().getparent() if text.is_tail else text.getparent()
        line = collapse(text)
        if not line or _is_outside(element):
            continue
        yield Chunk(text=line, element=element, opens=not text.is_tail)
        count += 1
        running += len(line) if len(line) >= RUNNING else 0
        if count >= _MAX_CHUNKS or running > _MAX_RUNNING:
            return


def _is_outside(element: lxml_html.HtmlElement) -> bool:
    for up in (element, *islice(element.iterancestors(), 8)):
        if up.tag == "address":
            return False  # some set a portrait, and the byline as its caption
        if up.tag in _OUTSIDE:
            return True
    return False
