"""What a page puts around an article, told by an element's tag and by the words of its class and id."""

import re
from functools import lru_cache

from lxml import html as lxml_html

# Never text of an article, whatever they are called.
SKIPPED_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "canvas",
        "video",
        "audio",
        "source",
        "track",
        "map",
        "area",
        "select",
        "option",
        "optgroup",
        "input",
        "textarea",
        "button",
        "datalist",
        "progress",
        "meter",
        "dialog",
        "nav",
        "footer",
        "menu",
        "head",
        "link",
        "meta",
        "base",
        "title",
        "frame",
        "frameset",
        "noframes",
        "img",
        "picture",
        "amp-img",
        "amp-ad",
        "amp-embed",
        "amp-iframe",
        "amp-social-share",
        "amp-sidebar",
        "amp-analytics",
        "amp-video",
        "figcaption",
    ]
)
_NOISE_TAGS = frozenset({"aside", "form", "figure"})
_WHOLE = frozenset({"html", "body", "main"})
_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alertdialog",
    "toolbar", "tooltip", "form",
})  # fmt: skip
_WORDS = re.compile(
    r"share|sharing|social|newsletter|subscri(?:be|ption)|sign-?up|relat(?:ed|ion)|teaser|promo(?!t)|recommend|comment(?!ary)|"
    r"disqus|sidebar|side-bar|footer|masthead|breadcrumb|paginat|pager|outbrain|taboola|sponsor|advert|banner|cookie|"
    r"consent|gdpr|pop-?up|modal|tooltip|toolbar|navbar|navigation|read-?(?:more|also|next)|more-(?:on|from|stories|news)|"
    r"most-?(?:read|popular|viewed)|popular|trending|see-?also|also-?(?:read|like)|you-?may|author-?(?:bio|box|card|info|desc)|"
    r"about-?(?:the-)?author|biography|caption|credit|copyright|bildunterschrift|bildnachweis|legende|imagetext|"
    r"slideshow|carousel|slider|swiper|player|podcast|jwplay|brightcove|gallery|lightbox|"
    r"tags?(?:$|[\s_-])|(?:^|[\s_-])(?:ad|ads|adv|advertisement|adslot|dfp|nav|menu|rail|topics?|keywords?|tools?|hidden|"
    r"sr-only|visually-?hidden|screen-reader-text|screenreader|print-?only|no-?print|noprint)(?:$|[\s_-])|"
    r"twitter-tweet|instagram-media|embed-twitter|tiktok-embed|fb-post|facebook|whatsapp|telegram|"
    r"inread|in-read|byline|dateline-|timestamp|meta-?data|article-?meta|post-?meta|entry-?meta|infobox-teaser|"
    r"poll(?:$|[\s_-])|quiz|survey|rating|feedback|donat|crowdfund|support-?us|print-?button|app-?download|google-?news|"
    r"recirc|onward|wp-block-query|wp-block-latest|post-?(?:picker|list|grid|card)|article-?(?:card|list|teaser)|"
    r"lesen-sie|mehr-zum|weiterlesen|verwandt|linkliste|link-?list|meistgelesen|redaktionstipp|empfehl|anzeige|werbung",
    re.IGNORECASE,
)
_NEVER_BODY = re.compile(
    r"disqus|comments?-?(?:list|section|area|container|thread)|^comments?$|outbrain|taboola|consent|cookie|gdpr|onetrust",
    re.IGNORECASE,
)
_ATTRIBUTES = (
    "class",
    "id",
    "data-component",
    "data-testid",
    "data-type",
    "data-module",
    "aria-label",
    "data-tb-region",
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_NAME = 300


def noise_word(element: lxml_html.HtmlElement) -> str | None:
    """
    Why an element looks like something around the article, or None.

    The walker checks the verdict against the text below the element: a wrong word on the article's own container
    must not lose the article.
    """
    tag = element.tag
    if tag in _NOISE_TAGS:
        return None if tag == "figure" and _is_quotation(element) else str(tag)
    attributes = element.attrib
    if not attributes or tag in _WHOLE:
        return None
    hideable = tag != "p"  # paragraphs behind a paywall are hidden one by one, boxes as a whole
    if hideable and ("hidden" in attributes or attributes.get("aria-hidden") == "true"):
        return "hidden"
    if attributes.get("role") in _ROLES:
        return "role"
    style = attributes.get("style")
    if hideable and style and _HIDDEN_STYLE.search(style):
        return "hidden"
    for name in _ATTRIBUTES:
        value = attributes.get(name)
        if value and (word := _word_in(value[:_MAX_NAME])):
            return word
    return None


def _is_quotation(figure: lxml_html.HtmlElement) -> bool:
    """Whether a figure holds a pulled quotation rather than a picture."""
    return figure.find(".//blockquote") is not None and figure.find(".//img") is None


@lru_cache(maxsize=8_192)  # a page repeats its class names hundreds of times
def _word_in(name: str) -> str | None:
    found = _WORDS.search(name)
    return found[0].lower() if found else None


def is_never_body(element: lxml_html.HtmlElement) -> bool:
    """Readers' comments and recommendation boxes: however much text they hold, it is not the article."""
    return any(_NEVER_BODY.search(element.get(name) or "") for name in ("class", "id"))
