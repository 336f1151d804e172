"""The article's body: which of the page's pieces its authors wrote."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from lxml import html as lxml_html

from newsdigest.ingest.extract.agencies import agencies_in_line, find_sign_off
from newsdigest.ingest.extract.byline import is_byline
from newsdigest.ingest.extract.container import choose_pieces
from newsdigest.ingest.extract.phrases import is_stock
from newsdigest.ingest.extract.pieces import Page, Piece, read_pieces
from newsdigest.ingest.extract.told_noise import told_noise
from newsdigest.ingest.extract.worth import LINKED, LONG, believed_noise, is_sentence, length_of, spread, worth
from newsdigest.models import Block

_WORD = re.compile(r"\w+")
_SCRAP = re.compile(r"^[\W_]*$")
_ALIKE = 0.8  # share of a description's words that a paragraph has when it is the lede
_MIN_LEDE_WORDS = 6
_SHORTEST = 25  # letters: a shorter sentence does not end an article, "Read on here." does not either
_CUT_OFF = 200  # letters: a paragraph of this length is the article's though no full stop ends it
_ALL_LINK = 0.85
_MIN_TEASER = 20
_MAX_TEASERS = 20
_POINTER = 150  # characters: a paragraph that is one link and shorter points to another text


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The blocks, the lede among or before them, and the element that holds them."""

    blocks: tuple[Block, ...] = ()
    lede: str | None = None
    container: lxml_html.HtmlElement | None = None
    markup: lxml_html.HtmlElement | None = None  # what a script carries of the page, where the text came from there
    related: tuple[str, ...] = ()  # titles of teasers that stood inside
    place: str = "paragraphs of the page"


def find_body(
    tree: lxml_html.HtmlElement,
    *,
    title: str,
    base: str | None = None,
    descriptions: Iterable[str] = (),
    names: Sequence[str] = (),
) -> Body:
    """
    Find the blocks of the article.

    Args:
        tree: The whole page, without comments.
        title: The article's title: a heading that repeats it is not part of the body.
        base: Address that relative links start from.
        descriptions: Summaries that the page's head gives: a paragraph that says the same is the lede.
        names: The authors: a line that says no more than them and a date is the byline.

    Returns:
        Blocks in reading order; none where the page has no running text.
    """
    page = read_pieces(tree, base)
    values = [worth(piece) for piece in page.pieces]
    told = told_noise(page, title)
    values = [0 if index in told else value for index, value in enumerate(values)]
    bad = spread(page, believed_noise(page, values))
    clean = [not bad[piece.node] and index not in told for index, piece in enumerate(page.pieces)]
    values = [value if ok else 0 for value, ok in zip(values, clean, strict=True)]
    chosen = choose_pieces(page, values, clean, title=title)
    if chosen is None:
        return Body()
    core, inside = chosen
    kept = _trim([page.pieces[index] for index in inside], title, names)
    lede = _lede_before(page, inside[0] if inside else 0, descriptions, kept)
    blocks = [lede, *kept] if lede else kept
    return Body(
        blocks=tuple(Block(kind=piece.kind, text=piece.text, html=piece.html) for piece in blocks),
        lede=lede.text if lede else None,
        container=page.nodes[core].element,
        related=_teasers(page, core, {piece.text for piece in kept}),
    )


def read_fragment(
    tree: lxml_html.HtmlElement, *, title: str, base: str | None = None, names: Sequence[str] = ()
) -> tuple[Block, ...]:
    """
    Read markup that is all article: a feed's item, an export's body.

    Args:
        tree: The parsed fragment.
        title: The article's title, for a heading that repeats it.
        base: Address that relative links start from.
        names: The authors.

    Returns:
        Every block that is neither a stock phrase, nor a link alone, nor a repeated title.
    """
    page = read_pieces(tree, base)
    bad = spread(page, believed_noise(page, [worth(piece) for piece in page.pieces]))
    kept = [
        piece
        for piece in page.pieces
        if not (bad[piece.node] or _is_scrap(piece, title) or is_byline(piece.text, names))
    ]
    return tuple(Block(kind=piece.kind, text=piece.text, html=piece.html) for piece in kept)


