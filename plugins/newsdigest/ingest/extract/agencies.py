"""News agencies: one name for each, its spellings in every language, and where an agency signs a text."""

import re
from functools import cache

# Name as we print it -> other spellings. Matching folds case and drops quotation marks, so those are not repeated.
# Short spellings that are words of a language ("ana", "apa", "ap" in prose) count only where a line is all agencies.
AGENCIES: dict[str, tuple[str, ...]] = {
    "dpa": ("Deutsche Presse-Agentur", "Deutschen Presse-Agentur", "German press agency", "DPA", "ДПА", "dpa-infocom",
            "dpa-AFX", "dpa/lno", "dpa-tmn"),
    "AFP": ("Agence France-Presse", "Agence France Presse", "АФП", "AFP-TV", "法新社"),
    "AP": ("Associated Press", "The Associated Press", "Ассошиэйтед Пресс", "АП", "美联社"),
    "Reuters": ("Thomson Reuters", "Рейтер", "Рейтерс", "路透社", "رویترز", "rtr"),
    "TASS": ("ТАСС", "ITAR-TASS", "Itar-Tass", "ИТАР-ТАСС", "塔斯社", "تاس"),
    "RIA Novosti": ("РИА Новости", "RIA", "РИА", "Ria Nowosti", "RIA Nowosti", "РИА Новость"),
    "Sputnik": ("Спутник", "Sputnik Казахстан", "Sputnik Кыргызстан", "Sputnik Oʻzbekiston"),
    "Interfax": ("Интерфакс", "Interfax.ru", "Интерфакс-Казахстан", "Interfax-Kazakhstan", "Interfax-Ukraine",
                 "Интерфакс-Украина"),
    "Xinhua": ("Xinhua News Agency", "Синьхуа", "新华社", "新華社", "شینهوا", "Şinhua"),
    "China News Service": ("中新社", "中国新闻网", "中新网"),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansı", "Анадолу", "AA", "آناتولی"),
    "DHA": ("Demirören Haber Ajansı",),
    "İHA": ("İhlas Haber Ajansı", "IHA"),
    "Kazinform": ("Казинформ", "QazInform", "Qazinform", "ҚазАқпарат", "KazInform", "Қазинформ", "МИА Казинформ",
                  "哈通社", "قازاقپارات"),
    "KazTAG": ("КазТАГ", "ҚазТАГ"),
    "Kabar": ("Кабар", "КНИА Кабар", "KNIA Kabar"),
    "AKIpress": ("АКИpress", "АКИпресс", "AKIPress", "Tazabek"),
    "24.kg": ("ИА 24.kg",),
    "UzA": ("УзА", "ЎзА", "OʻzA", "O‘zA", "O'zA", "Узбекистанское национальное информационное агентство",
            "Oʻzbekiston Milliy axborot agentligi"),
    "Dunyo": ("ИА Дунё", "Дунё", "Dunyo IA"),
    "Khovar": ("Ховар", "НИАТ Ховар", "АМИТ Ховар", "NIAT Khovar", "ҲОВАР"),
    "Asia-Plus": ("Азия-Плюс", "Азия Плюс", "Asia Plus"),
    "Avesta": ("ИА Авеста", "Авеста"),
    "TDH": ("Türkmenistan Döwlet habarlar agentligi", "Государственное информационное агентство Туркменистана", "ТДХ"),
    "Turkmenportal": (),
    "Trend News Agency": ("ИА Тренд", "AzerTrend"),
    "Azertac": ("AZERTAC", "АЗЕРТАДЖ", "AZƏRTAC"),
    "APA": ("АПА",),
    "BelTA": ("БелТА", "БЕЛТА"),
    "Ukrinform": ("Укринформ", "Укрінформ"),
    "UNIAN": ("УНИАН", "УНІАН"),
    "Armenpress": ("Арменпресс",),
    "Montsame": ("Монцамэ", "МОНЦАМЭ"),
    "IRNA": ("ИРНА", "ایرنا"),
    "Fars": ("Fars News Agency", "فارس"),
    "Tasnim": ("تسنیم",),
    "ISNA": ("ایسنا",),
    "Mehr News Agency": ("Mehr News", "مهر"),
    "Pajhwok": ("Pajhwok Afghan News", "پژواک"),
    "Bakhtar": ("باختر",),
    "EFE": ("Agencia EFE",),
    "EPA": ("EPA-EFE", "European Pressphoto Agency", "epa"),
    "ANSA": ("Agenzia ANSA",),
    "Adnkronos": (),
    "AGI": (),
    "LaPresse": (),
    "Europa Press": (),
    "Lusa": ("Agência Lusa",),
    "Belga": ("Belga News Agency",),
    "ANP": (),
    "APA-Austria": ("Austria Presse Agentur", "APA/dpa", "APA/AFP"),
    "Keystone-SDA": ("Keystone", "SDA", "KEYSTONE", "ATS", "Keystone/SDA", "Keystone-ATS"),
    "sid": ("Sport-Informations-Dienst", "SID"),
    "epd": ("Evangelischer Pressedienst",),
    "KNA": ("Katholische Nachrichten-Agentur",),
    "PA": ("PA Media", "Press Association"),
    "CNA": ("Central News Agency", "中央社"),
    "Kyodo": ("Kyodo News", "共同社", "共同通信"),
    "Jiji": ("Jiji Press",),
    "Yonhap": ("Yonhap News Agency", "韩联社", "Рёнхап"),
    "PTI": ("Press Trust of India",),
    "ANI": ("Asian News International",),
    "IANS": ("Indo-Asian News Service",),
    "UNI": ("United News of India",),
    "APP": ("Associated Press of Pakistan",),
    "MTI": (),
    "PAP": ("Polska Agencja Prasowa",),
    "CTK": ("ČTK", "Czech News Agency"),
    "TASR": (),
    "Ritzau": ("Ritzau Scanpix",),
    "NTB": ("Norsk Telegrambyrå",),
    "TT": ("TT Nyhetsbyrån",),
    "STT": (),
    "BNS": ("Baltic News Service",),
    "ELTA": (),
    "LETA": (),
    "BTA": ("БТА",),
    "Tanjug": ("Танјуг",),
    "HINA": ("Hina",),
    "MIA": ("МИА",),
    "SANA": ("САНА",),
    "WAM": ("Emirates News Agency",),
    "SPA": ("Saudi Press Agency",),
    "KUNA": (),
    "UPI": ("United Press International",),
    "Bloomberg": ("Bloomberg News", "Блумберг"),
    "Canadian Press": ("The Canadian Press", "La Presse Canadienne"),
    "AAP": ("Australian Associated Press",),
    "Nampa": (),
    "ddp": ("ddp images",),
    "Getty Images": ("Getty", "Getty Images/iStockphoto"),
    "IMAGO": ("imago images", "Imago"),
    "picture alliance": ("picture-alliance", "Picture Alliance"),
}  # fmt: skip

