"""Which posts each list shows, worked out once for all builders, so that they can be asked for the same and checked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from benchmarks.posts import Sample
from newsdigest.publish.corpus import Card, Corpus, make_corpus
from newsdigest.publish.load import make_card
from newsdigest.publish.related import choose_related, surroundings
from newsdigest.publish.series import by_month
from newsdigest.settings import Settings

ZONE = ZoneInfo("Asia/Almaty")
LATEST = 30  # posts on the front page, on a region's and a source's page, in the feed


@dataclass(slots=True, kw_only=True)
class Place:
    """Where a post stands besides its own page."""

    day: str  # 2026-06-30
    regions: list[str] = field(default_factory=list)  # months and their parts: "KZ-2026-06", "KZ-2026-06-11"
    sources: list[str] = field(default_factory=list)
    related: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What is to be made of some posts."""

    places: dict[str, Place]  # by file below content/posts
    shown: dict[tuple[str, str], list[str]]  # kind (day, regions, sources) and key -> post pages that the list shows
    parted: dict[tuple[str, str], list[str]]  # a full month -> keys of the lists that it is cut into
    newest: list[str]  # post pages, the newest first
    titles: dict[str, str]  # post page -> title


def make_lists(samples: Iterable[Sample]) -> Lists:
    """Sort posts into lists as the digest does."""
    corpus = make_corpus(_card(sample) for sample in samples)
    places = {card.file: Place(day=card.day.isoformat()) for card in corpus.posts}
    shown: dict[tuple[str, str], list[str]] = defaultdict(list)
    parted: dict[tuple[str, str], list[str]] = {}
    for card in corpus.posts:
        shown["day", card.day.isoformat()].append(card.path)
    for kind, name, cards in _groups(corpus):
        for month in by_month(cards, partial("{}-{:04}-{:02}.html".format, name)):
            key = month.path.removesuffix(".html")
            if month.parts:
                parted[kind, key] = [part.path.removesuffix(".html") for part in month.parts]
            for part in month.parts or (month,):
                shown[kind, part.path.removesuffix(".html")] = [card.path for card in part.cards]
                for card in part.cards:
                    listed: list[str] = getattr(places[card.file], kind)
                    listed += dict.fromkeys((key, part.path.removesuffix(".html")))
    for around in surroundings(corpus):
        related = choose_related(around)
        places[around.card.file].related = related.reports + related.liked
    return Lists(
        places=places,
        shown=shown,
        parted=parted,
        newest=[card.path for card in corpus.posts],
        titles={card.path: card.title for card in corpus.posts},
    )


def _groups(corpus: Corpus) -> Iterable[tuple[str, str, tuple[Card, ...]]]:
    yield from (("regions", name, cards) for name, cards in corpus.by_region.items())
    yield from (("sources", name, cards) for name, cards in corpus.by_source.items())


def _card(sample: Sample) -> Card:
    return make_card(sample.post, file=sample.file, digest="", source=None, via=None, settings=Settings(), zone=ZONE)
