"""
Words and signs that open or close a credit line, in every language the digest reads.

A *lead* stands before the name ("Foto: Name", "Photo by Name", "© Name"), a *closing* marker after it
("新华社记者 Name 摄"). All patterns are bounded; they are meant for one line, white space collapsed.
"""

import re
from typing import Literal, NamedTuple

from newsdigest.text import listed

LeadKind = Literal["sign", "by", "colon", "source"]


class Lead(NamedTuple):
    """A marker found in a line: `text[start:end]`; the name begins at `end`."""

    start: int
    end: int
    kind: LeadKind


# Words that a colon (or "=", "|", "／") makes a marker, by language.
_PICTURE_WORDS = {
    "en": """
        photo, photos, photograph, photographs, photography, picture, pictures, pic, pics, image, images,
        photographer, photographers, credit, credits, illustration, illustrations, graphic, screenshot,
        screengrab, courtesy, copyright, artwork, composite, handout, photo credit, photo credits, photo
        courtesy, photos courtesy, image credit, image credits, picture credit, file photo, file image, stock
        image, image source, photo source, picture source, image copyright, cover photo,
        copyright holder, rights holder, photo illustration, drawing, map, chart, cartoon, featured image,
        header image, photo by, image by,
        picture by""",
    "de": """
        foto, fotos, bild, bilder, bildquelle, bildquellen, bildrechte, bildnachweis, bildnachweise,
        bildcredit, bildcredits, fotocredit, fotoquelle, fotorechte, fotonachweis, fotograf, fotografin,
        fotografie, grafik, infografik, illustrationen, montage, fotomontage, bildmontage, collage,
        fotocollage, urheber, urheberin, aufnahme, zeichnung, karikatur, symbolbild, symbolfoto, archivbild,
        archivfoto, themenbild, vorschaubild, titelbild, titelfoto, beispielbild, agenturfoto, pressefoto,
        handoutfoto, bildautor, bildautorin""",
    "fr": """
        crédit, crédits, photographe, photographie, photomontage, dessin, infographie, crédit photo, crédits
        photo, crédit photos, crédits photos, crédit image, credit photo, credits photo, photo d'illustration""",
    "es": """
        fotografía, fotografia, imagen, imágenes, ilustración, crédito, créditos, fotógrafo, fotógrafa""",
    "pt": """
        fotografias, imagem, imagens, ilustração, reprodução, divulgação, crédito da foto, crédito da imagem,
        crédito foto, créditos da imagem""",
    "it": """
        immagine, immagini, crediti""",
    "nl": """
        beeld, beeldcredit""",
    "nordic": """
        bilde, billede, kuva, kuvat, kuvaaja, mynd, myndir, ljósmynd, ljósmyndari, fotografi, foto/bild""",
    "baltic": """
        nuotr, nuotrauka, nuotraukos, attēls, fotogrāfija""",
    "slavic": """
        fot, zdjęcie, zdjęcia, snímka, snímek, снимка, снимки, фотографија, фотография""",
    "hu el": """
        fotó, kép, φωτογραφία, φωτο, φώτο, εικόνα""",
    "ru": """
        карта, рисунок, карикатура,
        фото, фотография, фотографии, фотограф, фотокорреспондент, фоторепортаж, фотоколлаж, снимок, снимки,
        изображение, изображения, иллюстрация, иллюстрации, коллаж, скриншот, кадр, инфографика, фотохроника,
        архивное фото, фото автора, автор фото, авторы фото, автор фотографии, автор снимка, автор
        изображения, автор иллюстрации, источник фото, источник изображения, источник фотографии, фото из
        архива, кадр из видео, скриншот видео""",
    "uk be": """
        світлина, ілюстрація, колаж, зображення, скріншот, фота, здымак""",
    "kk": """
        сурет, суреттер, фотосурет, суретті, фотограф, sýret, suret, fotosuret, fotosýret, сурет авторы, фото
        авторы, фотосурет авторы, сурет көзі, суретті түсірген, фотоны түсірген, сурет дереккөзі""",
    "ky": """
        сүрөт, сүрөттөр, сүрөтчү, сүрөт автору, сүрөттүн автору, фото автору, сүрөттү тарткан, сүрөт булагы""",
    "uz": """
        surat, suratlar, rasm, fotosurat, fotolavha, сурат, суратлар, расм, фотосурат, surat muallifi, foto
        muallifi, фото муаллифи, сурат муаллифи, rasm manbasi, surat manbasi""",
    "tg": """
        акс, аксҳо, суратгир, аккос, акс аз, муаллифи акс, муаллифи сурат, манбаи акс, аксҳо аз""",
    "tk": """
        suratlar, fotosurat, suraty, suratyň awtory, foto awtory""",
    "tr az": """
        fotoğraf, fotoğraflar, görsel, görseller, fotograf, şəkil, şəkillər, foto""",
    "mn": """
        зураг, зургийг, гэрэлзураг, гэрэл зураг, гэрэл зургийг, зургийн эх сурвалж""",
    "fa": """
        عکس, عکس‌ها, عکسها, عکاس, تصویر, تصاویر, عکس از, منبع عکس, منبع تصویر""",
    "ar": """
        صورة, الصورة, صور, تصوير, مصدر الصورة, حقوق الصورة""",
    "he": """
        צילום, צילומים, תמונה, קרדיט, צלם, איור, צילום מסך, צילום ארכיון, קרדיט תמונה""",
    "hi": """
        तस्वीर, फोटो, फ़ोटो, चित्र, छवि, फोटो क्रेडिट, तस्वीर साभार, फोटो साभार""",
    "id vi": """
        foto ilustrasi, ilustrasi, sumber foto, ảnh minh họa""",
    "other": """
        ảnh, gambar, dok, ფოტო, լուսանկար, լուսանկարը, ภาพ""",
}  # fmt: skip
# Markers that do not say "picture": beside a picture they open a credit, in running text they may not.
_SOURCE_WORDS = """
    source, sources, quelle, quellen, источник, источники, джерело, крыніца, fuente, fonte, kaynak, manba,
    manbasi, манба, манбаси, манбаъ, сарчашма, булак, булагы, дереккөз, дереккөзі, derekkóz, derekköz, çeşme,
    çeşmesi, mənbə, منبع, المصدر, מקור, bron, källa, kilde, lähde, heimild, zdroj, źródło, zdroje, izvor, вир,
    šaltinis, avots, allikas, forrás, πηγή, sursa, nguồn, sumber, स्रोत, rights, rechte, copyright"""
