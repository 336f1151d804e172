"""Source, translation, rights and dates: is the chain whole, and does it agree with itself?"""

import datetime as dt
from collections.abc import Iterator

from newsdigest.desk.desk_post import DeskPost
from newsdigest.desk.findings import Finding
from newsdigest.registers.look_alikes import look_alike

_SLACK = dt.timedelta(days=1)  # clocks and zones of outlets differ by hours, never by more


def check_chain(seen: DeskPost, *, today: dt.date) -> Iterator[Finding]:
    """Check the keys of one post against each other and against the register."""
    yield from _source(seen)
    yield from _translation(seen)
    yield from _rights(seen)
    yield from _dates(seen, today)
    yield from _doubts(seen)


def _source(seen: DeskPost) -> Iterator[Finding]:
    post = seen.post
    ours = post.rights == "own" or seen.withdrawn
    if not (post.source or post.via or ours):
        yield seen.finding("no-source", "no source; name it as source:, or write rights: own")
    for key in ("source", "via"):
        name = getattr(post, key)
        if name and name not in seen.sources.by_id:
            yield seen.finding("unknown-source", f"{key} {name!r} is not in content/sources; add it there", at=key)
    for key in ("source_url", "via_url"):
        if why := look_alike(getattr(post, key), seen.sources.domains):
            message = f"{why}; correct {key}, or add the domain to content/sources if it is right"
            yield seen.finding("look-alike", message, at=key)
    if (post.source or post.via) and not (post.source_url or post.via_url or ours):
        yield seen.finding("original-not-located", "no address of the original; add source_url or via_url", at="source")
    if not (post.lede or post.body.strip() or seen.withdrawn):
        yield seen.finding("no-text", "no text; write a lede or a body")
    if post.lang == "und":
        yield seen.finding("unknown-language", "the language is unknown; write it as lang:", at="lang")
    if post.source_changed and not seen.withdrawn:
        message = (
            f"the original has changed since (capture of {post.source_changed}); newsdigest diff {post.id} shows it"
        )
        yield seen.finding("source-changed", message, at="source_changed")


def _translation(seen: DeskPost) -> Iterator[Finding]:
    post, status = seen.post, seen.post.translation_status
    at = "translation_status" if status != "none" else "translated_from"
    wrong = "translation-contradiction"
    if status == "none" and (post.translated_from or post.translated_by):
        yield seen.finding(
            wrong, "translated_from is given, but translation_status is none; correct one of them", at=at
        )
    if status != "none" and not post.translated_from:
        yield seen.finding(wrong, f"translation_status is {status}, but translated_from is missing; add it", at=at)
    if post.translated_from and post.translated_from.split("-")[0] == post.lang.split("-")[0]:
        message = f"translated_from and lang are both {post.lang}; correct one of them"
        yield seen.finding(wrong, message, at="translated_from")
    reviewed, review = bool(post.reviewed_by or post.reviewed_on), "review-contradiction"
    if status == "machine-reviewed" and not (post.reviewed_by and post.reviewed_on):
        yield seen.finding(review, "a reviewed translation needs reviewed_by and reviewed_on; add them", at=at)
    if reviewed and status in ("none", "machine", "unknown"):
        message = f"a review is recorded, but translation_status is {status}; write machine-reviewed or human"
        yield seen.finding(review, message, at="reviewed_by" if post.reviewed_by else "reviewed_on")
    if seen.withdrawn:
        return
    if status == "machine" and not reviewed:
        message = "nobody has reviewed this machine translation; after a review write reviewed_by and reviewed_on"
        yield seen.finding("unreviewed-translation", message, at=at)
    if status == "unknown":
        message = "write translation_status: machine, machine-reviewed or human"
        yield seen.finding("unknown-translation", message, at=at)


def _rights(seen: DeskPost) -> Iterator[Finding]:
    post = seen.post
    source = seen.sources.by_id.get(post.source or "")
    if post.rights is None and not post.withdrawn_on and not (source and source.rights):
        where = f"content/sources/{source.id}.toml" if source else "the source's file in content/sources"
        yield seen.finding("unrecorded-rights", f"rights are not recorded; write them here or in {where}", at="source")
    withdrawn = post.rights == "withdrawn"
    if withdrawn and not (post.withdrawn_on and post.withdrawn_reason):
        message = "a withdrawn post needs withdrawn_on and withdrawn_reason; add them"
        yield seen.finding("withdrawal-contradiction", message, at="rights")
    if not withdrawn and (post.withdrawn_on or post.withdrawn_reason):
        message = "withdrawn_on or withdrawn_reason without rights: withdrawn; add it, or remove them"
        at = "withdrawn_on" if post.withdrawn_on else "withdrawn_reason"
        yield seen.finding("withdrawal-contradiction", message, at=at)
    licence = post.licence_url or (source.licence_url if source else None)
    rights = post.rights or (source.rights if source else None)
    if rights == "open-licence" and not licence:
        yield seen.finding("no-licence", "an open licence needs its address; add licence_url", at="rights")


def _dates(seen: DeskPost, today: dt.date) -> Iterator[Finding]:
    post, wrong = seen.post, "date-contradiction"
    if post.date.date() > today + _SLACK:
        yield seen.finding(wrong, f"the date {post.date.date()} lies in the future; correct it", at="date")
    elif post.fetched and post.fetched_basis == "recorded" and post.date > post.fetched + _SLACK:
        message = f"dated {post.date.date()}, after its capture on {post.fetched.date()}; correct the date"
        yield seen.finding(wrong, message, at="date")
    if post.source_modified and post.source_modified < post.date - _SLACK:
        yield seen.finding(wrong, "source_modified lies before the date; correct one of them", at="source_modified")
    for key in ("reviewed_on", "withdrawn_on", "source_changed"):
        day = getattr(post, key)
        if day and day > today + _SLACK:
            yield seen.finding(wrong, f"{key} {day} lies in the future; correct it", at=key)
    for number, correction in enumerate(post.corrections, start=1):
        if correction.on > today + _SLACK or correction.on < post.date.date() - _SLACK:
            message = f"a correction of {correction.on} lies before the post or in the future; correct its day"
            yield seen.finding(wrong, message, at=f"corrections/{number}")
    if post.date_confidence == "ambiguous" or post.date_basis in ("capture", "none"):
        why = "is ambiguous" if post.date_confidence == "ambiguous" else f"has the basis {post.date_basis}"
        message = f"the date {why}; correct it, then write date_basis: editor and date_confidence: sure"
        if post.date_basis != "none" or post.source:
            yield seen.finding("uncertain-date", message, at="date")


def _doubts(seen: DeskPost) -> Iterator[Finding]:
    """Pass on what ingest was unsure of, until a person has put the name to it."""
    if seen.post.checked_by or seen.withdrawn:
        return
    for number, doubt in enumerate(seen.post.doubts, start=1):
        message = f"{doubt}; compare with the source, then write checked_by"
        yield seen.finding("doubt", message, at=f"doubts/{number}")
