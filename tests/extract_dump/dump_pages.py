"""Dumps of pages in the layout of an aggregator, in our own words, with every part open to variation."""

import datetime as dt
import html
from dataclasses import dataclass

from newsdigest.models import RawPage
from newsdigest.registers import Registers, load_registers

SOURCES = {
    "daily-relay": (
        'name = "The Daily Relay"\nnames = ["Daily Relay"]\ndomains = ["relay.example"]\nkind = "aggregator"\n'
        'language = "en"\ntimezone = "UTC"\ntranslates = "machine"\n'
    ),
    "elbe-post": (
        'name = "Elbe-Post"\nnames = ["elbepost"]\ndomains = ["elbepost.example"]\nlanguage = "de"\ncountry = "DE"\n'
        'timezone = "Europe/Berlin"\n'
    ),
    "alatau-news": (
        'name = "Alatau News"\ndomains = ["alatau.example"]\nlanguage = "ru"\ncountry = "KZ"\n'
        'timezone = "Asia/Almaty"\n'
    ),
}


def sample_registers(folder) -> Registers:
    """The register that the pages here need, read from files as an editor would write them."""
    (folder / "sources").mkdir()
    for name, body in SOURCES.items():
        (folder / "sources" / f"{name}.toml").write_text(f'id = "{name}"\n{body}', encoding="utf-8")
    return load_registers(folder)


TITLE = "Kyrgyzstan: Light out in the valleys"
CAPTION = "The dam wall of the Toktogul reservoir in autumn."
CREDIT = "© A. Example / AP / dpa"
LEDES = (
    "After a dry summer the largest reservoir of Kyrgyzstan holds less water than in any year since 2014.",
    "Now the government asks people to save electricity before the winter has begun.",
)
SECTIONS = (
    (
        None,
        (
            "Bishkek - Street lamps in the capital go out at ten, shop windows stay dark, and offices heat less.",
            "Nobody has announced an emergency.",
            "But the figures of the water authority leave little room for hope.",
            "“We live from one winter to the next,” says a shopkeeper in the south of the city.",
        ),
    ),
    (
        "Less water every year",
        (
            "For years less water has flowed into the reservoir than the turbines let out every winter.",
            "The glaciers above it shrink.",
            'The energy ministry calls the situation "tense but manageable".',
        ),
    ),
    (
        "Neighbours send electricity",
        (
            "Kazakhstan and Uzbekistan have agreed to send electricity in the cold months.",
            "In return Kyrgyzstan is to release water for their fields in summer.",
            "That arrangement is as old as the dam.",
        ),
    ),
    (
        "Can a new dam help?",
        (
            "Upstream, a new dam is to go up at Kambarata, twice as high as any other in the country.",
            "Whether it can help before the end of the decade, even its builders do not say.",
            "And it will cost billions.",
        ),
    ),
)
LAST = "“Nobody switches the light off for fun,” says the shopkeeper."
TEASERS = (
    "Snowboard: who wins the last race of the season?",
    "Game fair opens with long queues",
    "The story behind the ferry accident in Norway\u00a0",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What differs from page to page of the layout."""

    marker: str = "more on the subject"
    after_section: int = 2  # the teasers stand before the last paragraph of this section
    teasers: tuple[str, ...] = TEASERS
    created: str = "Created: 11/08/2021, 05:35 AM"
    took: str = "2021-11-08T04:39:40.093Z"
    blob_chars: int = 330
    source_line: str = "Source: elbepost"
    sign_off: str = " Dpa"
    tail: tuple[str, ...] = (
        "All news articles on 2021-11-08",
        "You may like",
        "Trends 24h",
        "News/Politics 2024-03-27T16:45:54.081Z",
        "Latest",
        "© Relay Communities 2019 - Privacy",
        "The information on this site is from external sources that are not under our control.",
        "The inclusion of any links does not necessarily imply a recommendation of the views expressed within them.",
    )


STANDARD = Layout()


def make_lines(layout: Layout) -> list[str]:
    """The blocks of such a page, in order."""
    head = [TITLE, layout.created, CAPTION, CREDIT, *LEDES]
    body: list[str] = []
    for number, (subhead, paragraphs) in enumerate(SECTIONS):
        body += [subhead] if subhead else []
        if number == layout.after_section:
            body += [*paragraphs[:-1], layout.marker, *layout.teasers, paragraphs[-1]]
        else:
            body += paragraphs
    blob = " ".join([*head, *body])[: layout.blob_chars]
    return [
        "The Daily Relay",
        "Now you can see non-English news...",
        TITLE,
        layout.took,
        blob,
        *head,
        *body,
        LAST + layout.sign_off,
        layout.source_line,
        *layout.tail,
    ]


def make_text(layout: Layout = STANDARD) -> str:
    """The page as its dump."""
    return "\n\n".join(make_lines(layout)) + "\n"


def make_html(layout: Layout = STANDARD) -> str:
    """The same blocks as elements."""
    blocks = make_lines(layout)
    inside = "".join(f"<div>{html.escape(block)}</div>\n" for block in blocks)
    return f"<!doctype html><html lang='en'><head><title>{TITLE}</title></head><body>{inside}</body></html>"


def as_page(text: str, *, is_html: bool = False, url: str | None = None, fetched: dt.datetime | None = None) -> RawPage:
    """A captured page of the text."""
    return RawPage(
        data=text.encode(),
        form="html" if is_html else "text-dump",
        seed="page.html" if is_html else "page.txt",
        is_html=is_html,
        url=url,
        fetched=fetched,
    )


SUBHEADS = tuple(subhead for subhead, _ in SECTIONS if subhead)
PARAGRAPHS = (*LEDES, *(text for _, paragraphs in SECTIONS for text in paragraphs), LAST)
