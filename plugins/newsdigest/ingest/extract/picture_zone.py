"""
Which pictures of a page belong to its article.

A page shows many more pictures than its article has: teasers, logos, portraits of its authors. What tells them apart is
where they stand (between the headline and the end of the text), what holds them (a link to another page, a list, an
`aside`, an element labelled "related") and whether they carry a caption.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from newsdigest.ingest.extract.picture_labels import is_emblem, labels, longer_than, says_caption, stands_beside
from newsdigest.text import collapse

_PARAGRAPH = 60  # letters; shorter ones are labels, captions and teasers as often as text
_CARD = 600  # letters; a box with more text is not one teaser
_LINKED = 0.8  # share of a teaser's text that its links hold
_PICTURE_FILE = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_DEPTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The part of a page that holds its article."""

    root: lxml_html.HtmlElement  # holds headline and text
    body: lxml_html.HtmlElement | None  # holds the text
    heading: lxml_html.HtmlElement | None
    around_text: frozenset[lxml_html.HtmlElement]  # `body`, what it stands in, and what in it holds several paragraphs
    order: dict[lxml_html.HtmlElement, int] = field(default_factory=dict)  # place of each element in the page
    first: int = 0  # place in `order` of headline or first paragraph, whichever is earlier
    last: int = 0  # of the last paragraph


def find_zone(tree: lxml_html.HtmlElement, *, body: lxml_html.HtmlElement | None, title: str | None) -> Zone:
    """
    Find where the article stands.

    Args:
        tree: The whole page.
        body: The element that holds the text, where that is known already.
        title: The article's title, to know its headline among several.
    """
    order = {element: n for n, element in enumerate(tree.iter(etree.Element))}
    heading = _heading(tree, title)
    if body is None:
        body = _densest(tree)
    if body is not None:
        body = _with_its_like(tree, body)
    paragraphs = [] if body is None else [one for one in _blocks(body) if not _in_link(one)]
    places = [order[_end(one)] for one in paragraphs]
    return Zone(
        root=_root(tree, body, heading),
        body=body,
        heading=heading,
        around_text=_around(body, paragraphs) if body is not None else frozenset(),
        order=order,
        first=min([*places, *([order[heading]] if heading is not None else [])], default=0),
        last=max(places, default=len(order)),
    )


def _around(body: lxml_html.HtmlElement, paragraphs: list[lxml_html.HtmlElement]) -> frozenset[lxml_html.HtmlElement]:
    held = Counter(up for one in paragraphs for up in _up_to(one, body))
    return frozenset([body, *body.iterancestors(), *(one for one, count in held.items() if count > 1)])


def _root(
    tree: lxml_html.HtmlElement, body: lxml_html.HtmlElement | None, heading: lxml_html.HtmlElement | None
) -> lxml_html.HtmlElement:
    """The element around headline and text; the `main` or `article` around that, as a picture may stand above both."""
    if body is None:
        return tree
    up = {heading, *heading.iterancestors()} if heading is not None else {body}
    root = next((one for one in (body, *body.iterancestors()) if one in up), tree)
    named = [one for one in (root, *root.iterancestors()) if one.tag in {"main", "article"}]
    if named:
        return named[-1]
    above = [root, *root.iterancestors()]
    return next((one for one in reversed(above[:3]) if one.tag not in {"body", "html"}), root)


