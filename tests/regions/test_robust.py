"""Whatever the text, tagging ends, and its evidence points at words of the text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdigest.ingest.regions import tag_regions
from newsdigest.registers import Gazetteer, load_gazetteer
from newsdigest.registers.folding import fold

WORDS = st.sampled_from(
    [
        "Бишкек", "Ташкент’те", "Қазақстандағы", "دوشنبه", "阿拉木图", "l’Ouzbékistan",
        "Osh", "\u0301", "\u00ad", "ء", "'",
        "«", "область", "Lake", "село", "ß", "İ", "\u200f", "\n", "—", "Kara",
        "Suu", "С\u0301аратов", "\U0001f3d4", "e" * 400,
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(max_size=12), max_size=25).map(" ".join) | st.text(max_size=80)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@given(
    title=TEXTS,
    lede=TEXTS,
    body=st.lists(TEXTS, max_size=4),
    lang=st.sampled_from([None, "", "ru", "uz", "pl", "zz-Latn"]),
)
@settings(max_examples=150, deadline=None)
def test_evidence_points_at_words_of_any_text(
    gazetteer: Gazetteer, title: str, lede: str, body: list[str], lang: str | None
) -> None:
    tags = tag_regions(title=title, lede=lede, paragraphs=body, lang=lang, gazetteer=gazetteer)
    shown = body[1:] if body and lede and body[0].strip() == lede.strip() else body
    parts = {"title": title, "lede": lede, "body": "\n".join(shown)}
    for item in tags.evidence:
        if item.where != "prior":
            assert parts[item.where][item.offset :].startswith(item.surface)
    assert set(tags.primary) <= set(tags.mentioned) <= {item.code for item in tags.evidence}


@given(st.text(max_size=200))
def test_folding_keeps_the_place_of_every_letter(text: str) -> None:
    folded = fold(text)
    assert folded.text.startswith(" ")
    places = [folded.origin(at) for at in range(1, len(folded.text) - 1)]
    assert places == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_and_stress_marks_change_nothing(gazetteer: Gazetteer, form: str) -> None:
    title = unicodedata.normalize(form, "Қазақстандағы су тапшылығы: Алматы́ қаласы")
    tags = tag_regions(title=title, lede=None, paragraphs=[], lang="kk", gazetteer=gazetteer)
    assert tags.primary == ("KZ",)
    assert title[tags.evidence[0].offset :].startswith(tags.evidence[0].surface)


def test_a_long_text_without_spaces_is_no_trouble(gazetteer: Gazetteer) -> None:
    text = "Кара" * 50_000
    assert tag_regions(title="", lede="", paragraphs=[text], lang="ru", gazetteer=gazetteer).mentioned == ()