# Written without spaces: the end of what stands before the colon counts.
_CJK_WORDS = """
    图片来源, 圖片來源, 图源, 圖源, 图片, 圖片, 图, 圖, 照片,
    摄影, 攝影, 摄, 攝, 来源, 來源, 资料图, 資料圖, 配图,
    翻攝自, 取自, 写真, 写真提供, 画像, 画像提供,
    撮影, 出典, 提供, 資料写真, 사진, 사진제공, 사진출처, 출처, 자료사진"""


_CJK_ENDINGS = tuple(listed(_CJK_WORDS))
_WORDS: dict[str, LeadKind] = {
    **dict.fromkeys(listed(_SOURCE_WORDS), "source"),
    **{word: "colon" for table in _PICTURE_WORDS.values() for word in listed(table)},
}
_MOST_WORDS = 3  # no phrase above is longer
_PIVOT = re.compile(r"\s?[:：=＝|]\s?|[/／](?=[^\W\d_a-zа-я])|\.\s(?=[^\W\d_a-zа-я])")
_WORD = re.compile(r"[\w‌'’/-]+")
_SIGN = re.compile(
    r"(?:©|℗|ⓒ|Ⓒ|[(（][cсｃ][)）]|\bcopyright\b(?=\s?[:©]|\s(?:by\b|\d{4}|[A-ZÀ-Þ])))(?:\s?(?:copyright|by)\b)?\s?:?\s?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:(?:file |press |handout )?(?:photo(?:s|graph|graphs|graphy)?|pictures?|images?|illustrations?|graphics?"
    r"|screenshots?|artwork|visuals?|composite|photo illustration)"
    r" (?:by|courtesy of|courtesy|via|supplied by|provided by|from)"
    r"|(?:courtesy|supplied|provided|photographed|handout) (?:of|by|from)"
    r"|(?:fotos?|bild|bilder|grafik|illustration|montage|fotografie) (?:von|vom)"
    r"|(?:photos?|image|illustration|dessin|crédit) par"
    r"|(?:fotos?|fotografía|imagen|imagem|ilustración) (?:de|por|di|cortesía de)"
    r"|(?:foto|bild|grafik|illustration) (?:av|af|door|van)"
    r"|(?:фото|фотографии|снимок|кадр|скриншот|видео) (?:предоставлен[оаы]|пресс-службы|с сайта|со страницы|из)"
    r"|(?:предоставлено|представлено)(?= пресс)|гэрэл зургийг|зургийг|суреттер|сурет(?= ашық)|сүрөт(?= ачык)"
    r"|акс аз|аксҳо аз|عکس از)(?=\s)\s",
    re.IGNORECASE,
)

