"""What is written is read back, whatever stands in it."""

import datetime as dt
import marshal

import pytest
import yaml
from hypothesis import given
from post_strategies import HOSTILE, filled, posts, texts

from newsdigest.models import Post, PostImage
from newsdigest.post import read_post, render_post
from newsdigest.post.front import parse
from newsdigest.post.plain import plain_of_post, post_of_plain
from newsdigest.post.read import Halves, split_post
from newsdigest.post.write import scalar

NOON = dt.datetime(2022, 1, 11, 12, tzinfo=dt.UTC)


def post(**values: object) -> Post:
    defaults: dict[str, object] = {"id": "a-1", "title": "Title", "date": NOON, "lang": "en", "body": "Text."}
    return Post(**(defaults | values))  # type: ignore[arg-type]


def front_of(text: str) -> str:
    halves = split_post(text)
    assert isinstance(halves, Halves)
    return halves.front


@given(posts)
def test_any_post_survives_write_read_write(any_post: Post) -> None:
    text = render_post(any_post)
    again = read_post(text, path="p.md")
    assert again == any_post
    assert render_post(again) == text


@given(posts)
def test_front_matter_is_read_as_pyyaml_reads_it_without_guessing(any_post: Post) -> None:
    front = front_of(render_post(any_post))
    values, _, faults = parse(front, first_line=2)
    assert faults == []
    assert values == yaml.load(front, Loader=yaml.BaseLoader)


@given(texts)
def test_a_text_is_the_same_text_to_yaml_1_1_with_all_its_guessing(text: str) -> None:
    assert yaml.safe_load(f"key: {scalar(text)}") == {"key": text}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_texts_stay_text_everywhere(text: str) -> None:
    written = post(title=text, authors=(text,), images=(PostImage(caption=text),), body=text.replace("\r\n", "\n"))
    assert read_post(render_post(written), path="p.md") == written


@given(filled)
def test_a_value_never_ends_the_front_matter(text: str) -> None:
    lines = render_post(post(title=text, body="")).split("\n")
    assert lines.count("---") == 2


def test_halves_of_surrogate_pairs_become_the_replacement_character() -> None:
    text = render_post(post(title="a\ud800b", body="c\udfffd"))
    assert text.encode()
    assert read_post(text, path="p.md").title == "a\ufffdb"


def test_offsets_with_seconds_become_utc() -> None:
    local_mean_time = dt.timezone(dt.timedelta(hours=5, minutes=7, seconds=48))
    written = post(date=dt.datetime(1910, 1, 1, tzinfo=local_mean_time))
    assert read_post(render_post(written), path="p.md").date == written.date


@given(posts)
def test_post_survives_as_plain_data(post):
    read = read_post(render_post(post), path="post.md")
    plain = plain_of_post(read)
    assert post_of_plain(marshal.loads(marshal.dumps(plain))) == read
    assert repr(post_of_plain(plain)) == repr(read)
