"""
Photo agencies, stock houses and news agencies' picture desks as credit lines spell them.

A name found here is an *agency* of a credit line wherever it stands in it: "Name / AP / dpa" and
"AFP/Name" both occur, so position tells nothing. Spellings are compared without case, points,
hyphens and spaces; words such as "Photo" or "File" around a name are ignored. News agencies themselves are in
`agencies`; what stands here comes on top.
"""

import re
import unicodedata

from newsdigest.ingest.extract.agencies import agency_of
from newsdigest.text import listed

# Name -> spellings that `agencies` does not have; a photo agency's own name is one already.
_AGENCIES: dict[str, tuple[str, ...]] = {
    # News agencies, as their picture desks sign.
    "AFP": ("Agencja France Presse", "afp.com", "خبرگزاری فرانسه"),
    "Anadolu": ("Anadolu Images", "Anadolu Agentur"),
    "AP": ("美聯社", "AP通信", "AP Images", "آسوشیتدپرس"),
    "APA": ("APA-Images", "apa-fotoservice", "APA-PictureDesk", "APA-OTS"),
    "Belga": ("Belga Image", "Belga Photo"),
    "Canadian Press": ("CP", "PC"),
    "ddp": ("ddp media",),
    "dpa": ("dpa-Bildfunk", "dpa infocom", "dpa-infografik", "dpa-Zentralbild", "Deutsche Presse Agentur",
        "dpa picture alliance", "德新社"),
    "EPA": ("EFE-EPA", "epaselect"),
    "epd": ("epd-bild",),
    "Fars": ("خبرگزاری فارس",),
    "Getty Images": ("gettyimages", "Getty Images Europe", "Getty Images North America", "Getty Images AsiaPac",
        "GettyImages.com", "Hulton Archive", "WireImage", "FilmMagic", "盖蒂图片社"),
    "IMAGO": ("imagoimages", "imago stock&people", "imago sportfotodienst"),
    "ISNA": ("ИСНА",),
    "Jiji": ("時事", "時事通信", "時事通信社"),
    "Kyodo": ("共同",),
    "PA": ("PA Wire", "PA Images", "PA Archive"),
    "picture alliance": ("picturealliance",),
    "Reuters": ("路透", "ロイター", "로이터", "رويترز", "רויטרס"),
    "RIA Novosti": ("МИА «Россия сегодня»", "МИА Россия сегодня"),
    "Ritzau": ("Scanpix", "NTB scanpix", "Scanpix Denmark", "TT Nyhetsbyrån", "TT"),
    "Tasnim": ("Tasnim News Agency",),
    "Yonhap": ("연합뉴스", "聯合ニュース", "Yonhap News"),
    # Photo agencies.
    "Abaca": ("Abaca Press", "ABACAPRESS"),
    "action press": ("ActionPress",),
    "Agence VU": (),
    "Backgrid": (),
    "Bernama": (),
    "Bildbyrån": (),
    "CQ Roll Call": ("CQ-Roll Call",),
    "eyevine": (),
    "Ferghana": ("Фергана", "Fergana.news"),
    "Flash90": ("פלאש 90", "פלאש90"),
    "Gallo Images": (),
    "Hans Lucas": (),
    "KCNA": ("朝鲜中央通讯社",),
    "laif": (),
    "Lehtikuva": (),
    "Magnum": ("Magnum Photos",),
    "MAXPPP": (),
    "Middle East Images": (),
    "NurPhoto": (),
    "Ostkreuz": (),
    "Panos Pictures": ("Panos",),
    "picturedesk.com": ("picturedesk",),
    "Polaris": ("Polaris Images",),
    "Redux": ("Redux Pictures",),
    "REX": ("Rex Features", "Rex Shutterstock"),
    "Sipa": ("SIPA USA", "Sipa Press", "SIPA Photo"),
    "SOPA Images": (),
    "Splash News": (),
    "SWNS": (),
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
    r"^(?:photos?|fotos?|images?|фото|courtesy(?: of)?|credit|via|handout|file|archiv|archive|иа|миа|книа|ниат|амит"
    r"|агентство|агентства|agentur)\s+"
    r"|\s+(?:photos?|fotos?|images?|pictures?|bild|фото|file|files|file photo|archives?|archiv|handout|pool|stringer"
    r"|(?:news )?agency|agentur|агентство|агенттігі|агенттиги|агентлиги|agentligi|agenttigi|ажансы|ajansı)$"
    r"|(?<=社)[发發電电]$",
    re.IGNORECASE,
)


def _key(name: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFKC", name)).casefold()


_BY_KEY = {_key(spelling): name for name, more in _AGENCIES.items() for spelling in (name, *more)}
# In small letters these are words or first names in some language ("pa", "Mia"): they count in capitals only.
_CAPITALS_ONLY = frozenset(
    listed("aa, agi, ana, ani, ap, apa, app, bta, cp, hina, kna, mia, pa, pc, ria, sana, sid, spa, tt, uni, wam")
)


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
        name = _BY_KEY.get(key) or agency_of(bare)
        if name and not (key in _CAPITALS_ONLY and not bare.isupper()):
            return name
        shorter = _AROUND.sub("", bare).strip()
        if shorter == bare:
            return None
        bare = shorter
    return None
