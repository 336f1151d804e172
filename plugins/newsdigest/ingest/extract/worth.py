"""How much a piece of text speaks for or against the article being where it stands."""

import re
from collections.abc import Sequence, Set

from newsdigest.ingest.extract.noise import is_never_body
from newsdigest.ingest.extract.phrases import is_stock
from newsdigest.ingest.extract.pieces import NESTED, Page, Piece

LINKED = 0.5  # a piece with a greater share of links is navigation
LONG = 80  # characters: a paragraph of this length that ends like a sentence is running text
_SHORT = 25
_CJK_FACTOR = 2.5  # a Chinese, Japanese or Korean character says as much as this many letters
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?…:;。！？；：؟।][\"'”’“»)\]』」）*]{0,3}(?:\s*[(\[/][^()\[\]]{1,40}[)\]/])?$")
_MAX_FORGIVEN = 6  # elements that look like noise, those with most text first, are given a hearing


def length_of(text: str) -> int:
    """Length in Latin letters' worth."""
    wide = len(_CJK.findall(text)) if text and not text.isascii() else 0
    return int(len(text) + wide * (_CJK_FACTOR - 1))


def is_sentence(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return bool(_SENTENCE_END.search(text[-60:]))


def worth(piece: Piece) -> int:
    """
    Characters for (positive) or against (negative) the place a piece stands in.

    Long sentences count in full, short ones by half; links and scraps count against.
    """
    length = length_of(piece.text)
    if piece.link_share > LINKED:
        return -max(20, length)
    if piece.kind == "subhead":
        return 0
    if piece.kind in {"list", "table"}:
        return length // 5 if is_sentence(piece.text) else 0
    if is_stock(piece.text):
        return -length
    if is_sentence(piece.text):
        return length if length >= LONG else length // 2 if length >= _SHORT else 0
    return length // 3 if length >= LONG else -max(10, length)


def sums(page: Page, worths: Sequence[int]) -> list[int]:
    """Worth of all that stands below each node."""
    total = [0] * len(page.nodes)
    for piece, value in zip(page.pieces, worths, strict=True):
        total[piece.node] += value
    for node in range(len(page.nodes) - 1, 0, -1):  # children come after their parents
        parent = page.nodes[node].parent
        if parent >= 0:
            total[parent] += total[node]
    return total


def believed_noise(page: Page, worths: Sequence[int]) -> frozenset[int]:
    """
    The nodes that look like noise and hold less running text than all that is clean.

    A wrong word on the article's own container must not lose the article. Articles nested in an article (cards, but
    also the entries of a live blog) are judged together.
    """
    running = [max(0, value) for value in worths]
    below = sums(page, running)
    never = {index for index, node in enumerate(page.nodes) if node.noise and is_never_body(node.element)}
    noisy = {index for index, node in enumerate(page.nodes) if node.noise}
    nested = [index for index in noisy if page.nodes[index].noise == NESTED]
    groups = [nested] if nested else []
    groups += [
        [index] for index in sorted(noisy - never - set(nested), key=lambda index: -below[index])[:_MAX_FORGIVEN]
    ]
    for group in groups:
        bad = spread(page, noisy)
        clean = sum(value for value, piece in zip(running, page.pieces, strict=True) if not bad[piece.node])
        if sum(below[index] for index in group if not _is_inside(page, index, noisy)) > clean:
            noisy -= set(group)
    return frozenset(noisy)


def spread(page: Page, marked: Set[int]) -> list[bool]:
    """For each node, whether it or one above it is marked."""
    found = [False] * len(page.nodes)
    for index, node in enumerate(page.nodes):
        found[index] = index in marked or (node.parent >= 0 and found[node.parent])
    return found


def _is_inside(page: Page, index: int, noisy: Set[int]) -> bool:
    return any(above in noisy for above in page.around(page.nodes[index].parent))
