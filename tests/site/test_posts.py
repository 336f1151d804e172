"""What a post's page shows of its source, its pictures and its rights."""

import datetime as dt
from collections.abc import Callable

import pytest
from PIL import Image

from sample_site import ADDRESS, ALMATY, POSTS, BuiltSite, make_post, page_of, plain_bytes


def text(site: BuiltSite, name: str, selector: str) -> str:
    found = site.tree(page_of(name)).select(selector)
    return " ".join(" ".join(element.get_text() for element in found).split())


def test_a_machine_translation_says_so_and_names_language_translator_and_original(built_site: BuiltSite) -> None:
    notice = text(built_site, "translated", ".notice")
    assert "Machine translation from German." in notice
    assert "The Limited Times" in notice
    assert "Not checked by an editor; it may contain errors." in notice
    link = built_site.tree(page_of("translated")).select(".notice a")[0]
    assert (link.text, link.get("lang"), link.get("hreflang")) == ("Güterzüge fahren wieder", "de", "de")


def test_a_reviewed_translation_names_who_checked_it(built_site: BuiltSite) -> None:
    notice = text(built_site, "reviewed", ".notice")
    assert "Checked by B. Example." in notice
    assert "may contain errors" not in notice


def test_an_original_that_nobody_found_is_said_to_be_missing(built_site: BuiltSite) -> None:
    assert "The original has not been located." in text(built_site, "unlocated", ".notice")


def test_a_text_that_is_no_translation_has_no_translation_notice(built_site: BuiltSite) -> None:
    assert not text(built_site, "agency-copy", ".translated")


def test_the_chain_names_every_hand_in_order_with_its_time(built_site: BuiltSite) -> None:
    hands = [" ".join(item.get_text().split()) for item in built_site.tree(page_of("translated")).select(".chain li")]
    assert [hand.split(" 1")[0].split(" time")[0] for hand in hands] == [
        "News agency Deutsche Presse-Agentur",
        "Published by Münchner Merkur",
        "Taken over by The Limited Times",
        "Collected by Steppe & Pamir Digest",
    ]
    assert "time certain" in hands[1]
    assert "time not known" in hands[0]


def test_a_picture_we_may_not_show_leaves_caption_credit_and_a_link_but_no_image(built_site: BuiltSite) -> None:
    figures = built_site.tree(page_of("translated")).select("figure")
    shown = next(figure for figure in figures if figure.select("img"))
    unshown = next(figure for figure in figures if not figure.select("img"))
    assert "Photo: B. Example" in shown.get_text()
    assert "Wagons at Aktau. © A. Example / AP / dpa" in " ".join(unshown.get_text().split())
    assert unshown.select("a")[0].get("href") == "https://pictures.example/wagons.jpg"


def test_no_page_loads_anything_from_elsewhere(built_site: BuiltSite) -> None:
    for path in built_site.paths():
        for element in built_site.tree(path).select("img, script, link[rel=stylesheet], link[rel=icon], iframe"):
            address = element.get("src") or element.get("href") or ""
            assert "//" not in address, (path, address)


def test_corrections_and_changes_of_the_original_are_visible(built_site: BuiltSite) -> None:
    assert "Corrected on 11 January 2022: The day was wrong." in text(built_site, "corrected", ".notice")
    assert "The original has changed since: we saw it on 12 January 2022." in text(built_site, "changed", ".notice")


def test_an_extract_and_a_link_show_no_more_than_their_rights_allow(built_site: BuiltSite) -> None:
    assert len(text(built_site, "extract", ".text")) <= 301
    assert "This is an extract." in text(built_site, "extract", ".notice")
    assert text(built_site, "link-only", ".text") == ""
    assert POSTS["link-only"].lede not in built_site.read(page_of("link-only"))


def test_a_withdrawn_post_leaves_day_and_reason_and_none_of_its_words(built_site: BuiltSite) -> None:
    tombstone = text(built_site, "withdrawn", "main")
    assert "12 January 2022" in tombstone
    assert "The person named asked for it." in tombstone
    searched = {path.suffix for path in built_site.output.rglob("*") if path.is_file()}
    assert searched >= {".html", ".json", ".atom", ".rss", ".epub", ".eml", ".xml", ".pf_index"}
    for path in built_site.output.rglob("*"):
        if path.is_file():
            assert b"unsayable" not in plain_bytes(path).lower(), path


def test_not_even_the_address_of_a_withdrawn_post_is_told_elsewhere(build_site: Callable[..., BuiltSite]) -> None:
    gone = make_post(1, withdrawn_on=dt.date(2022, 1, 12), withdrawn_reason="A claim.")
    site = build_site({"good": make_post(0), "unsayable-headline": gone})
    told = {
        path.relative_to(site.output).as_posix()
        for path in site.output.rglob("*")
        if path.is_file() and b"unsayable" in plain_bytes(path)
    }
    assert told <= {"2022/01/11/unsayable-headline.html", ".newsdigest-files"}  # the latter: which files are ours
    assert "A claim." in site.tree("withdrawn.html").get_text()