def _teasers(page: Page, core: int, standing: Set[str]) -> tuple[str, ...]:
    """Linked titles that stood among the paragraphs."""
    below = spread(page, {core})
    titles = []
    for piece in page.pieces:
        if not below[piece.node] or piece.text in standing or piece.kind == "list":
            continue
        # "Read also: <title>" is a link but for its first words.
        pointed = piece.text.partition(":")[2].strip() if piece.link_chars and is_stock(piece.text) else ""
        title = pointed or piece.text
        linked = bool(pointed) or piece.link_share > _ALL_LINK
        running = len(title) >= LONG and is_sentence(title)
        if linked and not running and _MIN_TEASER <= len(title) <= _POINTER and not is_stock(title):
            titles.append(title)
    return tuple(dict.fromkeys(titles))[:_MAX_TEASERS]


def _trim(pieces: list[Piece], title: str, names: Sequence[str]) -> list[Piece]:
    """Drop scraps, pointers and repeated titles, then what stands before the first and after the last sentence."""
    wanted = [
        piece
        for piece in pieces
        if not _is_scrap(piece, title) and (_is_signature(piece) or not is_byline(piece.text, names))
    ]
    sentences = [index for index, piece in enumerate(wanted) if _is_running(piece)]
    if not sentences:
        return wanted
    last = sentences[-1]
    end = _end(wanted, last)
    wanted = [
        piece
        for index, piece in enumerate(wanted[:end])
        if index >= sentences[0] and (index > last or not _is_signature(piece))
    ]
    return [
        piece
        for index, piece in enumerate(wanted)
        if piece.kind != "subhead" or (index + 1 < len(wanted) and wanted[index + 1].kind != "subhead") or index == 0
    ]


def _end(pieces: list[Piece], last: int) -> int:
    """Lists and tables after the last sentence are its own, and so is an agency's name; headings and scraps are not."""
    end = last + 1
    while end < len(pieces) and pieces[end].kind in {"list", "table"}:
        end += 1
    return end + (end < len(pieces) and _is_signature(pieces[end]))


def _is_signature(piece: Piece) -> bool:
    return piece.kind == "paragraph" and bool(agencies_in_line(piece.text))


def _is_running(piece: Piece) -> bool:
    # An agency's sign-off may stand behind the last full stop: "… stattfinden. dpa"
    signed = find_sign_off(piece.text)
    text = signed[0] if signed else piece.text
    if piece.kind not in {"paragraph", "quote"}:
        return False
    # A paywall cuts the last paragraph off in the middle of a sentence.
    return length_of(text) >= (_SHORTEST if is_sentence(text) else _CUT_OFF)


def _is_scrap(piece: Piece, title: str) -> bool:
    text = piece.text
    if _SCRAP.match(text) or is_stock(text):
        return True
    if piece.kind == "subhead":
        return piece.level == 1 or piece.link_share > LINKED or _same(text, title)
    if piece.kind in {"list", "table"}:
        return piece.link_share > LINKED
    return piece.link_share > _ALL_LINK and (length_of(text) < _POINTER or not is_sentence(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _same(text: str, title: str) -> bool:
    return " ".join(_words(title)) in " ".join(_words(text)) and len(text) < 2 * len(title) + 40


def _lede_before(page: Page, first: int, descriptions: Iterable[str], kept: list[Piece]) -> Piece | None:
    """A paragraph above the body that says what the head's description says."""
    wanted = [set(_words(text)) for text in descriptions]
    wanted = [words for words in wanted if len(words) >= _MIN_LEDE_WORDS]
    standing = {piece.text for piece in kept}
    for piece in page.pieces[:first]:
        words = set(_words(piece.text))
        if piece.text in standing or piece.link_share > LINKED or len(words) < _MIN_LEDE_WORDS:
            continue
        if any(len(words & described) >= _ALIKE * min(len(described), len(words)) for described in wanted):
            return piece
    return None
