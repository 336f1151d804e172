"""Pictures that are no `img`: the background of an element, the still of a video."""

import re
from itertools import islice

from lxml import html as lxml_html

_BACKGROUND = re.compile(
    r"background(?:-image)?\s*:[^;{}]{0,80}?url\(\s*['\"]?([^'\"()\s]{4,3000})['\"]?\s*\)", re.IGNORECASE
)
_HOLDERS = "div", "figure", "a", "span", "section", "header", "picture", "li"
_MOST = 200
_MOST_TEXT = 400  # letters: what holds more is decorated, not a picture


def reveal_pictures(tree: lxml_html.HtmlElement) -> None:
    """
    Set an `img` where a page shows a picture without one, so that it is found, judged and captioned like any other.

    Args:
        tree: The whole page; it is changed.
    """
    styled = tree.xpath(".//*[contains(@style, 'url(')]")
    for element in styled[:_MOST]:
        found = _BACKGROUND.search((element.get("style") or "")[:4000])
        if element.tag in _HOLDERS and found and _is_bare(element):
            element.insert(0, _img(found[1], element.get("aria-label") or element.get("title")))
            element[0].tail, element.text = element.text, None
    for video in tree.xpath(".//video[@poster] | .//amp-video[@poster]")[:_MOST]:
        # A still is an illustration where it is captioned like one; others only start the film.
        figure = next((up for up in islice(video.iterancestors(), 5) if up.tag == "figure"), None)
        if figure is None or next(figure.iter("figcaption"), None) is None:
            continue
        if next(figure.iter("img", "amp-img"), None) is None:
            video.addprevious(_img(video.get("poster") or "", video.get("title") or video.get("aria-label")))


def _is_bare(element: lxml_html.HtmlElement) -> bool:
    if next(element.iter("img", "amp-img", "p", "article"), None) is not None:
        return False
    return len(str(element.text_content())) <= _MOST_TEXT


def _img(address: str, alt: str | None) -> lxml_html.HtmlElement:
    img = lxml_html.HtmlElement()
    img.tag = "img"
    img.set("src", address)
    if alt:
        img.set("alt", alt)
    return img
