"""Where on the page the article stands, and which pieces there belong to it."""

from collections.abc import Sequence

from newsdigest.ingest.extract.pieces import Page, Piece
from newsdigest.ingest.extract.worth import LINKED, LONG, is_sentence, length_of, spread, sums

Signature = tuple[str, str, str, str]

_MOST = 0.5  # share of the running text that an element must hold for the article to be in it …
_LEAD = 2.0  # … and how many times as much as the next one
_CARD_LINKS = 0.3  # share of links from which a block inside the article is a box of pointers
_CARD_SHARE = 0.15  # share of the article above which a block is not thrown out for its links


def choose_pieces(
    page: Page, values: Sequence[int], clean: Sequence[bool], *, title: str
) -> tuple[int, list[int]] | None:
    """
    Find the article's pieces.

    The element whose pieces speak for it most holds the article and perhaps more; inside it, the innermost element
    that most of the running text stands in is the core. What stands outside the core counts when it is marked up like
    the core's paragraphs: articles cut in several parts, paragraphs under a wrong name.

    Args:
        page: The page taken apart.
        values: `worth` of each piece, 0 for noise.
        clean: Whether each piece stands outside all noise.
        title: The article's title, for pages whose headline is no first-level heading.

    Returns:
        Index of the core's node and indexes of the pieces in reading order; None where nothing is running text.
    """
    net = sums(page, values)
    root = max(range(len(net)), key=lambda node: (net[node], node), default=-1)
    if root < 0 or net[root] <= 0:
        return None
    core = _core(page, sums(page, [max(0, value) for value in values]), root)
    in_root, in_core = spread(page, {root}), spread(page, {core})
    like = {
        signature(page, piece)
        for index, piece in enumerate(page.pieces)
        if in_core[piece.node] and values[index] >= LONG
    }
    cards = _cards(page, core)
    first = next(index for index, piece in enumerate(page.pieces) if in_core[piece.node])
    # What stands between the heading and the core opens the article; without a heading nothing says so.
    heads = (index for index, piece in enumerate(page.pieces[:first]) if piece.level == 1 or piece.text == title)
    opening = max(heads, default=first)
    chosen = []
    for index, piece in enumerate(page.pieces):
        if in_core[piece.node] and clean[index]:
            if not cards[piece.node]:
                chosen.append(index)
        elif in_root[piece.node] and (_is_alike(page, piece, like) or (clean[index] and opening < index < first)):
            chosen.append(index)
    return core, chosen


def _core(page: Page, running: Sequence[int], root: int) -> int:
    children: dict[int, list[int]] = {}
    for index, node in enumerate(page.nodes):
        children.setdefault(node.parent, []).append(index)
    at = root
    while True:
        ranked = sorted(children.get(at, ()), key=lambda child: running[child], reverse=True)[:2]
        if not ranked or page.nodes[ranked[0]].element.tag == "p":
            return at
        second = running[ranked[1]] if len(ranked) > 1 else 0
        if running[ranked[0]] < _MOST * running[at] or running[ranked[0]] < _LEAD * second:
            return at
        at = ranked[0]


def signature(page: Page, piece: Piece) -> Signature:
    """How a piece is marked up: tag and class of its element and of the one around it."""
    node = page.nodes[piece.node]
    above = page.nodes[node.parent].element if node.parent >= 0 else node.element
    return str(node.element.tag), node.element.get("class") or "", str(above.tag), above.get("class") or ""


def _is_alike(page: Page, piece: Piece, like: set[Signature]) -> bool:
    marked = signature(page, piece)
    if not (marked[1] or marked[3]) or marked not in like:
        return False
    return piece.link_share <= LINKED and is_sentence(piece.text) and length_of(piece.text) >= LONG


def _cards(page: Page, core: int) -> list[bool]:
    """For each node, whether it stands in a box of pointers inside the core: many links, little text."""
    count, chars, linked = [0] * len(page.nodes), [0] * len(page.nodes), [0] * len(page.nodes)
    for piece in page.pieces:
        count[piece.node] += 1
        chars[piece.node] += len(piece.text)
        linked[piece.node] += piece.link_chars
    for index in range(len(page.nodes) - 1, 0, -1):  # children come after their parents
        parent = page.nodes[index].parent
        if parent >= 0:
            count[parent] += count[index]
            chars[parent] += chars[index]
            linked[parent] += linked[index]
    cards = [False] * len(page.nodes)
    for index, node in enumerate(page.nodes):
        if index <= core:
            continue
        inherited = node.parent >= 0 and cards[node.parent]
        many = count[index] > 1 and linked[index] > _CARD_LINKS * chars[index]
        cards[index] = inherited or (many and chars[index] < _CARD_SHARE * chars[core])
    return cards
