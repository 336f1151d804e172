"""Pelican plugin: the newest days as books (EPUB) and as e-mails that are ready to send."""

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.epub import Book, Chapter, make_epub
from newsdigest.publish.feeds import Entry, entry_id, make_entry
from newsdigest.publish.links import link_pages
from newsdigest.publish.mail import make_mail
from newsdigest.publish.markdown import to_html
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.rights import visible

FOLDER = "editions"
PART = "\f"  # between the parts that a template gives; cleaned text holds none


def plan(edition: Edition) -> Iterator[Output]:
    """A book and a message for each of the newest days."""
    for day, cards in list(edition.corpus.by_day.items())[: edition.settings.edition_days]:
        shows = (day.isoformat(), tuple(card.shown for card in cards))
        context = partial(day_context, day, cards, edition)
        name = f"{FOLDER}/{day:%Y-%m-%d}"
        yield Output(
            path=f"{name}.epub",
            shows=shows,
            template="editions/book.html",
            make=context,
            finish=partial(bind, edition, day, cards),
        )
        yield Output(
            path=f"{name}.eml",
            shows=shows,
            template="editions/mail.html",
            make=context,
            finish=partial(compose, edition, day, cards),
        )


def day_context(day: dt.date, cards: tuple[Card, ...], edition: Edition) -> Mapping[str, Any]:
    """What a day's edition shows."""
    return {
        "day": day,
        "edition_title": title(edition, day),
        "entries": [(entry, body_of(entry, edition)) for entry in (entry_of(card, edition) for card in cards)],
        "part": PART,
    }


def entry_of(card: Card, edition: Edition) -> Entry:
    """A post with what its rights let us show."""
    post = edition.read(card)
    shown = visible(post, card, edition.settings)
    return make_entry(card, post, shown, address=edition.canonical(card.path), sources=edition.registers.sources)


def body_of(entry: Entry, edition: Edition) -> str:
    """A post's text; its links to other posts lead to the site."""
    return link_pages(to_html(entry.shown.body), file=entry.card.file, way=edition.canonical)


def title(edition: Edition, day: dt.date) -> str:
    """Name and day of an edition, as a cover has it."""
    return f"{edition.name} · {edition.phrases[edition.languages[0]].day(day)}"


def bind(edition: Edition, day: dt.date, cards: tuple[Card, ...], made: str) -> bytes:
    """Turn the template's parts (the heading of the contents, then each post) into a book."""
    contents, *parts = made.split(PART)
    chapters = [
        Chapter(title=card.title, lang=card.lang, rtl=card.rtl, html=part)
        for card, part in zip(cards, parts, strict=True)
    ]
    return make_epub(
        Book(
            id=entry_id(f"edition:{day:%Y-%m-%d}"),
            title=title(edition, day),
            publisher=edition.name,
            lang=edition.languages[0],
            modified=cards[0].date.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            contents=html.unescape(contents).strip(),
            chapters=tuple(chapters),
        )
    )


def compose(edition: Edition, day: dt.date, cards: tuple[Card, ...], made: str) -> bytes:
    """Turn the template's two parts, plain and HTML, into a message."""
    plain, page = made.split(PART)
    text = re.sub(r"\n{3,}", "\n\n", html.unescape(plain)).strip() + "\n"
    return make_mail(
        subject=title(edition, day),
        sender_name=edition.name,
        text=text,
        html=page.strip() + "\n",
        at=cards[0].date,
        key=f"edition{day:%Y%m%d}",
    )


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
