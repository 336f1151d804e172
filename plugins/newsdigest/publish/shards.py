"""
What readers search: posts split by language of their text and by month, so that a change touches one small index.

A month with many posts is split further, always at the same days. A shard is indexed by Pagefind (see `pagefind.py`)
from records made here, not from the pages: a page carries nothing for search, and what a post's rights hold back is in
no record.
"""

import datetime as dt
import gzip
import hashlib
import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from newsdigest.post.places import place_names
from newsdigest.publish.corpus import Card
from newsdigest.publish.series import cut_at

CHUNK = 40  # cards a file, about 5 kB: ten hits for a rarer word lie in five files or six
LEDE = 100  # characters of a lede, some two lines on a phone
A_SHARD = 300  # posts: some 0.5 CPU seconds to index
_STEPS = ((1,), (1, 16), (1, 11, 21), range(1, 27, 5), range(1, 32))  # days on which the parts of a month may begin
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|mark|q|s|small|strong|sub|sup)(?: [^>]*)?>")
_TAG = re.compile(r"<[^>]*>")
_LETTER = re.compile(r"[^\W_]")  # or digit


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Posts of one language in one month, or in a part of it, newest first."""

    language: str  # primary tag, lower case: "uz" for uz-Cyrl
    name: str  # "2022-01", or with the day on which a part begins "2022-01-11"
    cards: tuple[Card, ...]

    @property
    def folder(self) -> str:
        """Below output/search/: "ru/2022-01"."""
        return f"{self.language}/{self.name}"

    @property
    def key(self) -> str:
        """Changes when any of its posts does."""
        whole = "\n".join(f"{card.path} {card.fingerprint}" for card in self.cards)
        return hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()


def make_shards(cards: Iterable[Card]) -> list[Shard]:
    """
    Split posts, newest first within each language, languages with most posts first.

    Where a month is cut depends on its own posts alone: a new month leaves the old ones as they are.

    Args:
        cards: Newest first.
    """
    groups: dict[str, dict[tuple[int, int], list[Card]]] = {}
    for card in cards:
        months = groups.setdefault(card.lang.partition("-")[0].lower(), {})
        months.setdefault((card.day.year, card.day.month), []).append(card)
    by_size = sorted(groups.items(), key=lambda item: (-sum(map(len, item[1].values())), item[0]))
    return [
        Shard(
            language=language,
            name=f"{year:04}-{month:02}" + ("" if piece.whole else f"-{piece.first:02}"),
            cards=tuple(piece.cards),
        )
        for language, months in by_size
        for (year, month), group in sorted(months.items(), reverse=True)
        for piece in cut_at(group, lambda card: card.day.day, _STEPS, A_SHARD)
    ]


def text_of_html(card: Card, body: str) -> str:
    """
    Everything that a post is found by, as plain text; at least a year, for Pagefind drops pages without a word.

    Args:
        card: The post.
        body: Sanitised HTML of what its rights allow to be shown.
    """
    words = html.unescape(_TAG.sub(" ", _INLINE.sub("", body)))
    known = (card.title, card.lede, words, *place_names(card.places), card.source_name, card.agency)
    text = "\n".join(filter(None, known))
    return text if _LETTER.search(text) else f"{text} {card.day:%Y}"


def filters_of(card: Card) -> dict[str, list[str]]:
    """The values by which a post can be filtered."""
    source = {"source": [card.source]} if card.source else {}
    return {"region": list(card.regions), **source, "from": [original_language(card)]}


def original_language(card: Card) -> str:
    """The language that the article was written in, as far as anybody recorded it."""
    return (card.translated_from or card.source_lang or card.lang).partition("-")[0].lower()


def times(shard: Shard) -> list[int]:
    """When each post appeared, in minutes since 1970."""
    return [_minutes(card) for card in shard.cards]


def card_chunks(shard: Shard) -> dict[str, bytes]:
    """The files that turn hits into results: `cards-<n>.bin` is gzip of JSON, the n-th CHUNK of cards."""
    return {
        f"cards-{number}.bin": gzip.compress(
            _json([_entry(card) for card in shard.cards[start : start + CHUNK]]), mtime=0
        )
        for number, start in enumerate(range(0, len(shard.cards), CHUNK))
    }


class Manifest(TypedDict):
    """What the search page knows before it loads any index."""

    chunk: int
    shards: dict[
        str, list[tuple[str, int, int, str]]
    ]  # language -> (name, posts, newest in minutes, key), newest first
    filters: dict[str, dict[str, int]]  # filter -> value -> posts


def manifest(shards: Sequence[Shard]) -> Manifest:
    """Count shards and the values of each filter."""
    filters: dict[str, dict[str, int]] = {"region": {}, "source": {}, "from": {}}
    by_language: dict[str, list[tuple[str, int, int, str]]] = {}
    for shard in shards:
        row = (shard.name, len(shard.cards), _minutes(shard.cards[0]), shard.key[:6])
        by_language.setdefault(shard.language, []).append(row)
        for card in shard.cards:
            for name, values in filters_of(card).items():
                for value in values:
                    filters[name][value] = filters[name].get(value, 0) + 1
    ordered = {name: dict(sorted(values.items())) for name, values in filters.items()}
    return {"chunk": CHUNK, "shards": by_language, "filters": ordered}


def _minutes(card: Card) -> int:
    return int(card.date.timestamp() // 60)


def _entry(card: Card) -> list[Any]:
    """One result: path, title, lede, ISO time, language, regions, source, language of the original."""
    lede = card.lede or ""
    short = lede if len(lede) <= LEDE else lede[:LEDE].rpartition(" ")[0] + "…"
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
