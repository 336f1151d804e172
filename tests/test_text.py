"""String functions."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from newsdigest import text


def test_docstring_examples_hold():
    assert doctest.testmod(text).failed == 0


@given(st.text())
def test_slug_is_a_safe_file_name(title):
    slug = text.slugify(title)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug) <= 60
    assert not slug.startswith("-")


@given(st.text())
def test_collapsing_twice_changes_nothing_more(value):
    once = text.collapse(value)
    assert text.collapse(once) == once
