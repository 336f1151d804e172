"""Pelican plugin: the search page, and the index that it loads in pieces."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from blinker import signal

from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.markdown import to_html
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.pagefind import index_shard, program
from newsdigest.publish.rights import visible
from newsdigest.publish.shards import Manifest, make_shards, manifest, text_of_html

FOLDER = "search"
PAGE = "search.html"
SCRIPT = f"{FOLDER}/search.js"
WORKER = f"{FOLDER}/worker.js"  # the script starts it by this name
PROGRAM = f"{FOLDER}/program"  # the worker loads Pagefind from here


def plan(edition: Edition) -> Iterator[Output]:
    """The page in every language, its scripts, and a folder for every shard."""
    shards = make_shards(edition.corpus.posts)
    for shard in shards:
        yield Output(
            path=f"{FOLDER}/{shard.folder}",
            shows=("shard", shard.key),
            make=partial(index_shard, shard, partial(searched, edition=edition)),
            folder=True,
        )
    languages = tuple(sorted({shard.language for shard in shards}))
    if languages:
        yield Output(path=PROGRAM, shows=("program", languages), make=partial(program, languages), folder=True)
    for target, name in ((SCRIPT, "search.js"), (WORKER, "search-worker.js")):
        script = (edition.theme / "js" / name).read_bytes()
        yield Output(path=target, shows=script, make=partial(bytes, script))
    facts = manifest(shards)
    names = {card.source: card.source_name or card.source for card in edition.corpus.posts if card.source}
    for language in edition.languages:
        yield Output(
            path=edition.path(PAGE, language),
            shows=(json.dumps(facts), tuple(sorted(names.items()))),
            template="search.html",
            language=language,
            make=partial(page_context, facts, names, edition, language),
        )


def page_context(facts: Manifest, names: Mapping[str, str], edition: Edition, language: str) -> Mapping[str, Any]:
    """The form with its choices, each with the number of posts, named in the reader's language."""
    phrases = edition.phrases[language]
    naming: Mapping[str, Callable[[str], str]] = {
        "region": phrases.region_name,
        "source": lambda value: names.get(value, value),
        "from": phrases.language_name,
    }
    choices = {
        name: sorted(((value, naming[name](value), count) for value, count in values.items()), key=lambda row: row[1])
        for name, values in facts["filters"].items()
    }
    posts_in: dict[str, int] = {}
    for shards in facts["shards"].values():
        for name, count, *_ in shards:
            posts_in[name[:7]] = posts_in.get(name[:7], 0) + count  # "2022-01", without the day of a part
    months = sorted(posts_in, reverse=True)
    choices["period"] = [(month, phrases.month(int(month[:4]), int(month[5:])), posts_in[month]) for month in months]
    return {"manifest": facts, "choices": choices, "zone": edition.zone.key, "script": SCRIPT, "own": PAGE}


def searched(card: Card, edition: Edition) -> str:
    """What readers may find of a post."""
    shown = visible(edition.read(card), card, edition.settings)
    return text_of_html(card, to_html(shown.body))


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
