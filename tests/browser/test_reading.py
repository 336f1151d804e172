"""Reading the site on a phone, by keyboard, on paper, from right to left, without JavaScript and from a folder."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from sample_site import BuiltSite, page_of

KINDS = {
    "front": "index.html",
    "front in Kazakh": "kk/index.html",
    "day": "2022/01/11/index.html",
    "month": "2022/01/index.html",
    "year": "2022/index.html",
    "archive": "archive.html",
    "regions": "regions/index.html",
    "region": "regions/kz/index.html",
    "sources": "sources/index.html",
    "source": "sources/merkur/index.html",
    "stories": "stories/index.html",
    "story": "stories/freight.html",
    "trends": "trends.html",
    "search": "search.html",
    "about": "about.html",
    "post": page_of("translated"),
    "post from right to left": page_of("persian"),
    "withdrawn post": page_of("withdrawn"),
}
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_the_narrowest_phone(page: Page, address: str, kind: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + KINDS[kind])
    assert page.evaluate(FITS)


def test_columns_stand_side_by_side_on_a_wide_screen_and_below_one_another_on_a_phone(page: Page, address: str) -> None:
    def leads() -> list[dict[str, float]]:
        return [lead.bounding_box() or {} for lead in page.locator(".lead").all()[:2]]

    page.goto(address)
    first, second = leads()
    assert second["y"] >= first["y"] + first["height"]
    page.set_viewport_size({"width": 1280, "height": 900})
    first, second = leads()
    assert second["x"] >= first["x"] + first["width"]


def test_the_first_key_offers_to_skip_to_the_content(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert (page.locator(".skip").bounding_box() or {})["y"] >= 0


def test_every_region_of_the_map_is_reached_and_opened_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "regions/index.html")
    wanted = page.locator(".map a").count()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.closest('.map a')?.getAttribute('aria-label') ?? ''")
        if name:
            reached.append(name)
        if len(reached) == wanted:
            break
    assert len(set(reached)) == wanted
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/*/index.html")


def test_focus_is_seen(page: Page, address: str) -> None:
    page.goto(address + page_of("translated"))
    for _ in range(4):
        page.keyboard.press("Tab")
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2


def test_dark_follows_the_device(page: Page, address: str) -> None:
    def lightness() -> float:
        page.goto(address)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(float, colour.removeprefix("rgb(").removesuffix(")").split(","))) / 3

    page.emulate_media(color_scheme="light")
    light = lightness()
    page.emulate_media(color_scheme="dark")
    assert lightness() < 60
    assert light > 200


def test_motion_is_left_out_where_readers_ask_for_it(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper_shows_the_text_and_its_notice_and_no_navigation(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(address + page_of("translated"))
    assert not page.locator(".sections").is_visible()
    assert page.locator(".notice").is_visible()
    assert page.locator(".chain").is_visible()
    shown = page.evaluate("getComputedStyle(document.querySelector('.notice a'), '::after').content")
    # The address of the original, in writing; some Chromium versions name the attribute, others its value.
    assert "attr(href)" in shown or "https://outlet.example/0" in shown


def test_a_persian_post_begins_at_the_right(page: Page, address: str) -> None:
    page.goto(address + page_of("persian"))
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).direction") == "rtl"
    head = page.evaluate(
        """() => { const range = document.createRange(); range.selectNodeContents(document.querySelector('h1'));
        const box = range.getClientRects()[0]; return innerWidth - box.right }"""
    )
    assert head < 40
    assert page.evaluate("getComputedStyle(document.querySelector('.sections')).direction") == "ltr"


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_without_javascript_readers_get_from_the_front_page_to_a_text(plain: Page, address: str) -> None:
    plain.goto(address)
    plain.locator(".lead a[href$='translated.html']").first.click()
    assert plain.locator("h1").inner_text().startswith("Freight runs again")
    plain.locator(".chip").first.click()
    assert plain.locator("h1").inner_text() == "Kazakhstan"


def test_without_javascript_the_search_points_to_the_archive(plain: Page, address: str) -> None:
    plain.goto(address + "ru/search.html")
    plain.locator("main a[href$='archive.html']").click()
    assert plain.url == address + "ru/archive.html"


def test_the_site_reads_from_a_folder_without_a_server(plain: Page, built_site: BuiltSite) -> None:
    plain.goto((built_site.output / "index.html").as_uri())
    plain.locator(".lead a[href$='translated.html']").first.click()
    assert plain.url == (built_site.output / page_of("translated")).as_uri()
    plain.locator("nav.sections a").first.click()
    assert plain.locator(".map").is_visible()
    plain.set_viewport_size({"width": 1280, "height": 900})
    box = plain.locator("main").bounding_box() or {}
    assert box["width"] <= 1250  # the style sheet holds there too


def test_a_picture_keeps_its_place_before_it_loads(page: Page, address: str) -> None:
    page.goto(address + page_of("translated"))
    image = page.locator("figure img").first
    assert image.get_attribute("width")
    assert image.get_attribute("height")
