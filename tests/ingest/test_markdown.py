"""Captured text becomes Markdown that gives it back, and nothing else."""

import html
import re

import pyromark
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsdigest.ingest.markdown import blocks_to_markdown, escape
from newsdigest.models import Block
from newsdigest.text import collapse

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
MARKUP = [*"*_`~[]()<>#+-=|!&;:.\\'\"{}^$1a. \n", "&amp;", "](", "![", "<b>", "1. ", "- ", "***", "~~", "# ", "é", "«"]
texts = st.one_of(st.lists(st.sampled_from(MARKUP), max_size=14).map("".join), st.text(max_size=30))


def block(kind: str, fragment: str, text: str | None = None) -> Block:
    plain = BeautifulSoup(fragment, "html.parser").get_text()
    return Block(kind=kind, text=text if text is not None else collapse(plain), html=fragment)  # type: ignore[arg-type]


def text_of(markdown: str) -> str:
    return collapse(BeautifulSoup(pyromark.html(markdown, options=OPTIONS), "html.parser").get_text(" "))


def paragraph(fragment: str) -> str:
    return blocks_to_markdown([block("paragraph", fragment)])


@settings(max_examples=600)
@given(texts)
@example("a | b\n--- | ---")
@example("~one~ two")
def test_any_text_survives_escape_and_markdown(text: str) -> None:
    rendered = BeautifulSoup(pyromark.html(escape(text), options=OPTIONS), "html.parser")
    assert rendered.get_text().rstrip("\n") == collapse(text)
    assert {tag.name for tag in rendered.find_all(True)} <= {"p"}


tags = st.sampled_from(["em", "strong", "b", "code", "span", "u", "a href='https://a.example/x_(y)'", "a href='/rel'"])
pieces = st.one_of(
    texts.map(lambda text: html.escape(text.replace("\n", " "))),
    st.builds(lambda tag, text: f"<{tag}>{html.escape(text)}</{tag.split()[0]}>", tags, texts),
)


@settings(max_examples=600)
@given(st.lists(pieces, max_size=6).map("".join), st.sampled_from(["paragraph", "subhead", "quote"]))
def test_any_marked_text_survives_in_every_kind_of_block(fragment: str, kind: str) -> None:
    wanted = collapse(BeautifulSoup(fragment, "html.parser").get_text())
    rendered = BeautifulSoup(pyromark.html(blocks_to_markdown([block(kind, fragment)]), options=OPTIONS), "html.parser")
    assert collapse(rendered.get_text()) == wanted
    assert {tag.name for tag in rendered.find_all(True)} <= {"p", "h2", "blockquote", "em", "strong", "code", "a"}


@settings(max_examples=300)
@given(st.lists(pieces, min_size=1, max_size=4))
def test_any_list_and_any_table_keep_their_cells(cells: list[str]) -> None:
    wanted = [text for cell in cells if (text := collapse(BeautifulSoup(cell, "html.parser").get_text()))]
    for fragment, kind, tag in (
        ("<ul>" + "".join(f"<li>{cell}</li>" for cell in cells) + "</ul>", "list", "li"),
        ("<ol>" + "".join(f"<li>{cell}</li>" for cell in cells) + "</ol>", "list", "li"),
        ("<table>" + "".join(f"<tr><td>{cell}</td><td>x</td></tr>" for cell in cells) + "</table>", "table", "tr"),
    ):
        markdown = blocks_to_markdown([block(kind, fragment), block("paragraph", "after")])
        rendered = BeautifulSoup(pyromark.html(markdown, options=OPTIONS), "html.parser")
        found = [
            collapse(item.get_text(" " if tag == "tr" else "")).removesuffix(" x") for item in rendered.find_all(tag)
        ]
        assert [text for text in found if text and text != "x"] == [text for text in wanted if text != "x"]


@pytest.mark.parametrize(
    ("fragment", "markdown"),
    [
        ("He said <em>no</em>.", "He said *no*."),
        ("<strong>Almaty </strong>- A", "**Almaty** - A"),
        ("a<em>b</em>c", "a*b*c"),
        ("<em>One</em><em>two</em>", "*Onetwo*"),
        ("<em>«Да»</em>сказал", "«Да»сказал"),
        ("<b><i>both</i></b>", "**both**"),
        ('See <a href="https://a.example/x y?a=1&amp;b=(2)">this [one]</a>', None),
        ("One<br>two<br/>- three", "One\\\ntwo\\\n\\- three"),
        ("AT&amp;T &amp;amp; snake_case", "AT&T \\&amp; snake_case"),
        ("<script>alert(1)</script>x<!-- y -->", "x"),
    ],
)
def test_markdown_looks_as_a_person_would_write_it(fragment: str, markdown: str | None) -> None:
    expected = "See [this \\[one\\]](https://a.example/x%20y?a=1&b=%282%29)" if markdown is None else markdown
    assert paragraph(fragment) == expected


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        " java\nscript:x",
        "//a.example",
        "/x",
        "http://",
        "https://[",
        "vbscript:x",
        "https://known.example@a.example/",
    ],
)
def test_only_web_addresses_become_links(href: str) -> None:
    assert paragraph(f'<a href="{html.escape(href)}">text</a>') == "text"


@pytest.mark.parametrize(
    "href",
    ["https://a.example/`x`", "https://a.example/<b>", "https://a.example/a)b\\c", "https://a.example/?a=1&copy;=2"],
)
def test_a_links_target_survives(href: str) -> None:
    rendered = BeautifulSoup(pyromark.html(paragraph(f'<a href="{html.escape(href)}">text</a>')), "html.parser")
    found = rendered.find("a")
    assert found is not None
    assert rendered.get_text().strip() == "text"
    assert re.sub("%[0-9A-F]{2}", lambda code: chr(int(code[0][1:], 16)), str(found["href"])) == href


def test_blocks_of_every_kind_follow_each_other() -> None:
    markdown = blocks_to_markdown(
        [
            block("subhead", "Political power struggle"),
            block("quote", "<blockquote><p>One.</p><p>Two.</p></blockquote>"),
            block("list", "<ul><li>a</li><li>b<ol start='3'><li>c</li></ol></li></ul>"),
            block("list", "<ul><li>d</li></ul>"),
            block("table", "<table><tr><th>Oblast</th><th>Seats</th></tr><tr><td>Almaty</td></tr></table>"),
            block("paragraph", "  "),
        ]
    )
    assert markdown == (
        "## Political power struggle\n\n> One.\n>\n> Two.\n\n- a\n- b\n  3. c\n\n+ d\n\n"
        "| Oblast | Seats |\n| --- | --- |\n| Almaty |  |"
    )


def test_deep_nesting_is_flattened_not_endless() -> None:
    deep = "<ul><li>a" * 60 + "</li></ul>" * 60
    markdown = blocks_to_markdown([block("list", deep)])
    assert max(len(line) for line in markdown.split("\n")) < 40
    assert len(text_of(markdown).split()) == 60
