"""Pelican plugin: Atom, RSS and JSON Feed for the digest and for each region, source, language and running story."""

import datetime as dt
import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from blinker import signal

from newsdigest.publish import addresses
from newsdigest.publish.corpus import Card, Corpus
from newsdigest.publish.edition import Edition
from newsdigest.publish.feeds import ENTRIES, Entry, entry_id, json_feed, make_entry
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.pictures import survey
from newsdigest.publish.rights import visible

FOLDER = "feeds"
FOLLOWED = 3  # reports that make a story one to follow; feeds for every pair of reports would outweigh all others
REMEMBERED = 1000  # entries, some 15 kB each: a post is in a dozen feeds, in three formats each
RUNNING_DAYS = 30  # a story's feed is kept while its newest report is that close to the edition's


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One list of posts that can be followed."""

    name: str  # path below feeds/, without ending
    title: str  # what it follows, without the site's name; empty for the whole digest
    home: str  # path of the page that shows the same
    cards: tuple[Card, ...]


def feeds_of(edition: Edition) -> Iterator[Feed]:
    """Every feed, in the site's own language."""
    corpus, phrases = edition.corpus, edition.phrases[edition.languages[0]]
    yield Feed(name="all", title="", home=addresses.FRONT, cards=corpus.posts[:ENTRIES])
    for code, cards in corpus.by_region.items():
        name = phrases.region_name(code)
        yield Feed(name=f"region-{code.lower()}", title=name, home=addresses.region(code), cards=cards[:ENTRIES])
    for identifier, (source, cards) in _by_source_page(corpus).items():
        title = cards[0].source_name or source
        yield Feed(name=f"source-{identifier}", title=title, home=addresses.source(identifier), cards=cards[:ENTRIES])
    for language, cards in corpus.by_language.items():
        title = phrases.language_name(language)
        yield Feed(name=f"language-{language.lower()}", title=title, home=addresses.FRONT, cards=cards[:ENTRIES])
    newest = corpus.newest
    since = newest.date - dt.timedelta(days=RUNNING_DAYS) if newest else None
    for story, cards in corpus.by_story.items():
        if since and cards[0].date >= since and len(cards) >= FOLLOWED:
            title = cards[-1].title
            yield Feed(name=f"story-{story}", title=title, home=addresses.story(story), cards=cards[:ENTRIES])


def _by_source_page(corpus: Corpus) -> dict[str, tuple[str, tuple[Card, ...]]]:
    """Each source's name and cards, newest first; spellings that share a page share its feed."""
    groups: dict[str, tuple[str, list[Card]]] = {}
    for source, cards in corpus.by_source.items():
        groups.setdefault(addresses.name_part(source), (source, []))[1].extend(cards)
    return {
        identifier: (source, tuple(sorted(cards, key=lambda card: card.date, reverse=True)))
        for identifier, (source, cards) in groups.items()
    }


def plan(edition: Edition) -> Iterator[Output]:
    """Three files a feed, and the list of them all; a digest without posts has no feed yet."""
    feeds = [feed for feed in feeds_of(edition) if feed.cards]
    entry = lru_cache(maxsize=REMEMBERED)(partial(entry_of, edition=edition))
    for feed in feeds:
        shows = (feed.name, feed.title, feed.home, tuple(card.shown for card in feed.cards))
        context = partial(feed_context, feed, edition, entry)
        for ending in ("atom", "rss"):
            path = f"{FOLDER}/{feed.name}.{ending}"
            yield Output(path=path, shows=shows, template=f"feeds/feed.{ending}", make=partial(context, path))
        path = f"{FOLDER}/{feed.name}.json"
        yield Output(
            path=path, shows=shows, template="feeds/feed.json", make=partial(json_context, feed, edition, entry, path)
        )
    listed = tuple((feed.name, feed.title, feed.home) for feed in feeds)
    yield Output(
        path=f"{FOLDER}/feeds.opml",
        shows=listed,
        template="feeds/feeds.opml",
        make=lambda: {
            "feeds": [
                (title, edition.canonical(f"{FOLDER}/{name}.atom"), edition.canonical(home))
                for name, title, home in listed
            ]
        },
    )


def feed_context(feed: Feed, edition: Edition, entry: Callable[[Card], Entry], path: str) -> Mapping[str, Any]:
    """What a feed's template shows."""
    entries = [entry(card) for card in feed.cards]
    return {
        "id": entry_id(f"feed:{feed.name}"),
        "title": f"{edition.name}: {feed.title}" if feed.title else edition.name,
        "home": edition.canonical(feed.home),
        "address": edition.canonical(path),
        "updated": max(entry.updated for entry in entries).isoformat(),
        "entries": entries,
        "picture_address": lambda file: edition.canonical(survey(file, edition.settings.content / "images").fallback),
    }


def json_context(feed: Feed, edition: Edition, entry: Callable[[Card], Entry], path: str) -> Mapping[str, Any]:
    """The same for the JSON Feed; the template writes the summaries into it."""
    context = dict(feed_context(feed, edition, entry, path))

    def feed_with(summary: Callable[[Entry], str]) -> Mapping[str, Any]:
        """Called by the template with its own words, which come escaped for markup."""
        return json_feed(
            context["entries"],
            title=context["title"],
            home=context["home"],
            address=context["address"],
            language=edition.languages[0],
            summary=lambda entry: html.unescape(str(summary(entry))),
            picture_address=context["picture_address"],
        )

    context["feed_with"] = feed_with
    return context


def entry_of(card: Card, edition: Edition) -> Entry:
    """A post's entry."""
    post = edition.read(card)
    shown = visible(post, card, edition.settings)
    return make_entry(card, post, shown, address=edition.canonical(card.path), sources=edition.registers.sources)


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
