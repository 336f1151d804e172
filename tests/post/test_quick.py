"""The quick reader of front matter agrees with YAML or says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from post_strategies import HOSTILE, posts

from newsdigest.post import quick, render_post
from newsdigest.post.front import parse
from newsdigest.post.read import Halves, split_post

PIECES = st.sampled_from([
    "key: ", "other:", "- ", "  - ", "  ", "    ", "a: ", "b:", "'", '"', "[a, b]", "[a,b]", "[a , b]", "[ab, null]",
    "[]", "{}",
    "word", "two words", "a:b", "a::b", "a: b", "a #b", "12", "12:30", "2022-01-11", "2022-01-11T05:35:00+01:00", "~",
    "null", "Null", "yes", "it's", "'x'", '"y z"', '"a\\n"',
    "«к»", "– a", "...", "---", "|", ">", "!t", "&a", "*a", " ", "\t", "x ",
])  # fmt: skip


def agree(front):
    quickly = quick.parse(front)
    if quickly is not None:
        assert (quickly, []) == parse(front, first_line=2)[::2]
    return quickly


@given(posts)
def test_agrees_on_what_our_writer_writes(post):
    halves = split_post(render_post(post))
    assert isinstance(halves, Halves)
    agree(halves.front)


@given(st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=6).map("\n".join))
def test_agrees_on_lines_that_look_like_front_matter(front):
    agree(front)


@given(st.lists(st.sampled_from(["k: ", "l:", "- ", "- a: ", "  b: ", "  c:", "  - "]), max_size=6), st.data())
def test_agrees_on_any_nesting_of_any_text(starts, data):
    ends = data.draw(st.lists(st.sampled_from(["", "x", *HOSTILE]) | st.text(max_size=8), min_size=6, max_size=6))
    agree("\n".join(start + end for start, end in zip(starts, ends, strict=False)))


@pytest.mark.parametrize(
    "front",
    [
        "id: a-1\ntitle: A title, with «marks» and it's own\ndate: 2022-01-11T05:35:00+01:00\nregions: [KZ, CN-XJ]",
        'images:\n- caption: One\n  agencies: [AP]\n  restrictions:\n  - "NO ARCHIVE"\n- credit: "Photo: A / TASS"',
        'date_raw:\n- "a | b | c"\n- \'d "e"\'\nlede: x',
    ],
)
def test_reads_what_posts_mostly_are(front):
    assert agree(front) is not None


@pytest.mark.parametrize(
    "front", ["a: b\na: c", "a:", "a:\n- b:", "a: null", "a: [null]", "  b: c", "- a", "a: b\n- c"]
)
def test_leaves_to_yaml_what_it_is_not_sure_of(front):
    assert quick.parse(front) is None
