"""
Read the credit line of a picture: who made it, whose agencies brought it, what may be done with it.

The order of a credit line is not fixed ("Name / AP / dpa", "AFP/Pool/Name"), so parts are told by what they say:
agencies by a table, restrictions and copyright notices by their wording. What is left is the creator only where it
reads as a person's name and nothing else could be meant. The line itself is always kept as printed.
"""

import re
from typing import Literal

from newsdigest.ingest.extract.credit_markers import CLOSING, ORGANISATION, RESTRICTION, Lead, bare_lead, find_leads
from newsdigest.ingest.extract.credit_parts import (
    EDGE,
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

# Where a line stands decides how much it has to say for itself: in running text a marker or "Name/agency",
# beside a picture an agency alone or "Source: …" too, in an element that the page labels as credit any name. Where
# only its position speaks for a line ("position"), it is kept as credit, but no creator is read from it.
Place = Literal["text", "picture", "position", "label"]

_LONGEST = {
    "text": 200,
    "picture": 250,
    "position": 80,
    "label": 400,
}  # letters; longer lines were captions in all saved pages
# What stands for a credit where nobody is named.
_STAND_INS = frozenset(
    listed("""
    supplied, handout, contributed, submitted, submitted photo, contributed photo, supplied photo, photo supplied,
    pr, privat, private, zvg, z.v.g., ho, promo, hersteller, courtesy photo, file photo, личный архив,
    из открытых источников, из личного архива, скриншот, ашық дереккөз, ачык булактан, screenshot, screengrab,
    reprodução, divulgação""")
)
_LONGEST_CLOSED = 40
_BY_PERSON = re.compile(r"\b(?:by|von|par|por|av|af)\s*$", re.IGNORECASE)
_CJK_STOP = re.compile(r"[。！？，、]")
_NOTICE = re.compile(r"©|℗|[(（][cсｃ][)）]|copyright", re.IGNORECASE)


def parse_credit_line(text: str, *, place: Place = "text") -> Credit | None:
    """
    Read one line that may be a credit line.

    Args:
        text: Plain text of one line or element, the marker ("Foto:") included.
        place: Where it stands: "text" for a line of running text, "picture" for a line or bracket beside
            a picture, "position" for a line that stands where credits stand, "label" for an element that the page
            itself labels as the credit.

    Returns:
        The credit, its `verbatim` a part of `text` (white space collapsed, outer brackets off); None
        where the line does not read as a credit.

    >>> parse_credit_line("© A. Example / AP / dpa").agencies
    ('AP', 'dpa')
    """
    line = unwrap(collapse(text))
    if not 2 <= len(line) <= _LONGEST[place] or not any(char.isalpha() for char in line):
        return None
    leads = find_leads(line)
    lead = leads[0] if leads and leads[0].start == 0 else bare_lead(line) if place == "label" else None
    if lead and not any(char.isalnum() for char in line[lead.end :]):
        return None
    if not _is_credit(line, lead, place):
        return None
    return _read(line, lead, leads, place)


def _is_credit(line: str, lead: Lead | None, place: Place) -> bool:
    if place in {"label", "position"}:
        return True
    if lead and lead.kind == "source" and place == "text":
        return False  # "Source: …" in running text is where the article comes from
    if lead:
        return not is_prose(line[lead.end :])
    if RESTRICTION.fullmatch(line.strip(". ")) or (place == "picture" and is_stand_in(line)):
        return True
    if is_closed(line):
        return True
    return names_agency(line, alone=place == "picture")


def _read(line: str, lead: Lead | None, leads: list[Lead], place: Place) -> Credit:
    restrictions = tuple(dict.fromkeys(m[0].strip(" ,") for m in RESTRICTION.finditer(line)))
    names = RESTRICTION.sub("/", line)
    cuts = find_leads(names)
    if lead and (not cuts or cuts[0].start != 0):
        cuts = [lead, *cuts]
    parts = parts_of(names, cuts)
    agencies = tuple(dict.fromkeys(name for part in parts if (name := agency_in(part))))
    sign = next((found for one in leads if (found := _NOTICE.search(line, one.start, one.end))), None)
    limit = RESTRICTION.search(line, sign.end()) if sign else None
    notice = line[sign.start() : limit.start() if limit else len(line)] if sign else ""
    return Credit(
        verbatim=line,
        creator=_creator(line, [part for part in parts if not agency_in(part)], lead, agencies, place),
        agencies=agencies,
        copyright_notice=notice.strip(EDGE) or None,
        restrictions=restrictions,
    )


def _creator(line: str, parts: list[str], lead: Lead | None, agencies: tuple[str, ...], place: Place) -> str | None:
    people = [part for part in parts if is_person(part)]
    if len(people) == 1:
        # "© Name" alone tells who holds the rights, not who pressed the button
        says_so = agencies or place == "label" or (lead and lead.kind in {"by", "colon"})
        return people[0] if says_so else None
    named = len(parts) == 1 and lead and lead.kind == "by" and _BY_PERSON.search(line[lead.start : lead.end])
    if named and not people and is_name(parts[0]) and not ORGANISATION.search(parts[0]):
        return parts[0]
    return next((part for part in parts if part.casefold() == "pool"), None) if not people else None


def is_closed(text: str) -> bool:
    """Whether a text is a name before a closing marker: "Name 摄"."""
    return len(text) <= _LONGEST_CLOSED and not _CJK_STOP.search(text) and CLOSING.fullmatch(text) is not None


def is_stand_in(text: str) -> bool:
    """Whether a text says that a credit is due without naming anybody: "Supplied", "Handout"."""
    return text.casefold().strip(".") in _STAND_INS
