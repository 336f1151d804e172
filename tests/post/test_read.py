"""Reading what people write: generous to the form, exact about faults."""

import pytest

from newsdigest.errors import RegisterError
from newsdigest.post import examine_post, read_post

GOOD = """---
id: a-1
title: Title
date: 2022-01-11T05:35:00+01:00
lang: en
---

Text.
"""


def faulty(line: str) -> str:
    return GOOD.replace("lang: en", f"lang: en\n{line}")


@pytest.mark.parametrize(
    ("line", "number", "said"),
    [
        ("regoins: [kz]", 6, "unknown key 'regoins'; did you mean regions?"),
        ("translation_status: machina", 6, "'machina', but must be one of none, machine"),
        ("reviewed_on: yesterday", 6, "a day such as"),
        ("fetched: 2022-01-11 05:35:00", 6, "without a zone"),
        ("fetched: soon", 6, "must be a time with its zone"),
        ("regions: kz", 6, "a list of texts"),
        ("lede: [a]", 6, "must be one text"),
        ("source_url: javascript:alert(1)", 6, "https://"),
        ("source_url: https://known.example@a.example/", 6, "where it leads"),
        ('source_url: "https://a.example/\\u202egnp"', 6, "where it leads"),
        ("images:\n- file: ../../etc/passwd", 6, "below content/images/"),
        ("images:\n- captoin: x", 6, "entry 1: unknown key 'captoin'; did you mean caption?"),
        ("corrections:\n- text: x", 6, "entry 1: on is missing"),
        ("images: picture.jpg", 6, "must be a list"),
        ("lede: 'open", 6, "not valid YAML"),
        ("title: Twice", 6, "stands twice"),
        ("lede: *a", 6, "aliases"),
        ("lede: [[[[[[[[x]]]]]]]]", 6, "nested too deep"),
        ("? [a, b]\n: c", 6, "one word"),
    ],
)
def test_a_fault_is_named_with_its_line_and_remedy(line: str, number: int, said: str) -> None:
    with pytest.raises(RegisterError) as caught:
        read_post(faulty(line), path="p.md")
    assert f"p.md:{number}: " in str(caught.value)
    assert said in str(caught.value)


def test_all_faults_are_found_in_one_go() -> None:
    _, faults = examine_post(faulty("regoins: [kz]\nrights: mine").replace("title: Title\n", ""))
    assert [(fault.line, fault.key) for fault in faults] == [(5, "regoins"), (6, "rights"), (1, "title")]


@pytest.mark.parametrize(
    "text", ["", "Text only", "---\nid: a\n", "---\n- a\n---\n", "---\n---\n", "---\nplain\n---\n"]
)
def test_a_file_without_front_matter_is_a_fault_not_a_crash(text: str) -> None:
    post, faults = examine_post(text)
    assert post is None
    assert faults


@pytest.mark.parametrize(
    "form",
    [
        "title: >-\n  A folded\n  title",
        'title: "A folded title"',
        "title: !!str A folded title",
        "# a note to colleagues\ntitle: A folded title  # good",
    ],
)
def test_other_forms_of_yaml_read_alike(form: str) -> None:
    post, faults = examine_post(GOOD.replace("title: Title", form))
    assert faults == []
    assert post is not None
    assert post.title == "A folded title"


@pytest.mark.parametrize("nothing", ["lede:", "lede: null", "lede: ~", 'lede: ""', "regions:", "rights:"])
def test_a_key_without_a_value_means_what_leaving_it_out_means(nothing: str) -> None:
    assert read_post(faulty(nothing), path="p.md") == read_post(GOOD, path="p.md")


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark_do_not_matter(ends: str) -> None:
    assert read_post("\ufeff" + GOOD.replace("\n", ends), path="p.md") == read_post(GOOD, path="p.md")


def test_a_text_that_yaml_takes_for_something_else_is_read_as_typed() -> None:
    post = read_post(GOOD.replace("lang: en", "lang: no").replace("Title", "2022"), path="p.md")
    assert (post.lang, post.title) == ("no", "2022")


def test_an_alias_bomb_is_a_fault_at_once() -> None:
    bomb = "\n".join(["a: &a [x, x]", *(f"b{n}: &b{n} [*a, *a]" for n in range(50))])
    _, faults = examine_post(faulty(bomb))
    assert "aliases" in faults[0].message


def test_deep_nesting_is_a_fault_not_a_crash() -> None:
    _, faults = examine_post(faulty("lede: " + "[" * 100_000))
    assert faults


def test_endless_front_matter_is_refused() -> None:
    _, faults = examine_post(faulty("lede: >\n  " + "x" * 1_100_000))
    assert "over 1000000 characters" in faults[0].message
