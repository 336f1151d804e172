"""An agency's terms for a picture, as they stand in capitals beside its credit: what rules out a standing web page."""

import re
from collections.abc import Iterable

# "NO ARCHIVE", "NO SALES", "DENMARK OUT", "AUSTRIA AND GERMANY OUT".
_RULES_OUT = re.compile(r"\bNO[ -](?:ARCHIV(?:ES?|ING)|INTERNET|WEB(?:SITES?)?|(?:RE)?SALES?|REUSE)\b|\bOUT\b")
_CREDIT = re.compile(r"\bMANDATORY[ -]CREDIT\b|\bCREDIT[ -]MANDATORY\b")
_EDITORIAL = re.compile(r"\bEDITORIAL[ -]USE[ -]ONLY\b")


def ruling_out(restrictions: Iterable[str]) -> str | None:
    """
    Give the terms by which the picture may not stand here; None where there are none.

    >>> ruling_out(["EDITORIAL USE ONLY", "Germany out"])
    'Germany out'
    """
    return _first(_RULES_OUT, restrictions)


def demanding_credit(restrictions: Iterable[str]) -> str | None:
    """Give the terms by which the picture may stand here with its credit line only."""
    return _first(_CREDIT, restrictions)


def for_editorial_use(restrictions: Iterable[str]) -> str | None:
    """Give the terms by which the picture may not stand beside advertising."""
    return _first(_EDITORIAL, restrictions)


def _first(pattern: re.Pattern[str], restrictions: Iterable[str]) -> str | None:
    return next((terms for terms in restrictions if pattern.search(terms.upper())), None)
