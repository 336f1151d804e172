"""What class names, ids and the like say an element is: a credit, a caption, something beside the article."""

import re
from functools import lru_cache

from lxml import html as lxml_html

from newsdigest.text import listed

_ATTRIBUTES = ("class", "id", "itemprop", "data-testid", "data-qa", "data-component", "data-type", "role", "property")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKEN = re.compile(r"[^\W_]+")

_CREDIT_PART = re.compile(
    r"credit|copyright|photographer|fotograf(?!ie)|bildquelle|bildrecht|bildnachweis|fotoquelle|urheber|attribution"
    r"|cr[eé]dito|rechtehinweis|rightsholder"
)
_CREDIT_TOKEN = frozenset(
    listed("""
    source, author, autor, autoria, quelle, fuente, fonte, rights, agency, creator, byline, copy, fotobron,
    bron, photoby, courtesy, provider, owner, rechte, kilde, kaynak, istochnik, creditline, zdroj, cite""")
)
_CAPTION_PART = re.compile(
    r"caption|legend(?!ary)|bildunterschrift|bildtext|unterschrift|pie-?foto|subline|cutline|leyenda|beschreibung"
)
_CAPTION_TOKEN = frozenset(["description", "desc", "bu", "text", "txt", "title", "subtitle", "pie", "podpis", "alt"])
_HIDDEN = re.compile(
    r"(?:^|[\s_-])(?:sr-?only|visually-?hidden|screen-?reader(?:-text)?|assistive|a11y|offscreen|vh|invisible|aural)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)

# Words of class names that say an element holds something other than the article.
_BESIDE = frozenset(
    listed("""
    related, relate, similar, teaser, teasers, recommend, recommended, recommendation, recommendations,
    recirc, recirculation, promo, promos, promotion, newsletter, author, authors, autor, autoren, autorin,
    byline, avatar, profile, comments, comment, sidebar, footer, nav, navigation, navbar, menu, logo, logos,
    share, sharing, social, ad, ads, advert, advertisement, adslot, sponsor, sponsored, outbrain, taboola,
    popular, trending, mostread, latest, breadcrumb, breadcrumbs, subscribe, subscription, paywall, signup,
    login, modal, popup, cookie, consent, banner, icon, icons, emoji, authorbox, bio, biography, readmore,
    morefrom, weitere, mehr, empfehlung, empfehlungen, aside, marginalie, kommentare""")
)
_EMBLEM = frozenset(
    listed("""
    author, autor, avatar, profile, logo, logos, icon, emoji, badge, flag, smiley, pixel, tracking, spinner,
    sprite, qr, portrait""")
)
_BESIDE_PAIRS = re.compile(
    r"read-?(?:more|next|also|on)|more-?(?:from|on|stories|news|like)|most-?(?:read|popular|viewed)|see-?also|you-?may"
    r"|also-?(?:like|read)|up-?next|next-?(?:article|story|up)|further-?reading|link-?(?:list|box)|onward"
    r"|author-?(?:box|bio|card|image|photo|info|portrait|avatar|picture|img|profile|thumb\w{0,6}|teaser|head)"
    r"|article-?(?:list|teaser|card|recommend\w{0,8})|story-?(?:list|card|teaser)|latest-?(?:news|stories|posts)"
    r"|(?:card|teaser|news|related|post)-?(?:grid|list|listing|slider|carousel)(?:s|$|-)"
    r"|inline-?(?:teaser|related|promo|recommend)|site-?(?:header|footer|logo)|app-?(?:store|promo|download)"
)


def labels(element: lxml_html.HtmlElement) -> str:
    """Class, id and the like of an element in lower case, words inside a name joined by hyphens."""
    get = element.get
    return _plain(" ".join([value for name in _ATTRIBUTES if (value := get(name))]))


@lru_cache(maxsize=8192)  # a page repeats a few hundred class names thousands of times
def _plain(stated: str) -> str:
    return _CAMEL.sub("-", stated[:600]).lower().replace("_", "-").replace("--", "-")


@lru_cache(maxsize=8192)
def tokens(label: str) -> frozenset[str]:
    """The words of `labels`."""
    return frozenset(_TOKEN.findall(label))


@lru_cache(maxsize=8192)
def _names_credit(label: str) -> bool:
    return _CREDIT_PART.search(label) is not None


@lru_cache(maxsize=8192)
def _names_caption(label: str) -> bool:
    return _CAPTION_PART.search(label) is not None


@lru_cache(maxsize=8192)
def _names_other_things(label: str) -> bool:
    return not _BESIDE.isdisjoint(tokens(label)) or _BESIDE_PAIRS.search(label) is not None


def says_credit(element: lxml_html.HtmlElement, *, loosely: bool = False) -> bool:
    """
    Whether the page labels an element as a picture's credit.

    Args:
        element: Somewhere in or beside a picture's frame.
        loosely: Inside a `figure` or caption "source" or "author" can mean nothing else; elsewhere it is the byline.
    """
    label = labels(element)
    if element.tag == "cite" or _names_credit(label):
        return True
    return loosely and bool(label) and not _CREDIT_TOKEN.isdisjoint(tokens(label))


def says_caption(element: lxml_html.HtmlElement) -> bool:
    """Whether the page labels an element as the caption."""
    return element.tag == "figcaption" or _names_caption(labels(element))


def says_caption_loosely(element: lxml_html.HtmlElement) -> bool:
    """The same inside a frame, where "text" or "description" can mean nothing else."""
    return says_caption(element) or not _CAPTION_TOKEN.isdisjoint(tokens(labels(element)))


def is_hidden(element: lxml_html.HtmlElement) -> bool:
    """Whether an element is there for screen readers alone."""
    return bool(_HIDDEN.search(element.get("class") or ""))


def stands_beside(element: lxml_html.HtmlElement) -> bool:
    """Whether an element's labels say that it holds something other than the article: teasers, logos, portraits."""
    return _names_other_things(labels(element))


def is_emblem(picture: lxml_html.HtmlElement) -> bool:
    """Whether an `img` says of itself that it is a logo, an icon or somebody's portrait."""
    return not _EMBLEM.isdisjoint(tokens(labels(picture)))


def longer_than(element: lxml_html.HtmlElement, letters: int) -> bool:
    """Whether an element's text has more letters than that; a long text is not read to its end."""
    count = 0
    for text in element.itertext():
        count += len(text)
        if count > letters and (count := count - len(text) + len(text.strip())) > letters:
            return True
    return False
