"""Show what editors changed in posts since their import, and what changed at the source since."""

import argparse
import json
from pathlib import Path
from typing import Any

from newsdigest.cli.project import project_settings
from newsdigest.desk.changes import Changes, find_changes
from newsdigest.errors import RegisterError
from newsdigest.ingest.capture import Limits, Part
from newsdigest.ingest.work import Workshop
from newsdigest.post.shelf import Shelf
from newsdigest.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--json", action="store_true", help="print the differences as a JSON list")
    parser.add_argument("posts", nargs="*", metavar="POST", help="ids or files of posts; all where none is named")


def run(arguments: argparse.Namespace) -> int:
    """Print the differences of the posts that have any."""
    settings = project_settings()
    shelf = Shelf(content=settings.content)
    wanted = {_id_of(word, shelf) for word in arguments.posts}
    found = []
    for changes in find_changes(shelf, wanted):
        upstream = _upstream(changes, settings) if wanted else changes.upstream
        found.append(changes.with_upstream(upstream))
    missing = wanted - {changes.id for changes in found}
    if missing:
        raise RegisterError(f"no imported post {', '.join(sorted(missing))}; name an id or a file below content/posts")
    if arguments.json:
        print(json.dumps([_as_json(changes) for changes in found if changes.any], ensure_ascii=False, indent=1))
        return 0
    for changes in found:
        if changes.any:
            print(*changes.lines(), sep="\n")
    print(f"{sum(changes.any for changes in found)} of {len(found)} posts differ")
    return 0


def _id_of(word: str, shelf: Shelf) -> str:
    """Give the id of a post named by file or id."""
    path = Path(word)
    if not path.is_file():
        return word
    found = shelf.facts(path).id
    if not found:
        raise RegisterError(f"{word}: no id in its front matter; name a post")
    return found


def _upstream(changes: Changes, settings: Settings) -> str | None:
    """Give the text as it would be imported now: the newer capture's, else the seed's."""
    if changes.upstream is not None or not changes.seed:
        return changes.upstream
    workshop = Workshop(root=settings.seeds, content=settings.content, limits=Limits())
    results = workshop.work(Part(seed=changes.seed.partition("#")[0]))
    return next((result.text for result in results if result.seed == changes.seed and result.text), None)


def _as_json(changes: Changes) -> dict[str, Any]:
    return {
        "id": changes.id,
        "files": [str(path) for path in changes.files],
        "edited": list(changes.edited),
        "source": list(changes.at_source),
    }
