"""What every post still needs, as a page of previews: each finding with its place and a way to correct it."""

import datetime as dt
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from newsdigest.desk import check_posts
from newsdigest.models import PostImage
from newsdigest.post import render_post
from newsdigest.post.shelf import Shelf
from newsdigest.registers.sources import SHIPPED, load_sources
from sample_site import BuiltSite, build, make_post, plain_bytes

CHANGED = make_post(2, id="changed", source_changed=dt.date(2022, 1, 12))
UNCREDITED = PostImage(restrictions=("MANDATORY CREDIT",))
POSTS = {
    "good": make_post(0, id="good"),
    "wrong": make_post(1, id="wrong", body="See [it](../11/gone.md).", images=(UNCREDITED,)),
    "changed": CHANGED,
    "withdrawn": make_post(
        3, id="withdrawn", title="Unsayable", body="Unsayable unsayable “words.", source_changed=dt.date(2022, 1, 12),
        rights="withdrawn", withdrawn_on=dt.date(2022, 1, 12), withdrawn_reason="A claim.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A preview of posts with faults, one of them changed at its source, as ingest leaves it."""
    folder = tmp_path_factory.mktemp("attention")
    for name in ("changed", "withdrawn"):
        shelf, post = Shelf(content=folder / "content"), POSTS[name]
        shelf.base(name).parent.mkdir(parents=True)
        shelf.base(name).write_text(render_post(post), "utf-8")
        shelf.newer(name).write_text(render_post(post).replace("Tuesday", "Wednesday"), "utf-8")
    return build(folder, POSTS, DIGEST_LANGUAGES=["en"], DIGEST_PREVIEW=True)


@pytest.fixture(scope="module")
def page(site: BuiltSite) -> BeautifulSoup:
    return site.tree("attention.html")


def test_it_lists_what_the_desk_finds_errors_and_warnings_apart(site: BuiltSite, page: BeautifulSoup) -> None:
    findings = check_posts(site.content, load_sources((SHIPPED,)), today=dt.date(2022, 2, 1))
    for heading, severity in (("errors", "error"), ("warnings", "warning")):
        start = page.find(id=heading)
        below = start.find_all_next(["h2", "li"])
        items = [item.get_text() for item in below if item.name == "li" and item.find_previous("h2") is start]
        wanted = [finding for finding in findings if finding.severity == severity]
        assert wanted
        assert len(items) >= len(wanted)
        for finding in wanted:
            assert any(f"{finding.file}:{finding.line} {finding.message} [{finding.code}]" in item for item in items)


def test_each_finding_leads_to_its_line(page: BeautifulSoup) -> None:
    links = [link["href"] for link in page.select("article li a")]
    lines = [code.get_text().rpartition(":") for code in page.select("article li code")]
    posts = "https://git.example/digest/edit/main/content/posts/"
    assert links == [f"{posts}{file}#L{line}" for file, _, line in lines]


def test_what_changed_at_the_source_is_shown(page: BeautifulSoup) -> None:
    (difference,) = (element.get_text() for element in page.select("details pre"))
    assert "+lede: Trains left the port on Wednesday morning." in difference.splitlines()


def test_every_page_of_a_preview_leads_there(site: BuiltSite) -> None:
    assert "attention.html" in [link["href"] for link in site.tree("index.html").select("footer a")]


def test_a_withdrawn_post_is_told_by_its_file_alone(site: BuiltSite) -> None:
    for path in site.output.rglob("*"):
        assert not path.is_file() or b"unsayable" not in plain_bytes(path).lower(), path


def test_a_published_site_has_no_such_page(built_site: BuiltSite) -> None:
    assert not (built_site.output / "attention.html").exists()
    assert "attention.html" not in built_site.read("index.html")


def test_a_preview_without_faults_says_so(build_site: Callable[..., BuiltSite]) -> None:
    site = build_site({"good": POSTS["good"]}, DIGEST_LANGUAGES=["en"], DIGEST_PREVIEW=True)
    assert "No post needs attention." in site.tree("attention.html").get_text()
