"""
Read the credit line of a picture: who made it, whose agencies brought it, what may be done with it.

The order of a credit line is not fixed ("Name / AP / dpa", "AFP/Pool/Name"), so parts are told by what they say:
agencies by a table, restrictions and copyright notices by their wording. What is left is the creator only where it
reads as a person's name and nothing else could be meant. The line itself is always kept as printed.
"""

import re
from typing import Literal

from newsdigest.ingest.extract.credit_markers import CLOSING, ORGANISATION, RESTRICTION, Lead, bare_lead, find_leads
from newsdigest.ingest.extract.picture_agencies import picture_agency_of
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
_MOST_PROSE_WORDS = 3  # words in small letters that names of bodies carry ("Ministry of Health and Sport")
_LONGEST_CASELESS = 12  # letters of a name in a script without capitals; more may be a sentence
_LONGEST_CAPTION = 4000


# Words in small letters that stand inside names and do not make a sentence of a line.
_CONNECTIVES = frozenset(
    listed("""
    a, al, an, and, auf, aus, av, bei, bilan, bin, by, da, das, de, del, der, des, di, die, do, du, e, el, et,
    for, from, für, i, im, in, la, le, les, och, of, og, on, the, to, u, und, v, va, van, via, vom, von, y, zu,
    zum, zur, аз, бо, в, ва, від, для, және, и, из, мен, менен, на, по, с, та, و""")
)
_PARTICLES = frozenset(
    listed("""
    al, ap, as, bin, da, das, de, del, den, der, di, do, dos, du, e, el, ibn, la, le, san, st, ten, ter, tot,
    van, vom, von, y, zu""")
)
_NOISE = frozenset(
    listed("""
    all rights reserved, alle rechte vorbehalten, archiv, archivbild, archive, archives, archivfoto, collage,
    file, file image, file photo, grafik, handout, illustration, montage, reproduktion, screenshot, stock, stock
    image, stock photo, symbolbild, symbolfoto, themenbild, tous droits réservés, undated, архив, все права
    защищены, из архива""")
)
# What stands for a credit where nobody is named.
_STAND_INS = frozenset(
    listed("""
    supplied, handout, contributed, submitted, submitted photo, contributed photo, supplied photo, photo supplied,
    pr, privat, private, zvg, z.v.g., ho, promo, hersteller, courtesy photo, file photo, личный архив,
    из открытых источников, из личного архива, скриншот, ашық дереккөз, ачык булактан, screenshot, screengrab,
    reprodução, divulgação""")
)
_SEPARATOR = re.compile(
    r"\s*[/|;／｜•·、]\s*|,\s+|\s+(?:via|über)\s+|\s+[-–—]\s+|\s*=\s*|(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_]{3})"
    r"|\s+(?:on|auf|sur|from|for|für)\s+(?=(?:Unsplash|Pexels|Pixabay|Flickr|Wikimedia|Getty)\b)"
    r"|\s?(?:记者|記者|기자)\s?|\s?(?:摄影报道|摄影|攝影|摄|攝|供图|供圖|提供|撮影|제공|촬영)$",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "([{（［【〔", ")]}）］】〕"
_BRACKETED = re.compile(r"[(\[（［【]([^()\[\]（）［］【】]{2,200})[)\]）］】]")
_YEAR = re.compile(r"^(?:19|20)\d\d\b[,.]?\s*|\s*\b(?:19|20)\d\d$")
_BOUNDARY = re.compile(r"(?<=[.!?…\"”»)\]。！？）])\s*|\s+[|–—•·/-]\s*|(?<=\S)\s?[=＝](?=[A-Z])")
# A sentence that ends inside a line: after a word of three letters, so not after an initial; a rights formula after
# it belongs to the credit.
_BOUNDARY_INSIDE = re.compile(r"\w{3}[.!?…]\s(?!(?i:all rights|alle rechte|все права|tous droits))")
_SENTENCE = re.compile(r"(?<=\w{3})[.!?…]\s+")
_NOTICE = re.compile(r"©|℗|[(（][cсｃ][)）]|copyright", re.IGNORECASE)
_EDGE = " \t,;|/–—-•·=＝:："


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
    line = _unwrap(collapse(text))
    if not 2 <= len(line) <= _LONGEST[place] or not any(char.isalpha() for char in line):
        return None
    leads = find_leads(line)
    lead = leads[0] if leads and leads[0].start == 0 else bare_lead(line) if place == "label" else None
    if lead and not any(char.isalnum() for char in line[lead.end :]):
        return None
    if not _is_credit(line, lead, place):
        return None
    return _read(line, lead, leads, place)


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
    whole = parse_credit_line(line, place="picture")
    if whole and not _BOUNDARY_INSIDE.search(line, _opening(line)):
        return None, whole
    for split in (_split_brackets, _split_at_lead, _split_trailing):
        if found := split(line):
            return found
    return (None, whole) if whole else (line, None)


def _opening(line: str) -> int:
    """Where the text begins after a marker that opens the line."""
    leads = find_leads(line)
    return leads[0].end if leads and leads[0].start == 0 else 0


def _is_credit(line: str, lead: Lead | None, place: Place) -> bool:
    if place in {"label", "position"}:
        return True
    if lead and lead.kind == "source" and place == "text":
        return False  # "Source: …" in running text is where the article comes from
    if lead:
        return not _is_prose(line[lead.end :])
    if RESTRICTION.fullmatch(line.strip(". ")) or (place == "picture" and line.casefold() in _STAND_INS):
        return True
    if CLOSING.fullmatch(line):
        return len(line) <= 40
    return _names_agency(line, alone=place == "picture")


def _is_prose(names: str) -> bool:
    """Whether what follows a marker is a sentence rather than names."""
    words = names.split()
    if len(words) > 24 or (len(names) > 60 and names.upper() == names.lower()):
        return True  # 60: six names of four characters, with their bodies
    small = sum(word[0].islower() and word.strip(".,;") not in _CONNECTIVES and "." not in word[1:-1] for word in words)
    return small > _MOST_PROSE_WORDS


def _names_agency(line: str, *, alone: bool) -> bool:
    """Whether a line without a marker is agencies and names and nothing else."""
    if len(line) > 120:
        return False
    parts = _parts(line, [])
    agencies = [part for part in parts if _agency(part)]
    others = [part for part in parts if not _agency(part)]
    if not agencies or not (alone or others or " " in line):
        return False
    if not alone and not any(is_person(part) for part in others):
        return False
    return all(is_name(part) for part in others)


def _read(line: str, lead: Lead | None, leads: list[Lead], place: Place) -> Credit:
    restrictions = tuple(dict.fromkeys(m[0].strip(" ,") for m in RESTRICTION.finditer(line)))
    names = RESTRICTION.sub("/", line)
    cuts = find_leads(names)
    if lead and (not cuts or cuts[0].start != 0):
        cuts = [lead, *cuts]
    parts = _parts(names, cuts)
    agencies = tuple(dict.fromkeys(name for part in parts if (name := _agency(part))))
    sign = next((found for one in leads if (found := _NOTICE.search(line, one.start, one.end))), None)
    limit = RESTRICTION.search(line, sign.end()) if sign else None
    notice = line[sign.start() : limit.start() if limit else len(line)] if sign else ""
    return Credit(
        verbatim=line,
        creator=_creator([part for part in parts if not _agency(part)], lead, agencies, place),
        agencies=agencies,
        copyright_notice=notice.strip(_EDGE) or None,
        restrictions=restrictions,
    )


def _creator(parts: list[str], lead: Lead | None, agencies: tuple[str, ...], place: Place) -> str | None:
    people = [part for part in parts if is_person(part)]
    if len(people) == 1:
        # "© Name" alone tells who holds the rights, not who pressed the button
        says_so = agencies or place == "label" or (lead and lead.kind in {"by", "colon"})
        return people[0] if says_so else None
    if (
        not people
        and len(parts) == 1
        and lead
        and lead.kind == "by"
        and not ORGANISATION.search(parts[0])
        and is_name(parts[0])
    ):
        return parts[0]
    return next((part for part in parts if part.casefold() == "pool"), None) if not people else None


def _parts(line: str, leads: list[Lead]) -> list[str]:
    pieces, at = [], 0
    for lead in leads:
        pieces.append(line[at : lead.start])
        at = lead.end
    pieces.append(line[at:])
    parts = [_YEAR.sub("", _unwrap(part.strip(_EDGE + "."))) for piece in pieces for part in _SEPARATOR.split(piece)]
    return [part for part in parts if part and part.casefold() not in _NOISE]


def _agency(part: str) -> str | None:
    if name := picture_agency_of(part):
        return name
    words = part.split()
    # "Getty Images for Example", "Getty Images North America": a long name of a table entry opens the part
    return next(
        (
            name
            for n in (3, 2)
            if len(words) > n
            and (name := picture_agency_of(" ".join(words[:n])))
            and words[n] in {"for", "für", "Europe", "North"}
        ),
        None,
    )


def is_name(part: str) -> bool:
    """Whether a part could name anybody: every word capitalised, an initial, an address or a particle."""
    words = part.split()
    if part.upper() == part.lower() and len(part) > _LONGEST_CASELESS:
        return False
    return 0 < len(words) <= 6 and all(
        not word[0].islower() or word in _CONNECTIVES or word in _PARTICLES or "." in word[1:-1] or not word.islower()
        for word in words
    )


def is_person(part: str) -> bool:
    """Whether a part has the shape of a person's name and no word of a body's name in it."""
    if ORGANISATION.search(part) or any(char.isdigit() or char in "@:&+" for char in part):
        return False
    words = part.replace(".", ". ").split()
    full = [word for word in words if word[0].isalpha() and word not in _PARTICLES and not word.endswith(".")]
    if not full or not all(
        word[0].isupper() or not word[0].isalpha() or word[0].lower() == word[0].upper() or word in _PARTICLES
        for word in words
    ):
        return False
    if len(full) == 1 and full == words:
        # one word is a person only in scripts that write whole names without a space
        return 2 <= len(part) <= 4 and "\u4e00" <= part[0] <= "\ud7a3"
    acronym = any(word.isupper() and 2 <= len(word) <= 4 for word in full) and not part.isupper()
    return 2 <= len(words) <= 5 and not acronym


def _unwrap(line: str) -> str:
    """Take off one pair of brackets around all of a line, and separators at its ends."""
    line = line.strip(_EDGE.replace("=", ""))
    if len(line) > 2 and line[0] in _OPEN and line[-1] == _CLOSE[_OPEN.index(line[0])] and line[0] not in line[1:]:
        return line[1:-1].strip()
    if line and line[-1] in _CLOSE and not any(char in _OPEN for char in line):
        return line[:-1].strip()
    if line and line[0] in _OPEN and not any(char in _CLOSE for char in line):
        return line[1:].strip()
    return line


def _split_brackets(line: str) -> tuple[str | None, Credit | None] | None:
    for found in reversed(list(_BRACKETED.finditer(line))):
        credit = parse_credit_line(found[1], place="picture")
        if credit is None or (found.start() == 0 and found.end() == len(line)):
            continue
        before, after = line[: found.start()], line[found.end() :]
        if (
            RESTRICTION.search(after)
            and len(after) < 120
            and (longer := parse_credit_line(line[found.start() + 1 :], place="label"))
        ):
            return _caption(before), longer
        return _caption(before.rstrip() + " " + after.lstrip()), credit
    return None


def _split_at_lead(line: str) -> tuple[str | None, Credit | None] | None:
    leads = find_leads(line)
    for n in range(len(leads) - 1, -1, -1):
        tail = line[leads[n].start :]
        credit, rest = parse_credit_line(tail, place="picture"), ""
        if credit is None or (leads[n].start == 0 and _BOUNDARY_INSIDE.search(tail, leads[n].end)):
            credit, rest = _up_to_sentence(tail)
        if credit is None or (
            _runs_on(line, leads[n]) and not all(is_name(part) for part in _parts(tail, find_leads(tail)))
        ):
            continue
        start = leads[n].start
        for earlier in reversed(leads[:n]):
            between = line[earlier.end : start]
            if len(between) > 80 or _BOUNDARY_INSIDE.search(between) or _is_prose(between):
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
        if credit := parse_credit_line(tail[: end.end() - 2], place="picture"):
            return credit, tail[end.end() :]
    return None, ""


def _split_trailing(line: str) -> tuple[str | None, Credit | None] | None:
    for cut in _BOUNDARY.finditer(line, max(0, len(line) - 120)):
        tail = line[cut.end() :]
        if cut.start() == 0 or not tail:
            continue
        if _names_agency(tail.rstrip("."), alone=True) or tail.casefold().strip(".") in _STAND_INS:
            return _caption(line[: cut.start()]), parse_credit_line(tail, place="picture")
    ends = list(_SENTENCE.finditer(line, max(0, len(line) - 60)))
    if ends and is_person(tail := line[ends[-1].end() :]) and len(line[: ends[-1].start()].split()) >= 5:
        # a name after the caption's last full stop: a credit by its place, so no creator is read from it
        return _caption(line[: ends[-1].start() + 1]), parse_credit_line(tail, place="position")
    words = line.split(" ")
    for n in (3, 2, 1):
        tail = " ".join(words[-n:])
        # without a stop between: in capitals or two words, and not "… told AFP"
        if len(words) >= n + 4 and (tail.isupper() or n > 1) and _agency(tail) and words[-n - 1][-1:].isalpha():
            if words[-n - 1].islower() or words[-n - 1] in {"The", "Der", "Die"}:
                return None
            return _caption(" ".join(words[:-n])), parse_credit_line(tail, place="picture")
    return None


def _caption(text: str) -> str | None:
    text = collapse(text).strip().lstrip(_EDGE).rstrip(" ,;|/–—-•·=([（")
    return text if any(char.isalpha() for char in text) else None
