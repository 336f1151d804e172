"""The article's body as blocks."""

from copy import deepcopy
from dataclasses import dataclass
from html import escape

import trafilatura
from lxml import html as lxml_html

from newsdigest.models import Block, BlockKind
from newsdigest.text import collapse


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The blocks, and the element of the page that holds them."""

    blocks: tuple[Block, ...] = ()
    container: lxml_html.HtmlElement | None = None


_KINDS: dict[str, BlockKind] = {"p": "paragraph", "head": "subhead", "quote": "quote", "item": "paragraph"}


def find_body(tree: lxml_html.HtmlElement, *, title: str) -> Body:
    """Find the blocks of the article."""
    document = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, fast=True)
    if document is None or document.body is None:
        return Body()
    blocks = []
    for element in document.body.iter(*_KINDS):
        text = collapse("".join(element.itertext()))
        if text and text != title:
            blocks.append(Block(kind=_KINDS[element.tag], text=text, html=escape(text, quote=False)))
    return Body(blocks=tuple(blocks))
