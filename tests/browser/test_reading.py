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
    "place": "regions/uz/places/tashkent.html",
    "month of a region": "regions/uz/2021-12.html",
    "topics": "topics/index.html",
    "topic": "topics/energy.html",
    "corrections": "corrections.html",
    "withdrawn": "withdrawn.html",
    "not found": "404.html",
    "text only": "lite/index.html",
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
    assert (page.locator("body > a").bounding_box() or {})["y"] >= 0


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


@pytest.mark.parametrize("kind", ["front", "day", "region", "story", "trends", "search", "about", "post"])
def test_fingers_hit_what_they_aim_at(page: Page, address: str, kind: str) -> None:
    """WCAG 2.5.8: 24 by 24 pixels; links within a sentence are exempt."""
    page.goto(address + KINDS[kind])
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, select, input")]
          .filter(e => e.checkVisibility() && !e.matches("body > a, .map a, .text a, .notice a, .chain a"))
          .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 16)
          .map(([text, box]) => `${text} ${box.width} ${box.height}`)"""
    )
    assert small == []


def test_the_languages_open_by_keyboard_and_lead_to_the_same_page(page: Page, address: str) -> None:
    page.goto(address + KINDS["region"])
    menu = page.locator(".tongues summary")
    assert menu.inner_text() == "English"
    assert not page.get_by_role("link", name="Deutsch").is_visible()
    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Deutsch").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/regions/kz/index.html")
    assert page.locator("h1").inner_text() == "Kasachstan"


def test_on_a_wide_front_page_the_languages_stand_open(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    page.get_by_role("link", name="русский").click()
    page.wait_for_url("**/ru/index.html")
    assert page.locator(".tagline").inner_text().startswith("Центральная Азия")


def test_a_reader_gets_to_a_post_and_from_it_to_a_related_one_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the navigation
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.lead h3 a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/translated.html")
    page.locator(".related a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("translated.html"))
    assert page.locator("article.post h1").is_visible()


@pytest.mark.parametrize("kind", ["front", "post", "region", "day"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(page: Page, address: str, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + KINDS[kind], wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
          .observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 200) })"""
    )
    assert shift == 0


def test_a_browser_takes_the_lightest_picture_that_it_can_read(page: Page, address: str) -> None:
    page.goto(address + page_of("translated"))
    picture = page.locator("figure picture").first
    assert picture.locator("img").evaluate("image => image.decode().then(() => image.currentSrc)").endswith(".avif")
    assert [source.get_attribute("type") for source in picture.locator("source").all()] == ["image/avif", "image/webp"]
    assert (picture.locator("img").get_attribute("src") or "").endswith(".jpg")


def test_motion_is_left_out_where_readers_ask_for_it(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper_is_white_where_the_screen_is_dark(page: Page, address: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address + page_of("translated"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_paper_shows_the_text_and_its_notice_and_no_navigation(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(address + page_of("translated"))
    assert not page.locator("body > header > nav").is_visible()
    assert page.locator(".notice").is_visible()
    assert page.locator(".chain").is_visible()
    assert not page.locator(".related").is_visible()
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
    assert page.evaluate("getComputedStyle(document.querySelector('body > header > nav')).direction") == "ltr"


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
    plain.locator(".chips a").first.click()
    assert plain.locator("h1").inner_text() == "Kazakhstan"


def test_without_javascript_the_search_points_to_the_archive(plain: Page, address: str) -> None:
    plain.goto(address + "ru/search.html")
    plain.locator("main a[href$='archive.html']").click()
    assert plain.url == address + "ru/archive.html"


def test_the_site_reads_from_a_folder_without_a_server(plain: Page, built_site: BuiltSite) -> None:
    plain.goto((built_site.output / "index.html").as_uri())
    plain.locator(".lead a[href$='translated.html']").first.click()
    assert plain.url == (built_site.output / page_of("translated")).as_uri()
    plain.locator("body > header > nav a").first.click()
    assert plain.locator(".map").is_visible()
    plain.set_viewport_size({"width": 1280, "height": 900})
    box = plain.locator("main").bounding_box() or {}
    assert box["width"] <= 1250  # the style sheet holds there too


def test_a_picture_keeps_its_place_before_it_loads(page: Page, address: str) -> None:
    page.goto(address + page_of("translated"))
    image = page.locator("figure img").first
    assert image.get_attribute("width")
    assert image.get_attribute("height")
