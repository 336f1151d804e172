"""
What readers search: posts split by language of their text and by month, so that a change touches one small index.

A shard is indexed by Pagefind (see `pagefind.py`) from documents made here, not from the pages: a page carries nothing
for search, and what a post's rights hold back is in no document.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypedDict

from newsdigest.publish.corpus import Card

CHUNK = 24  # cards a file: ten newest hits are mostly within one or two; 24 cards are about 2 kB gzip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """The posts of one language and month, newest first."""

    language: str  # primary tag, lower case: "uz" for uz-Cyrl
    year: int
    month: int
    cards: tuple[Card, ...]

    @property
    def folder(self) -> str:
        """Below output/search/: "ru/2022-01"."""
        return f"{self.language}/{self.year:04}-{self.month:02}"

    @property
    def key(self) -> str:
        """Changes when any of its posts does."""
        whole = "\n".join(f"{card.path} {card.fingerprint}" for card in self.cards)
        return hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()


def make_shards(cards: Iterable[Card]) -> list[Shard]:
    """Split posts, newest month first within each language, languages with most posts first."""
    groups: dict[str, dict[tuple[int, int], list[Card]]] = {}
    for card in cards:
        months = groups.setdefault(card.lang.partition("-")[0].lower(), {})
        months.setdefault((card.day.year, card.day.month), []).append(card)
    by_size = sorted(groups.items(), key=lambda item: (-sum(map(len, item[1].values())), item[0]))
    return [
        Shard(language=language, year=year, month=month, cards=tuple(group))
        for language, months in by_size
        for (year, month), group in sorted(months.items(), reverse=True)
    ]


def document(card: Card, html: str) -> str:
    """
    The page that Pagefind reads for a post.

    Args:
        card: The post.
        html: Sanitised HTML of what its rights allow to be shown.
    """
    filters = [("region", code) for code in card.regions]
    filters += [("source", card.source)] if card.source else []
    filters += [("from", original_language(card))]
    marks = "".join(f'<i data-pagefind-filter="{name}:{escape(value)}"></i>' for name, value in filters)
    places = escape(" ".join((*card.places, card.source_name or "", card.agency or "")))
    return (
        f'<!doctype html><html lang="{escape(card.lang)}"><head><title>{escape(card.title)}</title></head>'
        f"<body><h1>{escape(card.title)}</h1><p>{escape(card.lede or '')}</p>{html}<p>{places}</p>{marks}</body></html>"
    )


def original_language(card: Card) -> str:
    """The language that the article was written in, as far as anybody recorded it."""
    return (card.translated_from or card.source_lang or card.lang).partition("-")[0].lower()


def shard_lists(shard: Shard, ids: Mapping[str, str]) -> dict[str, bytes]:
    """
    The files beside a shard's index that turn hits into results without a request for every hit.

    Args:
        shard: The shard.
        ids: Path of each post's page -> Pagefind's id of it.

    Returns:
        File name -> content: `order.json` with ids and times (minutes since 1970) newest first, `cards-<n>.json` with
        the n-th CHUNK of cards in that order.
    """
    order = {
        "ids": [ids[card.path] for card in shard.cards],
        "times": [int(card.date.timestamp() // 60) for card in shard.cards],
    }
    files = {"order.json": _json(order)}
    for number, start in enumerate(range(0, len(shard.cards), CHUNK)):
        files[f"cards-{number}.json"] = _json([_entry(card) for card in shard.cards[start : start + CHUNK]])
    return files


class Manifest(TypedDict):
    """What the search page knows before it loads any index."""

    chunk: int
    shards: dict[str, list[tuple[str, int]]]  # language -> (month, posts), newest first
    filters: dict[str, dict[str, int]]  # filter -> value -> posts


def manifest(shards: Sequence[Shard]) -> Manifest:
    """Count shards and the values of each filter."""
    filters: dict[str, dict[str, int]] = {"region": {}, "source": {}, "from": {}}
    by_language: dict[str, list[tuple[str, int]]] = {}
    for shard in shards:
        by_language.setdefault(shard.language, []).append((f"{shard.year:04}-{shard.month:02}", len(shard.cards)))
        for card in shard.cards:
            values = [("region", code) for code in card.regions]
            values += [("source", card.source)] if card.source else []
            for name, value in (*values, ("from", original_language(card))):
                filters[name][value] = filters[name].get(value, 0) + 1
    ordered = {name: dict(sorted(values.items())) for name, values in filters.items()}
    return {"chunk": CHUNK, "shards": by_language, "filters": ordered}


def _entry(card: Card) -> list[Any]:
    """One result: path, title, lede, ISO time, language, regions, source, language of the original."""
    lede = card.lede or ""
    short = lede if len(lede) <= 160 else lede[:160].rpartition(" ")[0] + "…"
    when = card.date.astimezone(dt.UTC).isoformat(timespec="minutes")
    return [
        card.path,
        card.title,
        short,
        when,
        card.lang,
        list(card.regions),
        card.source_name,
        original_language(card),
    ]


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
