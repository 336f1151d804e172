"""Pictures of an article: one small page a pattern."""

import json
from html import escape as html_escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newsdigest.ingest.extract.figures import find_figures, without_captions
from newsdigest.models import Block

TEXT = "The bridge over the river will be closed until the end of the summer, the town council said on Tuesday."
URL = "https://times.example/2026/bridge"


def page(figure: str, *, after: str = "") -> html.HtmlElement:
    return html.document_fromstring(
        f"""<body><header><img class="logo" src="/logo.png" width="200" height="100"></header>
        <main><article>
        <h1>Bridge closes</h1><p>{TEXT}</p>{figure}<p>{TEXT} Buses stop there.</p></article>{after}</main></body>"""
    )


def figures(figure: str, *, after: str = "", json_ld: tuple[dict[str, object], ...] = ()):
    return find_figures(page(figure, after=after), base_url=URL, body=None, title="Bridge closes", json_ld=json_ld)


CAPTION = "The old bridge at dawn, seen from the market."


FIGURE = "<figure>{img}<figcaption>{caption} REST</figcaption></figure>"
INSIDE = (  # what follows the caption inside its figcaption, and the credit in it
    ("<span class='credit'>A. Example/AP</span>", "A. Example/AP"),
    ("<span>A. Example</span>", "A. Example"),
    ("<p class='x7f'>Reuters</p>", "Reuters"),
    ("Foto: A. Example", "Foto: A. Example"),
    ("(A. Example/AFP)", "A. Example/AFP"),
    ("© Harbour Times", "© Harbour Times"),
    ("<br>Photo by A. Example", "Photo by A. Example"),
    ("<cite>A. Example</cite>", "A. Example"),
    ("<span class='sr-only'>Image source, </span><span>Harbour Press</span>", "Harbour Press"),
    ("<b>Foto:</b> <span class='who'>A. Example</span>", "Foto: A. Example"),
)
OUTSIDE = (
    ("<figure>{img}<small class='copyright'>A. Ex</small><figcaption>{caption}</figcaption></figure>", "A. Ex"),
    ("<figure>{img}<figcaption>{caption}</figcaption></figure><div class='photo-credit'>A. Ex</div>", "A. Ex"),
    ("<div class='media'>{img}<p class='caption'>{caption}</p><p class='credit'>A. Ex</p></div>", "A. Ex"),
    ("<div class='media'><div>{img}</div><span>{caption} Сурет: A. Ex</span></div>", "Сурет: A. Ex"),
    ("<div class='wp-caption'>{img}<p class='wp-caption-text'>{caption} Bildquelle: dpa</p></div>", "Bildquelle: dpa"),
)


@pytest.mark.parametrize(
    ("markup", "credit"), [*((FIGURE.replace("REST", rest), credit) for rest, credit in INSIDE), *OUTSIDE]
)
def test_caption_and_credit_are_told_apart(markup, credit):
    (found,) = figures(markup.format(img='<img src="/bridge.jpg" alt="A bridge">', caption=CAPTION))
    assert found.url == "https://times.example/bridge.jpg"
    assert found.caption == CAPTION
    assert found.credit is not None
    assert found.credit.verbatim == credit


def test_caption_without_credit_keeps_its_text():
    (found,) = figures(f'<figure><img src="/bridge.jpg"><figcaption>{CAPTION}</figcaption></figure>')
    assert (found.caption, found.credit) == (CAPTION, None)


@pytest.mark.parametrize(
    "img",
    [
        '<img src="data:image/gif;base64,R0lGODlh" data-src="/bridge.jpg">',
        '<img src="/placeholder.gif" data-srcset="/bridge.jpg 900w">',
        '<picture><source srcset="/bridge.jpg 900w"><img src="data:image/gif;base64,R0lGODlh"></picture>',
        '<img class="lazy" src="/blank.gif"><noscript><img src="/bridge.jpg"></noscript>',
        '<amp-img src="/bridge.jpg"></amp-img>',
        '<img src="/logo_16_9.svg" data-src="/bridge.jpg" width="960">',
    ],
)
def test_lazy_pictures_give_their_real_address(img):
    (found,) = figures(f"<figure>{img}<figcaption>{CAPTION}</figcaption></figure>")
    assert found.url == "https://times.example/bridge.jpg"


