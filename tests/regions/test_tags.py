"""What an article is about, what it mentions, and the places it names."""

import pytest

from newsdigest.ingest.regions import tag_regions
from newsdigest.models import RegionTags
from newsdigest.registers import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def tag(gazetteer: Gazetteer, title: str, lede: str = "", *paragraphs: str, lang: str | None = "en") -> RegionTags:
    return tag_regions(title=title, lede=lede, paragraphs=paragraphs, lang=lang, gazetteer=gazetteer)


@pytest.mark.parametrize(
    ("title", "lang", "code"),
    [
        ("Министрлер Қазақстандағы су тапшылығын талқылады", "kk", "KZ"),
        ("В Казахстане выросли цены на хлеб", "ru", "KZ"),
        ("Özbekistan'ın ihracatı arttı", "tr", "UZ"),
        ("Oʻzbekistonda yangi qonun qabul qilindi", "uz", "UZ"),
        ("Aşgabatda täze köpri açyldy", "tk", "TM"),
        ("Кыргызстанда шайлоо күнү белгиленди", "ky", "KG"),
        ("Дар Тоҷикистон нархи гандум боло рафт", "tg", "TJ"),
        ("Regierung in Kirgistan tritt zurück", "de", "KG"),
        ("Le gouvernement de l’Ouzbékistan démissionne", "fr", "UZ"),
        ("吉尔吉斯斯坦议会通过预算", "zh", "KG"),
        ("انتخابات در تاجیکستان برگزار شد", "fa", "TJ"),
        ("بدء الانتخابات في أوزبكستان", "ar", "UZ"),
        ("В Алма-Ате открыли новую станцию метро", "ru", "KZ"),
        ("Солтүстік Аралда су көбейді", "kk", "KZ"),
        ("Fish return to the North Aral Sea", "en", "KZ"),
    ],
)
def test_inflected_names_in_every_script_make_the_country_primary(
    gazetteer: Gazetteer, title: str, lang: str, code: str
) -> None:
    assert tag(gazetteer, title, lang=lang).primary == (code,)


def test_evidence_points_at_the_words_in_their_part(gazetteer: Gazetteer) -> None:
    lede = "The mayor of Bishkek resigned."
    tags = tag(gazetteer, "A mayor goes", lede, "Nobody in Osh Province was surprised.")
    assert tags.evidence
    for item in tags.evidence:
        part = {"title": "A mayor goes", "lede": lede, "body": "Nobody in Osh Province was surprised."}[item.where]
        assert part[item.offset :].startswith(item.surface)


def test_text_in_an_uncovered_language_is_uncertain(gazetteer: Gazetteer) -> None:
    assert tag(gazetteer, "ข่าววันนี้", lang="th").uncertain == "language not covered: th"


@pytest.mark.parametrize(
    ("title", "lede", "lang"),
    [
        ("Mary wins the village baking prize", "Mary had left out the eggs, the judges said.", "en"),
        ("New OSH rules for warehouses", "Employers must name an OSH officer.", "en"),
        ("Georgia lawmakers weigh film tax credit", "ATLANTA — The House will vote next week.", "en"),
        ("Meclis bütçeyi kabul etti", "Karakol amirliği önünde bir grup toplandı.", "tr"),
        ("بازار تهران روز دوشنبه آرام بود", "معامله‌گران منتظر نشست سه‌شنبه هستند.", "fa"),
        ("Казаки вышли на охрану ёлки", "Каждый казак прошёл инструктаж, сказал атаман.", "ru"),
        ("Students recite the Manas", "A Turan University choir sang.", "en"),
        ("Kant would have disliked social media", "Admirers of Immanuel Kant met in Berlin.", "en"),
        ("Samsun'da karakol binası yenilendi", "Kazak ve atkı fiyatları arttı.", "tr"),
        ("Turkmen parties in Kirkuk reject council deal", "The Iraqi Turkmen Front said so on Sunday.", "en"),
        ("Etappensieg am Berg", "Der Fahrer vom Team XDS Astana gewann allein.", "de"),
        ("Herd und Küche", "Die Geräte stehen bereit, sagt Marina.", "de"),
        ("Oral history of a mining town", "Panfilov and Shevchenko remember.", "en"),
    ],
)
def test_homonyms_and_common_words_name_no_region(gazetteer: Gazetteer, title: str, lede: str, lang: str) -> None:
    tags = tag(gazetteer, title, lede, lang=lang)
    assert (tags.primary, tags.mentioned, tags.places) == ((), (), ())


