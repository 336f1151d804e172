"""Search shards: what is indexed, and the lists that turn hits into results."""

import datetime as dt
import json

from newsdigest.publish.corpus import Card
from newsdigest.publish.pagefind import drop_stale, index_shard
from newsdigest.publish.shards import CHUNK, document, make_shards, manifest


def make_card(number: int = 1, **values: object) -> Card:
    date = dt.datetime(2022, 1, 11, 12, tzinfo=dt.UTC) - dt.timedelta(hours=number)
    plain = dict.fromkeys(Card.__dataclass_fields__)
    plain |= {
        "path": f"2022/01/11/post-{number}.html", "file": f"2022/01/11/post-{number}.md", "fingerprint": f"f{number}",
        "id": f"id-{number}", "title": f"Title {number}", "lede": "A lede", "date": date, "day": date.date(),
        "lang": "en", "rtl": False, "regions": ("KZ",), "regions_mentioned": (), "places": (), "topics": (),
        "source": "steppe", "source_name": "Steppe", "translation_status": "none", "rights": "full", "withdrawn": False,
    }  # fmt: skip
    return Card(**(plain | values))  # type: ignore[arg-type]


def test_posts_are_split_by_language_and_month_newest_first():
    cards = [make_card(1), make_card(2, lang="uz-Cyrl"), make_card(3, day=dt.date(2021, 12, 31))]
    assert [shard.folder for shard in make_shards(cards)] == ["en/2022-01", "en/2021-12", "uz/2022-01"]


def test_a_changed_post_changes_its_shard_and_no_other():
    before = {s.folder: s.key for s in make_shards([make_card(1), make_card(2, lang="ru")])}
    after = {s.folder: s.key for s in make_shards([make_card(1, fingerprint="new"), make_card(2, lang="ru")])}
    assert before["en/2022-01"] != after["en/2022-01"]
    assert before["ru/2022-01"] == after["ru/2022-01"]


def test_a_document_holds_captured_text_as_text():
    page = document(make_card(title="<script>alert(1)</script>", source_name='"><b>'), "<p>Body</p>")
    assert "<script>" not in page
    assert "<b>" not in page


def test_the_manifest_counts_posts_by_every_filter():
    facts = manifest(make_shards([make_card(1), make_card(2, regions=("KZ", "UZ"), translated_from="de")]))
    assert facts["shards"] == {"en": [("2022-01", 2)]}
    assert facts["filters"] == {"region": {"KZ": 2, "UZ": 1}, "source": {"steppe": 2}, "from": {"de": 1, "en": 1}}


def test_a_bundle_lists_every_post_and_carries_no_interface(tmp_path):
    cards = [make_card(n) for n in range(CHUNK + 2)]
    (shard,) = make_shards(cards)
    bundle = index_shard(shard, lambda card: f"<p>Harbour works at {card.title}</p>", tmp_path)
    order = json.loads((bundle / "order.json").read_text("utf-8"))
    assert len(set(order["ids"])) == len(cards)
    assert order["times"] == sorted(order["times"], reverse=True)
    assert len(json.loads((bundle / "cards-1.json").read_text("utf-8"))) == 2
    assert not list(bundle.rglob("*ui*"))
    assert not (bundle / "fragment").exists()


def test_a_bundle_is_made_once_and_dropped_when_nobody_wants_it(tmp_path):
    (shard,) = make_shards([make_card(1)])
    first = index_shard(shard, lambda _: "<p>Text</p>", tmp_path)
    made = first.stat().st_mtime_ns
    assert index_shard(shard, lambda _: "never asked", tmp_path).stat().st_mtime_ns == made
    drop_stale(tmp_path, set())
    assert not first.exists()