def test_a_link_to_another_post_s_file_leads_to_its_page_in_every_output(
    build_site: Callable[..., BuiltSite],
) -> None:
    body = "See [the talks](../10/talks.md#end) and [more](https://a.example/b.md), [us](../../../../about.html)."
    posts = {
        "linking": make_post(0, body=body),
        "talks": make_post(1, date=dt.datetime(2022, 1, 10, 9, tzinfo=ALMATY)),
    }
    site = build_site(posts, DIGEST_LANGUAGES=["en"], DIGEST_EDITION_DAYS=1)
    links = [a["href"] for a in site.tree("2022/01/11/linking.html").select(".text a")]
    assert links == ["../10/talks.html#end", "https://a.example/b.md", "../../../../about.html"]
    (lite,) = [a["href"] for a in site.tree("lite/2022/01/11/linking.html").select("article a") if "talks" in a["href"]]
    assert (site.output / "lite/2022/01/11" / lite.partition("#")[0]).resolve() == site.output / "2022/01/10/talks.html"
    book = plain_bytes(site.output / "editions" / "2022-01-11.epub")
    assert b'href="https://digest.example/news/2022/01/10/talks.html#end"' in book


def test_a_related_post_is_one_line_with_outlet_and_day_in_the_reader_s_language(built_site: BuiltSite) -> None:
    lines = built_site.tree(page_of("russian")).select(".related li")
    assert lines
    for line in lines:
        assert [child.name for child in line.find_all()] == ["a", "b"]
        assert line.get_text().rstrip().endswith("г.")


def test_editors_links_lead_to_the_post_s_file(built_site: BuiltSite) -> None:
    links = [a.get("href") for a in built_site.tree(page_of("russian")).select(".desk a")]
    assert links[0] == "https://git.example/digest/edit/main/content/posts/2022/01/11/russian.md"
    assert links[1].startswith("https://git.example/digest/issues/new?")


def test_captured_code_stays_text(built_site: BuiltSite) -> None:
    tree = built_site.tree(page_of("hostile"))
    assert tree.select("h1")[0].get_text() == POSTS["hostile"].title
    assert not tree.select("script:not([type='application/ld+json']), style, [onerror], [onclick], [style]")
    assert not tree.select("[href^=javascript]")


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("translated", "https://outlet.example/0"),
        ("own", "https://digest.example/news/2022/01/11/own.html"),
        ("extract", "https://digest.example/news/2022/01/11/extract.html"),
    ],
)
def test_whole_texts_of_others_point_search_engines_to_the_original(
    built_site: BuiltSite, name: str, canonical: str
) -> None:
    tree = built_site.tree(page_of(name))
    assert [link["href"] for link in tree.select("link[rel=canonical]")] == [canonical]
    own = f"{ADDRESS}/{page_of(name)}"  # what a shared link leads to is told apart only where it is another
    assert [meta["content"] for meta in tree.select("meta[property='og:url']")] == [own] * (canonical != own)


def test_a_persian_post_sets_right(built_site: BuiltSite) -> None:
    tree = built_site.tree(page_of("persian"))
    assert (tree.html["lang"], tree.html["dir"]) == ("fa", "rtl")
    assert tree.select("body > header")[0].get("dir") == "ltr"


def test_a_dateline_is_not_printed_twice(build_site: Callable[..., BuiltSite]) -> None:
    posts = {
        "apart": make_post(0, dateline="AKTAU"),
        "within": make_post(1, dateline="AKTAU", body="AKTAU (dpa) - Trains left the port."),
    }
    site = build_site(posts, DIGEST_LANGUAGES=["en"])
    texts = [site.tree(f"2022/01/11/{name}.html").select(".text")[0].get_text() for name in posts]
    assert [text.count("AKTAU") for text in texts] == [1, 1]


def test_a_post_offers_the_other_reports_of_its_story_and_older_posts_about_its_region(built_site: BuiltSite) -> None:
    tree = built_site.tree(page_of("translated"))
    reports, liked = ({link["href"] for link in group.select("a")} for group in tree.select(".related ul"))
    assert reports == {"agency-copy.html", "russian.html"}
    assert {"reviewed.html", "../10/hostile.html"} <= liked


def test_no_page_offers_a_withdrawn_post(built_site: BuiltSite) -> None:
    for path in built_site.paths():
        assert not [a for a in built_site.tree(path).select(".related a") if a["href"].endswith("withdrawn.html")]


def test_every_post_names_a_picture_for_link_previews_with_its_size_and_words_for_it(built_site: BuiltSite) -> None:
    for name, post in POSTS.items():
        if post.withdrawn_on:
            continue
        meta = {tag["property"]: tag["content"] for tag in built_site.tree(page_of(name)).select("meta[property]")}
        file = built_site.output / meta["og:image"].removeprefix(ADDRESS + "/")
        with Image.open(file) as picture:
            assert picture.size == (int(meta["og:image:width"]), int(meta["og:image:height"]))
        assert meta["og:image:alt"]
    assert (
        built_site.tree(page_of("kazakh")).select("meta[property='og:image:alt']")[0]["content"]
        == "Бұл қайда: Қазақстан"
    )


def test_a_post_s_own_picture_comes_before_the_drawn_one(built_site: BuiltSite) -> None:
    meta = built_site.tree(page_of("translated")).select("meta[property='og:image']")[0]["content"]
    assert meta == f"{ADDRESS}/images/2022/station/1.jpg"
