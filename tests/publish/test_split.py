"""Long texts over several pages."""

import doctest

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.publish import split
from newsdigest.publish.markdown import to_html
from newsdigest.publish.split import split_html


def test_docstring_examples_hold():
    assert doctest.testmod(split).failed == 0


@given(st.text(max_size=600), st.integers(min_value=60, max_value=400))
def test_no_word_is_lost_and_no_page_too_large(text: str, limit: int):
    fragment = to_html(text)
    pages = split_html(fragment, limit)
    assert all(len(page.encode()) <= limit for page in pages)
    before = lxml.html.fragment_fromstring(fragment or " ", create_parent="div").text_content().split()
    after = lxml.html.fragment_fromstring("".join(pages) or " ", create_parent="div").text_content().split()
    assert "".join(after) == "".join(before)
