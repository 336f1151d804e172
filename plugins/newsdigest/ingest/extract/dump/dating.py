"""When the article of a dump was published, and since when at the latest its page existed as captured."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from newsdigest.ingest.extract.dates import read_stamp, settle
from newsdigest.ingest.extract.dump.lines import Line
from newsdigest.ingest.extract.dump.origin import Origin
from newsdigest.ingest.extract.dump.stamps import stamps_in
from newsdigest.models import Dating, RawPage, Stamp

_ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?)?")
_MAX_CHARS = 200
_MAX_TAIL = 400  # lines below the article in which stamps are looked for
_TOLERANCE = dt.timedelta(minutes=15)  # clocks of two publishers differ


def date_dump(
    lines: Sequence[Line],
    own: Sequence[Stamp],
    *,
    titles: Sequence[int],
    at: int,
    stop: int,
    origin: Origin,
    page: RawPage,
    lang: str | None,
) -> tuple[Dating, tuple[str, ...]]:
    """
    Settle the date from all stamps of the page, each kept for what it was taken for.

    The article's own stamp counts first; an aggregator's stamp says when it took the article over, and so settles
    the order of day and month and whether the zone is right; a stamp below the article dates nothing but the capture,
    which cannot lie before it.

    Args:
        lines: The page.
        own: Stamps in the article's own lines.
        titles: Numbers of the lines that show the headline.
        at: Number of the line at which the article begins.
        stop: First line after it.
        origin: Whose clock they follow.
        page: For the capture time.
        lang: Language of the text.

    Returns:
        The dating, and what an editor should look at.
    """
    above = [stamp for line in lines[:at] if line.number not in titles for stamp in stamps_in(line.text, lang=lang)]
    own = list(own)
    if origin.via or (own and any(not _has_zone(stamp) for stamp in own)):
        via = [replace(stamp, taken_for="via", place="visible: above the article") for stamp in above]
    else:
        via, own = [], [*own, *above]
    via += [
        replace(stamp, taken_for="via") for stamp in own if origin.via and not _labelled(stamp) and _has_zone(stamp)
    ]
    own = [stamp for stamp in own if not (origin.via and not _labelled(stamp) and _has_zone(stamp))]
    later = _tail_stamps(lines[stop : stop + _MAX_TAIL], lang)
    zone = origin.zone_of.zone if origin.zone_of else None
    dating = settle((*own, *via), zone, page.fetched, lang=lang)
    doubts: tuple[str, ...] = ()
    if late := _after_via(dating):
        doubts = (f"the page's own stamp {late.raw!r} lies after its aggregator's: order or zone unsettled",)
        if late.zone_from == "none":
            unsure = [replace(stamp, taken_for="other") for stamp in own]
            dating = settle((*unsure, *via), zone, page.fetched, lang=lang)
    return replace(dating, stamps=(*dating.stamps, *later)), doubts


def _labelled(stamp: Stamp) -> bool:
    return stamp.place != "visible"


def _has_zone(stamp: Stamp) -> bool:
    return any(isinstance(value, dt.datetime) and value.tzinfo for value in read_stamp(stamp.raw))


def _after_via(dating: Dating) -> Stamp | None:
    """The publisher's stamp, where it lies after the time at which the aggregator already had the article."""
    took = [stamp.value for stamp in dating.stamps if stamp.taken_for == "via" and isinstance(stamp.value, dt.datetime)]
    for stamp in dating.stamps:
        if stamp.taken_for == "published" and isinstance(stamp.value, dt.datetime) and stamp.value.tzinfo and took:
            return stamp if stamp.value > min(took) + _TOLERANCE else None
    return None


def _tail_stamps(lines: Sequence[Line], lang: str | None) -> tuple[Stamp, ...]:
    """Stamps below the article: one with a time bounds the capture from below, a bare day tells nothing."""
    found = []
    for line in lines:
        if len(line.text) > _MAX_CHARS or line.is_prose:
            continue
        exact = _ISO.search(line.text)
        raw = exact[0] if exact else line.text
        readings = (
            read_stamp(raw, lang=lang)
            if exact
            else tuple(v for s in stamps_in(raw, lang=lang) for v in read_stamp(s.raw))
        )
        if not readings:
            continue
        label = line.text.replace(raw, "").strip(" :,–—-") or "a line of its own"
        timed = isinstance(readings[0], dt.datetime) and len(readings) == 1
        found.append(
            Stamp(
                raw=raw,
                place=f"visible, below the article: {label}",
                taken_for="capture" if timed else "other",
                value=_zoned(readings[0]) if len(readings) == 1 else None,
                zone_from="stamp" if timed and _is_zoned(readings[0]) else "none",
            )
        )
    return tuple(found)


def _is_zoned(value: dt.date) -> bool:
    return isinstance(value, dt.datetime) and value.tzinfo is not None


def _zoned(value: dt.date) -> dt.date:
    return value.replace(tzinfo=dt.UTC) if isinstance(value, dt.datetime) and value.tzinfo is None else value
