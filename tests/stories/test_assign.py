"""Stories from run to run: remembered, worked out anew from the first change on, with the same result."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import FIRE, FIRE_AGAIN, FIRE_RU, METRO, OTHER_FIRE, OTHER_FIRE_RU, QUAKE, labelled, labelled_post, report

from newsdigest.ingest.stories.assign import assign_stories
from newsdigest.ingest.stories.sketch import pack, sketch_post, unpack

POSTS = (
    report("a", FIRE),
    report("b", FIRE_RU, lang="ru", hours=1),
    report("m", METRO, hours=2),
    report("c", FIRE_AGAIN, hours=3),
    report("q", QUAKE, hours=30),
    report("d", OTHER_FIRE, hours=24 * 9),
    report("e", OTHER_FIRE_RU, lang="ru", hours=24 * 9 + 1),
)
PACKED = {post.id: pack(sketch_post(post)) for post in POSTS}
numbers = itertools.count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("memory")


def assign(sketches, held, memory):
    return assign_stories(sketches, held, memory=memory, version="1")


def fresh(folder):
    return folder / f"{next(numbers)}.json"


def test_sketch_survives_packing():
    for row in labelled():
        sketch = sketch_post(labelled_post(row))
        assert unpack(pack(sketch)) == sketch


@pytest.mark.parametrize("packed", ["", "no sketch", "c-jH"])
def test_what_is_no_sketch_is_refused(packed):
    with pytest.raises(ValueError):  # noqa: PT011, whatever the reader of the packing says
        unpack(packed)


def test_second_run_without_a_change_gives_the_same(folder):
    memory = fresh(folder)
    first = assign(PACKED, {}, memory)
    assert assign(PACKED, {}, memory) == first
    assert first["a"] == first["b"] == first["c"]
    assert first["d"] == first["e"] != first["a"]
    assert first["m"] == (None, None)


words = st.sampled_from(["fire", "metro", None])


@settings(max_examples=60, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.sets(st.sampled_from(sorted(PACKED)), min_size=1),
            st.dictionaries(st.sampled_from(sorted(PACKED)), words),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_run_upon_run_gives_what_one_run_gives(folder, steps):
    memory = fresh(folder)
    for names, held in steps:
        sketches = {name: PACKED[name] for name in sorted(names)}
        held_here = {name: word for name, word in held.items() if name in names}
        step_by_step = assign(sketches, held_here, memory)
        assert step_by_step == assign(sketches, held_here, fresh(folder))


def test_damaged_memory_costs_nothing_but_time(folder):
    memory = fresh(folder)
    first = assign(PACKED, {}, memory)
    memory.write_text('{"version": "1", "entries": {"a": 7}}')
    assert assign(PACKED, {}, memory) == first


def test_copies_are_known_for_whose_text_they_are_from_run_to_run(folder):
    copy = " ".join((FIRE, FIRE_AGAIN, METRO))
    posts = (
        report("first", copy, source="alatau"),
        report("named", copy, hours=2, source="dala", agency="dpa"),
        report("silent", copy, hours=3, source="elbe"),
        report("other", QUAKE, hours=3, source="elbe"),
    )
    packed = {post.id: pack(sketch_post(post)) for post in posts}
    memory = fresh(folder)
    assign({"first": packed["first"]}, {}, memory)
    found = assign(packed, {}, memory)
    assert {name: text_of for name, (_, text_of) in found.items()} == {
        "first": "dpa", "named": None, "silent": "dpa", "other": None,
    }  # fmt: skip
    assert assign(packed, {}, memory) == found
