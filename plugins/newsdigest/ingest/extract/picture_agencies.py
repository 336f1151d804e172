"""
Picture desks, photo agencies and stock houses as credit lines spell them.

A name found here is an *agency* of a credit line wherever it stands in it: "Name / AP / dpa" and
"AFP/Name" both occur, so position tells nothing. Spellings are compared without case, points,
hyphens and spaces; words such as "Photo" or "File" around a name are ignored.
"""

import re
import unicodedata

# canonical name -> further spellings; the name itself is one already.
_AGENCIES: dict[str, tuple[str, ...]] = {
    # News agencies with picture services.
    "AAP": ("Australian Associated Press",),
    "Adnkronos": (),
    "AFP": ("Agence France-Presse", "АФП", "法新社", "Agencja France Presse", "afp.com", "خبرگزاری فرانسه"),
    "AKIpress": ("АКИpress", "АКИпресс"),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansı", "AA", "Анадолу", "Anadolu Images", "Anadolu Agentur"),
    "ANP": (),
    "ANSA": (),
    "AP": ("Associated Press", "The Associated Press", "АП", "美联社", "美聯社", "AP通信", "AP Images", "آسوشیتدپرس"),
    "APA": ("APA-Images", "apa-fotoservice", "APA-PictureDesk", "APA-OTS"),
    "Avesta": ("Авеста",),
    "Azertac": ("AZƏRTAC", "Азертадж"),
    "Belga": ("Belga Image", "Belga Photo"),
    "BelTA": ("БелТА", "БЕЛТА"),
    "Bernama": (),
    "Canadian Press": ("The Canadian Press", "CP", "La Presse Canadienne", "La Presse canadienne", "PC"),
    "CNS": ("中新社", "中新网", "China News Service"),
    "ČTK": ("CTK",),
    "DHA": ("Demirören Haber Ajansı",),
    "dpa": ("Deutsche Presse-Agentur", "dpa-Bildfunk", "dpa infocom", "dpa-infografik", "dpa-tmn", "ДПА",
            "dpa-Zentralbild",
            "German Press Agency", "Deutsche Presse Agentur", "dpa picture alliance", "德新社"),
    "EFE": ("Agencia EFE",),
    "EPA": ("EPA-EFE", "EFE-EPA", "epaselect", "European Pressphoto Agency"),
    "epd": ("epd-bild",),
    "Europa Press": (),
    "Ferghana": ("Фергана", "Fergana.news"),
    "Fars": ("Fars News Agency", "خبرگزاری فارس"),
    "IHA": ("İHA", "İhlas Haber Ajansı"),
    "Interfax": ("Интерфакс", "Interfax-Kazakhstan", "Интерфакс-Казахстан"),
    "IRNA": ("ایرنا", "ИРНА"),
    "ISNA": ("ایسنا", "ИСНА"),
    "Jiji Press": ("時事", "時事通信", "Jiji", "時事通信社"),
    "Kabar": ("Кабар", "КНИА «Кабар»", "КНИА Кабар"),
    "Kazinform": ("QazInform", "Казинформ", "МИА Казинформ", "Қазақпарат", "ҚазАқпарат"),
    "KCNA": ("朝鲜中央通讯社",),
    "Khovar": ("Ховар", "АМИТ «Ховар»", "НИАТ «Ховар»"),
    "KNA": (),
    "Kyodo": ("共同", "共同通信", "Kyodo News", "共同社"),
    "Lusa": ("Agência Lusa",),
    "MONTSAME": ("МОНЦАМЭ",),
    "MTI": (),
    "NTB": (),
    "PA": ("PA Wire", "PA Images", "PA Media", "Press Association", "PA Archive"),
    "PAP": (),
    "PTI": ("Press Trust of India",),
    "Reuters": ("REUTERS", "Рейтер", "Рейтерс", "路透社", "路透", "ロイター", "로이터",
                "رويترز", "רויטרס", "رویترز", "Thomson Reuters"),
    "RIA Novosti": ("РИА Новости", "МИА «Россия сегодня»", "МИА Россия сегодня", "RIA", "RIA Nowosti"),
    "Ritzau Scanpix": ("Scanpix", "Ritzau", "NTB scanpix", "Scanpix Denmark", "TT Nyhetsbyrån", "TT"),
    "SID": (),
    "Sputnik": ("Спутник",),
    "TASS": ("ТАСС", "ИТАР-ТАСС", "ITAR-TASS", "塔斯社"),
    "Tasnim": ("Tasnim News Agency", "تسنیم"),
    "Ukrinform": ("Укрінформ", "Укринформ"),
    "UNIAN": ("УНІАН", "УНИАН"),
    "UPI": (),
    "UzA": ("УзА", "ЎзА", "OʻzA", "O'zA"),
    "Xinhua": ("新华社", "新華社", "Синьхуа", "Xinhua News Agency"),
    "Yonhap": ("연합뉴스", "韩联社", "聯合ニュース", "Yonhap News"),
    # Photo agencies.
    "action press": ("ActionPress",),
    "Abaca": ("Abaca Press", "ABACAPRESS"),
    "Agence VU": (),
    "Backgrid": (),
    "Bildbyrån": (),
    "Bloomberg": ("Bloomberg News",),
    "CQ Roll Call": ("CQ-Roll Call",),
    "ddp": ("ddp images", "ddp media"),
    "eyevine": (),
    "Flash90": ("פלאש 90", "פלאש90"),
    "Gallo Images": (),
    "Getty Images": ("Getty", "gettyimages", "Getty Images Europe", "Getty Images North America",
                     "Getty Images AsiaPac",
                     "GettyImages.com", "Hulton Archive", "WireImage", "FilmMagic", "盖蒂图片社"),
    "Hans Lucas": (),
    "imago": ("imago images", "IMAGO", "imagoimages", "imago stock&people", "imago sportfotodienst"),
    "Keystone": ("Keystone-SDA", "SDA"),
    "laif": (),
    "LaPresse": (),
    "Lehtikuva": (),
    "Magnum": ("Magnum Photos",),
    "MAXPPP": (),
    "Middle East Images": (),
    "NurPhoto": (),
    "Ostkreuz": (),
    "Panos Pictures": ("Panos",),
    "picture alliance": ("picture-alliance", "picturealliance"),
    "picturedesk.com": ("picturedesk",),
    "Polaris": ("Polaris Images",),
    "Redux": ("Redux Pictures",),
    "REX": ("Rex Features", "Rex Shutterstock"),
    "Sipa": ("SIPA USA", "Sipa Press", "SIPA Photo"),
    "SOPA Images": (),
    "SWNS": (),
    "Splash News": (),
    "ullstein bild": (),
    "USA TODAY Sports": ("USA TODAY NETWORK", "Imagn Images", "Imagn"),
    "VCG": ("视觉中国", "Visual China Group"),
    "Witters": (),
    "Zuma Press": ("ZUMA Press Wire", "ZUMA", "ZUMAPRESS.com", "ZUMAPRESS"),
    # Stock houses and free collections.
    "Adobe Stock": ("stock.adobe.com", "AdobeStock", "Fotolia"),
    "Alamy": ("Alamy Stock Photo", "Alamy Live News"),
    "Corbis": (),
    "Depositphotos": (),
    "Dreamstime": (),
    "Flickr": (),
    "iStock": ("iStockphoto", "iStock by Getty Images", "iStock.com", "iStockphoto.com"),
    "Pexels": (),
    "Pixabay": (),
    "Shutterstock": ("Shutterstock.com",),
    "Unsplash": (),
    "Westend61": (),
    "Wikimedia Commons": ("Wikimedia", "Wikipedia", "Commons"),
}  # fmt: skip

