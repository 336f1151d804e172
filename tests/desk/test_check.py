"""Each fault of a deliberately wrong post is found, alone, at its line; a good post is found clean."""

import datetime as dt
from pathlib import Path

import pytest

from newsdigest.desk import CODES, Finding, check_posts
from newsdigest.desk.quotes import unpaired
from newsdigest.registers.sources import Source, Sources

TODAY = dt.date(2024, 6, 1)
SOURCES = Sources(
    by_id={
        "steppe-post": Source(id="steppe-post", name="Steppe Post", rights="full", image_rights="cleared"),
        "silent": Source(id="silent", name="Silent Times"),
        "open": Source(id="open", name="Open News", rights="open-licence"),
        "relay": Source(id="relay", name="Relay", kind="aggregator", translates="machine"),
    },
    _by_domain=dict.fromkeys(("steppe.example", "relay-news.example"), Source(id="steppe-post", name="Steppe Post")),
)
GOOD = """---
id: steppe-post-1
title: Five states agree on one rail tariff
date: 2024-03-05T09:30:00+05:00
lang: en
lede: The ministers met in Astana.
source: steppe-post
source_url: https://steppe.example/rail
date_basis: source-stamp
images:
- file: rail.png
  caption: The port of Aktau.
  credit: "Photo: A. Example"
fetched: 2024-03-06T00:00:00+00:00
fetched_basis: recorded
---

“One tariff,” said the minister. See [the talks](../04/talks.md) and [more](https://steppe.example/more).

Nothing else was agreed.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "rail.png").write_bytes(b"x")
    put(tmp_path, GOOD.replace("steppe-post-1", "talks").replace("[the talks](../04/talks.md)", ""), "04/talks.md")
    return tmp_path


def put(content: Path, text: str | bytes, name: str = "05/rail.md") -> Path:
    path = content / "posts" / "2024" / "03" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def check(content: Path) -> list[Finding]:
    return check_posts(content, SOURCES, today=TODAY)


def test_a_good_post_is_clean(content: Path) -> None:
    put(content, GOOD)
    assert check(content) == []


MACHINE = "translated_from: de\ntranslation_status: machine\n"
REVIEWED = (
    "translated_from: de\ntranslation_status: machine-reviewed\nreviewed_by: A. Example\nreviewed_on: 2024-03-06\n"
)
WRONG = [
    ("front-matter", "lang: en", "lang: en\nregoins: [KZ]", 6),
    ("no-source", "source: steppe-post\nsource_url: https://steppe.example/rail\n", "rights: full\n", 2),
    ("unknown-source", "source: steppe-post\n", "source: steppe-poste\nrights: full\n", 7),
    ("unknown-source", "source: steppe-post\n", "source: steppe-post\nvia: rely\n", 8),
    ("original-not-located", "source_url: https://steppe.example/rail\n", "", 7),
    ("look-alike", "https://steppe.example/rail", "https://stepрe.example/rail", 8),  # with a Cyrillic er
    ("look-alike", "date_basis", "via: relay\nvia_url: https://re1ay-news.example/1\ndate_basis", 10),
    ("unrecorded-rights", "source: steppe-post\n", "source: silent\n", 7),
    ("no-licence", "source: steppe-post\n", "source: steppe-post\nrights: open-licence\n", 8),
    ("withdrawal-contradiction", "source: steppe-post\n", "source: steppe-post\nrights: withdrawn\n", 8),
    ("withdrawal-contradiction", "source: steppe-post\n", "source: steppe-post\nwithdrawn_on: 2024-04-01\n", 8),
    ("unknown-language", "lang: en", "lang: und", 5),
    ("source-changed", "fetched_basis", "source_changed: 2024-03-09\nfetched_basis", 15),
    ("translation-contradiction", "lang: en", "lang: en\ntranslated_from: de", 6),
    ("translation-contradiction", "lang: en", "lang: en\ntranslation_status: human", 6),
    ("translation-contradiction", "lang: en", "lang: en\ntranslated_from: en-GB\ntranslation_status: human", 6),
    ("unreviewed-translation", "source: steppe-post\n", f"source: steppe-post\n{MACHINE}", 9),
    ("unknown-translation", "lang: en", "lang: en\ntranslated_from: de\ntranslation_status: unknown", 7),
    ("review-contradiction", "lang: en", f"lang: en\n{REVIEWED.replace('reviewed_on: 2024-03-06', '')}", 7),
    ("review-contradiction", "lang: en", f"lang: en\n{REVIEWED.replace('machine-reviewed', 'machine')}", 8),
    ("review-contradiction", "lang: en", "lang: en\nreviewed_on: 2024-03-06", 6),
    ("date-contradiction", "date: 2024-03-05", "date: 2024-03-09", 4),
    (
        "date-contradiction",
        "fetched_basis",
        "reviewed_on: 2025-01-01\ntranslation_status: human\ntranslated_from: de\nfetched_basis",
        15,
    ),
    ("date-contradiction", "fetched_basis", "source_modified: 2024-03-01T00:00:00+00:00\nfetched_basis", 15),
    ("date-contradiction", "fetched_basis", "corrections:\n- on: 2024-02-01\n  text: x\nfetched_basis", 16),
    ("uncertain-date", "date_basis: source-stamp", "date_basis: capture", 4),
    ("uncertain-date", "date_basis: source-stamp", "date_basis: source-stamp\ndate_confidence: ambiguous", 4),
    ("doubt", "fetched_basis", 'doubts:\n- "declared koi8-r, but reads as cp1251"\nfetched_basis', 16),
    ("no-picture-file", "file: rail.png", "file: road.png", 11),
    ("no-credit", '  credit: "Photo: A. Example"\n', "", 11),
    ("mandatory-credit", '  credit: "Photo: A. Example"\n', "  restrictions: [MANDATORY CREDIT]\n", 11),
    ("restricted-picture", "  caption:", "  rights: cleared\n  restrictions: [GERMANY OUT]\n  caption:", 11),
    ("editorial-use", "  caption:", "  restrictions: [EDITORIAL USE ONLY]\n  caption:", 11),
    ("broken-link", "../04/talks.md", "../04/talk.md", 18),
    ("broken-link", "../04/talks.md", "../../03/04/gone.html", 18),
    ("broken-link", "Nothing else was", "[Nothing][1] else was agreed.\n\n[1]: ../04/gone.md", 22),
    ("broken-link", "Nothing else was", 'Nothing <a href="../04/gone.md#end">else</a> was', 20),
    ("mojibake", "Nothing else was", "Nothing else wasâ€™nt", 20),
    ("mojibake", "Nothing else was", "Óñëîâèÿ", 20),
    ("mojibake", "Nothing else was agreed.", "оНЕГДЮ БШЬКХ ХГ ОНПРЮ БН БРНПМХЙ СРПНЛ, ЯННАЫЮЕР ЮЦЕМРЯРБН", 20),
    ("mojibake", "Nothing else was agreed.", "┬ёх уюЄютю, ьшэшёЄЁ√ яюфяшёрыш тёх фюъєьхэЄ√ ш ЁрчюЇрышё№", 20),
    ("mojibake", "The port of Aktau.", "РџРѕСЂС‚ РђРєС‚Р°Сѓ", 11),
    ("mojibake", "ministers met", "ministers \ufffd met", 6),
    ("unpaired-quotes", "“One tariff,”", "“One tariff,", 18),
    ("unpaired-quotes", "Nothing else was", 'Nothing "else was', 20),
    ("doubled-words", "was agreed", "was agreed agreed", 20),
    ("doubled-words", "was agreed", "was agreed in full in full", 20),
    ("merge-marks", "Nothing else", "<<<<<<< HEAD\nNothing else", 20),
]


@pytest.mark.parametrize(("code", "old", "new", "line"), WRONG, ids=[f"{row[0]}-{n}" for n, row in enumerate(WRONG)])
def test_each_fault_is_found_alone_at_its_line(content: Path, code: str, old: str, new: str, line: int) -> None:
    assert old in GOOD
    put(content, GOOD.replace(old, new, 1))
    assert [(finding.code, finding.file, finding.line) for finding in check(content)] == [
        (code, "2024/03/05/rail.md", line)
    ]


TRANSLATED = GOOD.replace("lang: en", f"lang: en\n{MACHINE.strip()}")


@pytest.mark.parametrize(
    "words",
    [
        "his former foster father",
        "President Kassym-Shomart Tokayev",
        "in Taschkent",
        "a new аким",
        "the 新华 agency",
        "Ministers are angry.” Dpa",
    ],
)
def test_a_machines_known_faults_are_found_in_machine_translations_only(content: Path, words: str) -> None:
    def codes(text: str) -> set[str]:
        put(content, text.replace("Nothing else was agreed.", f"“It was {words}" + ("" if "”" in words else ".”")))
        return {finding.code for finding in check(content)}

    assert codes(TRANSLATED) == {"unreviewed-translation", "translation-fault"}
    assert codes(GOOD) == set()


def test_a_doubt_is_over_when_somebody_has_checked_it(content: Path) -> None:
    doubtful = GOOD.replace("fetched_basis", "doubts: [charset not declared]\nfetched_basis")
    put(content, doubtful)
    assert [finding.code for finding in check(content)] == ["doubt"]
    put(content, doubtful.replace("doubts", "checked_by: A. Example\ndoubts"))
    assert check(content) == []


def test_the_original_s_word_in_brackets_is_meant(content: Path) -> None:
    put(content, TRANSLATED.replace("Nothing else was agreed.", "The governor (аким) of the party “Отан” agreed."))
    assert {finding.code for finding in check(content)} == {"unreviewed-translation"}


def test_a_post_without_text_is_found(content: Path) -> None:
    front = GOOD.split("---\n")[1].replace("lede: The ministers met in Astana.\n", "")
    put(content, f"---\n{front}---\n\n")
    assert [finding.code for finding in check(content)] == ["no-text"]


def test_a_post_in_another_charset_is_found_at_its_line(content: Path) -> None:
    put(content, GOOD.replace("Nothing", "Ничего").encode("cp1251", "replace"))
    (finding,) = check(content)
    assert finding.code == "not-utf-8"


def test_two_posts_with_one_id_are_found(content: Path) -> None:
    put(content, GOOD)
    put(content, GOOD, "06/copy.md")
    (finding,) = check(content)
    assert (finding.code, finding.file) == ("repeated-id", "2024/03/06/copy.md")
    assert "2024/03/05/rail.md" in finding.message


def test_every_code_is_tested_here() -> None:
    here = {row[0] for row in WRONG} | {"translation-fault", "no-text", "not-utf-8", "repeated-id"}
    assert here == set(CODES)


def test_no_finding_quotes_a_withdrawn_post(content: Path) -> None:
    gone = "rights: withdrawn\nwithdrawn_on: 2024-04-01\nwithdrawn_reason: a claim\nlang: en"
    put(content, GOOD.replace("lang: en", gone).replace("“One tariff,”", "“One one tariff, Óñëîâèÿ"))
    assert check(content) == []


def test_an_own_post_needs_no_source_and_a_withdrawn_one_no_text(content: Path) -> None:
    own = GOOD.replace("source: steppe-post\nsource_url: https://steppe.example/rail\n", "rights: own\n")
    put(content, own.replace('  credit: "Photo: A. Example"\n', "  credit: Us\n"))
    front = GOOD.split("---\n")[1].replace("steppe-post-1", "gone")
    put(
        content,
        f"---\n{front}rights: withdrawn\nwithdrawn_on: 2024-04-01\nwithdrawn_reason: a claim\n---\n",
        "07/gone.md",
    )
    assert check(content) == []


@pytest.mark.parametrize(
    ("text", "lang", "alone"),
    [
        ("„Ja“, sagte er.", "de", 0),
        ("»Ja«, sagte er. «Nein»", "de", 0),
        ("„Ja”, sagte er.", "de", 1),
        ("“Ja”, sagte er. „Nein“", "de", 0),
        ("«Да», — сказал он. „Нет“", "ru", 0),
        ("«Да, — сказал он.", "ru", 1),
        ("“One.\n\n“Two.”", "en", 0),
        ("“One.\n\nTwo.”", "en", 0),
        ("“One.\n\nTwo.", "en", 1),
        ("One.\n\nTwo.”", "en", 1),
        ("“One.\n\n“Two.\n\n*“Three.”*", "en", 0),
        ("“One.\n\n“Two.\n\nThree.", "en", 1),
        ("He said: “One.\n\nThen: “Two.”", "en", 1),
        ("“One.\n\n" + "More.\n\n" * 7 + "Two.”", "en", 2),
        ('He said: "One.\n\nTwo."', "tr", 0),
        ('A 5" pipe and "a" pipe of 1991 in "1991"', "en", 0),
        ("It's the ministers' word", "en", 0),
        ("Oʻzbekiston “bir” dedi", "uz", 0),
    ],
)
def test_quotation_marks_pair_by_the_habits_of_the_language(text: str, lang: str, alone: int) -> None:
    assert len(list(unpaired(text, lang))) == alone


@pytest.mark.parametrize("words", ["again and again", "mehr und mehr", "it is what it is, it is so", "снова и снова"])
def test_words_that_a_sentence_may_repeat_are_no_slip(content: Path, words: str) -> None:
    put(content, GOOD.replace("Nothing else was agreed.", f"They met {words}."))
    assert check(content) == []


def test_findings_as_json_name_all_that_a_tool_needs(content: Path) -> None:
    put(content, GOOD.replace("lang: en", "lang: und"))
    (finding,) = check(content)
    assert finding.as_json() == {
        "file": "2024/03/05/rail.md",
        "line": 5,
        "severity": "warning",
        "code": "unknown-language",
        "message": "the language is unknown; write it as lang:",
        "id": "steppe-post-1",
    }
