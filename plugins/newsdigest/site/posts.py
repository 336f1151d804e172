"""Pelican plugin: a page for every post."""

from collections.abc import Iterator, Mapping
from typing import Any

from blinker import signal

from newsdigest.publish.corpus import Card
from newsdigest.publish.edition import Edition
from newsdigest.publish.markdown import to_html
from newsdigest.publish.outputs import SIGNAL, Output


def plan(edition: Edition) -> Iterator[Output]:
    """One output a post; it shows that post and nothing of the others."""
    for card in edition.corpus.posts:
        yield Output(
            path=card.path,
            shows=("post", card.fingerprint),
            template="post.html",
            make=lambda card=card: post_context(card, edition),
            search=True,
        )


def post_context(card: Card, edition: Edition) -> Mapping[str, Any]:
    """What a post's page shows."""
    post = edition.read(card)
    return {"card": card, "post": post, "body": to_html(post.body)}


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