def _blocks(element: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    """Elements with text of their own as long as a paragraph's."""
    for one in element.iter("p", "div", "span", "section", "td", "blockquote"):
        if one.tag == "p":
            length = _length(one)
        else:
            length = len((one.text or "").strip()) + sum(len((child.tail or "").strip()) for child in one)
        if length >= _PARAGRAPH and not _is_caption(one):
            yield one


def _end(block: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """The last child that text follows, or the block itself: where the text of a block without `p` ends."""
    return next((child for child in reversed(block) if len((child.tail or "").strip()) >= _PARAGRAPH // 3), block)


def _is_caption(element: lxml_html.HtmlElement) -> bool:
    return any(one.tag == "figure" or says_caption(one) for one in (element, *_up_to(element, None, 3)))


def _heading(tree: lxml_html.HtmlElement, title: str | None) -> lxml_html.HtmlElement | None:
    wanted = collapse(title or "").casefold()
    first = None
    for heading in tree.iter("h1", "h2"):
        if wanted and collapse(str(heading.text_content())).casefold() == wanted:
            return heading
        if first is None and heading.tag == "h1":
            first = heading
    return first


def _length(element: lxml_html.HtmlElement) -> int:
    return len(str(element.text_content()).strip())


def _densest(tree: lxml_html.HtmlElement) -> lxml_html.HtmlElement | None:
    """The element whose own paragraphs hold most text; a grandparent counts half."""
    weight: Counter[lxml_html.HtmlElement] = Counter()
    for p in _blocks(tree):
        if _in_link(p):
            continue
        length = _length(p)
        for share, up in zip((1.0, 0.6, 0.4, 0.2), p.iterancestors(), strict=False):
            weight[up] += int(length * share)
    return max(weight, key=lambda one: weight[one], default=None)


def _with_its_like(tree: lxml_html.HtmlElement, body: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """The element around a body that the page cuts into boxes of one class, with pictures or advertisements between."""
    name = body.get("class")
    if not name:
        return body
    boxes = [one for one in tree.iter(body.tag) if one.get("class") == name]
    boxes = [
        one
        for one in boxes
        if one is body or next((p for p in one.iter("p") if _length(p) >= _PARAGRAPH), None) is not None
    ]
    if not 1 < len(boxes) <= 60:
        return body
    around = list(boxes[0].iterancestors())
    for box in boxes[1:]:
        up = set(box.iterancestors())
        around = [one for one in around if one in up]
    return around[0] if around and around[0].tag not in {"body", "html"} else body


def _in_link(element: lxml_html.HtmlElement) -> bool:
    return any(up.tag == "a" for up in _up_to(element, None, 4))


def _up_to(
    element: lxml_html.HtmlElement, root: lxml_html.HtmlElement | None, limit: int = _DEPTH
) -> Iterator[lxml_html.HtmlElement]:
    for depth, up in enumerate(element.iterancestors()):
        if up is root or depth >= limit:
            return
        yield up


def why_not(
    picture: lxml_html.HtmlElement,
    frame: lxml_html.HtmlElement,
    zone: Zone,
    *,
    captioned: bool,
    credited: bool,
    base_url: str | None,
) -> str | None:
    """
    Say why a picture is not the article's own.

    Args:
        picture: The `img`.
        frame: The element that holds it with its caption.
        zone: Of this page.
        captioned: Whether it has a caption or credit of its own.
        credited: Whether it has a credit; teasers and portraits hardly ever show one.
        base_url: Address of the page, to know links that leave it.

    Returns:
        The reason, for the log; None where the picture belongs to the article.
    """
    if _too_small(picture):
        return "too small"
    if all(up is not zone.root for up in picture.iterancestors()):
        return "outside the article"
    if is_emblem(picture):
        return "labelled as an emblem or portrait"
    # What a caption stands beside is the article's, whatever the names of the boxes in its frame.
    for up in _up_to(frame if captioned else picture, zone.root):
        if up in zone.around_text:
            break
        if up.tag in {"nav", "footer"} or (up.tag == "button" and not captioned):
            return f"in a {up.tag}"
        if up is not frame and up.tag in {"aside", "article"} and (not captioned or _heading_links(up, base_url)):
            return f"in a nested {up.tag}"
        if up.tag == "article" and up is not frame and not credited and _leads_away(up, base_url):
            return "in a nested article about another page"
        if stands_beside(up) and not credited:
            return f"in an element labelled {labels(up)[:80]!r}"
    if _is_card(picture, frame, zone, base_url=base_url, captioned=captioned):
        return "part of a teaser"
    place = zone.order.get(picture, 0)
    if place > zone.last and not captioned:
        return "after the text"
    if place < zone.first and not (captioned or _near_heading(picture, zone)):
        return "above the headline"
    return None


def _near_heading(picture: lxml_html.HtmlElement, zone: Zone) -> bool:
    """Whether little stands between a picture and the headline below it."""
    return zone.first - zone.order.get(picture, 0) <= 12


def _too_small(picture: lxml_html.HtmlElement) -> bool:
    sizes = [
        int(value)
        for name in ("width", "height")
        if (value := (picture.get(name) or "").removesuffix("px")).isdigit() and len(value) < 6
    ]
    return any(0 < size < 90 for size in sizes)


def leaves(link: lxml_html.HtmlElement, base_url: str | None) -> bool:
    """Whether a link goes to another page: not to a picture, not to a place on this page."""
    href = (link.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "data:")):
        return False
    try:
        there, here = urlsplit(urljoin(base_url or "", href)), urlsplit(base_url or "")
    except ValueError:
        return False
    if there.path.lower().endswith(_PICTURE_FILE):
        return False
    return not (there.path == here.path and there.netloc == here.netloc)


def _inside(element: lxml_html.HtmlElement, holder: lxml_html.HtmlElement | None) -> bool:
    return holder is not None and any(up is holder for up in element.iterancestors())


def _other_site(link: lxml_html.HtmlElement, base_url: str | None) -> bool:
    there, here = _host(link.get("href") or "", base_url), _host(base_url or "", None)
    return bool(there and here) and there != here and not there.endswith("." + here) and not here.endswith("." + there)


def _host(address: str, base_url: str | None) -> str:
    try:
        return (urlsplit(urljoin(base_url or "", address)).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_card(
    picture: lxml_html.HtmlElement, frame: lxml_html.HtmlElement, zone: Zone, *, base_url: str | None, captioned: bool
) -> bool:
    """Whether a picture leads to another page: it is linked, or stands in a box whose heading is a link."""
    if captioned:
        return False
    for up in _up_to(picture, zone.root, 8):
        if up in zone.around_text:
            return False
        if up.tag == "a" and leaves(up, base_url):
            # within the text a link to another site is a reference (a shop, a map), one to this site a teaser
            return not (_inside(up, zone.body) and _other_site(up, base_url))
        if longer_than(up, _CARD):
            return False
        if _mostly_links(up, base_url) or (up is not frame and (_heading_links(up, base_url) or _is_widget(up))):
            return True
    return False


def _leads_away(element: lxml_html.HtmlElement, base_url: str | None) -> bool:
    """Whether a small box links to another page of this site, as a teaser whose headline is no heading does."""
    return not longer_than(element, _CARD) and any(
        leaves(link, base_url) and not _other_site(link, base_url) for link in element.iter("a")
    )


def _mostly_links(element: lxml_html.HtmlElement, base_url: str | None) -> bool:
    """Whether nearly all text of a box is in links to other pages of this site."""
    length = _length(element)
    linked = sum(_length(a) for a in element.iter("a") if leaves(a, base_url) and not _other_site(a, base_url))
    return length > 0 and linked >= _LINKED * length


def _is_widget(element: lxml_html.HtmlElement) -> bool:
    """Whether a small box has a heading of its own: a podcast, a newsletter, a product."""
    return next((one for one in element.iter("h2", "h3", "h4", "h5") if _length(one)), None) is not None


def _heading_links(element: lxml_html.HtmlElement, base_url: str | None) -> bool:
    """Whether a heading in an element is a link to another page, or in one."""
    for heading in element.iter("h2", "h3", "h4", "h5"):
        links = [*heading.iter("a"), *(one for one in _up_to(heading, element, 6) if one.tag == "a")]
        if any(leaves(link, base_url) for link in links):
            return True
    return False
