"""Markdown becomes HTML that is safe to serve; what needs no cleaning is the same as if it had been cleaned."""

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdigest.publish import markdown
from newsdigest.publish.markdown import to_html

PIECES = [
    "word ", "*", "**", "_", "\n", "\n\n", "# ", "## ", "> ", "- ", "1. ", "3) ", "    ", "`", "```\n", "~~", "[a](b)",
    "[a](javascript:x)", "![i](j)", "<b>", "</p>", "<script>", "&amp;", "&lt;", "&nbsp;", "&", '"', "'", "\xa0", "\0",
    "|a|b|\n|-|-|\n|c|d|\n", "***", "---\n", "\\", "  \n", "\u2028", "<!--", "http://a.example",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("Fish & chips\n\n> *quoted* **text**\n\n- a\n- b")
def test_uncleaned_is_what_cleaning_gives(text):
    made = to_html(text)
    assert made == markdown._CLEANER.clean(made)


def test_ordinary_post_is_not_cleaned(monkeypatch):
    monkeypatch.setattr(markdown, "_CLEANER", None)
    assert to_html("## Head\n\nFish & *chips* > 3.\n\n> **q**\n\n1. a") == (
        "<h2>Head</h2>\n<p>Fish &amp; <em>chips</em> &gt; 3.</p>\n"
        "<blockquote>\n<p><strong>q</strong></p>\n</blockquote>\n<ol>\n<li>a</li>\n</ol>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<p onclick="x">',
        "<b>open",
        "</div></main>",
        "`<`<i x=y>",
    ],
)
def test_whatever_is_raw_is_cleaned(text):
    made = to_html(text)
    assert made == nh3.clean(made, link_rel="noopener noreferrer")
    assert "script" not in made
    assert "onclick" not in made
