"""The words: charset damage, quotation marks, faults that machine translation leaves behind."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from newsdigest.charsets import find_mojibake
from newsdigest.desk.desk_post import DeskPost
from newsdigest.desk.findings import Finding
from newsdigest.desk.quotes import unpaired
from newsdigest.registers.strict import a_text, checked, read_toml

FAULTS = Path(__file__).parents[1] / "data" / "desk" / "translation-faults.toml"

# What UTF-8 looks like when read as Windows-1252 or -1251, and Cyrillic bytes when read as Latin-1.
_MOJIBAKE = re.compile(
    "\ufffd|[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œžš˜\u009d\u201c\u201d]"
    "|(?:[ÐÑ][\u0080-\u00bfа-яA-Za-z€‚ƒ„…†‡ˆ‰]){3}|(?:[РС][\u0402-\u040f\u0452-\u045f\u00a0-\u00bf‚„…†‡€‰‹‘’“”•–—™›]){2}"
    "|[À-ÖØ-öø-ÿ]{5}"
)
_MERGE_MARK = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
# No comma and no "and" between: "again and again" is no slip.
_DOUBLED = re.compile(r"\b([^\W\d_]{2,30}(?: [^\W\d_]{2,30}){0,3}) \1\b(?![-’'])", re.IGNORECASE)
_DOUBLED_RIGHTLY = frozenset(("had", "that", "die", "der", "das", "sie", "blah", "bora", "very", "long", "so", "ha"))
# A sign-off stays glued to the last sentence, with its first letter raised: "… are angry.” Dpa"
_SIGN_OFF = re.compile(r"[.!?…][\"”“»']?\s+(?:Dpa|Afp|Ap|Epd|Kna|Tass|Reuters|Rnd)\.?\s*$", re.MULTILINE)


# Words that a translation into a language of Latin script left in another; in brackets or quoted they are meant.
_LATIN_SCRIPT = frozenset(("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "tr"))
_LEFT_OVER = re.compile(
    '(?<!["(«“„\u0400-\u06ff\u4e00-\u9fff])(?:[\u0400-\u052f]{3,40}|[\u0600-\u06ff]{3,40}|[\u4e00-\u9fff]{2,40})'
)


def check_wording(seen: DeskPost) -> Iterator[Finding]:
    """Check headline, lede, captions and body of a post."""
    post = seen.post
    if seen.withdrawn:
        return  # nobody reads it, and a finding would quote it
    machine = post.translation_status in ("machine", "unknown")
    for at, text in _texts(seen):
        if spoilt := _spoilt(text):
            place, message = spoilt
            yield _at(seen, at, "mojibake", message, text=text, place=place)
        if found := _doubled(text):
            yield _at(
                seen, at, "doubled-words", f"{found[0]!r}: the same twice; remove one", text=text, place=found.start()
            )
        for place, mark in unpaired(text, post.lang):
            message = f"{mark} in {text[max(0, place - 12) : place + 20].strip()!r} has no partner; add or remove one"
            yield _at(seen, at, "unpaired-quotes", message, text=text, place=place)
        if machine:
            yield from _translation(seen, at, text)
    if found := _MERGE_MARK.search(post.body):
        yield _at(
            seen, "body", "merge-marks", "finish the merge and remove its marks", text=post.body, place=found.start()
        )


def _texts(seen: DeskPost) -> Iterator[tuple[str, str]]:
    post = seen.post
    yield "title", post.title
    yield "lede", post.lede or ""
    for number, image in enumerate(post.images, start=1):
        yield f"images/{number}", image.caption or ""
    yield "body", post.body


def _translation(seen: DeskPost, at: str, text: str) -> Iterator[Finding]:
    """Look for what translation from this language into that is known to get wrong."""
    if found := _SIGN_OFF.search(text):
        message = f"{found[0].split()[-1]!r} is an agency's sign-off; remove it and write the agency as agency:"
        yield _at(seen, at, "translation-fault", message, text=text, place=found.start())
    post = seen.post
    found = _LEFT_OVER.search(text) if post.lang.partition("-")[0] in _LATIN_SCRIPT else None
    if found:
        message = f"{found[0]!r} is not translated; translate it, or put it in brackets if it is meant"
        yield _at(seen, at, "translation-fault", message, text=text, place=found.start())
    for fault in translation_faults():
        if fault.source in (post.translated_from, "*") and fault.target == post.lang.split("-")[0]:
            for found in list(fault.find.finditer(text))[:3]:
                yield _at(seen, at, "translation-fault", f"{found[0]!r}: {fault.say}", text=text, place=found.start())


def _spoilt(text: str) -> tuple[int, str] | None:
    """Find the first place that was read in the wrong charset: a few letters, or a paragraph that is no language."""
    if text.isascii():
        return None
    if found := _MOJIBAKE.search(text):
        return found.start(), f"{_near(text, found)} was read in the wrong charset"
    place = 0
    for paragraph in text.split("\n"):
        if reason := find_mojibake(paragraph):
            return place, f"{paragraph[:40]!r}: {reason}; correct it, or capture the page again"
        place += len(paragraph) + 1
    return None


def _doubled(text: str) -> re.Match[str] | None:
    """Find the same words twice in a row, but for the few that a sentence may double."""
    for found in _DOUBLED.finditer(text):
        if found[1].casefold() not in _DOUBLED_RIGHTLY:
            return found
    return None


def _at(seen: DeskPost, at: str, code: str, message: str, *, text: str, place: int) -> Finding:
    if at != "body":
        return seen.finding(code, message, at=at)
    return seen.finding(code, message, line=seen.body_line + text.count("\n", 0, place))


def _near(text: str, found: re.Match[str]) -> str:
    return repr(text[max(0, found.start() - 10) : found.end() + 10].strip())


# ---------------------------------------------------------------- known faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Words that betray a translation."""

    source: str  # language translated from; "*" for any
    target: str
    find: re.Pattern[str]
    say: str


@cache
def translation_faults() -> Sequence[Fault]:
    """
    Read the table shipped with the package, once.

    Raises:
        RegisterError: it is wrong.
    """
    checks: Mapping[str, Any] = {"from": a_text, "to": a_text, "find": a_text, "say": a_text}
    rows = [checked(row, checks, where=str(FAULTS)) for row in read_toml(FAULTS)["fault"]]
    return [
        Fault(source=row["from"], target=row["to"], find=re.compile(rf"\b(?:{row['find']})\b"), say=row["say"])
        for row in rows
    ]