# Most texts hold none of these: looking for them first saves the two patterns above.
_SIGN_HINTS = ("©", "℗", "ⓒ", "(c", "(с", "（c", "（ｃ", "copyright")
_BY_HINTS = (
    " by", " of", " courtesy", " via", " from", " von", " vom", " par", " de", " por", " di", " cortes", " av", " af",
    " door", " van", " предоставлен", " пресс", " с сайта", " со страницы", " из",
    "зургийг", "сурет", "сүрөт", " аз", " از",
)  # fmt: skip

# What follows the name in Chinese, Japanese and Korean.
CLOSING = re.compile(r"\S.{0,60}?\s?(?:摄影报道|摄影|攝影|摄|攝|供图|供圖|提供|撮影|翻攝|제공|촬영)$")

# "… OUT" names who may not use the picture; the rest say how it may be used.
_COUNTRY = r"[A-ZÄÖÜ][A-ZÄÖÜ&-]{1,20}"
RESTRICTION = re.compile(
    rf"(?:\b{_COUNTRY}(?:(?:, | AND | & | ){_COUNTRY}){{0,4}}|\b[A-Z][a-z]{{2,20}}) OUT\b"
    r"|\bNO (?:ARCHIVES?|ARCHIVING|SALES?|RESALES?|MARKETING|ADVERTISING|ADVERTISEMENTS?|LICENSING"
    r"|COMMERCIAL (?:USE|SALES)|THIRD[- ]PARTY (?:SALES|USE)|USE [A-Z]{2,20}|TV|INTERNET|MAGAZINES|PUBLICATION)\b"
    r"|\b(?:FOR |RESTRICTED TO )?EDITORIAL USE(?: ONLY)?\b|\bMANDATORY CREDIT\b|\bONE[- ]TIME USE(?: ONLY)?\b"
    r"|\bNOT FOR (?:SALE|RESALE|USE|PUBLICATION|ADVERTISING|MARKETING|COMMERCIAL USE)[A-Z ]{0,40}\b"
    r"|(?i:\bnur (?:für|zur) redaktionellen? (?:verwendung|nutzung|zwecken?)\b"
    r"|\bnur redaktionelle (?:verwendung|nutzung)\b"
    r"|\bhonorarpflichtig\b|\bтолько для редакционного использования\b)"
)

