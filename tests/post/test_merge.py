"""Merging loses nothing that a person typed, and takes what changed upstream where nobody touched it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.models import Post, PostImage
from newsdigest.post import read_post, render_post
from newsdigest.post.merge import merge_posts, units

BASE = Post(
    id="a-1",
    title="Palace revolt",
    date=dt.datetime(2022, 1, 11, 12, tzinfo=dt.UTC),
    lang="en",
    authors=("A. One",),
    regions=("kz",),
    images=(PostImage(caption="Soldiers", credit="AP"),),
    seed_sha256="aa",
    body="One sentence. Another sentence.\n\nSecond paragraph.\n\nThird paragraph.",
)


def merged(ours: str, **theirs: object) -> str:
    result = merge_posts(render_post(BASE), ours, render_post(replace(BASE, **theirs)))  # type: ignore[arg-type]
    assert result.conflicts == ()
    assert result.text is not None
    return result.text


def conflicts(ours: str, **theirs: object) -> list[str]:
    result = merge_posts(render_post(BASE), ours, render_post(replace(BASE, **theirs)))  # type: ignore[arg-type]
    assert result.text is None
    return [conflict.where for conflict in result.conflicts]


def edited(old: str, new: str) -> str:
    text = render_post(BASE)
    assert old in text
    return text.replace(old, new)


def test_a_body_edit_and_an_upstream_title_both_hold() -> None:
    text = merged(edited("Second paragraph", "2nd paragraph"), title="New title", seed_sha256="bb")
    post = read_post(text, path="p")
    assert (post.title, post.seed_sha256) == ("New title", "bb")
    assert "2nd paragraph." in post.body


def test_edits_in_two_sentences_of_one_paragraph_meet() -> None:
    upstream = BASE.body.replace("Another sentence", "Another, longer sentence")
    text = merged(edited("Third paragraph.", "Third paragraph!"), body=upstream)
    assert "longer sentence" in text
    assert "Third paragraph!" in text


def test_comments_order_and_form_of_the_front_matter_stay() -> None:
    ours = edited("lang: en", "# checked with Dana\nlang:   'en'  # sure").replace("id: a-1\n", "", 1)
    ours = ours.replace("---\n\n", "id: a-1\n---\n\n", 1)
    text = merged(ours, title="New title", agency="dpa")
    for typed in ("# checked with Dana", "lang:   'en'  # sure", "id: a-1\n---"):
        assert typed in text
    assert read_post(text, path="p").agency == "dpa"


def test_lists_that_both_sides_changed_are_brought_together() -> None:
    text = merged(edited("authors: [A. One]", "authors: [A. One, B. Two]"), authors=("C. Three", "A. One"))
    assert read_post(text, path="p").authors == ("A. One", "B. Two", "C. Three")


def test_regions_of_an_edited_post_are_its_editors() -> None:
    text = merged(edited("regions: [kz]", "regions: [kz]  # sure"), regions=("uz",), places=("Osh (KG)",))
    assert "regions: [kz]  # sure" in text
    assert "places" not in text


def test_a_picture_cleared_by_the_editor_takes_a_better_caption_from_upstream() -> None:
    ours = edited("  credit: AP", "  credit: AP\n  rights: cleared")
    text = merged(ours, images=(PostImage(caption="Soldiers in Almaty", credit="AP"),))
    assert read_post(text, path="p").images == (PostImage(caption="Soldiers in Almaty", credit="AP", rights="cleared"),)


@pytest.mark.parametrize(
    ("old", "new", "theirs", "where"),
    [
        ("Palace revolt", "My title", {"title": "Their title"}, "title"),
        ("title: Palace revolt", "title: Palace revolt  # mine", {"title": "Their title"}, "title"),
        ("Second paragraph", "Mine", {"body": BASE.body.replace("Second paragraph", "Theirs")}, "body"),
        ("Second paragraph.", "Mine.", {"body": "All new."}, "body"),
        ("title: Palace revolt", "title: 'broken", {"title": "Their title"}, "file"),
        ("authors: [A. One]", "authors: [A. One]  # sure", {"authors": ("C. Three",)}, "authors"),
    ],
)
def test_what_both_sides_changed_is_a_conflict(old: str, new: str, theirs: dict[str, object], where: str) -> None:
    assert conflicts(edited(old, new), **theirs) == [where]


def test_a_conflict_names_the_line_and_all_three_texts() -> None:
    result = merge_posts(
        render_post(BASE),
        edited("Third paragraph.", "Mine."),
        render_post(replace(BASE, body=BASE.body.replace("Third paragraph.", "Theirs."))),
    )
    (conflict,) = result.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Third paragraph.", "Mine.", "Theirs.")
    assert edited("Third paragraph.", "Mine.").split("\n")[conflict.line - 1] == "Mine."


def test_windows_line_ends_stay() -> None:
    ours = edited("Second paragraph", "2nd paragraph").replace("\n", "\r\n")
    assert merged(ours, title="New").replace("\r\n", "").count("\n") == 0


SENTENCES = st.lists(st.sampled_from(["A.", "B.", "C.", "D.", "\n\n", "- x\n", "…", "E", "«F»!"]), max_size=8)


@given(SENTENCES.map(" ".join), SENTENCES.map(" ".join), SENTENCES.map(" ".join), st.text(max_size=5))
def test_no_typed_character_is_lost_by_a_merge(base: str, theirs: str, ours: str, typed: str) -> None:
    mark = f"<{typed.replace(chr(13), '')}>"
    place = len(ours) // 2
    mine = render_post(replace(BASE, body=ours[:place] + mark + ours[place:]))
    result = merge_posts(
        render_post(replace(BASE, body=base)), mine, render_post(replace(BASE, body=theirs, title="New title"))
    )
    assert (result.text is None) == bool(result.conflicts)
    if result.text is not None:
        again = read_post(result.text, path="p")
        assert mark.replace("\ufeff", "") in again.body.replace("\ufeff", "")
        assert again.title == "New title"


@given(st.text())
def test_units_put_together_are_the_body(body: str) -> None:
    assert "".join(units(body)) == body


@given(SENTENCES.map(" ".join), SENTENCES.map(" ".join))
def test_an_unchanged_side_gives_way(base: str, changed: str) -> None:
    old, new = render_post(replace(BASE, body=base)), render_post(replace(BASE, body=changed))
    assert merge_posts(old, old, new).text == new
    assert merge_posts(old, new, old).text == new
    assert merge_posts(old, new, new).text == new
