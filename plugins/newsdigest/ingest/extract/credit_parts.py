"""The parts of a credit line, and what their shape says: an agency, a name, a person, a sentence."""

import re

from newsdigest.ingest.extract.credit_markers import ORGANISATION, Lead
from newsdigest.ingest.extract.picture_agencies import picture_agency_of
from newsdigest.text import listed

_MOST_PROSE_WORDS = 3  # words in small letters that names of bodies carry ("Ministry of Health and Sport")
_LONGEST_CASELESS = 12  # letters of a name in a script without capitals; more may be a sentence
# Words in small letters that stand inside names and do not make a sentence of a line.
CONNECTIVES = frozenset(
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
NOISE = frozenset(
    listed("""
    all rights reserved, alle rechte vorbehalten, archiv, archivbild, archive, archives, archivfoto, collage,
    file, file image, file photo, grafik, handout, illustration, montage, reproduktion, screenshot, stock, stock
    image, stock photo, symbolbild, symbolfoto, themenbild, tous droits réservés, undated, архив, все права
    защищены, из архива""")
)
_SEPARATOR = re.compile(
    r"\s*[/|;／｜•·、]\s*|,\s+|\s+(?:via|über)\s+|\s+[-–—]\s+|\s*=\s*|(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_]{3})"
    r"|\s+(?:on|auf|sur|from|for|für)\s+(?=(?:Unsplash|Pexels|Pixabay|Flickr|Wikimedia|Getty)\b)"
    r"|\s?(?:记者|記者|기자)\s?|\s?(?:摄影报道|摄影|攝影|摄|攝|供图|供圖|提供|撮影|제공|촬영)$",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "([{（［【〔", ")]}）］】〕"
_YEAR = re.compile(r"^(?:19|20)\d\d\b[,.]?\s*|\s*\b(?:19|20)\d\d$")
EDGE = " \t,;|/–—-•·=＝:："


def parts_of(line: str, leads: list[Lead]) -> list[str]:
    pieces, at = [], 0
    for lead in leads:
        pieces.append(line[at : lead.start])
        at = lead.end
    pieces.append(line[at:])
    parts = [_YEAR.sub("", unwrap(part.strip(EDGE + "."))) for piece in pieces for part in _SEPARATOR.split(piece)]
    return [part for part in parts if part and part.casefold() not in NOISE]


def agency_in(part: str) -> str | None:
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


def names_agency(line: str, *, alone: bool) -> bool:
    """Whether a line without a marker is agencies and names and nothing else."""
    if len(line) > 120:
        return False
    parts = parts_of(line, [])
    agencies = [part for part in parts if agency_in(part)]
    others = [part for part in parts if not agency_in(part)]
    if not agencies or not (alone or others or " " in line):
        return False
    if not alone and not any(is_person(part) for part in others):
        return False
    return all(is_name(part) for part in others)


def is_name(part: str) -> bool:
    """Whether a part could name anybody: every word capitalised, an initial, an address or a particle."""
    words = part.split()
    if part.upper() == part.lower() and len(part) > _LONGEST_CASELESS:
        return False
    return 0 < len(words) <= 6 and all(
        not word[0].islower() or word in CONNECTIVES or word in _PARTICLES or "." in word[1:-1] or not word.islower()
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


def is_prose(names: str) -> bool:
    """Whether what follows a marker is a sentence rather than names."""
    words = names.split()
    if len(words) > 24 or (len(names) > 60 and names.upper() == names.lower()):
        return True  # 60: six names of four characters, with their bodies
    small = sum(word[0].islower() and word.strip(".,;") not in CONNECTIVES and "." not in word[1:-1] for word in words)
    return small > _MOST_PROSE_WORDS


def unwrap(line: str) -> str:
    """Take off one pair of brackets around all of a line, and separators at its ends."""
    line = line.strip(EDGE.replace("=", ""))
    if len(line) > 2 and line[0] in _OPEN and line[-1] == _CLOSE[_OPEN.index(line[0])] and line[0] not in line[1:]:
        return line[1:-1].strip()
    if line and line[-1] in _CLOSE and not any(char in _OPEN for char in line):
        return line[:-1].strip()
    if line and line[0] in _OPEN and not any(char in _CLOSE for char in line):
        return line[1:].strip()
    return line