@pytest.mark.parametrize(
    "markup",
    [
        '<div><figure><img src="/ann.jpg"><figcaption>By Ann Example, reporter</figcaption></figure></div>',
        '<div><img src="/x.jpg"><div><a href="/x">Another story of the day that is told elsewhere</a></div></div>',
        '<div><img src="/x.jpg"><h3>The podcast of the week</h3><p>Listen on any player.</p></div>',
        '<aside class="related"><a href="/other"><img src="/other.jpg"><h3>Other story</h3></a></aside>',
        '<div><a href="/other"><img src="/other.jpg"></a></div>',
        '<div class="author-box"><img src="/a-example.jpg" alt="A. Example"></div>',
        '<div class="newsletter"><img src="/letter.jpg"></div>',
        '<p><img src="/pixel.gif" width="1" height="1"></p>',
        '<p><img src="/icon.svg"></p>',
        '<ul class="related-list"><li><a href="/x"><img src="/x.jpg"><span>Another story</span></a></li></ul>',
    ],
)
def test_pictures_of_other_things_are_left_out(markup):
    assert figures(markup) == ()


def test_teasers_below_the_text_are_left_out():
    teasers = '<section><article><img src="/one.jpg"><h2><a href="/one">One more story</a></h2></article></section>'
    assert figures("", after=teasers) == ()


def test_picture_linked_to_another_site_within_the_text_is_kept():
    (found,) = figures('<div><a href="https://shop.example.org/tent"><img src="/tent.jpg" alt="Tent"></a></div>')
    assert found.alt == "Tent"


def test_credit_comes_from_json_ld_where_the_page_shows_none():
    data = {"@type": "ImageObject", "url": "https://times.example/bridge.jpg?w=1200", "creditText": "A. Example / AP"}
    (found,) = figures(f'<figure><img src="/bridge.jpg"><figcaption>{CAPTION}</figcaption></figure>', json_ld=(data,))
    assert found.credit is not None
    assert found.credit.agencies == ("AP",)


def test_credit_comes_from_attributes():
    (found,) = figures('<figure><img src="/bridge.jpg" data-credit="A. Example / AP"></figure>')
    assert found.credit is not None
    assert found.credit.verbatim == "A. Example / AP"


def test_credit_comes_from_the_end_of_the_title():
    (found,) = figures('<figure><img src="/bridge.jpg" title="The old bridge at dawn | AFP/A. Example"></figure>')
    assert found.credit is not None
    assert found.credit.agencies == ("AFP",)


def test_credit_comes_from_json_in_a_script():
    script = '{"x": [{"image": {"src": "/bridge-2026-05.jpg"}, "credit": "A. Example / AP", "pad": "%s"}]}' % (
        "x" * 300
    )
    (found,) = figures(
        f'<figure><img src="/bridge-2026-05.jpg"></figure><script type="application/json">{script}</script>'
    )
    assert found.credit is not None
    assert found.credit.verbatim == "A. Example / AP"


def test_caption_comes_from_json_ld_where_the_page_shows_none():
    data = {
        "@type": "ImageObject",
        "url": "https://cdn.example/1200/bridge-20260501.jpg",
        "caption": CAPTION + " (AFP)",
    }
    (found,) = figures('<figure><img src="/thumb/bridge-20260501.jpg"></figure>', json_ld=(data,))
    assert found.caption == CAPTION
    assert found.credit is not None
    assert found.credit.agencies == ("AFP",)


def test_credit_in_two_elements_is_joined():
    rest = "<span class='credit'>Photo by A. Example</span> <span>Harbour News</span>"
    (found,) = figures(FIGURE.format(img='<img src="/bridge.jpg">', caption=CAPTION).replace("REST", rest))
    assert found.caption == CAPTION
    assert found.credit is not None
    assert found.credit.verbatim == "Photo by A. Example / Harbour News"


def test_name_in_an_element_of_its_own_is_a_credit_without_a_creator():
    rest = "<span class='x1'>Ann Example</span>"
    (found,) = figures(FIGURE.format(img='<img src="/bridge.jpg">', caption=CAPTION).replace("REST", rest))
    assert found.credit is not None
    assert (found.credit.verbatim, found.credit.creator) == ("Ann Example", None)


def test_controls_are_no_captions():
    rest = "<span>Enlarge image</span><span>1 / 4</span>"
    (found,) = figures(FIGURE.format(img='<img src="/bridge.jpg">', caption=CAPTION).replace("REST", rest))
    assert (found.caption, found.credit) == (CAPTION, None)