# Pictures only: they never sign a text.
PICTURE_AGENCIES = frozenset({"Getty Images", "IMAGO", "picture alliance", "ddp", "EPA"})

_QUOTES = str.maketrans("", "", "«»\"“”„'’‘ʻʼ`")
_SPLIT = re.compile(r"\s*(?:[/|,;&+]|(?<=\s)(?:and|und|mit|и|с|with|via|et|y)\s)\s*")
_MAX_LINE = 60  # a sign-off names one to four agencies, not a sentence
_MAX_PARTS = 5

# Where an agency's name ends a paragraph: in brackets or slashes, or bare after the end of a sentence.
_ENCLOSED = re.compile(r"(?:^|[.!?…\"”»“’)]\s?[–—-]?\s?)(?P<mark>[(\[/])\s*(?P<name>[^()\[\]]{2,60}?)\s*[)\]/]\s*\.?$")
_STOP = re.compile(r"[.!?…][\"”»“'’)]{0,2}|[\"”»“]")
_BARE = re.compile(r"\s*[–—-]?\s*(?P<name>[^\W\d_][\w .ʻ‘'/-]{1,40})\.?$")
_WITH = re.compile(
    r"^(?:mit material (?:von|der)|with|mit|по материалам|по сообщению|source|quelle|источник)\s*:?\s+", re.I
)


def _fold(name: str) -> str:
    return " ".join(name.translate(_QUOTES).casefold().replace("i̇", "i").split())


@cache
def _by_spelling() -> dict[str, str]:
    return {_fold(spelling): name for name, others in AGENCIES.items() for spelling in (name, *others)}


def agency_of(name: str) -> str | None:
    """
    The agency that `name` spells, in the form we print; None when it is not one.

    >>> agency_of("«ТАСС»"), agency_of("Dpa"), agency_of("Harbour Times")
    ('TASS', 'dpa', None)
    """
    return _by_spelling().get(_fold(name.strip(" .()[]")))


def agencies_in_line(line: str) -> tuple[str, ...]:
    """
    The agencies of a line that names nothing else, such as "dpa/AFP" or "(mit Material von dpa)".

    Returns:
        Names as we print them, in the order of the line; empty when any part is not an agency.
    """
    text = _WITH.sub("", line.strip(" .()[]/–—-\u00a0"))
    if not 0 < len(text) <= _MAX_LINE:
        return ()
    if whole := agency_of(text):
        return (whole,)
    parts = [part for part in _SPLIT.split(text) if part]
    if len(parts) > _MAX_PARTS:
        return ()
    names = [agency_of(part) for part in parts]
    return tuple(name for name in names if name) if all(names) else ()


def find_sign_off(paragraph: str) -> tuple[str, str] | None:
    """
    Take an agency's sign-off from the end of a paragraph.

    Args:
        paragraph: Plain text, white space collapsed.

    Returns:
        The paragraph without it ("" when it was all sign-off) and the first agency named; None without a sign-off.

    >>> find_sign_off("“The people are angry.” Dpa")
    ('“The people are angry.”', 'dpa')
    >>> find_sign_off("The port reopened on Monday. (AFP/dpa)")
    ('The port reopened on Monday.', 'AFP')
    """
    text = paragraph.rstrip()
    if whole := _texts_only(agencies_in_line(text)):
        return "", whole
    if (found := _ENCLOSED.search(text[-80:])) and (agency := _texts_only(agencies_in_line(found["name"]))):
        cut = len(text) - len(text[-80:]) + found.start("mark")
        return text[:cut].rstrip(), agency
    for stop in reversed(list(_STOP.finditer(text, max(0, len(text) - 60)))):
        found = _BARE.match(text, stop.end())
        if found and (agency := _texts_only(agencies_in_line(found["name"]))):
            return text[: stop.end()].rstrip(), agency
    return None


def _texts_only(names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name not in PICTURE_AGENCIES), None)
