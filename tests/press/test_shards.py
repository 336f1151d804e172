"""Search shards: what is indexed, and the lists that turn hits into results."""

import datetime as dt
import gzip
import json

import pytest

from newsdigest.errors import DigestError
from newsdigest.publish import pagefind
from newsdigest.publish.cbor import items_of, read_text
from newsdigest.publish.corpus import Card
from newsdigest.publish.pagefind import HEAD, index_shard, program
from newsdigest.publish.settled import SIGNATURE
from newsdigest.publish.shards import A_SHARD, CHUNK, filters_of, make_shards, manifest, text_of_html


def make_card(number: int = 1, **values: object) -> Card:
    date = dt.datetime(2022, 1, 5, 12, tzinfo=dt.UTC) - dt.timedelta(hours=number)
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


def cards_of(month: int, days: range, a_day: int) -> list[Card]:
    return [
        make_card(number, path=f"{month}-{day}-{number}", day=dt.date(2022, month, day))
        for day in reversed(days)
        for number in range(a_day)
    ]


def test_a_full_month_is_split_at_as_few_fixed_days_as_will_do():
    steps = {
        10: [""],
        11: ["-16", "-01"],
        30: ["-21", "-11", "-01"],
        50: ["-26", "-21", "-16", "-11", "-06", "-01"],
        61: [f"-{day:02}" for day in range(30, 0, -1)],
    }
    for a_day, parts in steps.items():
        cards = cards_of(1, range(1, 31), a_day)
        shards = make_shards(cards)
        assert [shard.folder for shard in shards] == [f"en/2022-01{part}" for part in parts]
        assert [card for shard in shards for card in shard.cards] == cards
        assert all(len(shard.cards) <= A_SHARD for shard in shards)


def test_a_new_month_leaves_the_old_ones_as_they_are():
    old = cards_of(1, range(1, 31), 30)
    assert make_shards([*cards_of(2, range(1, 2), 9), *old])[1:] == make_shards(old)


def test_a_post_is_found_by_its_words_and_not_by_its_markup():
    card = make_card(title="Ports <now>", places=("Aktau",))
    text = text_of_html(card, '<h2>Sea &amp; land</h2><p>The <em>port</em>s of <a href="https://a.example/">K</a>.</p>')
    assert " ".join(text.split()) == "Ports <now> A lede Sea & land The ports of K. Aktau Steppe"


def test_a_post_without_a_word_is_in_its_shard_all_the_same():
    cards = [make_card(n, title=title, lede=None, source_name=None) for n, title in enumerate(["…", "—", "🎉 !", "_"])]
    (shard,) = make_shards(cards)
    files = index_shard(shard, lambda card: text_of_html(card, "<p></p>"))
    assert len(json.loads(gzip.decompress(files["cards-0.bin"]))) == 4


def test_a_post_in_which_pagefind_finds_no_word_shifts_no_other():
    (shard,) = make_shards([make_card(n) for n in range(3)])
    texts = {"Title 0": "harbour", "Title 1": "…", "Title 2": "harbour"}
    head, rest = head_of(index_shard(shard, lambda card: texts[card.title]))
    at = 0
    for path, size in head["files"]:
        if path.endswith(".pf_meta"):
            pages = items_of(items_of(rest[at : at + size].removeprefix(SIGNATURE))[1])
            assert [read_text(items_of(page)[0]) for page in pages] == ["0", "2"]
        at += size
    assert at == len(rest)


def test_a_post_without_a_source_has_no_source_to_filter_by():
    assert filters_of(make_card(source=None, translated_from="de")) == {"region": ["KZ"], "from": ["de"]}


def test_the_manifest_counts_posts_by_every_filter():
    facts = manifest(make_shards([make_card(1), make_card(2, regions=("KZ", "UZ"), translated_from="de")]))
    ((name, posts, newest, key),) = facts["shards"]["en"]
    assert (name, posts, newest * 60) == ("2022-01", 2, make_card(1).date.timestamp())
    assert len(key) == 6
    assert facts["filters"] == {"region": {"KZ": 2, "UZ": 1}, "source": {"steppe": 2}, "from": {"de": 1, "en": 1}}


def head_of(files: dict[str, bytes]) -> tuple[dict, bytes]:
    line, _, rest = gzip.decompress(files[HEAD]).partition(b"\n")
    return json.loads(line), rest


def test_a_shard_lists_every_post_and_carries_no_interface():
    (shard,) = make_shards([make_card(n) for n in range(CHUNK + 2)])
    files = index_shard(shard, lambda card: f"Harbour works at {card.title}")
    head, rest = head_of(files)
    assert head["times"] == sorted(head["times"], reverse=True)
    assert len(head["times"]) == CHUNK + 2
    assert sum(size for _, size in head["files"]) == len(rest)
    assert len(json.loads(gzip.decompress(files["cards-1.bin"]))) == 2
    assert {path.partition("/")[0] for path in files} == {HEAD, "cards-0.bin", "cards-1.bin", "index"}


def test_the_same_posts_give_the_same_shard():
    cards = [make_card(n, regions=("KZ", "UZ", "TJ")[: n % 4], source=f"s{n % 5}") for n in range(9)]
    (shard,) = make_shards(cards)
    assert index_shard(shard, lambda card: card.title) == index_shard(shard, lambda card: card.title)


def test_pages_are_numbered_as_the_cards_are(monkeypatch):
    """What Pagefind itself says of a page stands in its fragments, which we leave out."""
    bundles = []
    monkeypatch.setattr(pagefind, "settle", lambda bundle, _: bundles.append(bundle) or {})
    (shard,) = make_shards([make_card(n) for n in range(30)])
    index_shard(shard, lambda card: f"Text of {card.title}")
    (bundle,) = bundles
    (meta,) = (gzip.decompress(data) for path, data in bundle.items() if path.endswith(".pf_meta"))
    fragments = {
        path.partition("/")[2].partition(".")[0]: json.loads(gzip.decompress(data).partition(b"pagefind_dcd")[2])["url"]
        for path, data in bundle.items()
        if path.startswith("fragment/")
    }
    in_order = sorted(fragments, key=lambda name: meta.index(name.encode()))
    assert [fragments[name] for name in in_order] == [f"/{n}" for n in range(30)]


def test_all_shards_share_one_script_and_a_program_for_each_stemmer():
    assert set(program(["en", "kk", "ru"])) == {
        "pagefind.js", "wasm.en.pagefind", "wasm.ru.pagefind", "wasm.unknown.pagefind",
    }  # fmt: skip


def test_a_pagefind_that_fails_says_so(monkeypatch):
    (shard,) = make_shards([make_card(1)])
    monkeypatch.setattr(pagefind, "get_executable", lambda: "/bin/false")
    with pytest.raises(DigestError, match="Pagefind could not index the posts of en/2022-01"):
        index_shard(shard, lambda _: "Text")
