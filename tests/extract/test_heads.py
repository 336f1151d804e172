"""Title, authors and stamps: which of the places that name them is believed."""

import pytest

from newsdigest.ingest.extract.authors import author_agency, clean_authors, find_authors, find_bylines
from newsdigest.ingest.extract.country_zone import zone_of_address
from newsdigest.ingest.extract.date_places import find_stamps
from newsdigest.ingest.extract.metadata import Head, read_head
from newsdigest.ingest.extract.parse import parse_html
from newsdigest.ingest.extract.title import find_title, without_site


def head_of(markup: str, url: str | None = "https://harbour.example/1") -> tuple[object, Head]:
    tree = parse_html(f"<html><head>{markup}</head><body></body></html>" if "<body" not in markup else markup)
    assert tree is not None
    return tree, read_head(tree, url)


def ld(**values: str) -> str:
    fields = ", ".join(f'"{key}": {value}' for key, value in values.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


def title_of(markup: str) -> str:
    tree, head = head_of(markup)
    found = find_title(tree, head)
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Port reopens | Harbour Times", "Port reopens"),
        ("Port reopens - News - Harbour Times", "Port reopens"),
        ("Harbour Times: Port reopens", "Harbour Times: Port reopens"),
        ("Kenya - Nairobi from below", "Kenya - Nairobi from below"),
        ("港口重新开放_经济_海港报", "港口重新开放"),
    ],
)
def test_only_the_site_is_cut_off(text, title):
    known = {"port reopens"} if "News" in text else set()
    assert without_site(text, site={"harbour times", "海港报"}, known=known) == title


def test_headline_that_the_search_title_does_not_repeat_is_the_editors():
    shared = '<meta property="og:title" content="Ferries sail again">'
    stated = ld(headline='"Port reopens"')
    assert title_of(f"<title>Port reopens</title>{shared}{stated}") == "Ferries sail again"
    assert title_of(f"<title>Ferries sail again</title>{shared}{stated}") == "Port reopens"


def test_shared_title_that_json_ld_calls_alternative_is_not_the_title():
    shared = '<title>Port reopens</title><meta property="og:title" content="Ferries sail again">'
    stated = ld(headline='"Port reopens"', alternativeHeadline='"Ferries sail again"')
    assert title_of(f"{shared}{stated}") == "Port reopens"


def test_shared_title_cut_at_a_quotation_mark_is_not_taken():
    shared = '<meta property="og:title" content="Minister calls port">'
    stated = ld(headline='"Port is a jewel"')
    assert title_of(f"<title>Minister calls port a jewel</title>{shared}{stated}") == "Port is a jewel"


def test_people_come_before_organisations():
    people = '[{"@type": "Organization", "name": "dpa"}, {"@type": "Person", "name": "A. Example"}]'
    tree, head = head_of(ld(author=people))
    assert find_authors(tree, head) == ("A. Example",)
    assert author_agency(head) == "dpa"


def test_organisation_signs_where_no_person_does():
    tree, head = head_of(ld(author='{"@type": "Organization", "name": "Harbour Times"}'))
    assert find_authors(tree, head) == ("Harbour Times",)


@pytest.mark.parametrize("desk", ["Redaktion", "Staff reporter", "Newsroom", "редакция", "Haber Merkezi", "admin"])
def test_desk_is_nobody(desk):
    tree, head = head_of(ld(author=f'{{"@type": "Person", "name": "{desk}"}}'))
    assert find_authors(tree, head) == ()


def bylines_of(markup: str) -> tuple[str, ...]:
    tree, head = head_of(markup)
    return find_bylines(tree, head, find_authors(tree, head))


def test_byline_keeps_the_desk_or_agency_that_signs_beside_the_authors():
    assert bylines_of(ld(author='{"name": "A. Example und B. Example, dpa"}')) == ("A. Example", "B. Example", "dpa")
    stated = ld(author='[{"name": "A. Example"}, {"name": "Harbour Team"}]')
    shown = "<h1>Port reopens</h1><p class='byline'>A. Example, Harbour Team</p>"
    assert bylines_of(f"<html><head>{stated}</head><body>{shown}</body></html>") == ("A. Example", "Harbour Team")
    assert bylines_of(f"<html><head>{stated}</head><body><h1>Port reopens</h1></body></html>") == ("A. Example",)


def test_desk_that_json_ld_alone_names_is_the_byline_and_no_author():
    tree, head = head_of(ld(author='{"name": "Harbour staff reporter"}'))
    assert find_authors(tree, head) == ()
    assert find_bylines(tree, head, ()) == ("Harbour staff reporter",)


def test_byline_names_people_not_their_roles():
    assert clean_authors(["Von Erika Beispiel und B. Example (Text)", "Reuters"]) == ("Erika Beispiel", "B. Example")


def test_visible_byline_serves_where_metadata_is_silent():
    tree, head = head_of(
        '<body><h1>Port</h1><p class="byline">By <a href="/authors/a-example">Ann Example</a></p></body>'
    )
    assert find_authors(tree, head) == ("Ann Example",)


