"""Stories as readers count them: how many outlets report, and how many of them independently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsdigest.publish.corpus import Card


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely something is reported."""

    outlets: int
    independent: int  # texts of one agency count once, whoever prints them


def spread(cards: Iterable[Card]) -> Spread:
    """Count outlets and independent reports among the cards of one story."""
    seen = list(cards)
    outlets = len({card.source or card.id for card in seen})
    texts = len({origin(card) for card in seen})
    return Spread(outlets=outlets, independent=min(texts, outlets))  # one may print an agency's text beside its own


def origin(card: Card) -> str:
    """Whose text a post is: that which comparing texts found, else its agency's, its outlet's, its own."""
    return (card.text_of or card.agency or card.source or card.id).casefold()


def clusters(cards: Sequence[Card]) -> tuple[tuple[Card, ...], ...]:
    """Bring the cards of one story together; a card without a story stands alone. The order of first cards is kept."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.story or "\0" + card.id, []).append(card)
    return tuple(tuple(group) for group in found.values())


def face(cards: Sequence[Card], language: str) -> Card:
    """The report that stands for a story: the newest in the reader's language, else the newest."""
    return next((card for card in cards if card.lang.partition("-")[0] == language), cards[0])


def others(cards: Sequence[Card], shown: Card, language: str, most: int) -> tuple[Card, ...]:
    """
    Further reports to show beside the one that stands for a story, one of each newsroom or agency.

    Those in the reader's language come first; no language is left out.
    """
    found: dict[str, Card] = {}
    for card in sorted(cards, key=lambda card: card.lang.partition("-")[0] != language):  # stable: newest first
        found.setdefault(origin(card), card)
    found.pop(origin(shown), None)
    return tuple(found.values())[:most]
