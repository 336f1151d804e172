"""Hypothesis strategies for posts, with the texts that break careless YAML."""

import datetime as dt

from hypothesis import strategies as st

from newsdigest.models import Correction, Post, PostImage

HOSTILE = (
    *("no", "null", "~", "true", "1e3", "12:30", "2022-01-11", "-", "- a", "? a", "a: b", "a:", " #x", "a #b", "#"),
    *("---", "...", "!!python/object/apply:os.system ['x']", "&a", "*a", "<<", "[a", "{a", "a, b", "'", '"', "\\"),
    *("\\x41", "it's", 'say "x"', "%TAG", "@x", "`x`", "|", ">", "line\nline", "\n---\n", "a\r\nb", "\t", "\x00"),
    *("\x85", "\u2028", "\ufeff", "\u202e", " lead", "trail ", "two  spaces", "\u00a0", "Қазақстан", "«Қазақстан»"),
    *("😀", "\U000effff", "x" * 3000, "ª", "²"),
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40),
    st.from_regex(r"[\w ,.:'\"#\-]{1,30}", fullmatch=True),
)
filled = texts.filter(lambda text: bool(text.strip()))
times = st.datetimes(
    min_value=dt.datetime(1900, 1, 1),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))),
)
words = st.lists(texts, max_size=4).map(tuple)
addresses = st.sampled_from(["https://a.example/x?y=1&z=%20#f", "http://пример.example/ə", "https://b.example/'\"{}"])
images = st.builds(
    PostImage,
    file=st.none() | st.sampled_from(["2022/almaty.jpg", "a b.png"]),
    source_url=st.none() | addresses,
    caption=st.none() | texts,
    credit=st.none() | texts,
    creator=st.none() | texts,
    agencies=words,
    copyright_notice=st.none() | texts,
    restrictions=words,
    rights=st.sampled_from(["cleared", "not-cleared", "unknown"]),
    alt=st.none() | texts,
)
posts = st.builds(
    Post,
    id=st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}", fullmatch=True),
    title=filled,
    date=times,
    lang=st.sampled_from(["en", "no", "uz-Cyrl"]),
    body=st.one_of(texts, st.just(""), st.lists(texts).map("\n\n".join)).map(lambda text: text.replace("\r", "")),
    lede=st.none() | texts,
    authors=words,
    regions=words,
    date_raw=words,
    doubts=words,
    source_url=st.none() | addresses,
    source_date=st.none() | times,
    source_changed=st.none() | st.dates(),
    translation_status=st.sampled_from(["none", "machine", "human"]),
    rights=st.none() | st.sampled_from(["full", "withdrawn"]),
    rights_note=st.none() | texts,
    images=st.lists(images, max_size=3).map(tuple),
    corrections=st.lists(st.builds(Correction, on=st.dates(), text=texts), max_size=2).map(tuple),
)
