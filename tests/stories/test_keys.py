"""Keys that are the same in every language: names, numbers, days, concepts; and signatures of wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import FIRE, METRO

from newsdigest.ingest.stories.figures_in_text import figures_in
from newsdigest.ingest.stories.minhash import SIZE, candidate_pairs, likeness, signature
from newsdigest.ingest.stories.skeleton import name_key
from newsdigest.ingest.stories.terms import concepts_in, plain

NAMES = {
    "Khujand": "khujand:en худжанде:ru chudschand:de xojandda:uz хуҷанд:tg خجند:fa",
    "Samarkand": "samarkand:en самаркандом:ru samarqandda:uz semerkant:tr سمرقند:fa",
    "Kazakhstan": "kazakhstan:en казахстана:ru kasachstan:de қазақстан:kk qozogiston:uz",
    "Mirziyoyev": "mirziyoyev:en мирзиёев:ru mirsijojew:de میرضیایف:fa",
    "Japarov": "japarov:en жапаров:ru schaparow:de",
    "Ashgabat": "ashgabat:en ашхабаде:ru aşgabatda:tk aschgabat:de",
    "export": "export:en экспорт:ru eksport:uz",
}


@pytest.mark.parametrize("name", NAMES)
def test_name_has_one_key_in_every_script(name):
    keys = {name_key(*spelling.rsplit(":", 1)) for spelling in NAMES[name].split()}
    assert len(keys) == 1


def test_names_of_different_towns_have_different_keys():
    assert (
        len({name_key(name, "en") for name in ("almaty", "astana", "aktau", "aktobe", "atyrau", "bishkek", "osh")}) == 7
    )


@pytest.mark.parametrize(
    ("text", "lang", "keys"),
    [
        ("12 milliarden euro", "de", ["#12000000000"]),
        ("yıllık 1,3 milyar metreküp", "tr", ["#1300000000"]),
        ("۱٫۳ میلیارد متر مکعب", "fa", ["#1300000000"]),
        ("he counted twenty-five of eleven", "en", ["#25", "#11"]),
        ("он бир киши", "ky", ["#11"]),
        ("жыйырма автобус", "ky", ["#20"]),
        ("двадцать пять тысяч", "ru", ["#25000"]),
        ("one of a kind", "en", []),
        ("12 миллиардов евро", "ru", ["#12000000000"]),
        ("1,200 square metres", "en", ["#1200"]),
        ("1200 квадратных метров", "ru", ["#1200"]),
        ("1.200 quadratmeter", "de", ["#1200"]),
        ("3,1 километра", "ru", ["#3.1"]),
        ("3.1 kilometres", "en", ["#3.1"]),
        ("в 4:38 утра", "ru", ["t4:38"]),
        ("on 31 march", "en", ["d3-31"]),
        ("31 марта", "ru", ["d3-31"]),
        ("31-mart", "uz", ["d3-31"]),
        ("۱۴ کیلومتر", "fa", ["#14"]),
        ("in 2026", "en", ["y2026"]),
        ("nine wagons", "en", ["#9"]),
        ("iki bin üç yüzü aşkın eşya", "tr", ["#2300"]),
        ("икки минг тўрт юз гектар", "uz", ["#2400"]),
        ("свыше двух тысяч трёхсот предметов", "ru", ["#2300"]),
        ("девять с половиной миллиардов", "ru", ["#9500000000"]),
        ("бир жарым миллион", "ky", ["#1500000"]),
        ("on ikiden altmışa yükselecek", "tr", ["#12", "#60"]),
        ("altın üretimi arttı", "tr", []),
        ("yigirma torttasi", "uz", ["#24"]),
        ("сесаду ҳафтод нафар", "tg", ["#370"]),
        ("two hundred and thirty of five and six", "en", ["#230", "#5", "#6"]),
        ("12 military men", "en", ["#12"]),
        ("девять вагонов", "ru", ["#9"]),
    ],
)
def test_number_or_day_has_one_key_in_every_language(text, lang, keys):
    assert list(figures_in(text, lang)) == keys


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake at dawn",
        "Erdbeben am Morgen",
        "Землетрясение утром",
        "Таңертең жер титирөө",
        "Zilzila",
        "Заминҷунбии саҳарӣ",
    ],
)
def test_concept_is_found_in_every_language(text):
    assert "earthquake" in {concept for concept, _ in concepts_in(plain(text))}


def test_short_beginning_must_be_the_whole_word():
    found = {concept for concept, _ in concepts_in(plain("A warm lawn and gasping oilskins"))}
    assert not found & {"war", "law", "oil"}


def test_likeness_of_a_text_to_itself_is_one_and_to_another_next_to_none():
    assert likeness(signature(FIRE), signature(FIRE)) == 1.0
    assert likeness(signature(FIRE), signature(METRO)) < 0.05


@given(st.lists(st.integers(0, 400), min_size=60, max_size=120, unique=True), st.integers(0, 50))
def test_estimate_is_near_the_true_likeness(words, cut):
    one, other = [f"w{word}" for word in words], [f"w{word}" for word in words[cut:]]
    shingles = [{tuple(text[at : at + 3]) for at in range(len(text) - 2)} for text in (one, other)]
    true = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
    # Four standard errors of an estimate by SIZE functions.
    assert abs(likeness(signature(" ".join(one)), signature(" ".join(other))) - true) <= 4 * 0.5 / SIZE**0.5


def test_copies_become_candidates_and_strangers_do_not():
    texts = {
        "a": f"{FIRE} {METRO}",
        "b": FIRE + " " + METRO.replace("13", "14"),
        "c": "Nothing of this kind at all here.",
    }
    assert list(candidate_pairs({name: signature(text) for name, text in texts.items()})) == [("a", "b")]


def test_boilerplate_in_a_thousand_texts_does_not_cost_the_square():
    signed = signature(FIRE)
    pairs = list(candidate_pairs({f"p{n:04}": signed for n in range(1000)}))
    assert len(pairs) <= 64 * 1000
