"""Feeds, exports and newsletters: their own fields and the text they carry."""

import datetime as dt
from typing import Any

import pytest

from newsdigest.errors import PageError
from newsdigest.ingest.extract import extract_article
from newsdigest.models import Article, RawPage
from newsdigest.registers import Registers

TEXT = "The port on the Caspian shore reopened on Monday after two weeks of storms, the ministry said."


def extract(data: str, *, form: str = "feed", is_html: bool = True, **fields: Any) -> Article:
    page = RawPage(
        data=data.encode(), form=form, seed="items.xml#1", is_html=is_html, url="https://harbour.example/1",
        charset="utf-8", fields={"title": "Port reopens", **fields},
    )  # fmt: skip
    return extract_article(page, Registers())


def test_item_of_a_feed_becomes_an_article():
    article = extract(
        f"<p>{TEXT}</p><p>Ferries follow. (dpa)</p>",
        published="Mon, 05 Jan 2026 10:00:00 +0500",
        authors=("A. Example",),
        site="Harbour Times",
        language="en",
    )
    assert (article.title, article.authors, article.source) == ("Port reopens", ("A. Example",), "Harbour Times")
    assert article.dating.published == dt.datetime(2026, 1, 5, 5, tzinfo=dt.UTC)
    assert [block.text for block in article.body] == [TEXT, "Ferries follow."]
    assert article.agency == "dpa"


def test_plain_text_is_split_into_paragraphs():
    article = extract(f"{TEXT}\nA second paragraph.", form="json", is_html=False)
    assert [block.text for block in article.body] == [TEXT, "A second paragraph."]


def test_picture_of_a_feed_keeps_its_credit():
    article = extract(
        f"<p>{TEXT}</p>", images=({"url": "https://harbour.example/p.jpg", "credit": "A. Example / dpa"},)
    )
    assert article.figures[0].credit is not None
    assert article.figures[0].credit.verbatim == "A. Example / dpa"


def test_summary_alone_is_doubted():
    article = extract(TEXT, partial=True)
    assert article.body[0].text == TEXT
    assert article.doubts


def test_item_without_text_is_set_aside():
    with pytest.raises(PageError):
        extract("<img src='/p.jpg'>")
