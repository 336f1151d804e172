"""Pelican plugin: the search page, and the index that it loads in pieces."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from blinker import signal

from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.markdown import to_html
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.publish.pagefind import drop_stale, index_shard
from newsdigest.publish.shards import Manifest, make_shards, manifest

FOLDER = "search"
PAGE = "search.html"
SCRIPT = f"{FOLDER}/search.js"
WORKER = f"{FOLDER}/worker.js"  # the script starts it by this name


def plan(edition: Edition) -> Iterator[Output]:
    """The page in every language, its script, and every shard's files."""
    shards = make_shards(edition.corpus.posts)
    cache = edition.settings.cache / FOLDER
    bundles = {}
    for shard in shards:
        bundles[shard.folder] = index_shard(shard, partial(shown_html, edition=edition), cache)
    drop_stale(cache, set(bundles.values()))
    yield from _shared(bundles)
    for folder, bundle in bundles.items():
        for path in _files(bundle):
            yield _copy(f"{FOLDER}/{folder}/{path.relative_to(bundle).as_posix()}", path, bundle.name)
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
    months = sorted({month for shards in facts["shards"].values() for month, _ in shards}, reverse=True)
    posts_in = {
        month: sum(n for shards in facts["shards"].values() for m, n in shards if m == month) for month in months
    }
    choices["period"] = [(month, phrases.month(int(month[:4]), int(month[5:])), posts_in[month]) for month in months]
    return {"manifest": facts, "choices": choices, "zone": edition.zone.key, "script": SCRIPT, "own": PAGE}


def shown_html(card: Card, edition: Edition) -> str:
    """What readers may find of a post."""
    return to_html(edition.read(card).body)


def _shared(bundles: dict[str, Path]) -> Iterator[Output]:
    """The script once, and the program once a language."""
    seen = set()
    for folder, bundle in bundles.items():
        language = folder.partition("/")[0]
        for path in sorted((bundle / "shared").iterdir()):
            target = f"{FOLDER}/{language}/{path.name}"
            if target not in seen:
                seen.add(target)
                yield _copy(target, path, bundle.name)


def _files(bundle: Path) -> Iterator[Path]:
    """A bundle's own files."""
    for path in sorted(bundle.rglob("*")):
        if path.is_file() and path.parent.name != "shared":
            yield path


def _copy(target: str, path: Path, key: str) -> Output:
    return Output(path=target, shows=("pagefind", key, path.name), make=path.read_bytes)


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
