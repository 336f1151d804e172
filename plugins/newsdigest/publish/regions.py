"""Regions in the order in which readers of this digest expect them."""

from collections.abc import Mapping

# The five states of Central Asia, then their neighbours by code.
_FIRST = ("KZ", "KG", "TJ", "TM", "UZ", "AF", "XJ")


def in_order(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Order regions, each with its count."""
    rank = {code: number for number, code in enumerate(_FIRST)}
    return tuple(sorted(counts.items(), key=lambda entry: (rank.get(entry[0], len(rank)), entry[0])))