@pytest.mark.parametrize(
    ("title", "lang", "codes"),
    [
        ("Kazakh authorities detain journalist", "en", ("KZ",)),
        ("Киргизский спецназ провёл учения", "ru", ("KG",)),
        ("Аварія на шахті в Караганді", "uk", ("KZ",)),
        ("Glissement de terrain près d'Och : sept morts", "fr", ("KG",)),
        ("Issyk-Kul level drops by 20 centimetres", "en", ("KG",)),
        ("Dushanbe and Astana agree on visa-free travel", "en", ("KZ", "TJ")),
        ("Kazakh-born skater wins for Germany", "en", ()),
        ("Uzbek national jailed for theft in Seoul", "en", ()),
        ("Таджикский мигрант спас ребёнка в Твери", "ru", ()),
        ("Tatar, Kazakh and Uzbek studies at Indiana University", "en", ()),
    ],
)
def test_a_headline_alone_is_judged_by_state_and_origin(
    gazetteer: Gazetteer, title: str, lang: str, codes: tuple[str, ...]
) -> None:
    assert tag(gazetteer, title, lang=lang).primary == codes


@pytest.mark.parametrize(
    ("text", "lang", "places"),
    [
        ("Kaka we Tejen etraplarynda orak başlandy. Türkmenistanda bugdaý köp.", "tk", {"Kaka", "Tejen"}),
        ("Қазақстан үкіметі: Қарасу мен Федоров аудандарында егін қар астында.", "kk", {"Қарасу", "Федоров"}),
        ("Uzbekistan sends tents to the villages of Kokbel and Nurbuloq.", "en", {"Kokbel", "Nurbuloq"}),
    ],
)
def test_a_place_word_speaks_for_both_names_that_and_joins(
    gazetteer: Gazetteer, text: str, lang: str, places: set[str]
) -> None:
    found = tag(gazetteer, "", "", text, lang=lang).places
    assert {place for place in places if any(place in one for one in found)} == places


def test_what_and_joins_to_one_village_is_no_place(gazetteer: Gazetteer) -> None:
    places = tag(gazetteer, "", "", "Kazakhstan will build in the village of Ulken and Rosatom will pay.").places
    assert not any("Rosatom" in place for place in places)


def test_a_town_of_the_same_name_in_another_country_is_not_ours_by_its_fellow(gazetteer: Gazetteer) -> None:
    text = "В посёлках Токмак и Пологи Запорожской области отключили свет."
    assert tag(gazetteer, "Под Токмаком слышны взрывы", "", text, lang="ru").primary == ()


def test_a_protocol_of_three_states_is_about_all_three(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "Three neighbours agree on shares in Kambarata-1",
        "The dam on the Naryn in Kyrgyzstan has been on paper for decades.",
        "Kazakhstan and Uzbekistan take a third each. Uzbek officials spoke of trust, the Kazakh ministry of cost.",
    )
    assert tags.primary == ("KZ", "KG", "UZ")


def test_a_cycling_teams_name_is_no_mention_of_the_state(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "Giro: la tappa alla XDS Astana",
        "Attacco sul Mortirolo, la maglia rosa crolla.",
        "Il direttore sportivo lavora in Astana da dieci anni. Domani una tappa per ciclisti veloci.",
        lang="it",
    )
    assert tags.mentioned == ()


def test_a_chinese_place_keeps_its_place_word(gazetteer: Gazetteer) -> None:
    places = tag(gazetteer, "吉尔吉斯斯坦修路", "", "公路经过纳伦州。", lang="zh").places
    assert "纳伦州" in places


def test_badakhshan_is_in_the_country_that_the_article_is_about(gazetteer: Gazetteer) -> None:
    afghan = tag(gazetteer, "Дар Бадахшон эътироз шуд", "", "Толибон дар Афғонистон киштро нобуд карданд.", lang="tg")
    tajik = tag(gazetteer, "Дар Бадахшон роҳ кушода шуд", "", "Тоҷикистон нақб сохт, гуфт Душанбе.", lang="tg")
    assert (afghan.primary, tajik.primary) == (("AF",), ("TJ",))


def test_a_cook_from_samarkand_is_a_mention_and_no_more(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "Плов как в махалле: в Казани открылась чайхана",
        "",
        "Шеф-повар приехал из Самарканда. Лагман и самса хороши, плов варят дважды, кухня открыта до ночи.",
        lang="ru",
    )
    assert (tags.primary, tags.mentioned) == ((), ("UZ",))