def test_pictures_of_a_body_in_several_boxes_are_found():
    box = f'<div class="body-part"><p>{TEXT}</p><p>{TEXT}</p></div>'
    tree = html.document_fromstring(
        f"<body><main><h1>Bridge closes</h1>{box}<figure><img src='/a.jpg'></figure>{box}"
        f"<figure><img src='/b.jpg'></figure>{box}</main></body>"
    )
    found = find_figures(tree, base_url=URL, body=None, title="Bridge closes", json_ld=())
    assert [figure.url for figure in found] == ["https://times.example/a.jpg", "https://times.example/b.jpg"]


def test_credit_comes_from_json_in_an_attribute():
    props = html_escape(json.dumps({"image": {"src": "/bridge.jpg", "meta": {"credit": "A. Example / AP"}}}))
    (found,) = figures(f'<div data-props="{props}"><img src="/bridge.jpg"></div>')
    assert found.credit is not None
    assert found.credit.verbatim == "A. Example / AP"


TAGS = ("figure", "figcaption", "div", "p", "span", "a", "picture", "table", "td", "h2", "em", "article", "aside", "ul")
PIECES = (
    "Foto: A. Example/AP",
    CAPTION,
    TEXT,
    '<img src="/a-picture-2026.jpg">',
    '<img data-src="/b.jpg" alt="B">',
    "(c)",
)


CLASSES = ("", "credit", "caption", "teaser")


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    made = st.tuples(st.sampled_from(TAGS), st.sampled_from(CLASSES), st.lists(inner))
    return made.map(lambda one: f'<{one[0]} class="{one[1]}" href="/x">{"".join(one[2])}</{one[0]}>')


@given(st.recursive(st.sampled_from(PIECES), wrapped, max_leaves=30))
def test_any_markup_is_read_without_error(markup):
    for figure in figures(markup):
        assert figure.caption is None or figure.caption.strip()
        assert figure.url is None or figure.url.startswith("https://times.example/")


def test_each_picture_is_given_once():
    img = '<figure><img src="/bridge-300x200.jpg"><figcaption>{}</figcaption></figure>'
    found = figures(img.format(CAPTION) + img.format(CAPTION).replace("300x200", "900x600"))
    assert len(found) == 1


def test_paragraphs_that_are_captions_leave_the_body():
    (figure,) = figures(f"<figure><img src='/bridge.jpg'><figcaption>{CAPTION} Foto: A. Example</figcaption></figure>")
    texts = [TEXT, CAPTION, "Foto: A. Example", f"{CAPTION} Foto: A. Example", "A. Example spoke to the council."]
    blocks = [Block(kind="paragraph", text=text, html=text) for text in texts]
    assert [block.text for block in without_captions(blocks, (figure,))] == [TEXT, texts[-1]]


def test_address_that_the_capture_holds_is_preferred():
    tree = page('<figure><img src="/bridge-small.jpg" srcset="/bridge-large.jpg 900w"></figure>')
    held = {"https://times.example/bridge-large.jpg": b"not a picture"}
    (found,) = find_figures(tree, base_url=URL, body=None, title=None, json_ld=(), pictures=held)
    assert found.url == "https://times.example/bridge-large.jpg"


def test_page_of_thousands_of_pictures_gives_a_bounded_number():
    pictures = "".join(f'<div><img src="/{n}-a-picture.jpg"> word </div>' for n in range(3000))
    assert 0 < len(figures(f"<div>{pictures}</div><p>{TEXT}</p>")) <= 1000


def test_copy_of_a_picture_in_an_overlay_is_given_once():
    name = "4c113d3e-b078-4dd9-8c4b-24b103c17e6a"
    small = f'<figure><img src="/{name}_w900.jpg"><figcaption>{CAPTION}</figcaption></figure>'
    large = f'<div class="overlay"><img src="/{name}_w1600_r1.5.jpg"><p>{CAPTION}</p></div>'
    assert len(figures(small + large)) == 1


def test_credit_line_below_the_text_goes_to_a_lone_picture():
    (found,) = figures(f'<figure><img src="/bridge.jpg"></figure><p>{TEXT}</p><p><em>Фото: akorda.kz</em></p>')
    assert found.credit is not None
    assert found.credit.verbatim == "Фото: akorda.kz"


