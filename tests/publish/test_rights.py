"""What an output may show of a post, for every state of its rights."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from newsdigest.models import Post, PostImage
from newsdigest.publish.load import make_card
from newsdigest.publish.rights import Visible, extract, picture_state, plain_paragraphs, visible
from newsdigest.registers.sources import Source
from newsdigest.settings import Settings

ZONE = ZoneInfo("Asia/Almaty")
BODY = "The port opens in *May*.\n\nTwo cranes stand on the quay, and a third is on its way.\n"


def show(source: Source | None = None, settings: Settings | None = None, **values: object) -> Visible:
    settings = settings or Settings()
    given = {
        "id": "x1",
        "title": "Port opens",
        "date": dt.datetime(2024, 5, 1, 9, tzinfo=ZONE),
        "lang": "en",
        "body": BODY,
        "lede": "The port opens in May.",
        "source_url": "https://harbour.example/port",
        "images": (PostImage(file="a.jpg", rights="cleared", credit="© A. Example"),),
    }
    post = Post(**(given | values))  # type: ignore[arg-type]
    card = make_card(post, file="2024/05/01/port.md", digest="d", source=source, via=None, settings=settings, zone=ZONE)
    shown = visible(post, card, settings)
    assert card.lede == shown.lede
    assert card.images == tuple(picture.file for picture in shown.pictures if picture.file)
    return shown


@pytest.mark.parametrize("rights", ["full", "own", "open-licence"])
def test_a_post_we_may_carry_is_shown_whole(rights: str) -> None:
    shown = show(rights=rights)
    assert (shown.body, shown.whole, shown.lede_in_body) == (BODY, True, True)
    assert [picture.file for picture in shown.pictures] == ["a.jpg"]


def test_an_extract_ends_at_a_word_within_its_length() -> None:
    shown = show(rights="extract", settings=Settings(extract_chars=40))
    assert shown.body == "The port opens in May\\.\n\nTwo cranes stand…"
    assert not shown.whole


def test_an_extract_carries_no_markup_over() -> None:
    assert plain_paragraphs(extract("[a](https://b.example) <b>*c*</b> `d` | # 1. x", 100)) == ["a c d | # 1. x"]


def test_a_mere_link_shows_no_word_but_the_headline() -> None:
    shown = show(rights="link-only")
    assert (shown.title, shown.lede, shown.body, shown.pictures) == ("Port opens", None, "", ())
    assert shown.original == "https://harbour.example/port"


def test_a_withdrawn_post_shows_nothing() -> None:
    shown = show(withdrawn_on=dt.date(2024, 6, 1), rights="full")
    assert (shown.rights, shown.title, shown.lede, shown.body, shown.pictures, shown.original) == (
        "withdrawn", None, None, "", (), None,
    )  # fmt: skip


def test_the_post_decides_before_its_source_and_the_source_before_the_site() -> None:
    source = Source(id="h", name="Harbour", rights="extract")
    assert show(source, rights="own").rights == "own"
    assert show(source).rights == "extract"
    assert show(settings=Settings(rights="link-only")).rights == "link-only"


@pytest.mark.parametrize(
    ("image", "of_source", "state"),
    [
        (PostImage(file="a.jpg", rights="cleared"), "not-cleared", "shown"),
        (PostImage(file="a.jpg"), "cleared", "shown"),
        (PostImage(file="a.jpg"), "unknown", "not-cleared"),
        (PostImage(file="a.jpg", rights="not-cleared"), "cleared", "not-cleared"),
        (PostImage(rights="cleared"), "cleared", "no-file"),
        (PostImage(file="a.jpg", rights="cleared", restrictions=("Denmark out",)), "cleared", "restricted"),
        (PostImage(file="a.jpg", rights="cleared", restrictions=("NO ARCHIVE",)), "cleared", "restricted"),
        (PostImage(file="a.jpg", rights="cleared", restrictions=("MANDATORY CREDIT",)), "cleared", "restricted"),
        (PostImage(file="a.jpg", rights="cleared", restrictions=("NO-SALE",)), "cleared", "restricted"),
        (PostImage(file="a.jpg", rights="cleared", restrictions=("EDITORIAL USE ONLY",)), "cleared", "shown"),
    ],
)
def test_a_picture_is_shown_only_when_cleared_and_unrestricted(image: PostImage, of_source: str, state: str) -> None:
    assert picture_state(image, of_source) == state


def test_an_extract_shows_only_pictures_that_are_cleared_themselves() -> None:
    images = (PostImage(file="a.jpg", rights="cleared"), PostImage(caption="Not ours", credit="X"))
    assert [picture.file for picture in show(rights="extract", images=images).pictures] == ["a.jpg"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    shown = show(source_url=url, via_url=None)
    assert (shown.original, shown.original_located) == (None, False)


def test_a_copy_stands_in_where_the_original_is_not_located() -> None:
    shown = show(source_url=None, via_url="https://copy.example/port")
    assert (shown.original, shown.original_located) == ("https://copy.example/port", False)


def test_a_text_stands_under_its_own_licence_or_under_that_of_a_source_whose_rights_hold() -> None:
    of_source, own = "https://licences.example/by", "https://licences.example/by-sa"
    open_source = Source(id="h", name="Harbour", rights="open-licence", licence_url=of_source)
    assert show(open_source).licence == of_source
    assert show(open_source, licence_url=own).licence == own
    assert show(open_source, rights="full").licence is None
    assert show(Source(id="h", name="Harbour", rights="full", licence_url=of_source)).licence is None
    assert show(rights="open-licence", licence_url="javascript:x").licence is None
