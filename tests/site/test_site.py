"""What holds for every page of the site."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import join, normpath

from sample_site import ADDRESS, POSTS, BuiltSite, make_post, page_of


def targets(site: BuiltSite, path: str) -> set[str]:
    """Files of the site that a page links to."""
    found = site.tree(path).select("a[href], link[rel=stylesheet], link[rel=icon], img[src]")
    links = [element.get("href") or element["src"] for element in found]
    inside = {link.partition("#")[0].partition("?")[0] for link in links if "://" not in link}
    root = "/news/"
    return {
        link.removeprefix(root) if link.startswith(root) else normpath(join(str(PurePosixPath(path).parent), link))
        for link in inside - {""}
    }


def test_every_link_leads_to_a_file(built_site: BuiltSite) -> None:
    # The search page and pictures are other features' outputs, not in this site.
    missing = {
        (path, target)
        for path in built_site.paths()
        for target in targets(built_site, path)
        if not (built_site.output / target).is_file() and not target.endswith(("search.html", "station.png"))
    }
    assert not missing


def test_a_page_under_an_unknown_address_finds_the_site(built_site: BuiltSite) -> None:
    links = built_site.tree("404.html").select("a[href], link[rel=stylesheet]")
    assert all(link["href"].startswith(("/news/", "#")) for link in links)


def test_no_page_has_inline_code_or_style_and_every_page_forbids_them(built_site: BuiltSite) -> None:
    for path in built_site.paths():
        tree = built_site.tree(path)
        if not path.startswith("lite/"):  # its one style stands in the policy by its hash: tests/site/test_lite.py
            assert not tree.select("style")
        assert not tree.select("[style], [onclick], script:not([src]):not([type*=json])")
        policy = tree.select("meta[http-equiv=Content-Security-Policy]")[0]["content"]
        assert "default-src 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "unsafe" not in policy
        if not path.startswith("lite/"):
            scripts = bool(tree.select("script[src]"))
            assert ("form-action 'self'" in policy) == scripts, path
            assert "connect-src 'self'" in policy  # or Lighthouse cannot read robots.txt, and takes it for broken


def test_pages_stay_within_their_weight(built_site: BuiltSite) -> None:
    for path in built_site.paths():
        limit = 6000 if path.removesuffix(".html").rpartition("/")[2] in POSTS else 10_000
        assert len(gzip.compress(built_site.read(path).encode())) <= limit, path
    css = next(built_site.output.glob("assets/site.*.css"))
    assert len(gzip.compress(css.read_bytes())) <= 8000


def test_the_front_page_is_a_dated_edition_with_its_cut_off(built_site: BuiltSite) -> None:
    edition = built_site.tree("index.html").select(".edition")[0]
    assert " ".join(edition.get_text().split()) == "Tuesday, 11 January 2022 News up to 10:35 (UTC+6)"


def test_a_story_counts_the_texts_of_one_agency_once(built_site: BuiltSite) -> None:
    lead = built_site.tree("index.html").select(".lead")[0]
    assert lead.select(".spread")[0].get_text() == "3 outlets, 2 independent"


def test_a_day_lists_its_posts_and_links_the_calendar(built_site: BuiltSite) -> None:
    tree = built_site.tree("2022/01/11/index.html")
    assert tree.select("h1")[0].get_text() == "All news on 11 January 2022"
    assert len(tree.select(".lines li")) == sum(
        post.date.day == 11 and post.withdrawn_on is None for post in POSTS.values()
    )
    assert tree.select(".calendar [aria-current]")[0].text == "11"


def test_a_day_is_made_once_and_pages_in_other_languages_lead_to_it(built_site: BuiltSite) -> None:
    assert not list(built_site.output.glob("ru/2022/01/11"))
    for path in ("ru/index.html", "ru/2022/01/index.html", page_of("russian")):
        assert "2022/01/11/index.html" in targets(built_site, path), path
    assert not built_site.tree("2022/01/11/index.html").select(".tongues, link[hreflang]")


def test_old_pages_stay_as_they_are_when_a_post_is_added(build_site: Callable[..., BuiltSite]) -> None:
    old = {name: POSTS[name] for name in ("unlocated", "russian")}
    site = build_site(old, DIGEST_LANGUAGES=["en"])
    before = {path: (site.output / path).stat().st_mtime_ns for path in site.paths()}
    build_site(old | {"new": make_post(0, source="kloop", regions=("TJ",))}, DIGEST_LANGUAGES=["en"])
    unchanged = {path for path in before if (site.output / path).stat().st_mtime_ns == before[path]}
    assert {
        page_of("unlocated"),
        page_of("russian"),
        "2021/12/30/index.html",
        "regions/kg/index.html",
        "sources/24-kg/index.html",
        "corrections.html",
    } <= unchanged
    assert "2022/01/11/index.html" not in unchanged


def test_canonical_addresses_are_absolute(built_site: BuiltSite) -> None:
    link = built_site.tree("regions/kz/index.html").select("link[rel=canonical]")[0]
    assert link["href"] == f"{ADDRESS}/regions/kz/"


def test_the_first_lead_shows_its_picture_with_the_credit(built_site: BuiltSite) -> None:
    figures = built_site.tree("index.html").select(".lead figure")
    assert len(figures) == 1
    assert figures[0].select("img[width][height]")
    assert figures[0].select("figcaption i")[0].get_text() == "Photo: B. Example"


def test_a_front_page_leads_with_reports_in_its_language_and_shows_those_in_others(built_site: BuiltSite) -> None:
    lead = built_site.tree("ru/index.html").select(".lead")[0]
    assert lead.select("h3 a")[0]["href"] == "../" + page_of("russian")
    assert lead.select(".others a[lang=en]")
    own = built_site.tree("index.html").select(".lead")[0]
    assert own.select("h3 a")[0]["href"] == page_of("translated")
    assert own.select(".others a[lang=ru]")


def test_a_story_stands_once_among_the_leads_and_the_countries(built_site: BuiltSite) -> None:
    tree = built_site.tree("index.html")
    shown = [link["href"] for link in tree.select(".lead h3 a, .regions .entry > a")]
    assert len(shown) == len(set(shown))
    assert not {page_of(name) for name in ("russian", "agency-copy")} & set(shown)


def test_a_later_lead_with_a_picture_stands_beside_the_first(build_site: Callable[..., BuiltSite]) -> None:
    posts = {f"post-{n}": make_post(n, source=f"s{n}", regions=(f"R{n}",)) for n in range(5)}
    posts["post-3"] = replace(posts["post-3"], images=POSTS["translated"].images)
    tree = build_site(posts, DIGEST_LANGUAGES=["en"]).tree("index.html")
    assert [bool(lead.select("figure img")) for lead in tree.select(".lead")] == [False, True, False, False, False]
    assert tree.select(".lead figcaption i")[0].get_text() == "Photo: B. Example"
