"""
Which endings may follow a name, by script, in folded letters.

One pattern a script covers the languages written in it: Turkic chains of plural, possessive and case,
Slavic declension and adjectives, Tajik and Persian enclitics, genitive s. Every group is optional and
matches at most once, so the patterns cannot backtrack far; endings are at most 16 letters long.
"""

import re
from functools import lru_cache

from newsdigest.registers.gazetteer import Inflection

MAX_ENDING = 16
_SHORT = 4  # letters of a name below which only plain case endings count: Osh, Mary, Ош, Чу
_AGGLUTINATING = frozenset({"uz", "tk", "tr", "kk", "ky", "az", "tt", "ug", "qq", "kaa", "tg", "crh", "ba"})
_SLAVIC_LATIN = frozenset({"cs", "sk", "pl", "hr", "sl", "sr", "bs", "hsb"})
_BALTIC_FINNIC = frozenset({"fi", "et", "hu", "lt", "lv", "ro", "sq", "eu", "da", "sv", "nb", "no", "nn"})

# Slavic case endings of names in a consonant, and of names whose last vowel fell away.
_RU_NOUN = "а|у|ом|ем|е|ы|и|ов|ам|ами|ах|ою|ой|ую|ей|ью|я|ю|ю|ия|ии|ию|ием|иею|ям|ями|ях"
_RU_ADJ = "(?:ов|ев|ин|ен|ан|ии|и)?(?:ск|цк|зк)(?:ии|ая|ое|ие|ого|ому|им|ом|ои|ую|их|ими|ою|и|а)"
_RU_MAN = "(?:ов|ев|ин|ан|ян)?(?:ец|ц|чан|ча|к)(?:а|у|ем|е|ы|ев|ам|ами|ах|ин|ина|ину|ином|ка|ки|ке|ку|кой|ок|ои|и)?"
_TURKIC = (
    "(?:лик|лык|лук|тик|тык|тук|дик|дык|дук|лиг|лыг|луг|дег|тег|даг|таг|че|ча|чи|ше|ша)?"
    "(?:лар|лер|лор|дар|дер|дор|тар|тер|тор)?"
    "(?:ымыз|имиз|ыбыз|ибиз|ынын|инин|сынын|синин|сында|синде|сындаг|сы|си|ы|и|у|ын|ин)?"
    "(?:нын|нин|нун|нон|дын|дин|дун|тын|тин|тун|га|ге|го|ка|ке|ко|на|не|да|де|до|та|те|то|нда|нде|ндо|дан|ден|дон|тан|тен|"
    "тон|нан|нен|ны|ни|ну|ды|ди|ду|ты|ти|ту|мен|бен|пен|менен|дай|дей|тай|тей|гача|ча|че|лаб|ро|ра|е|а|ам|аш|и|у|ю|ят|дир|дыр|миз)?"
    "(?:гы|ги|ки|кы|гу|ку|о|г)?(?:лар|лер|дар|дер|тар|тер)?(?:дын|дин|га|ге|да|де|ны|ни|нын|нин|ы|и)?"
)
_TAJIK = "(?:хо|он|иен|ен|и|е|ии)?(?:ро|ам|аш|ат|и|у|ю|е|ву)?"
_CYRILLIC = re.compile(f"(?:{_RU_NOUN}|{_RU_ADJ}|{_RU_MAN}|{_TURKIC}|{_TAJIK})")
_CYRILLIC_SHORT = re.compile(
    "(?:а|у|ом|е|и|ы|ск(?:ии|ая|ое|ие|ого|ому|им|ом|ои|ую|их|ими)|та|то|тон|тун|ко|дан|дон|да|до|га|го|ге|ка|"
    "нын|нин|тын|нан|де|те|не|ке|дагы|даги|тагы|тогу|ни|ну|ро|лик|лык|тык|тук)?"
)
_CYRILLIC_STEM = re.compile(
    f"(?:а|я|ы|и|е|у|ю|ом|ем|ой|ои|ей|еи|ою|ью|ях|ям|ями|ах|ам|ами|и|ии|ию|ием|ей|о|{_RU_ADJ}|{_RU_MAN}|(?:и?н)?ск[а-я]{{1,3}})"
)
_ENGLISH = "'s|s'|s|'"
_GERMAN = "s|er|ern|ers|es|e|en|em|n|sche|schen|scher|sches|schem|isch|ische|ischen|ischer|isches|ischem|ner|nern"
_TURKIC_LATIN = (
    "(?:lik|lig|luk|lug|lyk|lyg|li|ly|lu|cha|ce|ca|che|da|de)?(?:lar|ler|lari|leri|lary|lara|lere)?"
    "(?:imiz|ymyz|umuz|i|y|u|si|sy|su|in|un|yn)?"
    "(?:ning|nyng|nin|nyn|nun|in|yn|un|ga|ge|g'a|ka|qa|ke|na|ne|a|e|ya|ye|da|de|ta|te|nda|nde|dan|den|tan|ten|ndan|nden|"
    "ni|ny|nu|yi|yu|i|y|u|la|le|yla|yle|lan|dir|dur|dyr|gacha|gaca|cha|ca|day|dai|nan|nen|men|ro|iya)?"
    "(?:ki|gi|ky|qi|gy)?(?:lar|ler)?(?:ning|nin|nyn|ga|da|ni|ny|dan|den|i)?"
)
_LATIN_PLAIN = re.compile(f"(?:{_ENGLISH}|{_GERMAN})")
_LATIN_APOSTROPHE = re.compile(f"'(?:{_TURKIC_LATIN})")
_LATIN_TURKIC = re.compile(f"'?(?:{_TURKIC_LATIN})")
_LATIN_SLAVIC = re.compile(
    "(?:u|em|a|e|ie|y|i|om|ou|ech|ach|ami|um|ow|owi|iem|ovi|ske|sky|ska|skeho|skem|skou|skych|ski|skiego|skim|skiej|ska)"
)
_LATIN_SLAVIC_STEM = re.compile("(?:u|e|ie|y|i|ou|em|om|o|ze|ce|ske|sky|ska|skeho|skem|skou|skych)")
_LATIN_NORDIC = re.compile(
    "(?:s|in|issa|ista|ssa|sta|en|an|ban|ben|bol|tol|ba|be|ra|re|i|ului|ul|as|a|e|o|us|iu|u|ai|e|iem|u)"
)
_ARABIC = re.compile(
    "(?:'|ي|يه|يين|يون|يان|يا|ها|هاي|هايي|هايش|ان|اني|اش|ام|مان|ستاني|"
    "(?:دار|تار|لار|له‌ر|لهر|دهر|تهر)?(?:ي|سي|ين)?"
    "(?:نين|دين|تين|نيك|دا|ده|تا|ته|نان|نهن|دان|دهن|تان|تهن|عا|گه|قا|كه|غا|نا|نه|ني|دي|تي|ن|مهن|بهن|پهن|داعي|دهگي|تاعي|تهگي|نىن)?"
    "(?:ي)?)"
)


