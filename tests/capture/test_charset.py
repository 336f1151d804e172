"""Bytes become the text that was written, whatever they are declared to be, or are refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdigest.charsets.mojibake import find_mojibake
from newsdigest.charsets.plausible import oddity
from newsdigest.errors import PageError
from newsdigest.ingest.capture.charset import codec_name, decode

# The same news in the languages and charsets that raw pages of the region come in.
TEXTS = {
    "ru": "В столице открыли новый мост через реку. Председатель комитета сказал, что движение начнётся в понедельник.",
    "kk": "Астанада жаңа көпір ашылды. Комитет төрағасы қозғалыс дүйсенбіде басталатынын айтты. Құны жеті миллиард.",
    "ky": "Борбордо жаңы көпүрө ачылды. Комитеттин төрагасы кыймыл дүйшөмбүдө башталарын айтты.",
    "uz": "Пойтахтда янги кўприк очилди. Қўмита раиси ҳаракат душанба куни бошланишини айтди.",
    "tg": "Дар пойтахт пули нав кушода шуд. Раиси кумита гуфт, ки ҳаракат рӯзи душанбе оғоз меёбад.",
    "mn": "Нийслэлд шинэ гүүр нээгдлээ. Хорооны дарга хөдөлгөөн даваа гарагт эхэлнэ гэж хэлэв.",
    "uk": "У столиці відкрили новий міст через річку. Голова комітету сказав, що рух розпочнеться, їхня мета є проста.",
    "tr": "Başkentte yeni köprü açıldı. Komite başkanı trafiğin pazartesi günü başlayacağını söyledi.",
    "tk": "Paýtagtda täze köpri açyldy. Komitetiň başlygy hereketiň duşenbe güni başlanjakdygyny aýtdy.",
    "de": "In der Hauptstadt wurde eine neue Brücke eröffnet. Für die Bürger ändert sich künftig viel – „größer“.",
    "fr": "Dans la capitale, un nouveau pont a été inauguré. Le président a déclaré qu'il débutera après l'été.",
    "pl": "W stolicy otwarto nowy most przez rzekę. Przewodniczący powiedział, że ruch rozpocznie się później.",
    "cs": "V hlavním městě otevřeli nový most přes řeku. Předseda výboru řekl, že provoz začne v pondělí.",
    "fa": "در پایتخت پل جدیدی افتتاح شد. رئیس کمیته گفت که رفت و آمد از دوشنبه آغاز می‌شود.",
    "ar": "افتتح جسر جديد في العاصمة. وقال رئيس اللجنة إن حركة المرور ستبدأ يوم الاثنين.",
    "zh": "首都一座新桥通车。委员会主席表示，交通将于星期一开始。工程历时两年，耗资七十亿。",
    "ja": "首都で新しい橋が開通した。委員長は月曜日から通行が始まると述べた。工事には二年かかった。",
    "ko": "수도에 새 다리가 개통되었다. 위원장은 월요일부터 통행이 시작된다고 말했다.",
    "ka": "დედაქალაქში ახალი ხიდი გაიხსნა. კომიტეტის თავმჯდომარემ თქვა, რომ მოძრაობა დაიწყება.",
    "hi": "राजधानी में नया पुल खोला गया। समिति के अध्यक्ष ने कहा कि यातायात सोमवार से शुरू होगा।",
    "vi": "Thủ đô khánh thành một cây cầu mới. Chủ tịch ủy ban nói rằng giao thông sẽ bắt đầu vào thứ Hai.",
    "th": "เมืองหลวงเปิดสะพานใหม่ ประธานคณะกรรมการกล่าวว่าการจราจรจะเริ่มในวันจันทร์",
}
LEGACY = [
    ("ru", "windows-1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("ru", "iso-8859-5"), ("ru", "mac-cyrillic"),
    ("kk", "kz1048"), ("uk", "windows-1251"), ("uk", "koi8-u"), ("tr", "windows-1254"), ("de", "windows-1252"),
    ("fr", "windows-1252"), ("pl", "windows-1250"), ("ar", "windows-1256"), ("zh", "gb18030"),
]  # fmt: skip


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1251", "koi8-r", "nonsense", "right"])
@pytest.mark.parametrize(("lang", "charset"), LEGACY)
def test_legacy_charsets_are_told_by_the_text_whatever_is_declared(lang, charset, declared):
    data = TEXTS[lang].encode(charset)
    found = decode(data, charset if declared == "right" else declared, is_html=False)
    assert found.text == TEXTS[lang]


@pytest.mark.parametrize("lang", TEXTS)
@pytest.mark.parametrize("declared", [None, "windows-1251", "gb2312", "utf-16"])
def test_valid_utf_8_beats_every_declaration(lang, declared):
    found = decode(TEXTS[lang].encode(), declared, is_html=False)
    assert (found.text, found.charset) == (TEXTS[lang], "utf-8")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("lang", ["ru", "kk", "de"])
def test_unicode_with_and_without_mark(lang, codec):
    assert decode(TEXTS[lang].encode(codec), "windows-1251", is_html=False).text == TEXTS[lang]


def test_a_meta_declaration_settles_what_the_text_leaves_open():
    data = '<html><head><meta charset="windows-1250"></head><body><p>V pátek večer, řekl.</p>'.encode("windows-1250")
    found = decode(data, None, is_html=True)
    assert (found.charset, found.doubts) == ("windows-1250", ())


def test_a_lying_meta_is_overruled_and_named():
    data = ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>' + TEXTS["ru"]).encode("cp1251")
    found = decode(data, None, is_html=True)
    assert found.charset == "windows-1251"
    assert found.doubts == ("declared koi8-r, but reads as windows-1251",)


def test_a_declaration_inside_a_text_dump_is_text():
    assert decode(b'How to write <meta charset="utf-16">', None, is_html=False).charset == "utf-8"


def test_a_page_cut_inside_a_letter_is_kept_with_a_doubt():
    found = decode(TEXTS["ru"].encode()[:-2], None, is_html=False)
    assert found.text.startswith("В столице")
    assert "damaged" in found.doubts[0]


def test_line_ends_become_one_kind():
    assert decode(b"a\r\nb\rc", None, is_html=False).text == "a\nb\nc"


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "cp1251", "koi8-r", "cp866", "gb18030", "cp1254"])
@pytest.mark.parametrize("lang", ["ru", "kk", "ky", "uz", "tg", "uk", "fa", "zh"])
def test_utf_8_stored_after_a_wrong_reading_is_refused(lang, wrong):
    spoilt = TEXTS[lang].encode().decode(wrong, "replace")
    with pytest.raises(PageError, match="mojibake"):
        decode(spoilt.encode(), None, is_html=False)


@pytest.mark.parametrize(
    ("lang", "right", "wrong"),
    [
        ("ru", "cp1251", "cp1252"), ("ru", "cp1251", "latin-1"), ("ru", "koi8-r", "cp1251"),
        ("ru", "cp1251", "koi8-r"), ("ru", "koi8-r", "latin-1"), ("ru", "cp866", "cp1251"),
        ("tr", "cp1254", "cp1252"), ("zh", "gb18030", "latin-1"), ("kk", "kz1048", "cp1251"),
    ],
)  # fmt: skip
def test_legacy_text_stored_after_a_wrong_reading_is_refused(lang, right, wrong):
    spoilt = TEXTS[lang].encode(right).decode(wrong, "replace")
    with pytest.raises(PageError, match="mojibake"):
        decode(spoilt.encode(), None, is_html=False)


def test_text_that_lost_its_letters_is_refused():
    with pytest.raises(PageError, match="question marks"):
        decode(b"?????? ??????? ????? ??????? ???? " * 10, None, is_html=False)
    with pytest.raises(PageError, match="lost"):
        decode(("\ufffd\ufffd\ufffd\ufffd " * 50).encode(), None, is_html=False)


@pytest.mark.parametrize("lang", TEXTS)
def test_texts_as_people_write_them_are_not_called_mojibake(lang):
    assert find_mojibake(TEXTS[lang] * 5) is None
    assert oddity(TEXTS[lang]) < 0.13


def test_an_english_page_with_questions_and_signs_is_fine():
    text = "What??? Really?? “Yes” – said the minister… It costs 5 € or £4. " * 20
    assert find_mojibake(text) is None


def test_unknown_labels_and_codecs_of_other_kinds_name_nothing():
    assert [codec_name(label) for label in (None, "", "base64", "zip", "x\0y", "idna", "unicode-escape")] == [None] * 7


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=3000),
    st.sampled_from([None, "utf-8", "windows-1251", "gb18030", "utf-16", "\x00"]),
    st.booleans(),
)
def test_any_bytes_become_text_or_a_page_error(data, declared, is_html):
    try:
        found = decode(data, declared, is_html=is_html)
    except PageError:
        return
    assert "\r" not in found.text
