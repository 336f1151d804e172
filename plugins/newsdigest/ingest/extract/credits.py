"""
Take the credit out of a caption into which it is run, and read it.

`parse_credit_line` (from `credit_line`) reads a line that is all credit; `split_caption` finds it in a caption.
"""

import re

from newsdigest.ingest.extract.credit_line import is_closed, is_stand_in, parse_credit_line
from newsdigest.ingest.extract.credit_markers import RESTRICTION, Lead, find_leads
from newsdigest.ingest.extract.credit_parts import (
    CONNECTIVES,
    EDGE,
    NOISE,
    agency_in,
    is_name,
    is_person,
    is_prose,
    names_agency,
    parts_of,
    unwrap,
)
from newsdigest.models import Credit
from newsdigest.text import collapse, listed

__all__ = ["parse_credit_line", "split_caption"]

_LONGEST_CAPTION = 4000
_BRACKETED = re.compile(r"[(\[（［【]([^()\[\]（）［］【】]{2,200})[)\]）］】]")
_BOUNDARY = re.compile(r"(?<=[.!?…\"”»)\]。！？）])\s*|\s+[|–—•·/-]\s*|(?<=\S)\s?[=＝](?=[A-Z])")
# A sentence that ends inside a line: after a word of three letters, so not after an initial; a rights formula after
# it belongs to the credit.
_BOUNDARY_INSIDE = re.compile(r"\w{3}[.!?…]\s(?!(?i:all rights|alle rechte|все права|tous droits))")
_SENTENCE = re.compile(r"(\w{2,20})[.!?…][\"”»“]?\s+(?=\S)")
_ABBREVIATIONS = frozenset(
    listed("""
    prof, gov, sen, rep, gen, col, capt, lt, sgt, insp, mr, mrs, ms, dr, st, jr, sr, inc, ltd, corp, co, dept, univ, no,
    vs, jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec, etc, bzw, geb, dipl, ing, str, min, max, nr, ca,
    им, ул, гор, акад, проф, ген, тов, обл, район, рис, гг, др, г-н""")
)
_ROLE = re.compile(r"[\w-]{3,20}(?: [\w-]{2,20})?:\s")


def split_caption(text: str) -> tuple[str | None, Credit | None]:
    """
    Take the credit out of a caption into which it is run.

    Args:
        text: The text beside a picture: a caption, a credit, or both in either order.

    Returns:
        The caption without the credit (None: it was all credit) and the credit (None: it names nobody).

    >>> caption, credit = split_caption("The port at dawn. (Foto: A. Example/Reuters)")
    >>> caption, credit.verbatim
    ('The port at dawn.', 'Foto: A. Example/Reuters')
    """
    line = collapse(text)
    if not line or len(line) > _LONGEST_CAPTION:
        return line or None, None
    if found := _split_at_bar(line):
        return found
    whole = parse_credit_line(line, place="picture")
    if whole and not _prose_follows(line):
        return None, whole
    for split in (_split_brackets, _split_at_lead, _split_trailing):
        if found := split(line):
            return found
    return (None, whole) if whole else (line, None)


def _split_at_bar(line: str) -> tuple[str | None, Credit | None] | None:
    """ "Caption | AFP/Name", as titles of pictures are written; "Name | AFP" is a credit as a whole."""
    head, bar, tail = line.rpartition(" | ")
    if not bar or find_leads(head)[:1] or is_person(head) or any(agency_in(part) for part in parts_of(head, [])):
        return None
    credit = parse_credit_line(tail, place="picture")
    return (_caption(head), credit) if credit and (credit.agencies or find_leads(tail)) else None


def _prose_follows(line: str) -> bool:
    """Whether a sentence begins after a credit that opens the line; a list of roles and names is none."""
    end = _BOUNDARY_INSIDE.search(line, _opening(line))
    return end is not None and not _ROLE.match(line, end.end())


def _opening(line: str) -> int:
    """Where the text begins after a marker that opens the line."""
    leads = find_leads(line)
    return leads[0].end if leads and leads[0].start == 0 else 0


def _split_brackets(line: str) -> tuple[str | None, Credit | None] | None:
    for found in reversed(list(_BRACKETED.finditer(line))):
        credit = parse_credit_line(found[1], place="picture") or _closing_bracket(line, found)
        if credit is None or (found.start() == 0 and found.end() == len(line)):
            continue
        before, after = line[: found.start()], line[found.end() :]
        if is_closed(found[1]) and names_agency(before.strip(), alone=True):
            return None, parse_credit_line(line, place="label")  # "新华社发（Name 摄）"
        if (
            RESTRICTION.search(after)
            and len(after) < 120
            and (longer := parse_credit_line(line[found.start() + 1 :], place="label"))
        ):
            return _caption(before), longer
        return _caption(before.rstrip() + " " + after.lstrip()), credit
    return None