# Words that name a body rather than a person, in any part of a credit line.
ORGANISATION = re.compile(
    r"\b(?:agency|agentur|archives?|archiv|army|association|bank|bundes\w{1,20}|bureau|cent(?:er|re)|church|city|club"
    r"|college|commission|committee|company|congress|corporation|council|court|department|embassy|facebook|federation"
    r"|fernsehen|film\w{0,5}|foundation|gallery|gmbh|government|group|house|images?|inc|institut\w{0,3}|instagram"
    r"|international|llc|ltd|minist(?:ry|erium|erio|ère)|museum|nasa|national|netflix|network|office|organi[sz]ation"
    r"|palace|parliament|party|pictures|police|polizei|presidency|productions?|records|research|school|services?|stadt"
    r"|state|stiftung|studios?|team|telegram|television|theat(?:er|re)|tiktok|tv|twitter|universit\w{0,5}|verein"
    r"|verlag|wikimedia|wire|youtube|bros|entertainment"
    # outlets
    r"|anzeiger|blatt|\w{2,12}blatt|chronicle|courier|daily|digest|gazet(?:te|a)|herald|journal|kurier|magazine?|media"
    r"|monitor|nachrichten|news\w{0,6}|observer|post|press\w{0,6}|register|report\w{0,2}|review|rundschau|sport|standard"
    r"|times|today|tribune|weekly|zeitung|вести|ведомости|вестник|газета|курьер|новости|правда|пресс|хабар\w{0,4}"
    r"|xabar\w{0,4}|habar\w{0,4}|жаңалық\w{0,4}|кабар\w{0,4}"
    # offices of the region
    r"|министерств\w{0,3}|пресс-служб\w{0,3}|администраци\w{0,3}|агентств\w{0,3}|правительств\w{0,3}|акимат\w{0,3}"
    r"|управлени\w{0,3}|мвд|мчс|баспасөз|қызмет\w{0,4}|министрлі\w{1,5}|әкімд\w{1,5}|сайт\w{0,3}|xizmati|vazirligi"
    r"|matbuot)\b",
    re.IGNORECASE,
)  # fmt: skip


def find_leads(text: str) -> list[Lead]:
    """
    Find every marker of a line, in reading order; overlapping ones as one.

    >>> [text[lead.start : lead.end] for text in ["Die Brücke. Foto: © A. Example"] for lead in find_leads(text)]
    ['Foto: © ']
    """
    lowered = text.lower()
    found: list[Lead] = []
    if any(hint in lowered for hint in _SIGN_HINTS):
        found += [Lead(m.start(), m.end(), "sign") for m in _SIGN.finditer(text)]
    if any(hint in lowered for hint in _BY_HINTS):
        found += [Lead(m.start(), m.end(), "by") for m in _BY.finditer(text)]
    for pivot in _PIVOT.finditer(text):
        word = _word_before(text, pivot.start(), spaced=pivot[0] not in "/／")
        if word and (pivot[0][0] != "." or text[word[0] : pivot.start()].casefold() in _SHORT):
            found.append(Lead(word[0], pivot.end(), word[1]))
    return _joined(sorted(found))


def bare_lead(text: str) -> Lead | None:
    """Read a marker word that opens a line without a colon: "Credit Jane Doe", where the page labels it as one."""
    words = list(_WORD.finditer(text[:60]))[: _MOST_WORDS + 1]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        end = words[count - 1].end()
        if words[0].start() == 0 and (kind := _WORDS.get(text[:end].casefold())):
            return Lead(0, end + (text[end : end + 1] == " "), kind)
    return None


_SHORT = frozenset({"fot", "nuotr", "dok"})  # abbreviations: a point after them does for a colon


def _word_before(text: str, end: int, *, spaced: bool) -> tuple[int, LeadKind] | None:
    """
    Where the marker word that ends at `end` begins: the longest phrase of the tables.

    After a slash only words of scripts without spaces count: "AP Photo/Name" has no marker in it.
    """
    left = text[max(0, end - 40) : end].rstrip(" .")
    offset = max(0, end - 40)
    words = list(_WORD.finditer(left))
    if not words or words[-1].end() != len(left):
        return None
    for count in range(min(_MOST_WORDS, len(words)) if spaced else 0, 0, -1):
        start = words[-count].start()
        if kind := _WORDS.get(left[start:].casefold()):
            return offset + start, kind
    for part in _CJK_ENDINGS:
        if left.endswith(part):
            return offset + len(left) - len(part), "colon"
    # "Foto/Surat:", "Foto/Grafik:": each side a marker of its own
    first, _, second = left[words[-1].start() :].casefold().partition("/")
    if second and first in _WORDS and second in _WORDS:
        return offset + words[-1].start(), _WORDS[first]
    return None


def _joined(leads: list[Lead]) -> list[Lead]:
    joined: list[Lead] = []
    for lead in leads:
        if joined and lead.start <= joined[-1].end:
            last = joined[-1]
            joined[-1] = Lead(last.start, max(last.end, lead.end), last.kind if last.kind != "source" else lead.kind)
        else:
            joined.append(lead)
    return joined
