"""The layout of a translating aggregator: the record it must give, under many variations."""

import datetime as dt

import pytest
from dump_pages import (
    CAPTION,
    CREDIT,
    LAST,
    LEDES,
    PARAGRAPHS,
    SUBHEADS,
    TEASERS,
    TITLE,
    Layout,
    as_page,
    make_html,
    make_lines,
    make_text,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsdigest.ingest.extract.text_dump import extract_aggregated_html, extract_text_dump

STANDARD = Layout()


def extract(registers, layout=STANDARD, **page):
    return extract_text_dump(as_page(make_text(layout), **page), registers)


def texts(article, kind):
    return tuple(block.text for block in article.body if block.kind == kind)


def test_title_stands_once_and_the_description_blob_is_dropped(registers):
    article = extract(registers)
    assert article.title == TITLE
    assert not any(TITLE in block.text or CAPTION in block.text for block in article.body)


def test_sub_heads_are_told_from_one_sentence_paragraphs(registers):
    article = extract(registers)
    assert texts(article, "subhead") == SUBHEADS
    assert texts(article, "paragraph") == PARAGRAPHS


def test_teasers_leave_the_body_and_stay_as_related_titles(registers):
    article = extract(registers)
    assert article.related == tuple(title.strip() for title in TEASERS)
    assert "Norway" not in " ".join(block.text for block in article.body)


def test_own_stamp_is_read_in_the_order_and_zone_that_the_aggregators_stamp_confirms(registers):
    dating = extract(registers).dating
    assert dating.published.isoformat() == "2021-11-08T05:35:00+01:00"
    assert dating.confidence == "sure"


def test_every_stamp_is_kept_for_what_it_was_taken_for(registers):
    stamps = {stamp.raw: stamp.taken_for for stamp in extract(registers).dating.stamps}
    assert stamps == {
        "Created: 11/08/2021, 05:35 AM": "published",
        "2021-11-08T04:39:40.093Z": "via",
        "2021-11-08": "other",
        "2024-03-27T16:45:54.081Z": "capture",
    }


def test_caption_line_and_credit_line_make_a_figure_without_a_file(registers):
    (figure,) = extract(registers).figures
    assert (figure.url, figure.caption, figure.credit.verbatim) == (None, CAPTION, CREDIT)
    assert (figure.credit.creator, figure.credit.agencies) == ("A. Example", ("AP", "dpa"))


def test_sign_off_glued_to_a_quotation_is_the_agency_and_not_text(registers):
    article = extract(registers)
    assert article.agency == "dpa"
    assert article.body[-1].text == LAST


def test_source_line_is_resolved_by_the_register(registers):
    article = extract(registers)
    assert (article.source, article.via) == ("elbe-post", "daily-relay")
    assert (article.translated_from, article.translated_by, article.lang) == ("de", "daily-relay", "en")
    assert article.doubts == ()


def test_dateline_and_lede_are_found(registers):
    article = extract(registers)
    assert (article.dateline, article.lede) == ("Bishkek", LEDES[0])


def test_source_that_the_register_does_not_know_is_kept_as_printed_and_said(registers):
    article = extract(registers, Layout(source_line="Source: nordkurier-am-see"))
    assert article.source == "nordkurier-am-see"
    assert article.translated_from is None
    assert any("nordkurier-am-see" in doubt for doubt in article.doubts)


def test_html_of_the_same_blocks_gives_the_same_record(registers):
    page = make_html()
    found = extract_aggregated_html(lxml_html.document_fromstring(page), page, as_page(page, is_html=True), registers)
    assert found == extract(registers)


def as_elements(picture=""):
    """The page with the elements that its blocks would be in a well-made page."""
    elements = []
    for line in make_lines(Layout()):
        tag = "h1" if line == TITLE else "h3" if line in ("more on the subject", "You may like", "Latest") else "p"
        text = (
            f"<strong>{line}</strong>" if line in SUBHEADS else f"<a href='/x'>{line}</a>" if line in TEASERS else line
        )
        if line == CAPTION:
            elements.append(f"<figure>{picture}<figcaption><p>{line}</p>")
        elif line == CREDIT:
            elements.append(f"<span>{line}</span></figcaption></figure>")
        else:
            elements.append(f"<{tag}>{text}</{tag}>")
    return f"<html><body>{''.join(elements)}</body></html>"


def test_html_with_headings_figures_and_links_gives_the_same_record(registers):
    page = as_elements()
    found = extract_aggregated_html(lxml_html.document_fromstring(page), page, as_page(page, is_html=True), registers)
    assert found == extract(registers)


def test_picture_beside_the_caption_is_taken_along(registers):
    page = as_elements('<img src="https://relay.example/dam.jpg" width="800" height="500">')
    found = extract_aggregated_html(lxml_html.document_fromstring(page), page, as_page(page, is_html=True), registers)
    assert [(figure.url, figure.caption) for figure in found.figures] == [("https://relay.example/dam.jpg", CAPTION)]


def test_html_of_an_outlet_is_left_to_the_html_rules(registers):
    page = make_html().replace("The Daily Relay", "Elbe-Post")
    tree = lxml_html.document_fromstring(page)
    assert extract_aggregated_html(tree, page, as_page(page, is_html=True), registers) is None


def test_address_of_the_aggregator_is_the_via_address(registers):
    article = extract(registers, url="https://relay.example/news/1")
    assert (article.via_url, article.source_url) == ("https://relay.example/news/1", None)


@pytest.mark.parametrize(
    ("created", "took", "published"),
    [
        ("Created: 11/08/2021, 05:35 AM", "2021-11-08T04:39:40.093Z", "2021-11-08T05:35:00+01:00"),
        ("Created: 08/11/2021, 05:35 AM", "2021-11-08T04:39:40.093Z", "2021-11-08T05:35:00+01:00"),
        ("Created: 07/08/2021, 06:35 PM", "2021-07-08T16:40:01.000Z", "2021-07-08T18:35:00+02:00"),
        ("Created: 08.11.2021, 05:35 Uhr", "2021-11-08T04:39:40.093Z", "2021-11-08T05:35:00+01:00"),
        ("Published: November 8, 2021, 5:35 a.m.", "2021-11-08T05:09:40Z", "2021-11-08T05:35:00+01:00"),
        ("Erstellt: 12/01/2021, 11:50 PM", "2021-12-01T22:59:10.120Z", "2021-12-01T23:50:00+01:00"),
    ],
)
def test_day_order_and_zone_follow_from_the_other_stamp(registers, created, took, published):
    dating = extract(registers, Layout(created=created, took=took)).dating
    assert dating.published.isoformat() == published


def test_update_stamp_in_the_same_line_is_kept_apart(registers):
    layout = Layout(created="Created: 11/08/2021, 05:35 AM Updated: 11/08/2021, 03:10 PM", took="2021-11-08T14:20:00Z")
    dating = extract(registers, layout).dating
    assert dating.published.isoformat() == "2021-11-08T05:35:00+01:00"
    assert dating.modified.isoformat() == "2021-11-08T15:10:00+01:00"


def test_stamp_in_an_unknown_zone_after_the_aggregators_gives_way_to_it(registers):
    layout = Layout(source_line="Source: nobody-we-know", created="Created: 11/08/2021, 09:35 AM")
    article = extract(registers, layout)
    assert article.dating.published == dt.datetime(2021, 11, 8, 4, 39, 40, tzinfo=dt.UTC)
    assert article.dating.basis == "via-stamp"
    assert any("unsettled" in doubt for doubt in article.doubts)


MARKERS = [
    "more on the subject",
    "Also read:",
    "Related articles",
    "Lesen Sie auch",
    "Mehr zum Thema:",
    "Читайте также",
    "Материалы по теме:",
    "Тағы оқыңыз",
    "Сондай-ақ оқыңыз:",
    "Дагы окуңуз",
    "Ошондой эле окуңуз",
    "Shuningdek, oʻqing",
    "Mavzuga oid",
    "Шунингдек ўқинг:",
    "Ҳамчунин бихонед",
    "Şeýle-de okaň",
    "İlgili haberler",
    "Lire aussi :",
    "بیشتر بخوانید:",
    "相关阅读",
]


@pytest.mark.parametrize("marker", MARKERS)
def test_teaser_block_is_known_in_every_language(registers, marker):
    article = extract(registers, Layout(marker=marker))
    assert article.related == tuple(title.strip() for title in TEASERS)
    assert texts(article, "paragraph") == PARAGRAPHS


headlines = st.sampled_from(
    [
        *TEASERS,
        "Ten recipes for a rainy day",
        "Is the old bridge safe?",
        "Football: late goal decides the derby",
        "A ferry, a storm and a rescue",
    ]
)


@settings(max_examples=40, deadline=None)
@given(
    layout=st.builds(
        Layout,
        marker=st.sampled_from(MARKERS),
        after_section=st.integers(0, 3),
        teasers=st.lists(headlines, min_size=1, max_size=5, unique=True).map(tuple),
        blob_chars=st.integers(110, 700),
        sign_off=st.sampled_from([" Dpa", " dpa", " (dpa)", " dpa/AFP", " /dpa/"]),
    )
)
def test_record_holds_under_variation(registers, layout):
    article = extract(registers, layout)
    assert article.title == TITLE
    assert article.related == tuple(title.strip() for title in layout.teasers)
    assert texts(article, "subhead") == SUBHEADS
    assert texts(article, "paragraph") == PARAGRAPHS
    assert article.agency == "dpa"