def _closing_bracket(line: str, found: re.Match[str]) -> Credit | None:
    """A bracket with names after the caption's full stop: "The hall. (District Court, Example)"."""
    before = line[: found.start()].rstrip()
    parts = parts_of(found[1], [])
    if found.end() < len(line) or before[-1:] not in {".", "。", "”", '"'} or len(before) < 30 or not parts:
        return None
    if len(found[1].split()) < 2 or not all(is_name(part) for part in parts):
        return None
    return parse_credit_line(found[1], place="position")


def _split_at_lead(line: str) -> tuple[str | None, Credit | None] | None:
    leads = find_leads(line)
    for n in range(len(leads) - 1, -1, -1):
        tail = line[leads[n].start :]
        credit, rest = parse_credit_line(tail, place="picture"), ""
        if credit is None or (leads[n].start == 0 and _prose_follows(tail)):
            credit, rest = _up_to_sentence(tail)
        if credit is None or (
            _runs_on(line, leads[n]) and not all(is_name(part) for part in parts_of(tail, find_leads(tail)))
        ):
            continue
        start = leads[n].start
        for earlier in reversed(leads[:n]):
            between = line[earlier.end : start]
            if len(between) > 80 or _BOUNDARY_INSIDE.search(between) or is_prose(between):
                break
            start = earlier.start
        whole = parse_credit_line(line[start : len(line) - len(rest)], place="picture")
        return _caption(line[:start] + rest), whole or credit
    return None


def _runs_on(line: str, lead: Lead) -> bool:
    """Whether a marker word stands inside a sentence: "on this image: the square"."""
    return lead.kind != "sign" and lead.start > 1 and line[lead.start - 1] == " " and line[lead.start - 2].isalpha()


def _up_to_sentence(tail: str) -> tuple[Credit | None, str]:
    """A credit that stands before its caption: "Foto: Name/dpa. The square at night"."""
    for end in _BOUNDARY_INSIDE.finditer(tail[:150]):
        if _ROLE.match(tail, end.end()):
            return None, ""  # "Foto: Name. Styling: Name": one list of people
        if credit := parse_credit_line(tail[: end.end() - 2], place="picture"):
            return credit, tail[end.end() :]
    return None, ""


def _split_trailing(line: str) -> tuple[str | None, Credit | None] | None:
    for cut in _BOUNDARY.finditer(line, max(0, len(line) - 120)):
        tail = line[cut.end() :]
        if cut.start() == 0 or not tail:
            continue
        if names_agency(tail.rstrip("."), alone=True) or is_stand_in(tail) or is_closed(tail):
            return _caption(line[: cut.start()]), parse_credit_line(tail, place="picture")
    if found := _split_trailing_name(line):
        return found
    words = line.split(" ")
    for n in (3, 2, 1):
        tail = " ".join(words[-n:])
        # without a stop between: in capitals or two words, and not "… told AFP"
        if len(words) >= n + 4 and (tail.isupper() or n > 1) and agency_in(tail) and words[-n - 1][-1:].isalpha():
            if words[-n - 1].islower() or words[-n - 1] in {"The", "Der", "Die"}:
                return None
            return _caption(" ".join(words[:-n])), parse_credit_line(tail, place="picture")
    return None


def _split_trailing_name(line: str) -> tuple[str | None, Credit | None] | None:
    """A name after the caption's last full stop: a credit by its place, so no creator is read from it."""
    end = max(_SENTENCE.finditer(line, max(0, len(line) - 60)), key=lambda one: one.start(), default=None)
    if end is None or line[end.start(1) : end.end(1)].casefold() in _ABBREVIATIONS:
        return None
    tail = unwrap(line[end.end() :])
    words, before = tail.split(), line[: end.start()].split()
    long = len(before) >= 5 or len(line[: end.start()]) >= 30
    if not long or not words or tail[-1] in ".!?…。" or len(words) > 5 or tail.casefold() in NOISE:
        return None
    if not is_name(tail) or any(word in CONNECTIVES for word in words[:1]) or not any(char.isalpha() for char in tail):
        return None
    credit = parse_credit_line(tail, place="position")
    return (_caption(line[: end.end()]), credit) if credit else None


def _caption(text: str) -> str | None:
    text = collapse(text).strip().lstrip(EDGE).rstrip(" ,;|/–—-•·=([（")
    return text if any(char.isalpha() for char in text) else None
