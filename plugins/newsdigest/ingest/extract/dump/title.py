"""The headline of a dump: which line it is, and where the article begins."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsdigest.errors import PageError
from newsdigest.ingest.extract.dump.lines import Line
from newsdigest.ingest.extract.dump.phrases import ends_page, is_noise, is_site_copyright, opens_related

_HEAD = 120  # lines in which a headline may stand: menus of portals are long, but not longer
_MIN_CHARS, _MAX_CHARS = 10, 300
_SUFFIX = re.compile(r"^\s?[|–—·-]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The title, and the line at which the article itself begins."""

    text: str
    at: int  # index of its last standing before the body
    places: tuple[int, ...]  # all lines that show it, alone or run into more text


def find_headline(
    lines: Sequence[Line], *, is_label: Callable[[str], bool], is_site: Callable[[str], bool], where: str
) -> Headline:
    """
    Find the headline.

    A headline is printed more than once (page title, heading, description), stands near a stamp or a byline and
    close before the first paragraph; none of these holds on every page, so they are weighed.

    Args:
        lines: The page.
        is_label: Says of a line whether it is a stamp, a byline or a credit.
        is_site: Says of a line whether it is the name of a site.
        where: Of the page, for the message.

    Raises:
        PageError: no line can be a headline.
    """
    head = lines[:_HEAD]
    first_prose = next((line.number for line in head if line.is_prose and not _runs_on(line, head)), len(head))
    times = Counter(line.text for line in head)
    best: tuple[float, int] | None = None
    for line in head:
        if not _may_be(line, is_label, is_site):
            continue
        score = _score(line, head, times, first_prose, is_label)
        if best is None or score > best[0]:
            best = (score, line.number)
    if best is None:
        raise PageError(f"{where}: no headline among its first lines; capture the page again")
    text = head[best[1]].text
    places = tuple(line.number for line in head if line.text == text or is_run_in(line.text, text))
    exact = [number for number in places if lines[number].text == text]
    prose_after = [sum(len(line.text) for line in lines[number:] if line.is_prose) for number in exact]
    # A headline repeated below the body (a share box, a list of the latest) opens nothing.
    at = max(number for number, rest in zip(exact, prose_after, strict=True) if rest * 2 >= prose_after[0])
    return Headline(text=text, at=at, places=places)


def is_run_in(text: str, title: str) -> bool:
    """Whether `text` is the title with more behind it: a page title with the site's name, or a description blob."""
    return len(text) > len(title) and text.startswith(title) and not text[len(title)].isalnum()


def _runs_on(line: Line, head: Sequence[Line]) -> bool:
    return any(
        len(other.text) >= _MIN_CHARS and is_run_in(line.text, other.text)
        for other in head
        if other.number != line.number
    )


def _may_be(line: Line, is_label: Callable[[str], bool], is_site: Callable[[str], bool]) -> bool:
    text = line.text
    if not _MIN_CHARS <= len(text) <= _MAX_CHARS or (len(text.split()) < 2 and len(text) < 2 * _MIN_CHARS):
        return False
    if is_noise(text) or ends_page(text) or opens_related(text) or is_site_copyright(text):
        return False
    return not is_label(text) and not is_site(text)


def _score(
    line: Line, head: Sequence[Line], times: Counter[str], first_prose: int, is_label: Callable[[str], bool]
) -> float:
    score = 0.0
    if times[line.text] > 1:
        score += 3
    run_in = [other for other in head if is_run_in(other.text, line.text)]
    if any(_SUFFIX.match(other.text[len(line.text) :]) for other in run_in):
        score += 2
    if any(len(other.text) > len(line.text) + 60 for other in run_in):
        score += 3
    if line.tag == "h1":
        score += 3
    near = [other.text for other in head[line.number + 1 : line.number + 4]]
    score += sum(1.5 for text in near[:3] if is_label(text)) if line.number < first_prose else 0
    distance = first_prose - line.number
    if 0 < distance <= 8:
        score += 2 - 0.2 * distance
    elif distance <= 0:
        score -= 2 - 0.02 * distance
    words = len(line.text.split())
    score += 1 if words >= 4 else -1 if words < 3 else 0
    if line.is_sentence and line.text.endswith((".", "…", "...")):
        score -= 3  # headlines have no full stop
    if len(line.text) > 160:
        score -= 1
    return score
