"""Search as readers use it, in real Chromium."""

import datetime as dt
import re

from playwright.sync_api import Page, expect

from sample_site import ALMATY, make_post


def results(page: Page) -> list[str]:
    """The headlines found, once the search has settled."""
    expect(page.locator("[data-search-status]")).to_have_attribute("data-state", re.compile("^(found|none|failed)$"))
    return page.locator("[data-search-results] h2").all_inner_texts()


def test_a_word_is_found_in_the_language_of_its_script(page: Page, address: str):
    for word, start in (("Aktau", "Freight runs"), ("поезда", "Грузовые поезда"), ("пойыздар", "Ақтауға жүк")):
        page.goto(f"{address}search.html?q={word}")
        assert results(page)[0].startswith(start)


def test_newest_comes_first_and_older_on_demand(page: Page, address: str):
    page.goto(f"{address}search.html?q=Aktau")
    first = results(page)
    assert len(first) == 10
    page.get_by_role("button", name="More results").click()
    expect(page.locator("[data-search-results] li").nth(10)).to_be_visible()
    assert results(page)[10:] == [f"Freight runs again between Aktau and the hinterland ({n})" for n in (21, 20)]


def test_filters_narrow_and_the_back_button_widens_again(page: Page, address: str):
    page.goto(f"{address}search.html?q=Aktau")
    before = results(page)
    page.select_option("select[name=region]", "TJ")
    expect(page.locator("[data-search-results] li")).to_have_count(1)
    assert "region=TJ" in page.url
    page.go_back()
    expect(page.locator("[data-search-results] li")).to_have_count(10)
    assert results(page) == before
    assert page.input_value("select[name=region]") == ""


def test_the_original_language_and_the_month_are_filters(page: Page, address: str):
    page.goto(f"{address}search.html?from=de&period=2021-12")
    assert results(page) == ["Freight runs again between Aktau and the hinterland (12)"]


def test_a_result_leads_to_its_post(page: Page, address: str):
    page.goto(f"{address}search.html?q=Aktau&region=TM")
    results(page)
    page.locator("[data-search-results] a").first.click()
    expect(page.locator("h1")).to_contain_text("Freight runs")


def test_a_withdrawn_post_and_what_rights_hold_back_are_not_found(page: Page, address: str):
    page.goto(f"{address}search.html?q=Unsayable")
    assert results(page) == []
    expect(page.locator("[data-search-status]")).to_have_text("Nothing found.")


def test_the_query_is_typed_by_keyboard_alone(page: Page, address: str):
    page.goto(f"{address}search.html")
    page.locator("#q").focus()
    page.keyboard.type("Aktau")
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-results] li")).to_have_count(10)
    assert page.url.endswith("?q=Aktau")


def test_search_works_from_a_page_in_another_interface_language(page: Page, address: str, built_site):
    languages = [name for name in ("ru", "de", "kk") if (built_site.output / name / "search.html").is_file()]
    for language in languages:
        page.goto(f"{address}{language}/search.html?q=Aktau")
        assert results(page)[0].startswith("Freight runs")
        page.locator("[data-search-results] a").first.click()
        expect(page.locator("h1")).to_contain_text("Freight runs")


def test_without_javascript_the_page_leads_to_the_archive(chromium, address: str):
    context = chromium.new_context(java_script_enabled=False)
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.goto(f"{address}search.html")
    page.get_by_role("link", name="in the archive, by day").click()
    expect(page.locator("h1")).to_be_visible()
    context.close()


def test_a_month_without_the_word_gives_nothing_like_it(page: Page, address: str):
    page.goto(f"{address}search.html?q=theocracy")  # "the" is there, which the word begins with
    assert results(page) == []
    page.goto(f"{address}search.html?q=hinterlandish")
    assert len(results(page)) == 10  # the index holds the greater part of the word


def many_posts(route):
    """Let the search page believe that every month has 400 posts; in a small digest all are looked through."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r'(\["2022-\d\d", ?)1\b', r"\g<1>400", answer.text()))


def test_a_small_digest_is_looked_through_to_its_end(chromium, build_site, serve):
    posts = {
        f"p{month}": make_post(month, title=f"Quagga seen {month}", date=dt.datetime(2022, month, 3, tzinfo=ALMATY))
        for month in range(1, 7)
    }
    posts["old"] = make_post(9, title="Aurochs", date=dt.datetime(2021, 1, 3, tzinfo=ALMATY))
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{serve(build_site(posts, DIGEST_LANGUAGES=['en']))}search.html?q=Aurochs")
    assert results(page) == ["Aurochs"]
    context.close()


def test_a_rare_word_is_shown_from_the_newest_months_and_older_ones_are_loaded_on_demand(chromium, build_site, serve):
    posts = {
        f"p{month}": make_post(month, title=f"Quagga seen {month}", date=dt.datetime(2022, month, 3, tzinfo=ALMATY))
        for month in range(1, 8)
    }
    site = build_site(posts, DIGEST_LANGUAGES=["en"])
    context = chromium.new_context()
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url) if "head.bin" in request.url else None)
    page.route(re.compile(r"/search\.html"), many_posts)
    page.goto(f"{serve(site)}search.html?q=quagga")
    assert results(page) == ["Quagga seen 7", "Quagga seen 6", "Quagga seen 5"]
    assert len(loaded) == 3
    page.get_by_role("button", name="More results").click()
    expect(page.locator("[data-search-results] li")).to_have_count(7)
    expect(page.get_by_role("button", name="More results")).to_be_hidden()
    page.goto(f"{page.url}&region=TJ")
    expect(page.locator("[data-search-status]")).to_have_text(
        "Nothing in the newest reports, back to 1 May 2022. Older ones have not been searched."
    )
    assert len(loaded) == 3 + 4 + 3
    page.get_by_role("button", name="Search older reports").click()
    assert results(page) == []  # now we look on until there is something, or no month is left
    expect(page.locator("[data-search-status]")).to_have_text("Nothing found.")
    assert len(loaded) == 3 + 4 + 7
    context.close()
