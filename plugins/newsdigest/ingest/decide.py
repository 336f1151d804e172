"""
What a run does with one post: a pure function of what was imported, what a person left, and what comes now.

The person always wins. Unedited posts follow their source; edited ones are merged; where both sides changed the same
thing, the person's text stays and the conflict is reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsdigest.post.merge import Conflict, merge_posts
from newsdigest.post.shelf import text_sha

Outcome = Literal[
    "written",  # new
    "unchanged",  # as imported, and nothing new comes
    "followed",  # unedited, took what comes
    "kept",  # edited, and nothing new comes
    "merged",  # edited, took what comes as well
    "conflict",  # edited where something new comes
    "adopted",  # there without an imported text, which is recorded now
    "deleted",  # a person deleted it
    "split",  # several posts carry its id
    "withdrawn",  # a person withdrew it
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to write, in this order: the post, then the text as imported. None: leave it as it is."""

    outcome: Outcome
    post: str | None = None
    base: str | None = None
    conflicts: tuple[Conflict, ...] = ()


def decide(*, base: str | None, posts: Sequence[str], theirs: str, withdrawn: bool = False) -> Decision:
    """
    Decide on one post.

    Args:
        base: The text as imported last; None: never.
        posts: The texts of the files that carry its id, none where a person deleted it.
        theirs: The text as it would be imported now.
        withdrawn: A person withdrew the post: nothing may come back into it.
    """
    if base is None:
        return Decision(outcome="adopted" if posts else "written", post=None if posts else theirs, base=theirs)
    if base != theirs and len(posts) == 1 and not withdrawn:
        return _update(base, posts[0], theirs)
    shas = [text_sha(post) for post in posts]
    return Decision(outcome=standing(text_sha(base), shas, withdrawn=withdrawn))


def standing(base: str, posts: Sequence[str], *, withdrawn: bool = False) -> Outcome:
    """
    Say how posts stand that nothing is to be done to.

    Args:
        base: Hash of the text as imported.
        posts: Hashes of the files that carry its id.
        withdrawn: A person withdrew it.
    """
    if not posts:
        return "deleted"
    if withdrawn:
        return "withdrawn"
    if len(posts) > 1:
        return "split"
    return "unchanged" if posts[0] == base else "kept"


def _update(base: str, ours: str, theirs: str) -> Decision:
    """Bring what comes into the one file."""
    if _same(ours, base):
        return Decision(outcome="followed", post=theirs, base=theirs)
    if _same(ours, theirs):  # a run ended between the two writes, or the person made the same change
        return Decision(outcome="followed", base=theirs)
    merged = merge_posts(base, ours, theirs)
    if merged.text is None:
        return Decision(outcome="conflict", conflicts=merged.conflicts)
    return Decision(outcome="merged", post=None if merged.text == ours else merged.text, base=theirs)


def _same(one: str, other: str) -> bool:
    """Line ends, which git may change on checkout, are no edit."""
    return one == other or one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
