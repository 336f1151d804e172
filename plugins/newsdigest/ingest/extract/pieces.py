"""A page as a flat list of pieces of text, each with what stands around it. One walk over the tree."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import html as lxml_html

from newsdigest.ingest.extract.inline import Run
from newsdigest.ingest.extract.noise import SKIPPED_TAGS, noise_word
from newsdigest.models import BlockKind
from newsdigest.text import collapse

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-link",
        "o:p",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NESTED = "article in an article"
_MAX_DEPTH = 200  # deeper nesting is read as plain text
_MAX_PIECES = 20_000
_LONG_CELL = 200  # characters: a table with a longer cell lays out the page, it is no data


@dataclass(slots=True, kw_only=True)
class Node:
    """An element that holds blocks."""

    element: lxml_html.HtmlElement
    parent: int  # index into Page.nodes; -1 for the root
    noise: str | None = None


@dataclass(slots=True, kw_only=True)
class Piece:
    """One block of text as it stands on the page."""

    kind: BlockKind
    text: str
    render: Callable[[], str]  # builds the fragment; only the pieces that are kept pay for it
    node: int  # index of the element it is, or stands directly in
    tag: str
    link_chars: int = 0
    bold_chars: int = 0
    level: int = 0  # of a heading, 1 to 6

    @property
    def html(self) -> str:
        """The text as a fragment of a, em, strong, code, br, ul, ol, li and table elements."""
        return self.render()

    @property
    def link_share(self) -> float:
        """Share of the text that is links, 0 to 1."""
        return self.link_chars / max(1, len(self.text))


@dataclass(slots=True, kw_only=True)
class Page:
    """All pieces in reading order, and the elements around them."""

    pieces: list[Piece] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def around(self, node: int) -> Iterator[int]:
        """The node and all nodes above it, innermost first."""
        while node >= 0:
            yield node
            node = self.nodes[node].parent


def read_pieces(tree: lxml_html.HtmlElement, base: str | None) -> Page:
    """
    Take the page apart.

    Args:
        tree: The whole page, without comments.
        base: Address that relative links start from.
    """
    page = Page()
    body = tree.find("body")
    walker = _Walker(page, base)
    walker.block(body if body is not None else tree, -1, 0)
    return page


class _Walker:
    """State of one walk: the page so far, and the run of inline text not yet ended."""

    def __init__(self, page: Page, base: str | None) -> None:
        self.page = page
        self.base = base
        self.run = Run(base)
        self.at = (-1, "div")
        self.linked = 0  # block links around us: whole teasers made clickable
        self.articles = 0  # <article> elements around us

    def block(self, element: lxml_html.HtmlElement, parent: int, depth: int) -> None:
        """Walk a block element: its inline runs become pieces, its block children are walked in turn."""
        self.flush()
        tag = element.tag
        node = len(self.page.nodes)
        noise = noise_word(element) or (NESTED if tag == "article" and self.articles else None)
        self.page.nodes.append(Node(element=element, parent=parent, noise=noise))
        self.linked += tag == "a"
        self.articles += tag == "article"
        if len(self.page.pieces) >= _MAX_PIECES:
            pass
        elif tag in _HEADINGS:
            self._leaf(element, node, "subhead", int(tag[1]), depth)
        elif tag in {"ul", "ol"} and not _holds_blocks(element):
            self._list(element, node, depth)
        elif tag == "table" and _is_data(element):
            self._table(element, node, depth)
        else:
            self.at = (node, tag)
            self._children(element, node, depth, linked=False, bold=False)
        self.flush()
        self.linked -= tag == "a"
        self.articles -= tag == "article"
        self.at = (parent, "div")

    def flush(self) -> None:
        """End the inline run; two line breaks in a row end a paragraph too."""
        run = self.run
        if not run.touched:
            return
        self.run = Run(self.base)
        text = run.text if run.written else ""
        if not text:
            return
        node, tag = self.at
        quoted = any(self.page.nodes[above].element.tag == "blockquote" for above in self.page.around(node))
        self.page.pieces.append(
            Piece(
                kind="quote" if quoted else "paragraph", text=text.replace("\n", " "), render=lambda: run.html,
                node=node, tag=tag, link_chars=len(text) if self.linked else run.link_chars, bold_chars=run.bold_chars,
            )
        )  # fmt: skip

    def _children(self, element: lxml_html.HtmlElement, node: int, depth: int, *, linked: bool, bold: bool) -> None:
        self.run.add(element.text, linked=linked, bold=bold)
        breaks = 0
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                pass
            elif tag == "br":
                breaks += 1
                if breaks > 1:
                    self.flush()
                else:
                    self.run.line_break()
            elif tag in SKIPPED_TAGS:
                pass
            elif depth >= _MAX_DEPTH:
                self.run.add(" ".join(child.itertext()), linked=linked, bold=bold)
            elif tag in _INLINE and not _holds_block_child(child):
                if noise_word(child) is None:
                    end = self.run.open(child)
                    self._children(
                        child, node, depth + 1, linked=linked or tag == "a", bold=bold or tag in {"b", "strong"}
                    )
                    self.run.close(end)
            else:
                at = self.at
                self.block(child, node, depth + 1)
                self.at = at
            if tag != "br" and (child.tail or "").strip():
                breaks = 0
            if tag == "br" and (child.tail or "").strip():
                breaks = 0
            self.run.add(child.tail, linked=linked, bold=bold)

    def _leaf(self, element: lxml_html.HtmlElement, node: int, kind: BlockKind, level: int, depth: int) -> None:
        run = self._inline_of(element, depth)
        text = collapse(run.text)
        if text:
            self.page.pieces.append(
                Piece(
                    kind=kind,
                    text=text,
                    render=lambda: run.html,
                    node=node,
                    tag=element.tag,
                    link_chars=len(text) if self.linked else run.link_chars,
                    level=level,
                )
            )

    def _inline_of(self, element: lxml_html.HtmlElement, depth: int) -> Run:
        run = Run(self.base)
        _collect(run, element, depth, linked=False)
        return run

    def _list(self, element: lxml_html.HtmlElement, node: int, depth: int) -> None:
        runs = [self._inline_of(item, depth) for item in element if item.tag == "li" and noise_word(item) is None]
        items = [(text, run) for run in runs if run.written and (text := collapse(run.text))]
        if items:
            tag = element.tag
            self.page.pieces.append(
                Piece(
                    kind="list", text="\n".join(text for text, _ in items), node=node, tag=tag,
                    render=lambda: f"<{tag}>{''.join(f'<li>{run.html}</li>' for _, run in items)}</{tag}>",
                    link_chars=sum(run.link_chars for _, run in items),
                )
            )  # fmt: skip

    def _table(self, element: lxml_html.HtmlElement, node: int, depth: int) -> None:
        lines: list[str] = []
        rows: list[list[tuple[str, Run]]] = []
        for row in element.iter("tr"):
            runs = [(cell.tag, self._inline_of(cell, depth)) for cell in row if cell.tag in {"td", "th"}]
            texts = [collapse(run.text) for _, run in runs]
            if any(texts):
                lines.append(" | ".join(texts))
                rows.append(runs)
        if lines:
            linked = sum(run.link_chars for runs in rows for _, run in runs)
            self.page.pieces.append(
                Piece(
                    kind="table", text="\n".join(lines), render=lambda: _table_markup(rows), node=node, tag="table",
                    link_chars=linked,
                )
            )  # fmt: skip


def _table_markup(rows: Sequence[Sequence[tuple[str, Run]]]) -> str:
    lines = ("".join(f"<{tag}>{run.html}</{tag}>" for tag, run in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _collect(run: Run, element: lxml_html.HtmlElement, depth: int, *, linked: bool) -> None:
    """All text below an element as one run, blocks inside it set apart by a space."""
    run.add(element.text, linked=linked)
    for child in element:
        tag = child.tag
        if tag == "br":
            run.line_break()
        elif isinstance(tag, str) and tag not in SKIPPED_TAGS and depth < _MAX_DEPTH and noise_word(child) is None:
            end = run.open(child)
            if tag not in _INLINE:
                run.add(" ")
            _collect(run, child, depth + 1, linked=linked or tag == "a")
            if tag not in _INLINE:
                run.add(" ")
            run.close(end)
        run.add(child.tail, linked=linked)


def _holds_block_child(element: lxml_html.HtmlElement) -> bool:
    """Whether an inline element wraps blocks, as links around whole teasers do."""
    for child in element:
        if isinstance(child.tag, str) and child.tag != "br" and child.tag not in SKIPPED_TAGS:
            if child.tag not in _INLINE and child.tag not in {"img", "picture", "figure"}:
                return True
            if len(child) and _holds_block_child(child):
                return True
    return False


def _holds_blocks(element: lxml_html.HtmlElement) -> bool:
    """Whether a list's items are blocks of their own: teasers, or paragraphs wrapped in items."""
    return any(
        inner.tag in _HEADINGS or inner.tag in {"article", "section", "p", "div", "table"} for inner in element.iter()
    )


def _is_data(table: lxml_html.HtmlElement) -> bool:
    """Whether a table holds data: several rows of several short cells, no table inside."""
    rows = 0
    for cell_or_row in table.iter("tr", "td", "th", "table", "p", "div"):
        tag = cell_or_row.tag
        if tag == "table" and cell_or_row is not table:
            return False
        if tag == "tr":
            rows += sum(cell.tag in {"td", "th"} for cell in cell_or_row) > 1
        elif tag in {"td", "th"} and len("".join(cell_or_row.itertext())) > _LONG_CELL:
            return False
    return rows > 1
