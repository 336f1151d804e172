"""From article and page to post: the chain completed, ids that hold, captured text made harmless."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from PIL import Image

from newsdigest.errors import PageError
from newsdigest.ingest.compose import compose_post
from newsdigest.ingest.identity import canonical_url, post_id
from newsdigest.models import Article, Block, Credit, Dating, Figure, Post, RawPage, RegionTags, Stamp
from newsdigest.registers import Registers
from newsdigest.registers.sources import SHIPPED, Source, Sources, load_sources

NOON = dt.datetime(2022, 1, 11, 12, tzinfo=dt.UTC)
ARTICLE = Article(
    title="Palace revolt",
    lang="en",
    dating=Dating(published=NOON, basis="visible"),
    body=(Block(kind="paragraph", text="Text.", html="Text."),),
)
PAGE = RawPage(data=b"x", form="html", seed="a.html")
SHOWN = Source(id="steppe-post", name="Steppe Post", domains=("steppe.example",), image_rights="cleared")


def small_png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, "PNG")
    return out.getvalue()


PNG = small_png()


def compose(article: Article = ARTICLE, page: RawPage = PAGE, **article_values: object) -> Post:
    shipped = load_sources([SHIPPED])
    sources = Sources(
        by_id={**shipped.by_id, SHOWN.id: SHOWN}, _by_domain={**shipped._by_domain, "steppe.example": SHOWN}
    )
    return compose_post(
        replace(article, **article_values),  # type: ignore[arg-type]
        page,
        Registers(sources=sources),
        RegionTags(primary=("kz",)),
    )


def test_a_page_of_an_outlet_has_its_address_as_source() -> None:
    post = compose(page=replace(PAGE, url="https://www.merkur.de/a-1.html"))
    assert (post.source, post.source_url, post.via) == ("merkur", "https://www.merkur.de/a-1.html", None)
    assert post.translation_status == "none"


def test_a_page_of_a_translating_aggregator_is_a_machine_translation() -> None:
    post = compose(source="merkur", page=replace(PAGE, url="https://newsrnd.com/x"))
    assert (post.source, post.source_url, post.via, post.via_url) == (
        "merkur",
        None,
        "limited-times",
        "https://newsrnd.com/x",
    )
    assert (post.translated_from, post.translated_by, post.translation_status) == ("de", "limited-times", "machine")
    assert post.source_lang == "de"


def test_rights_stay_unrecorded() -> None:
    assert compose().rights is None


def test_the_time_of_a_file_is_no_evidence() -> None:
    page = replace(PAGE, fetched=NOON, fetched_basis="file-time")
    assert compose(page=page).fetched is None
    with pytest.raises(PageError, match=r"fetched_at into a\.html\.toml"):
        compose(page=page, dating=Dating(published=None))


def test_a_recorded_time_of_capture_dates_a_page_without_a_date() -> None:
    post = compose(page=replace(PAGE, fetched=NOON, fetched_basis="recorded"), dating=Dating(published=None))
    assert (post.date, post.date_basis, post.date_confidence) == (NOON, "capture", "ambiguous")


def test_stamps_are_kept_verbatim_and_the_latest_bounds_the_capture() -> None:
    later = dt.datetime(2024, 3, 27, tzinfo=dt.UTC)
    stamps = (
        Stamp(raw="01/11/2022,  05:35 AM", place="visible: Created", taken_for="published", value=NOON),
        Stamp(raw="2024-03-27", place="trends", taken_for="capture", value=later),
    )
    post = compose(dating=Dating(published=NOON, basis="visible", stamps=stamps))
    assert post.date_raw == ("01/11/2022, 05:35 AM | visible: Created | published", "2024-03-27 | trends | capture")
    assert (post.fetched, post.fetched_basis) == (later, "lower-bound")


def test_a_lede_that_opens_the_body_stands_in_one_place() -> None:
    body = (Block(kind="paragraph", text="L & D.", html="L &amp; D."), *ARTICLE.body)
    assert compose(lede="L & D.", body=body).body == "Text."
    linked = replace(body[0], html='L &amp; <a href="https://a.example/">D.</a>')
    assert compose(lede="L & D.", body=(linked, *ARTICLE.body)).body.startswith("L & [D.]")


def test_what_reading_left_uncertain_comes_into_the_post_for_the_desk() -> None:
    doubt = "declared koi8-r, but reads as windows-1251"
    assert compose(doubts=(doubt,)).doubts == (doubt,)
    tags = RegionTags(uncertain="language not covered: th")
    assert compose_post(ARTICLE, PAGE, Registers(), tags).doubts == ("regions: language not covered: th",)


@pytest.mark.parametrize("title", ["", " \u200b ", "x" * 501])
def test_a_page_without_a_headline_is_set_aside(title: str) -> None:
    with pytest.raises(PageError, match="its title has"):
        compose(title=title)


def test_hostile_fields_are_cleaned_and_unsafe_addresses_dropped() -> None:
    figure = Figure(url="javascript:alert(1)", caption="a\u202eb\x00\nc", credit=Credit(verbatim="©\x07 AP"))
    post = compose(title="a\u202e\n<b>", source_url="javascript:x", figures=(figure,), agency="dpa\u0000")
    assert (post.title, post.source_url, post.agency) == ("a <b>", None, "dpa")
    (image,) = post.images
    assert (image.source_url, image.caption, image.credit) == (None, "ab c", "© AP")


@pytest.mark.parametrize("url", ["https://known.example@a.example/", "https://a.example/\u202egnp", "//a.example/"])
def test_an_address_that_hides_where_it_leads_is_dropped(url: str) -> None:
    post = compose(source_url=url, via_url=url, figures=(Figure(url=url, caption="A bridge"),))
    assert (post.source_url, post.via_url, post.images[0].source_url) == (None, None, None)


@pytest.mark.parametrize(
    ("url", "data", "kept"),
    [
        ("https://steppe.example/a", PNG, True),
        ("https://elsewhere.example/a", PNG, False),
        ("https://steppe.example/a", b"<svg onload='x'/>", False),
    ],
)
def test_a_pictures_file_is_kept_only_where_the_register_clears_it(url: str, data: bytes, kept: bool) -> None:
    page = replace(PAGE, url=url, pictures={"https://p.example/1.png": data})
    (image,) = compose(page=page, figures=(Figure(url="https://p.example/1.png", caption="x"),)).images
    assert (image.file is not None) == kept
    assert image.source_url == "https://p.example/1.png"


@pytest.mark.parametrize(
    "variant",
    [
        "http://merkur.de/a-1.html",
        "https://WWW.Merkur.de:443/a-1.html#top",
        "https://m.merkur.de/a-1.html?utm_source=x&fbclid=y",
        "https://merkur.de/a-1.html/",
    ],
)
def test_variants_of_an_address_give_one_id(variant: str) -> None:
    wanted = post_id(title="A", lang="de", source_url="https://www.merkur.de/a-1.html")
    assert post_id(title="B", lang="en", source_url=variant, via="x") == wanted
    assert wanted.startswith("merkur-")


def test_other_pages_other_queries_and_translations_have_other_ids() -> None:
    url = "https://merkur.de/a-1.html"
    ids = {
        post_id(title="A", lang="de", source_url=url),
        post_id(title="A", lang="de", source_url=url + "?id=2"),
        post_id(title="A", lang="en", source_url=url, translated_from="de", via="x"),
        post_id(title="A", lang="en", source_url=url, translated_from="de", via="y"),
        post_id(title="A", lang="de", source="Merkur"),
        post_id(title="B", lang="de", source="Merkur"),
        post_id(title="A", lang="de"),
    }
    assert len(ids) == 7


def test_an_id_depends_neither_on_date_nor_on_how_the_headline_is_set() -> None:
    assert post_id(title="Palace  REVOLT", lang="en", source="Merkur") == post_id(
        title="palace revolt", lang="de", source="merkur"
    )


@pytest.mark.parametrize("url", ["http://[broken", "http://x:99999/", "", "https://", "https://пример.example/ә"])
def test_any_address_has_a_canonical_form_and_a_valid_id(url: str) -> None:
    canonical_url(url)
    assert post_id(title="A", lang="en", source_url=url).rpartition("-")[2]
