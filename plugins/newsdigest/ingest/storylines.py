"""Which story ingest writes into each post, people's own words on it above everything."""

from collections.abc import Sequence
from pathlib import Path

from newsdigest.ingest.own_posts import Own
from newsdigest.ingest.plan import Plan
from newsdigest.ingest.settle import OnDisk
from newsdigest.ingest.stories.assign import Stories, assign_stories, of_file


def place_in_stories(plans: Sequence[Plan], disk: OnDisk, own: Own, *, memory: Path, version: str) -> Stories:
    """
    Give the story that ingest would write into each post, and whose text it is.

    A story that a person wrote into a post, or took out of it, holds: the others follow it, and the post itself is
    left alone. Posts that a person wrote are in the stories that they report; one with an empty `story:` is in none.
    Posts that a person deleted or withdrew are in no story.

    Args:
        plans: The articles of this run.
        disk: What stands on disk.
        own: Posts that a person wrote.
        memory: The file that remembers the stories of the last run.
        version: Of the code.
    """
    written = {post_id: facts.story or None for post_id, facts in disk.bases.items()}
    held = {
        post_id: files[0][1].story or None
        for post_id, files in disk.posts.items()
        if len(files) == 1 and post_id in written and (files[0][1].story or None) != written[post_id]
    }
    shown = {post_id for post_id, files in disk.posts.items() if any(not facts.withdrawn for _, facts in files)}
    names = {plan.id: plan.known_as or plan.id for plan in plans}
    sketches = {
        names[plan.id]: plan.first.sketch
        for plan in plans
        if plan.first.sketch and (names[plan.id] in shown or names[plan.id] not in disk.bases)
    }
    for post_id, (path, facts) in own.items():
        sketches[post_id] = of_file(path, facts.sha)
        if facts.has_story:
            held[post_id] = facts.story or None
    found = assign_stories(sketches, held, memory=memory, version=version)
    places: Stories = {post_id: (facts.story or None, facts.text_of or None) for post_id, facts in disk.bases.items()}
    places |= found | {
        post_id: (written[post_id], found.get(post_id, (None, None))[1]) for post_id in held.keys() & written.keys()
    }
    return {plan_id: places.get(name, (None, None)) for plan_id, name in names.items()} | places