_LOOSE = re.compile(r"[\s.\-‐-–'’ʻ«»\"„“”]+")
# Words that stand around an agency's name and say nothing of who it is.
_AROUND = re.compile(
    r"^(?:photos?|fotos?|images?|фото|courtesy(?: of)?|credit|via|handout|file|archiv|archive)\s+"
    r"|\s+(?:photos?|fotos?|images?|pictures?|bild|фото|file|files|file photo|archives?|archiv|handout|pool|stringer)$",
    re.IGNORECASE,
)


def _key(name: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFKC", name)).casefold()


_BY_KEY = {_key(spelling): name for name, more in _AGENCIES.items() for spelling in (name, *more)}
# In lower case these are words or first names in some language ("pa", "sid"): they count in capitals only.
_CAPITALS_ONLY = frozenset({"aa", "ap", "apa", "cns", "cp", "pa", "pc", "ria", "sid", "tt"})


def picture_agency_of(part: str) -> str | None:
    """
    Tell which agency one part of a credit line names.

    Args:
        part: What stands between two separators of the line, such as "AP Photo".

    Returns:
        The agency's usual name, or None.

    >>> picture_agency_of("AP Photo"), picture_agency_of("Jane Doe")
    ('AP', None)
    """
    if len(part) > 60:  # the longest spelling has 30 letters; two words may stand around it
        return None
    bare = part.strip()
    for _ in range(3):
        key = _key(bare)
        if key in _BY_KEY and not (key in _CAPITALS_ONLY and not bare.isupper()):
            return _BY_KEY[key]
        shorter = _AROUND.sub("", bare).strip()
        if shorter == bare:
            return None
        bare = shorter
    return None