@lru_cache(maxsize=16384)
def accepts(ending: str, *, script: str, inflection: Inflection, length: int, lang: str) -> bool:
    """
    Say whether `ending` may follow a name.

    Args:
        ending: Folded letters between the end of the spelling and the next space; not empty.
        script: Of the spelling.
        inflection: How the register lets it go on.
        length: Of the spelling in letters.
        lang: ISO 639 code of the text, "" when unknown.

    >>> accepts("да", script="cyrillic", inflection="name", length=9, lang="kk")
    True
    >>> accepts("a", script="latin", inflection="name", length=3, lang="en")
    False
    """
    if inflection == "prefix":
        return True
    if inflection == "exact" or len(ending) > MAX_ENDING:
        return False
    if script == "cyrillic":
        if inflection == "stem":
            return _CYRILLIC_STEM.fullmatch(ending) is not None
        return (_CYRILLIC_SHORT if length < _SHORT else _CYRILLIC).fullmatch(ending) is not None
    if script == "latin":
        return _accepts_latin(ending, inflection=inflection, length=length, lang=lang)
    if script == "arabic":
        return length >= _SHORT and _ARABIC.fullmatch(ending) is not None
    return False


def _accepts_latin(ending: str, *, inflection: Inflection, length: int, lang: str) -> bool:
    """Judge an ending in Latin letters by the habits of the text's language."""
    if inflection == "stem":
        return lang in _SLAVIC_LATIN and length >= _SHORT and _LATIN_SLAVIC_STEM.fullmatch(ending) is not None
    if ending in {"'s", "s", "'", "s'"}:
        return True
    if _LATIN_APOSTROPHE.fullmatch(ending):
        return True
    if lang == "tr" and length < _SHORT + 2:
        return False  # Turkish parts endings from names by an apostrophe; short ones would be other words (Merve)
    if lang in _AGGLUTINATING:
        return _LATIN_TURKIC.fullmatch(ending) is not None
    if length < _SHORT + 1:
        return False
    if lang in _SLAVIC_LATIN:
        return _LATIN_SLAVIC.fullmatch(ending) is not None
    if lang in _BALTIC_FINNIC:
        return _LATIN_NORDIC.fullmatch(ending) is not None
    if lang in {"de", ""} and _LATIN_PLAIN.fullmatch(ending):
        return True
    return not lang and length > _SHORT + 3 and _LATIN_TURKIC.fullmatch(ending) is not None
