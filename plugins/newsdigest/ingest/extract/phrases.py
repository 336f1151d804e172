"""Stock phrases around articles: pointers, appeals, placeholders of embeds. Whole paragraphs, never sentences."""

import re

# Begins a paragraph that points elsewhere or asks for something, in the digest's and the common source languages.
_OPENERS = re.compile(
    r"^[\s►▶▸>»→–—•*+\[(]{0,6}(?:"
    # English
    r"(?:read|see|watch|listen|learn)\s(?:also|more|next|full|here)\b|(?:also|now)\sread\b|more\s(?:from|on|about)\b.{0,60}$|more:\s|"
    r"read:|related\b.{0,40}$|related:|recommended\b.{0,30}$|you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested)|don['’]t\smiss\b|"
    r"click\shere\b|tap\shere\b|sign\sup\b|subscribe\b|follow\s(?:us|.{1,40}\son\s(?:facebook|twitter|x|instagram|google|telegram|whatsapp))|"
    r"join\s(?:our|us)\b|download\sthe\b|support\s(?:us|our)\b|donate\b|skip\s(?:to|past)\b|share\sthis|"
    r"read\sour:?\s|this\sarticle\scontains\saffiliate|we\smay\searn\b|get\s(?:our|the)\s(?:free\s)?.{0,30}newsletter|"
    r"editing\sby\b|reporting\sby\b|\(?additional\sreporting\b|compiled\sby\b|©|copyright\s(?:©|\(c\)|by|\d)|all\srights\sreserved|"
    r"(?:have\syou\sgot|do\syou\shave|got)\s(?:a|any)\s(?:story|tip|news)\b|send\sus\b|for\smore\sstories\b|most\sread\b|"
    r"top\sstories\b|latest\b.{0,25}$|trending\b|story\scontinues\b|article\scontinues\b|continue\sreading\b|keep\sreading\b|"
    r"try\srefreshing\b|this\svideo\b.{0,20}(?:failed|(?:un|not\s)available)|video\splayer\b|loading\W{0,3}$|play\svideo|"
    r"enable\sjavascript|"
    r"(?:this\s)?(?:content|article|story)\sis\s(?:reserved\sfor|for|only\sfor|available\sto)\s.{0,20}subscribers|register\s/|"
    r"create\san\saccount|(?:sign|log)\sin\s(?:to|or)\b|already\s(?:a\ssubscriber|subscribed)|unlimited\s.{0,20}access\b|"
    r"share\syour\sthoughts\b|don['’]t\swant\sto\ssee\sthis|remove\sads\b|"
    # German
    r"bereits\s(?:abonnent|ein\sabo|registriert)|sie\shaben\sbereits\sein\b|jetzt\sweiterlesen|dieser\sartikel\sist\s.{0,20}abonnent|"
    r"lesen\ssie\b|lies\s(?:auch|hier)|auch\sinteressant|mehr\s(?:zum|zu|aus|von|über|dazu|lesen)\b.{0,80}$|lesetipp|weitere[rs]?\s"
    r"(?:artikel|nachrichten|themen|infos|meldungen|news)\b.{0,60}$|das\skönnte\ssie|empfohlener\sredaktioneller|an\sdieser\sstelle\s"
    r"(?:findest|finden|befindet)|ich\sbin\sdamit\seinverstanden|personenbezogene\sdaten\b.{0,40}(?:drittplattform|übermittelt)|datenschutz\w{0,20}\W{0,3}$|zum\snewsletter|newsletter\b|"
    r"abonnieren\b|jetzt\s(?:abonnieren|anmelden|registrieren|in\sder\sapp)|hat\sihnen\sdieser|unterstützen\ssie|"
    r"folgen\ssie\s(?:uns|dem)|hier\sgeht\ses\s|alle\srechte|auf\sdieser\sseite\b|"
    r"ein\sklick\sfür|externer\sinhalt|\d{1,2}\smin(?:uten|\.)?\slese|lesedauer|"
    # French, Spanish, Portuguese, Italian, Romanian
    r"(?:à\s)?(?:lire|voir|découvrir)\s(?:aussi|également|la\ssuite|plus)\b|à\slire|lisez\s(?:aussi|également)|la\ssuite\saprès\s|"
    r"déjà\sabonné|il\svous\sreste\s.{0,30}à\slire|contenido\s(?:exclusivo|solo)\b|(?:ya\seres|sei\sgià|já\sé)\s.{0,15}(?:suscriptor|abbonat|assinante)|"
    r"contenuto\sriservato|abonnez-vous|inscrivez-vous|suivez-nous|recevez\b.{0,60}(?:e-?mail|newsletter)|cet\sarticle\sest\sréservé|contenu\sréservé|"
    r"noticias?\srelacionadas?|más\sinformación|le[ea]\stambién|le(?:er|a)\smás|(?:te|le)\spuede\sinteresar|sigue\sleyendo|"
    r"siga\sleyendo|suscr[ií]b(?:ete|ase)|s[ií]guenos|vea\stambién|mira\stambién|leia\s(?:também|mais|ainda)|saiba\smais|"
    r"veja\s(?:também|mais)|inscreva-se|assine\s(?:a|o|já)\b|siga-nos|continua\s(?:a\sleggere|após|depois|dopo)|leggi\s(?:anche|tutti)|"
    r"potrebbe\sinteressarti|iscriviti|seguici|cite[șş]te\s(?:[șş]i|mai)|"
    # Dutch, Scandinavian languages, Finnish
    r"lees\s(?:ook|meer|verder|hier)|meld\sje\saan|schrijf\sje\sin|volg\sons|l[äæe]s\s(?:også|också|mere?|även)\b|les\sogså|"
    r"artikkelen\sfortsetter|artiklen\sfortsætter|artikeln\sfortsätter|f[øö]l[gj]\sos[s]?\b|lue\s(?:myös|lisää)|"
    # Polish, Czech
    r"(?:prze)?czytaj\s(?:także|też|również|więcej|dalej)|zobacz\s(?:także|też|również|więcej)|zapisz\ssię|obserwuj\snas|"
    r"(?:pře)?č[tí]ě?te\s(?:také|též|více|si)|"
    # A line that says it is an advertisement, in most of these
    r"(?:advertisement|anzeige|werbung|publicité|publicidade?|pubblicità|publicitate|advertentie|annonse?|annonce|mainos|reklam[ay]?|жарнама|реклама|таблиғ|mahabat|広告|广告)"
    r"\W{0,3}$|"
    # Russian, Ukrainian
    r"читайте\s(?:также|ещ[её]|по\sтеме|нас)|читать\s(?:также|ещ[её]|далее|полностью)|подпис(?:ывайтесь|аться|ка)|подробнее\b.{0,40}$|"
    r"по\sтеме\b.{0,30}$|материалы?\sпо\sтеме|смотрите\sтакже|ранее\sпо\sтеме|следите\sза\s|поделиться|фото\sпо\sтеме|"
    r"новости\sпо\sтеме|(?:этот\s)?материал\sдоступен\s.{0,20}подписчик|присоединяйтесь|читайте\sв\s|нашли\sошибку|если\sвы\sнашли\sошибку|комментарии\W{0,3}\d{0,5}\W{0,2}$|читайте\b.{0,40}telegram|"
    r"читайте\s(?:також|ще|нас|більше)|підпис(?:уйтеся|уйтесь|атися)|приєднуйтеся|дивіться\sтакож|знайшли\sпомилку|"
    # Kazakh, Kyrgyz, Uzbek (both scripts), Tajik, Turkmen, Turkish
    r"оқи\s?отырыңыз|сондай-ақ\sоқы|тағы\sоқы|оқыңыз|бөлісу|жазыл(?:ыңыз|у\b)|дагы\sокуңуз|ошондой\sэле\sок|окуңуз|бөлүш|катталыңыз|"
    r"shuningdek\so[ʻ'‘’]qing|o[ʻ'‘’]qing|mavzuga\soid|ulashish|obuna\sbo|шунингдек\sўқинг|ўқинг|мавзуга\sоид|улашиш|обуна|"
    r"ҳамчунин\sхонед|инчунин\sхонед|бештар\sхонед|обуна\sшавед|şeýle\shem\soka|oka[ňn]\b|ayrıca\soku|ilgili\shaber|abone\sol|"
    r"haberin\sdevamı|takip\sedin|bizi\stakip|"
    # Arabic, Persian, Chinese, Japanese, Korean
    r"[اإ]قر[أا]\s(?:أيض[اً]|المزيد)|شاهد\sأيض|تابعونا|تابعنا|اشترك\s|للمزيد\s|"
    r"بیشتر\sبخوانید|همچنین\sبخوانید|مطالب\sمرتبط|عضویت\sدر\s|推荐阅读|阅读更多|扫描二维码|关注我们|延伸阅读|相关(?:阅读|新闻|报道)|更多(?:新闻|阅读)|责任编辑|（?责编|編輯|"
    r"【?関連記事|次ページ|次へ|あわせて読みたい|관련\s?기사|무단\s?전재"
    r")",
    re.IGNORECASE,
)
# Anywhere in a short paragraph.
_MARKS = re.compile(
    r"\bnewsletter\b|\bwhatsapp[ -]?(?:channel|kanal|канал)|google news|telegram[- ]?(?:kanal|канал|channel)|"
    r"телеграм[- ]канал|affiliate[- ]links?|all rights reserved|alle rechte vorbehalten|все права защищены|"
    r"cookies?\b.{0,40}(?:accept|akzept)|(?:news|the|unsere?|our|наш\w*)\s(?:app|приложени\w)\b|ctrl\s?\+\s?enter",
    re.IGNORECASE,
)
_READING_TIME = re.compile(
    r"^(?:(?:lesezeit|lesedauer|reading time|время чтения)\s*:?\s*)?"
    r"\d{1,2}[\s-]{0,2}(?:min(?:ute[ns]?|\.)?|мин\w*)\b.{0,20}$",
    re.IGNORECASE,
)
_MAX_POINTER = 300  # a longer paragraph that begins so is more likely the article's own
_MAX_MARKED = 220


def is_stock(text: str) -> bool:
    """
    Whether a paragraph is a stock phrase of the site: a pointer, an appeal, an embed's placeholder, a reading time.

    >>> is_stock("Lesen Sie auch: Der Hafen ist offen"), is_stock("Read the minister's letter, he said on Monday.")
    (True, False)
    """
    if len(text) <= _MAX_POINTER and _OPENERS.match(text):
        return True
    return bool(_READING_TIME.match(text)) or (len(text) <= _MAX_MARKED and bool(_MARKS.search(text)))