def test_credit_line_below_the_text_is_not_guessed_among_several_pictures():
    found = figures(
        f'<figure><img src="/a.jpg"></figure><figure><img src="/b.jpg"></figure><p>{TEXT}</p><p>Фото: UzA</p>'
    )
    assert [figure.credit for figure in found] == [None, None]


def test_caption_paragraph_right_after_a_picture_is_read_by_its_credit():
    markup = '<p><img src="/bridge.jpg"></p><p>Көпірдің ашылуы. Сурет: akorda.kz</p>'
    (found,) = figures(markup)
    assert found.caption == "Көпірдің ашылуы."
    assert found.credit is not None
    assert found.credit.verbatim == "Сурет: akorda.kz"


def test_caption_in_a_table_below_its_picture_is_found():
    rows = f'<tr><td><img src="/bridge.jpg"></td></tr><tr><td class="tr-caption">{CAPTION} Foto: A. Example</td></tr>'
    (found,) = figures(f"<table><tbody>{rows}</tbody></table>")
    assert found.caption == CAPTION
    assert found.credit is not None


def test_caption_of_a_gallery_link_is_read_from_its_attribute():
    link = f'<a href="/bridge.jpg" data-caption="{CAPTION} Foto: A. Example"><img src="/bridge-300x200.jpg"></a>'
    (found,) = figures(f"<div>{link}</div>")
    assert found.caption == CAPTION
    assert found.credit is not None


def test_page_without_pictures_of_its_own_gives_the_one_its_metadata_name():
    tree = html.document_fromstring(
        '<html><head><meta property="og:image" content="https://cdn.example/bridge-20260501.jpg"></head>'
        f"<body><main><h1>Bridge closes</h1><p>{TEXT}</p></main></body></html>"
    )
    (found,) = find_figures(tree, base_url=URL, body=None, title="Bridge closes", json_ld=())
    assert found.url == "https://cdn.example/bridge-20260501.jpg"


def test_logo_in_the_metadata_is_no_picture_of_the_article():
    tree = html.document_fromstring(
        '<html><head><meta property="og:image" content="https://cdn.example/logo-1200.jpg"></head>'
        f"<body><main><h1>Bridge closes</h1><p>{TEXT}</p></main></body></html>"
    )
    assert find_figures(tree, base_url=URL, body=None, title="Bridge closes", json_ld=()) == ()


def test_nested_article_that_links_away_is_a_teaser_though_its_headline_is_no_heading():
    teaser = (
        '<aside><article><a href="/2026/other"></a><figure><img src="/other.jpg" alt="Ferries sail again"></figure>'
        "<header><strong>Ferries sail again</strong></header></article></aside>"
    )
    assert figures("", after=teaser) == ()


def test_picture_shown_twice_is_two_figures_only_where_it_is_told_two_things():
    one = f'<figure><img src="/bridge.jpg"><figcaption>{CAPTION}</figcaption></figure>'
    same = '<figure><img src="/bridge-300x200.jpg"><figcaption>The old bridge at dawn</figcaption></figure>'
    other = '<figure><img src="/bridge.jpg"><figcaption>Video: the closing of the bridge</figcaption></figure>'
    assert [figure.caption for figure in figures(one + same)] == [CAPTION]
    assert [figure.caption for figure in figures(one + other)] == [CAPTION, "Video: the closing of the bridge"]


BEHIND = (
    "<figure><div style=\"background: #eee url('/bridge.jpg') center\"></div><figcaption>{0}</figcaption></figure>",
    '<figure><a style="background-image:url(/bridge.jpg)" href="/bridge.jpg"></a><figcaption>{0}</figcaption></figure>',
    '<figure><video poster="/bridge.jpg"><source src="/bridge.mp4"></video><figcaption>{0}</figcaption></figure>',
)


@pytest.mark.parametrize("markup", BEHIND)
def test_picture_that_is_no_img_is_found(markup):
    (found,) = figures(markup.format(CAPTION))
    assert (found.url, found.caption) == ("https://times.example/bridge.jpg", CAPTION)


@pytest.mark.parametrize(
    "markup",
    [
        '<video poster="/play.jpg"></video>',
        f'<div style="background-image:url(/paper.jpg)"><p>{TEXT}</p></div>',
        '<span style="background-image:url(data:image/gif;base64,R0lGODlh)"></span>',
    ],
)
def test_decoration_is_no_picture(markup):
    assert figures(markup) == ()
