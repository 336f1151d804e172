"""Site rules: a source's layouts, and the pages they read."""

import datetime as dt

import pytest

from newsdigest.errors import RegisterError
from newsdigest.ingest.extract import extract_article
from newsdigest.ingest.extract.sites import layout_for, read_with_layout
from newsdigest.models import Article, RawPage
from newsdigest.registers import Registers, Source, Sources
from newsdigest.registers.sources import Layout

OLD = Layout(
    until=dt.date(2024, 10, 14),
    title="td.head",
    published="td.when",
    byline="td.who",
    body="td.text p",
    subhead="p.sub",
    figure="div.pic",
    caption="span.cap",
    credit="span.cr",
    drop="p.ad",
)
NEW = Layout(body="main p")
SOURCE = Source(id="harbour-times", name="Harbour Times", timezone="Asia/Almaty", layouts=(NEW, OLD))
PAGE = """<html lang="en"><head><title>Harbour Times</title></head><body><table>
<tr><td class="head">Port reopens</td></tr>
<tr><td class="when">05.01.2024 10:00</td><td class="who">A. Example</td></tr><tr><td class="text">
<div class="pic"><img src="/p.jpg" alt="Port"><span class="cap">The port at dawn.</span>
<span class="cr">B. Example / dpa</span></div>
<p>The port reopened.</p><p class="ad">Buy a boat.</p><p class="sub">Ferries wait</p>
<p>Nine ferries had waited.</p></td></tr></table></body></html>"""


def extract(fetched: dt.datetime) -> Article:
    sources = Sources(by_id={SOURCE.id: SOURCE}, _by_domain={"harbour.example": SOURCE})
    page = RawPage(
        data=PAGE.encode(), form="html", seed="page.html", url="https://harbour.example/1", fetched=fetched,
        fetched_basis="recorded",
    )  # fmt: skip
    return extract_article(page, Registers(sources=sources))


def test_layout_reads_what_no_general_rule_could():
    article = extract(dt.datetime(2024, 1, 6, tzinfo=dt.UTC))
    assert (article.title, article.authors) == ("Port reopens", ("A. Example",))
    assert article.dating.published is not None
    assert article.dating.published.isoformat() == "2024-01-05T10:00:00+06:00"
    assert [(block.kind, block.text) for block in article.body] == [
        ("paragraph", "The port reopened."),
        ("subhead", "Ferries wait"),
        ("paragraph", "Nine ferries had waited."),
    ]
    assert article.figures[0].url == "https://harbour.example/p.jpg"
    assert article.figures[0].caption == "The port at dawn."
    assert article.figures[0].credit is not None
    assert article.figures[0].credit.agencies == ("dpa",)


@pytest.mark.parametrize(
    ("captured", "layout"),
    [(dt.datetime(2024, 10, 13, 23, tzinfo=dt.UTC), OLD), (dt.datetime(2024, 10, 14, tzinfo=dt.UTC), NEW), (None, NEW)],
)
def test_layout_holds_for_pages_captured_before_its_day(captured, layout):
    assert layout_for(SOURCE, captured) is layout


def test_layout_that_selects_nothing_is_doubted():
    reading = read_with_layout("<p>Other</p>", OLD, base=None, source="harbour-times")
    assert reading.missed == ("title", "published", "body")


def test_selector_that_is_no_css_stops():
    with pytest.raises(RegisterError, match="harbour-times"):
        read_with_layout("<p>Text</p>", Layout(title="div["), base=None, source="harbour-times")
