"""
Page, JSON-LD, three feeds and search agree, for every combination of translation, rights and picture rights.

One real build holds a post for each combination; feeds are read back with feedparser, JSON-LD against the types that
schema.org gives for each property used.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import Any, get_args

import feedparser
import pytest
from bs4 import BeautifulSoup

from newsdigest.models import Correction, ImageRights, Post, PostImage, Rights, TranslationStatus
from newsdigest.publish.feeds import entry_id
from sample_site import ALMATY, PIXEL, BuiltSite, build, make_post, plain_bytes

STATUSES = get_args(TranslationStatus)
RIGHTS = get_args(Rights)
IMAGE_RIGHTS = get_args(ImageRights)
SOURCES = dict(zip(RIGHTS, ("tengrinews", "merkur", "azattyq", "24-kg", "kazinform", "uza"), strict=True))
TAIL = "Endmark"  # stands beyond every extract, each with its post's number

# Ranges of the properties we use, from schema.org 30.0.
AGENT = {"Person", "Organization", "NewsMediaOrganization"}
TEXTS = (
    "@context @type @id url headline inLanguage datePublished dateModified dateline name license contentUrl "
    "caption creditText copyrightNotice text"
)
RANGES: dict[str, set[str]] = {
    "author": AGENT, "translator": AGENT, "publisher": AGENT, "sourceOrganization": AGENT - {"Person"},
    "copyrightHolder": AGENT, "creator": AGENT, "image": {"ImageObject"}, "about": {"Place"},
    "contentLocation": {"Place"}, "translationOfWork": {"NewsArticle"}, "isBasedOn": {"NewsArticle", "text"},
    "citation": {"WebPage"}, "correction": {"CorrectionComment"},
} | {key: {"text"} for key in TEXTS.split()}  # fmt: skip


def combined() -> Iterator[tuple[str, Post]]:
    """A post for each combination."""
    for number, (status, rights, picture) in enumerate(product(STATUSES, RIGHTS, IMAGE_RIGHTS)):
        name = f"c{number}"
        image = PostImage(
            file="2022/station.png",
            caption=f"Caption{number}.",
            credit=f"© Maker{number} / AP",
            creator=f"Maker{number}",
            agencies=("AP",),
            copyright_notice=f"© Maker{number}",
            rights=picture,
        )
        gone = (
            {"withdrawn_on": dt.date(2022, 1, 12), "withdrawn_reason": "On request."} if rights == "withdrawn" else {}
        )
        translated = {} if status == "none" else {"translated_from": "de", "translated_by": "limited-times"}
        yield (
            name,
            make_post(
                number % 20,
                id=name,
                title=f"Headline{number}",
                lede=f"Lede{number}.",
                body=f"Opening{number}. " + "word " * 200 + f"\n\n{TAIL}{number}.",
                source=SOURCES[rights],
                source_url=f"https://original.example/{number}",
                agency="dpa",
                via="limited-times",
                via_url=f"https://copy.example/{number}",
                translation_status=status,
                reviewed_by="B. Example" if status == "machine-reviewed" else None,
                rights=rights,
                rights_note=f"Note{number}.",
                licence_url=f"https://licences.example/{number}" if rights == "open-licence" else None,
                images=(image,),
                corrections=(Correction(on=dt.date(2022, 1, 11), text=f"Correction{number}."),),
                **translated,
                **gone,
            ),
        )


COMBINED = dict(combined())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """All combinations in one build, in one interface language."""
    folder = tmp_path_factory.mktemp("combined")
    picture = folder / "content" / "images" / "2022" / "station.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PIXEL)
    return build(folder, COMBINED, DIGEST_LANGUAGES=["en"])


@cache
def page(site: BuiltSite, name: str) -> BeautifulSoup:
    return site.tree(f"{COMBINED[name].date:%Y/%m/%d}/{name}.html")


@cache
def data(site: BuiltSite, name: str) -> dict[str, Any]:
    """The page's structured data, each reference to an organisation replaced by its description."""
    found = json.loads(page(site, name).select_one("script[type='application/ld+json']").string)
    described: dict[str, dict[str, Any]] = {}

    def resolve(value: Any) -> Any:
        if isinstance(value, list):
            return [resolve(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == {"@id"}:
            return described[value["@id"]]
        if "@id" in value:
            assert value["@id"] not in described, "described twice"
            described[value["@id"]] = value
        return {key: resolve(one) for key, one in value.items()}

    return resolve(found)


def description(site: BuiltSite, name: str) -> str | None:
    found = page(site, name).select_one("meta[name=description]")
    return found["content"] if found else None


@cache
def feed(site: BuiltSite, rights: str, ending: str) -> dict[str, Any]:
    """Entries of the feed of the source that these rights go with, by id."""
    path = site.output / "feeds" / f"source-{SOURCES[rights]}.{ending}"
    if ending == "json":
        return {item["id"]: item for item in json.loads(path.read_text("utf-8"))["items"]}
    parsed = feedparser.parse(path.read_bytes())
    assert not parsed.bozo, parsed.get("bozo_exception")
    return {entry.id: entry for entry in parsed.entries}


LISTED = [name for name, post in COMBINED.items() if post.rights != "withdrawn"]


def test_every_combination_is_built(site: BuiltSite):
    assert len(COMBINED) == len(STATUSES) * len(RIGHTS) * len(IMAGE_RIGHTS) == 90
    assert all((site.output / f"{post.date:%Y/%m/%d}/{name}.html").is_file() for name, post in COMBINED.items())


def test_the_notice_follows_the_translation_everywhere(site: BuiltSite):
    sentences = {
        "none": None,
        "machine": "Machine translation from German.",
        "machine-reviewed": "Machine translation from German.",
        "human": "Translated from German.",
        "unknown": "Translated from German.",
    }
    for name in LISTED:
        post = COMBINED[name]
        sentence = sentences[post.translation_status]
        shown = page(site, name).select_one(".notice").get_text(" ", strip=True)
        rss, item = (feed(site, post.rights, ending)[entry_id(name)] for ending in ("rss", "json"))
        for text in (shown, rss.summary, item["content_text"]):
            assert (sentence in text) if sentence else ("ranslat" not in text)
        unchecked = "Not checked by an editor" in shown
        assert unchecked == (post.translation_status == "machine") == ("Not checked by an editor" in rss.summary)
        assert ("translator" in data(site, name)) == (sentence is not None)
        assert item["_provenance"]["translation_status"] == post.translation_status


def test_rights_decide_what_is_shown_in_every_output(site: BuiltSite):
    for name in LISTED:
        post, number = COMBINED[name], name[1:]
        text = page(site, name).get_text(" ")
        whole = post.rights in ("full", "own", "open-licence")
        assert (f"{TAIL}{number}." in text) == whole
        assert (f"Lede{number}." in text) == (post.rights != "link-only")
        assert f"https://original.example/{number}" in str(page(site, name)) or post.rights == "own"
        atom = feed(site, post.rights, "atom")[entry_id(name)]
        assert (f"Lede{number}." in atom.summary) == (post.rights != "link-only")
        assert description(site, name) == (f"Lede{number}." if post.rights != "link-only" else None)


def test_no_byte_of_the_site_holds_words_that_rights_hold_back(site: BuiltSite):
    hidden = {name for name, post in COMBINED.items() if post.rights in ("extract", "link-only", "withdrawn")}
    forbidden = [f"{TAIL}{name[1:]}.".encode() for name in hidden]
    forbidden += [f"{TAIL}{name[1:]}.".lower().encode() for name in hidden]
    for name, post in COMBINED.items():
        if post.rights == "withdrawn":
            number = name[1:]
            forbidden += [f"Headline{number}<".encode(), f'Headline{number}"'.encode(), f"Lede{number}.".encode()]
            forbidden += [f"Caption{number}.".encode(), f"Opening{number}.".encode()]
    for path in site.output.rglob("*"):
        if path.is_file():
            content = plain_bytes(path)
            assert not [word for word in forbidden if word in content], path


def test_a_picture_is_shown_only_when_cleared_and_its_credit_stays(site: BuiltSite):
    for name in LISTED:
        post, number = COMBINED[name], name[1:]
        cleared = post.images[0].rights == "cleared" and post.rights != "link-only"
        tree = page(site, name)
        assert bool(tree.select("figure img")) == cleared
        images = data(site, name).get("image")
        credited = post.rights not in ("link-only", "extract") or cleared
        assert (f"© Maker{number} / AP" in tree.get_text(" ")) == credited
        assert (images is not None) == credited
        if images:
            assert images["creditText"] == f"© Maker{number} / AP"
            assert images["creator"] == {"@type": "Person", "name": f"Maker{number}"}
            assert ("contentUrl" in images) == cleared
        item = feed(site, post.rights, "json")[entry_id(name)]
        assert ("image" in item) == cleared
        rss = feed(site, post.rights, "rss")[entry_id(name)]
        credits = [credit["content"] for credit in rss.get("media_credit", [])]
        assert credits == ([f"© Maker{number} / AP"] if credited else [])


def test_the_chain_is_the_same_on_the_page_and_in_the_data(site: BuiltSite):
    for name in LISTED:
        post, number = COMBINED[name], name[1:]
        chain = page(site, name).select_one(".chain").get_text(" ")
        assert "Deutsche Presse-Agentur" in chain
        assert "The Limited Times" in chain
        atom = feed(site, post.rights, "atom")[entry_id(name)]
        links = {link["rel"]: link["href"] for link in atom.links}
        assert links["via"] == f"https://original.example/{number}"
        assert links["related"] == f"https://copy.example/{number}"
        assert data(site, name)["citation"]["url"] == f"https://copy.example/{number}"


def test_rights_and_source_are_named_in_every_output(site: BuiltSite):
    for name in LISTED:
        post, number = COMBINED[name], name[1:]
        licence = f"https://licences.example/{number}" if post.rights == "open-licence" else None
        tree, item = page(site, name), feed(site, post.rights, "json")[entry_id(name)]
        assert [link["href"] for link in tree.select(".rights a[rel=license]")] == ([licence] if licence else [])
        assert data(site, name).get("license") == licence
        assert f"Note{number}." in tree.select_one(".rights").get_text()
        atom, rss = (feed(site, post.rights, ending)[entry_id(name)] for ending in ("atom", "rss"))
        for rights in (atom.rights, rss.rights, item["_provenance"]["rights_line"]):
            assert f"Note{number}." in rights
            assert (licence is None) == ("licences.example" not in rights)
            assert rights.startswith("Note") == (post.rights == "own")
        assert atom.source.title == item["_provenance"]["source"] == tree.select_one(".byline a").get_text()
        assert data(site, name)["copyrightHolder"]["name"] == "Deutsche Presse-Agentur"


def test_corrections_are_told_in_every_output(site: BuiltSite):
    for name in LISTED:
        post, text = COMBINED[name], f"Correction{name[1:]}."
        assert text in page(site, name).get_text(" ")
        assert data(site, name)["correction"]["text"] == text
        assert text in feed(site, post.rights, "rss")[entry_id(name)].summary
        assert feed(site, post.rights, "json")[entry_id(name)]["_provenance"]["corrections"][0]["text"] == text


def test_json_ld_keeps_to_the_ranges_of_schema_org(site: BuiltSite):
    def check(node: dict[str, Any]) -> None:
        for key, value in node.items():
            for one in value if isinstance(value, list) else [value]:
                kind = one["@type"] if isinstance(one, dict) else "text"
                assert kind in RANGES[key], (key, kind)
                if isinstance(one, dict):
                    check(one)

    for name in LISTED:
        check(data(site, name))


def test_json_ld_keeps_the_original_with_its_outlet_agency_and_language(site: BuiltSite):
    for name in LISTED:
        post, found = COMBINED[name], data(site, name)
        whole = post.rights in ("full", "own", "open-licence")
        translated = post.translation_status != "none"
        assert found["datePublished"] == post.date.isoformat()
        if whole and not translated:
            assert found["isBasedOn"] == f"https://original.example/{name[1:]}"
            assert found["sourceOrganization"]["name"] == "Deutsche Presse-Agentur"
            continue
        original = found["translationOfWork" if whole else "isBasedOn"]
        assert original["url"] == f"https://original.example/{name[1:]}"
        assert original["publisher"] == found["author"]
        assert original["sourceOrganization"]["name"] == "Deutsche Presse-Agentur"
        assert original.get("inLanguage") == ("de" if translated else None)


def test_search_finds_what_is_listed_and_nothing_withdrawn(site: BuiltSite):
    chunks = site.output.glob("search/*/*/cards-*.bin")
    entries = [entry for chunk in chunks for entry in json.loads(plain_bytes(chunk))]
    assert {entry[1] for entry in entries} == {COMBINED[name].title for name in LISTED}


def test_ids_in_feeds_stay_when_date_and_slug_change(build_site: Callable[..., BuiltSite]):
    for name, date in (
        ("first", dt.datetime(2022, 1, 3, tzinfo=ALMATY)),
        ("second", dt.datetime(2022, 1, 5, tzinfo=ALMATY)),
    ):
        site = build_site({name: make_post(1, id="one", date=date)}, DIGEST_LANGUAGES=["en"])
        found = {
            feedparser.parse((site.output / "feeds" / f"all.{ending}").read_bytes()).entries[0].id
            for ending in ("atom", "rss")
        }
        found.add(json.loads(site.read("feeds/all.json"))["items"][0]["id"])
        assert found == {entry_id("one")}
        (site.content / "posts" / f"{date:%Y/%m/%d}" / f"{name}.md").unlink()
