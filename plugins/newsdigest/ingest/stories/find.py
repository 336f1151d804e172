"""Put posts together that report one event: copies of a text, and reports by several hands and in several languages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newsdigest.ingest.stories.copies import find_copies
from newsdigest.ingest.stories.evidence import weigh
from newsdigest.ingest.stories.recent import Recent
from newsdigest.ingest.stories.sketch import Sketch

_ENOUGH = 1.25  # evidence from which a post joins a story
_BRIDGE = 2.25  # and to both sides, from which it brings two stories together
_NEXT = 0.15  # how far the report that is next most alike counts, beside the most alike one
_LEAST_BELOW = 4.0  # and how far below it at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The reports of one event."""

    name: str
    posts: tuple[str, ...]  # ids, in the order of their dates
    outlets: int
    independent: int  # reports by different hands: copies of a text, and an agency's texts, count once


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """All stories of two posts or more, and whose text each post is."""

    stories: tuple[Story, ...] = ()
    story_of: Mapping[str, str] = field(default_factory=dict)  # post id -> story name
    first_of: Mapping[str, str] = field(default_factory=dict)  # post id -> id of the first post with its text
    text_of: Mapping[str, str] = field(default_factory=dict)  # post id -> whose text it is, where the post is silent


class _Groups:
    """Disjoint groups of posts; a group whose name a person wrote joins no group of another name."""

    def __init__(self, held: Mapping[str, str | None], known: Mapping[str, str | None]) -> None:
        self._held = held
        self._known = known
        self._members: dict[str, list[Sketch]] = {}
        self._of: dict[str, str] = {}
        self._named: dict[str, str] = {}  # name a person wrote -> group

    def begin(self, post: Sketch) -> None:
        """Make a group of one, or join the group that a person, or an earlier run, put the post into."""
        self._members[post.id] = [post]
        self._of[post.id] = post.id
        if name := self._held.get(post.id) or self._known.get(post.id):
            first = self._named.setdefault(name, post.id)
            if first != post.id:
                self.join(self._of[first], post.id)

    def of(self, post: Sketch) -> str:
        """Give the group of a post."""
        return self._of[post.id]

    def members(self, group: str) -> Sequence[Sketch]:
        """Give the posts of a group."""
        return self._members[group]

    def may_join(self, one: str, other: str) -> bool:
        """Whether no person said otherwise."""
        names = {
            self._held[post.id] for group in (one, other) for post in self._members[group] if post.id in self._held
        }
        return None not in names and len(names) < 2

    def join(self, one: str, other: str) -> None:
        """Make one group of two."""
        if one == other:
            return
        for post in self._members[other]:
            self._of[post.id] = one
        self._members[one] += self._members.pop(other)

    def all(self) -> Sequence[Sequence[Sketch]]:
        """All groups."""
        return list(self._members.values())


def find_stories(
    posts: Sequence[Sketch],
    *,
    held: Mapping[str, str | None] | None = None,
    known: Mapping[str, str | None] | None = None,
) -> Stories:
    """
    Find the stories among posts, in time that grows with their number.

    Args:
        posts: In any order.
        held: Post id -> the story that a person wrote for it, None where a person took it out of every story.
        known: Post id -> its story (or None) as found before, for posts that all lie before those to be placed now.

    Returns:
        The same for the same posts, whatever their order: a story is named after a report of its first day, and what
        comes later does not change which earlier posts belong together, unless it brings two stories together.
    """
    ordered = sorted(posts, key=lambda post: (post.date, post.id))
    first_of = find_copies(ordered)
    by_id = {post.id: post for post in ordered}
    groups, recent = _Groups(held or {}, known or {}), Recent()
    for post in ordered:
        groups.begin(post)
        recent.add(post)
        if known and post.id in known:
            continue
        first = by_id[first_of[post.id]]
        if first is not post and groups.may_join(groups.of(first), groups.of(post)):
            groups.join(groups.of(first), groups.of(post))
        _join_alike(post, groups, recent)
    return _named(groups, held or {}, known or {}, first_of)


def _join_alike(post: Sketch, groups: _Groups, recent: Recent) -> None:
    """Join the post to the story that it reports, and stories that it shows to be one."""
    found: dict[str, list[float]] = defaultdict(list)
    for other, compared in recent.like(post):
        found[groups.of(other)].append(weigh(compared))
    scores = {group: _score(sorted(values, reverse=True)) for group, values in found.items()}
    for group in sorted(scores, key=lambda name: (-scores[name], name)):
        own = groups.of(post)
        alone = len(groups.members(own)) == 1
        if group == own or scores[group] < (_ENOUGH if alone else _BRIDGE):
            continue
        if groups.may_join(group, own):
            groups.join(group, own)


def _score(evidence: Sequence[float]) -> float:
    """What speaks for a story: that of its report most like the post, tempered by the next one's."""
    if len(evidence) < 2:
        return evidence[0]
    return (1 - _NEXT) * evidence[0] + _NEXT * max(evidence[1], evidence[0] - _LEAST_BELOW)


def _named(
    groups: _Groups, held: Mapping[str, str | None], known: Mapping[str, str | None], first_of: Mapping[str, str]
) -> Stories:
    stories = []
    texts: dict[str, list[Sketch]] = defaultdict(list)
    for members in groups.all():
        for post in members:
            texts[first_of[post.id]].append(post)
        reports = sorted(members, key=lambda post: (post.date, post.id))
        written = next((name for post in reports if (name := held.get(post.id))), None)
        before = [name for post in reports if (name := known.get(post.id))]
        if len(reports) < 2 and not written and not before:
            continue
        stories.append(
            Story(
                # Names begin with the day, so that the least is the first report's, whichever run found it.
                name=written or min((*before, *(post.name for post in reports if not known.get(post.id)))),
                posts=tuple(post.id for post in reports),
                outlets=len({post.source or post.id for post in reports}),
                independent=count_independent(reports, first_of),
            )
        )
    stories.sort(key=lambda story: story.name)
    return Stories(
        stories=tuple(stories),
        story_of={post: story.name for story in stories for post in story.posts},
        first_of=first_of,
        text_of=hands(reports for _, reports in sorted(texts.items())),
    )


def hands(texts: Iterable[Sequence[Sketch]]) -> dict[str, str]:
    """
    Tell whose text each post is that prints another one's words: an agency's where any of them names one.

    Args:
        texts: The posts of each text.

    Returns:
        Post id -> agency, source or post; without those whose own source or agency it is.
    """
    found: dict[str, str] = {}
    for posts in texts:
        ordered = sorted(posts, key=lambda post: (post.date, post.id))
        named = next((post.agency for post in ordered if post.agency), None)
        hand = named or ordered[0].source or ordered[0].id
        for post in ordered:
            if (post.agency or post.source or post.id).casefold() != hand.casefold():
                found[post.id] = hand
    return found


def count_independent(reports: Sequence[Sketch], first_of: Mapping[str, str]) -> int:
    """Count the hands: a text counts once, and so do all texts of one agency or of one outlet."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for post in reports:
        own = find(f"text {first_of[post.id]}")
        root[find(f"hand {(post.agency or post.source or post.id).casefold()}")] = own
    return len({find(f"text {first_of[post.id]}") for post in reports})
