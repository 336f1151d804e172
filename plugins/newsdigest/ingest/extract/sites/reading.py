"""A page read by the CSS selectors of a layout, with BeautifulSoup as its DOM."""

from dataclasses import dataclass
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from newsdigest.errors import RegisterError
from newsdigest.ingest.extract.credits import parse_credit_line, split_caption
from newsdigest.models import Figure
from newsdigest.registers.sources import Layout
from newsdigest.text import collapse

_MAX_FIGURES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReading:
    """What a layout's selectors found; None: no selector, or nothing there."""

    title: str | None = None
    published: str | None = None  # verbatim
    bylines: tuple[str, ...] = ()
    lede: str | None = None
    body: str | None = None  # markup of the selected elements, sub-heads as h2
    figures: tuple[Figure, ...] = ()
    missed: tuple[str, ...] = ()  # names of selectors that found nothing: the layout may have changed


NOTHING = SiteReading()


def read_with_layout(text: str, layout: Layout, *, base: str | None, source: str) -> SiteReading:
    """
    Read a page by a layout.

    Args:
        text: The page's HTML.
        layout: The selectors.
        base: Address that pictures' relative addresses start from.
        source: The source's id, for the message about a wrong selector.

    Raises:
        RegisterError: a selector is no CSS.
    """
    soup = BeautifulSoup(text, "lxml")
    try:
        for element in _select(soup, layout.drop):
            element.decompose()
        figures = _figures(soup, layout, base)
        return SiteReading(
            title=_first_text(soup, layout.title),
            published=_stamp(soup, layout.published),
            bylines=tuple(filter(None, (_text(element) for element in _select(soup, layout.byline)))),
            lede=_first_text(soup, layout.lede),
            figures=figures,
            missed=_missed(soup, layout),
            body=_body(soup, layout),
        )
    except SelectorSyntaxError as error:
        message = str(error).splitlines()[0]
        raise RegisterError(f"{source}.toml: a layout's selector is no CSS ({message}); correct it") from None


def _select(soup: BeautifulSoup | Tag, selector: str | None) -> list[Tag]:
    return list(soup.select(selector)) if selector else []


def _text(element: Tag) -> str:
    return collapse(element.get_text(" "))


def _first_text(soup: BeautifulSoup, selector: str | None) -> str | None:
    return next((text for element in _select(soup, selector) if (text := _text(element))), None)


def _stamp(soup: BeautifulSoup, selector: str | None) -> str | None:
    """The machine-readable stamp of an element where it has one, else its text."""
    for element in _select(soup, selector):
        stated = element.get("datetime") or element.get("content")
        if stamp := collapse(str(stated)) if stated else _text(element):
            return stamp
    return None


def _body(soup: BeautifulSoup, layout: Layout) -> str | None:
    """The markup of the body and its sub-heads in page order, pictures and their texts taken out."""
    if not layout.body:
        return None
    chosen = _select(soup, f"{layout.body}, {layout.subhead}" if layout.subhead else layout.body)
    for element in _select(soup, layout.subhead):
        element.name = "h2"
    for selector in (layout.figure, layout.caption, layout.credit):
        for element in _select(soup, selector):
            element.decompose()
    present = [element for element in chosen if not element.decomposed]
    among = {id(element) for element in present}
    outermost = [element for element in present if not any(id(above) in among for above in element.parents)]
    return "".join(str(element) for element in outermost) or None


def _figures(soup: BeautifulSoup, layout: Layout, base: str | None) -> tuple[Figure, ...]:
    found = []
    for element in _select(soup, layout.figure)[:_MAX_FIGURES]:
        picture = element if element.name == "img" else element.find("img")
        address = picture.get("src") if isinstance(picture, Tag) else None
        caption, run_in = split_caption(next((_text(part) for part in _select(element, layout.caption)), ""))
        stated = next((_text(part) for part in _select(element, layout.credit)), None)
        credit = parse_credit_line(stated, place="label") if stated else None
        if caption and stated:
            caption = collapse(caption.removesuffix(stated)) or None
        alt = picture.get("alt") if isinstance(picture, Tag) else None
        found.append(
            Figure(
                url=urljoin(base or "", str(address)) if address and not str(address).startswith("data:") else None,
                caption=caption or None,
                credit=credit or run_in,
                alt=collapse(str(alt)) or None if alt else None,
            )
        )
    return tuple(found)


def _missed(soup: BeautifulSoup, layout: Layout) -> tuple[str, ...]:
    wanted = {"title": layout.title, "published": layout.published, "body": layout.body}
    return tuple(name for name, selector in wanted.items() if selector and not soup.select_one(selector))
