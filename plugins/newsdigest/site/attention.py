"""Pelican plugin: the desk as a page, in previews only: what every post still needs, each with a way to correct it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import quote

from blinker import signal

from newsdigest.desk import Finding, check_posts
from newsdigest.desk.changes import find_changes
from newsdigest.post.shelf import Shelf
from newsdigest.publish import addresses
from newsdigest.publish.edition import Edition
from newsdigest.publish.editor import entry_address, installed, installed_in, months_offered
from newsdigest.publish.outputs import SIGNAL, Output

PATH = "attention.html"
DIFF_LINES = 200  # of one post's difference; newsdigest diff shows all


@dataclass(frozen=True, slots=True, kw_only=True)
class Needy:
    """A post and what it needs."""

    file: str  # below content/posts
    page: str  # its path below output/
    title: str | None  # None: withdrawn, or not to be read
    findings: tuple[Finding, ...]  # of one severity, by line
    upstream: tuple[str, ...]  # what the original says now, as lines of a unified diff
    editor: str | None  # where the browser editor opens it; None: there is none, or it does not list the post


def plan(edition: Edition) -> Iterator[Output]:
    """The page, in the site's own language."""
    if not edition.settings.preview:
        return
    today = dt.datetime.now(edition.zone).date()
    content, sources = edition.settings.content, edition.registers.sources
    findings = check_posts(content, sources, today=today)
    upstream = changes_upstream(findings, Shelf(content=content))
    yield Output(
        path=PATH,
        shows=(
            tuple((f.file, f.line, f.code, f.message) for f in findings),
            tuple(upstream.items()),
            tuple(card.shown for card in edition.corpus.posts) if findings else (),
        ),
        template="attention.html",
        make=partial(context, findings, upstream, edition),
    )


def changes_upstream(findings: Iterable[Finding], shelf: Shelf) -> dict[str, tuple[str, ...]]:
    """What changed at the source of each post whose original is said to have changed, by the post's id."""
    ids = {finding.id for finding in findings if finding.code == "source-changed" and finding.id}
    return {changes.id: changes.at_source[:DIFF_LINES] for changes in find_changes(shelf, ids)} if ids else {}


def context(
    findings: Iterable[Finding], upstream: Mapping[str, tuple[str, ...]], edition: Edition
) -> Mapping[str, Any]:
    """What the page shows."""
    titles = {card.file: card.title for card in edition.corpus.posts}
    listed = listed_in_editor(edition)
    by_severity: dict[str, list[Needy]] = {"error": [], "warning": []}
    for severity, needy in by_severity.items():
        chosen = [finding for finding in findings if finding.severity == severity]
        needy.extend(
            Needy(
                file=file,
                page=addresses.post(file),
                title=titles.get(file),
                findings=(found := tuple(group)),
                upstream=upstream.get(found[0].id or "", ()) if severity == "warning" else (),
                editor=entry_address(file) if file.startswith(listed) else None,
            )
            for file, group in groupby(chosen, key=lambda finding: finding.file)
        )
    repository = edition.settings.repository
    posts = f"{repository}/edit/{edition.settings.branch}/content/posts/" if repository else None
    return {
        "needy": by_severity,
        "counts": {kind: sum(len(post.findings) for post in posts) for kind, posts in by_severity.items()},
        "repository_address": (lambda file, line: f"{posts}{quote(file)}#L{line}") if posts else None,
    }


def listed_in_editor(edition: Edition) -> tuple[str, ...]:
    """How the files begin that the browser editor lists; none where it is not installed."""
    if not installed(installed_in()):
        return ()
    files = (card.file for card in (*edition.corpus.posts, *edition.corpus.withdrawn))
    return tuple(f"{year}/{month}/" for year, month in months_offered(files))


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
