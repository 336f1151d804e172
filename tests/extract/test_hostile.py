"""Pages made to harm: they give an article or are set aside, whatever stands in them."""

import pytest

from newsdigest.errors import PageError
from newsdigest.ingest.extract import extract_article
from newsdigest.models import Article, RawPage
from newsdigest.registers import Registers

STORY = "<p>The port on the Caspian shore reopened on Monday after two weeks of storms, the ministry said.</p>" * 3
HEAD = "<html><head><title>Port reopens</title></head><body><h1>Port reopens</h1>"


def extract(html: str) -> Article:
    page = RawPage(data=html.encode(), form="html", seed="page.html", url="https://harbour.example/1")
    return extract_article(page, Registers())


@pytest.mark.parametrize(
    "html",
    [
        HEAD + STORY + '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        HEAD + STORY + '<script type="application/ld+json">{"@type": "NewsArticle", "headline": {"a": [1]}}</script>',
        HEAD + STORY + "<time>" + "1.1." * 20_000 + "</time>",
        HEAD + '<div class="' + "share- " * 50_000 + '">' + STORY,
        HEAD + "<span>a</span> " * 20_000 + STORY,
        HEAD + "<table><tr><td>" * 60 + STORY,
        HEAD + '<base href="http://[broken"><a href="http://[broken">x</a>' + STORY,
    ],
    ids=["json-ld nested", "json-ld odd", "stamps", "class", "spans", "tables", "addresses"],
)
def test_article_survives_what_surrounds_it(html):
    article = extract(html)
    assert article.title == "Port reopens"
    assert article.body


@pytest.mark.parametrize("html", ["", "<" * 10_000, "\0" * 100, HEAD + '<script>"' + '\\"' * 100_000 + "</script>"])
def test_page_of_nothing_is_set_aside(html):
    with pytest.raises(PageError):
        extract(html)


def test_links_that_run_something_are_left_out():
    body = STORY.replace("reopened", '<a href="javascript:alert(1)" onclick="x()">reopened</a>')
    body += (
        '<p>See the <a href="data:text/html,x">report</a> and the <a href="/plan?a=1&amp;b=2">plan</a> for more.</p>'
    )
    markup = "".join(block.html for block in extract(HEAD + body).body)
    assert "javascript" not in markup
    assert "data:" not in markup
    assert "onclick" not in markup
    assert '<a href="https://harbour.example/plan?a=1&amp;b=2">plan</a>' in markup


def test_markup_written_as_text_stays_text():
    body = STORY + "<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; on the board, and everybody laughed at it.</p>"
    last = extract(HEAD + body).body[-1]
    assert "<script>alert(1)</script>" in last.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in last.html