def test_one_remark_that_names_a_city_and_its_country_is_not_what_an_article_is_about(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "A painted teahouse needs a new roof",
        "Thirty years of hail have left their mark on the building.",
        "It came as a present from the sister city Dushanbe, the capital of Tajikistan. Carvers made it by hand.",
        "It opened in 1998. Tea is served all day. The city will pay for the drains. A brunch is planned for Sunday.",
    )
    assert (tags.primary, tags.mentioned) == ((), ("TJ",))


def test_a_shared_border_post_does_not_make_the_other_side_the_subject(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "霍尔果斯口岸汽车出口再创新高",
        "经新疆霍尔果斯口岸驶出的商品车超过三十五万辆。",
        "对面就是哈萨克斯坦。企业可在乌鲁木齐提前报关。伊犁州政府表示货场年底投用。",
        lang="zh",
    )
    assert (tags.primary, set(tags.mentioned)) == (("XJ",), {"KZ", "XJ"})


FROM_AFAR = (
    "The stewards looked into some crowding at the bushes. They left the placings as they were. The trainer was glad. "
    "The favourite came third. A crowd of thousands had come from Paris and Berlin."
)


@pytest.mark.parametrize(
    ("title", "lede", "body", "lang"),
    [
        ("Khiva springs a surprise in the handicap", "NEWMARKET — Nobody had backed her.", FROM_AFAR, "en"),
        ("A show that looks sideways", "LONDON — The exhibition cures us of camels.", "A wall painting from Samarkand "
         "has been sent by a museum in Uzbekistan. " + FROM_AFAR, "en"),
        ("Движение по Ташкентской и Самаркандскому бульвару ограничат", "Московский дептранс предупредил водителей.",
         "Автобусы пойдут в объезд. Жители жалуются. Работы завершат летом. Посадят липы. Качели снимут.", "ru"),
    ],
)  # fmt: skip
def test_what_is_called_after_a_town_or_told_from_afar_is_not_the_regions_news(
    gazetteer: Gazetteer, title: str, lede: str, body: str, lang: str
) -> None:
    assert tag(gazetteer, title, lede, body, lang=lang).primary == ()


def test_a_dateline_elsewhere_does_not_hide_whose_news_it_is(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "Kazakhstan sells uranium to Finland",
        "HELSINKI — Kazakhstan will supply fuel for two reactors.",
        "The contract was signed by Kazatomprom. " + FROM_AFAR,
    )
    assert tags.primary == ("KZ",)


def test_a_summit_of_the_five_is_about_all_five(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "Samarkand summit ends with a partnership",
        "The European Union and the five Central Asian states have agreed on a partnership.",
        "Kazakhstan's president Kassym-Jomart Tokayev spoke of raw materials. The next meeting will be in two years.",
    )
    assert tags.primary == ("KZ", "KG", "TJ", "TM", "UZ")


def test_one_of_five_is_not_all_of_them(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "Kazakhstan raises its pensions",
        "Kazakhstan, the richest of the five Central Asian states, raises pensions by a tenth.",
        "The ministry of labour in Astana said so on Monday.",
    )
    assert tags.primary == ("KZ",)


def test_a_sheet_of_scorers_without_a_score_is_a_mention_and_no_more(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "Champions League Two: Wednesday at a glance",
        "Goals, cards and group standings from the fifth matchday.",
        "Group A: Ahal (Turkm.) 0, Wehdat 2. Scorers: 19, 77. Attendance: 4,120. Red card: none.",
        "Group B: Istiklol, of Dushanbe, 1, Air Force 1. Scorers: 44; 58. Attendance: 7,300. Booked: two.",
    )
    assert (tags.primary, tags.mentioned) == ((), ("TJ", "TM"))


def test_a_round_of_the_astana_talks_is_syrias_news_in_arabic_too(gazetteer: Gazetteer) -> None:
    tags = tag(
        gazetteer,
        "وفد المعارضة السورية يلوّح بمقاطعة جولة أستانا",
        "قال متحدث باسم الفصائل السورية إن مشاركتها في محادثات أستانا مرهونة بوقف القصف على الغوطة.",
        lang="ar",
    )
    assert (tags.primary, tags.mentioned) == ((), ("KZ",))