LEDE = "<p>Ferries left the harbour on Monday for the first time in two weeks, the ministry said in the evening.</p>"
SEEN = {
    "<address>Von <a>Ann Example</a>, <a>Ben Example</a> und <a>Zoe Example</a></address>": "Ann, Ben, Zoe",
    "<p>By ANN EXAMPLE, <a href='/by/ben'>BEN EXAMPLE</a> and <a href='/by/zoe'>ZOE EXAMPLE</a></p>": "ANN, BEN, ZOE",
    "<span>Von</span> <span>Ann Example</span><span>, Redakteurin für Finanzen</span>": "Ann",
    "<p>Ann Example</p><p>20 March 2026, 15:10</p>": "Ann",
    "<div>Ann Example<span>|</span><span>Published 4 months ago</span></div>": "Ann",
    "<a class='author'>Ann Example</a> <a href='mailto:a@x.example' class='author'>Email Ann Example</a>": "Ann",
    "<div><a class='who-author'>Ann Example</a></div><div><a class='who-author'>Ben Example</a></div>": "Ann, Ben",
    "<div class='byline'><b>Ann Example</b><span>Deputy Content Director</span></div>": "Ann",
    "<p><a href='/region'>New Harbour</a></p><p>20 March 2026</p>": "",
    "<p>Regional Affairs</p><p>Nobody wrote this</p>": "",
}


@pytest.mark.parametrize(("shown", "names"), list(SEEN.items()))
def test_byline_below_the_headline_is_read_name_by_name(shown, names):
    menu = "<div><a class='author'>Max Menu</a></div>" + "<p>item</p>" * 120
    tree, head = head_of(f"<body>{menu}<main class='latest-page'><h1>Port</h1>{shown}{LEDE * 9}</main></body>")
    found = ", ".join(name.split()[0] for name in find_authors(tree, head, "Port"))
    assert found == (names or "Max")


def test_name_in_a_teaser_below_the_text_is_no_author():
    tree, head = head_of(
        f"<body><h1>Port</h1>{LEDE * 12}<p>By Ann Example</p><p>Ben Example</p><p>1 May 2026</p></body>"
    )
    assert find_authors(tree, head) == ()


def stamps_of(markup: str) -> list[tuple[str, str]]:
    tree, head = head_of(markup)
    return [(stamp.raw, stamp.taken_for) for stamp in find_stamps(tree, head)]


def test_line_with_two_dates_gives_publication_and_change():
    body = '<body><div class="date">05.04.2025 - Aktualisiert: 06.04.2025</div></body>'
    assert stamps_of(body) == [("05.04.2025", "published"), ("Aktualisiert: 06.04.2025", "modified")]


@pytest.mark.parametrize(
    ("shown", "raw"),
    [
        (
            "<div>Ann Example</div><div>Published Mar 20, 2026 • 2 minutes read</div>",
            "Published Mar 20, 2026 • 2 minutes read",
        ),
        ("<p><b>20 March 2026</b> <i>17:45</i></p>", "20 March 2026 17:45"),
        ("<time>20 March 2026</time>", "20 March 2026"),
        (f"{LEDE}<ul><li>20.03.2026 | 09:36</li></ul>", "20.03.2026 | 09:36"),
    ],
)
def test_date_below_the_headline_comes_before_those_of_teasers_above_it(shown, raw):
    above = "<div><time datetime='2026-01-02'>2 January</time><span class='date'>2 January 2026</span></div>"
    teasers = above if "<time" in shown else above.replace("time", "b")
    tree, head = head_of(f"<body>{teasers}<h1>Port</h1>{shown}{LEDE * 3}</body>")
    assert find_stamps(tree, head, title="Port")[0].raw == raw


def test_day_within_a_sentence_below_the_headline_is_no_stamp():
    sentence = "<p>The <a>port</a> on 20.03.2026 was closed by a storm, as it had been every spring for <a>years</a>"
    tree, head = head_of(f"<body><h1>Port</h1>{sentence}, the ministry of transport said in the evening.</p></body>")
    assert find_stamps(tree, head, title="Port") == ()


def test_date_of_another_article_is_left_out():
    assert stamps_of('<body><aside><time datetime="2026-01-05">5 Jan</time></aside></body>') == []


def test_data_attribute_serves_where_nothing_is_shown():
    assert stamps_of('<body><div data-published-at="2026-01-05T10:00:00Z"></div></body>')[0][1] == "published"


@pytest.mark.parametrize(
    ("url", "zone"),
    [
        ("https://port.de/1", "Europe/Berlin"),
        ("https://port.uz/1", "Asia/Samarkand"),
        ("https://port.ru/1", None),
        ("https://port.com/1", None),
        ("https://port.tv/1", None),
        (None, None),
    ],
)
def test_country_with_one_time_gives_its_zone(url, zone):
    found = zone_of_address(url)
    assert (found.key if found else None) == zone
