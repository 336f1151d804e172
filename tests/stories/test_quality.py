"""The floor of quality on the labelled posts, whose two halves share no story."""

import itertools

import pytest
from reports import labelled, labelled_post

from newsdigest.ingest.stories.find import find_stories
from newsdigest.ingest.stories.sketch import sketch_post

ROWS = labelled()


@pytest.fixture(scope="module")
def story_of():
    return find_stories([sketch_post(labelled_post(row)) for row in ROWS]).story_of


@pytest.mark.parametrize("split", ["dev", "test", ""])
def test_pairs_of_posts_are_put_together_rightly(story_of, split):
    rows = [row for row in ROWS if row["split"] == split or not split]
    pairs = list(itertools.combinations(rows, 2))
    same = {(a["id"], b["id"]) for a, b in pairs if a["story"] == b["story"]}
    found = {(a["id"], b["id"]) for a, b in pairs if a["id"] in story_of and story_of[a["id"]] == story_of.get(b["id"])}
    assert len(same & found) / len(found) >= 0.97
    assert len(same & found) / len(same) >= 0.85


def test_labelled_set_is_large_varied_and_split_by_story():
    assert len(ROWS) >= 150
    assert len({row["lang"] for row in ROWS}) >= 8
    halves = [{row["story"] for row in ROWS if row["split"] == split} for split in ("dev", "test")]
    assert not halves[0] & halves[1]
