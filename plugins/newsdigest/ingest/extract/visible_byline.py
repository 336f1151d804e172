"""The byline that readers see: who wrote, in the lines below the headline or in an element that says so."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice, pairwise

from lxml import html as lxml_html

from newsdigest.ingest.extract.credit_parts import is_person
from newsdigest.ingest.extract.dates import read_stamp
from newsdigest.ingest.extract.headline import RUNNING, Chunk, below, find_heading
from newsdigest.ingest.extract.picture_labels import longer_than
from newsdigest.text import collapse

_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|authors|byline|by-line|autor|autoren|autores|verfasser|writer|signature|firma|redacteur|"
    r"article-?author|author-?name|authorname|creator|journalist)s?(?:$|[\s_-])|byline|articleauthor|author__name",
    re.IGNORECASE,
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:e[ns]?)?|auteurs?|profil(?:e|es|o)?|journalist\w{0,3}|reporters?|redakteur\w{0,4}|avtor\w{0,2}|"
    r"muallif\w{0,4}|yazar\w{0,3}|people|staff)/[^/?#]{3,}",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"related|teaser|comment|sidebar|recommend|popular|trending|footer|latest|more-|card|promo", re.I
)
_LEAD = re.compile(
    r"^(?:[^|•·]{0,40}[|•·]\s*)?(?:(?:ein|eine|une?|an?)\s)?"
    r"(?:(?:written|reported|posted|story|text|words|analysis|analyse|comment|kommentar|kolumne|essay|interview|opinion|"
    r"reportage|review|report|bericht)\s)?"
    r"(?:by|von|vom|par|por|di|av|af|door|przez|text|tekst|автор(?:ы|у|лар)?|текст|мәтін|muallif\w{0,3}|yazan|ýazan|"
    r"муаллиф\w{0,3}|нависанда|نویسنده|نوشته|作者|记者|文(?=[/／]))[:：/／]?(?:\s+(?P<names>\S.{2,160}))?$",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"[\s,;&/|•·]*(?:(?:and|und|et|y|e|i|и|en|og|och|және|жана|va|ve|wa|with|mit)\b)?[\s,;&/|•·:]*", re.I
)
_STAMPED = re.compile(
    r"(?:published|posted|updated|last updated|veröffentlicht|aktualisiert|erschienen|publié|mis à jour|publicado|"
    r"actualizado|pubblicato|опубликовано|обновлено|жарияланды|жарыяланды|eʼlon qilin\w+|yayınlan\w+|güncelle\w+)\b",
    re.IGNORECASE,
)
_MAX_ELEMENTS = 6_000
_MAX_FOUND = 8
_MAX_CHARS = 160
_MAX_BOX = 300  # letters: a longer element that calls itself a byline holds the page
_MAX_RUN = 14  # pieces of one byline: names in elements of their own, commas between them
_MAX_STAMP = 60
_NEAR_BELOW = 300  # elements below the headline in which an element that calls itself byline is the article's …
_NEAR_ABOVE = 100  # … and above it


def visible_bylines(tree: lxml_html.HtmlElement, title: str | None = None) -> Iterator[list[str]]:
    """
    Give what may be the byline: first what follows "By" below the headline, then the elements that call themselves
    byline or author and stand near it, a name right before the date, and such elements anywhere.

    Args:
        tree: The whole page.
        title: The article's title, to know its headline among several.

    Yields:
        The texts of one byline at a time; they may name no person.
    """
    heading = find_heading(tree, title)
    chunks = list(below(heading))
    near, far = _marked(tree, heading)
    yield from _led_in(chunks)
    yield from map(_names_in, near)
    yield from _dated(chunks)
    yield from map(_names_in, far)


def byline_text(tree: lxml_html.HtmlElement, title: str | None = None) -> str:
    """All short lines below the headline, and all that calls itself byline: where a name must stand to be shown."""
    heading = find_heading(tree, title)
    lines = [chunk.text for chunk in below(heading) if len(chunk.text) < RUNNING]
    near, far = _marked(tree, heading)
    marked = (element for group in (*near, *far) for element in group)
    return "\n".join((*lines, *(collapse(" ".join(element.itertext())) for element in marked)))


def _led_in(chunks: Sequence[Chunk]) -> Iterator[list[str]]:
    for index, chunk in enumerate(chunks):
        found = _LEAD.match(chunk.text) if chunk.opens and len(chunk.text) <= _MAX_CHARS else None
        if not found:
            continue
        names = [found["names"]] if found["names"] else []
        for following in chunks[index + 1 : index + _MAX_RUN]:
            if _JOINING.fullmatch(following.text):
                continue
            part = _JOINING.sub("", following.text, count=1).rstrip(" ,;&/|•·:")
            if not names or is_person(part):
                names.append(part)
            if not is_person(part):
                break
        if names:
            yield names


def _names_in(group: Sequence[lxml_html.HtmlElement]) -> list[str]:
    return [text for element in group for text in _texts(element) if 0 < len(text) <= _MAX_CHARS]


def _marked(
    tree: lxml_html.HtmlElement, heading: lxml_html.HtmlElement | None
) -> tuple[list[list[lxml_html.HtmlElement]], list[list[lxml_html.HtmlElement]]]:
    """
    The elements that call themselves byline or author; what stands in one line is one byline.

    Returns:
        Those near the headline, those below it first; and a few of the others.
    """
    groups: list[tuple[int, list[lxml_html.HtmlElement]]] = []
    around = set(heading.iterancestors()) if heading is not None else set()
    at = 0
    for index, element in enumerate(islice(tree.iter(), _MAX_ELEMENTS)):
        if element is heading:
            at = index
        if not isinstance(element.tag, str) or not _is_marked(element) or longer_than(element, _MAX_BOX):
            continue
        held = groups[-1][1] if groups else []
        if _is_elsewhere(element, around) or any(up in held for up in islice(element.iterancestors(), 6)):
            continue
        if held and (_beside(held[0], element) or _continues(held[-1], element)):
            held.append(element)
        else:
            groups.append((index, [element]))

    def rank(group: tuple[int, list[lxml_html.HtmlElement]]) -> int:
        below = group[0] - at
        return 0 if 0 <= below <= _NEAR_BELOW else 1 if -_NEAR_ABOVE <= below < 0 else 2

    ranked = sorted(groups, key=rank)[:_MAX_FOUND]
    near = sum(rank(group) < 2 for group in ranked)
    return [group for _, group in ranked[:near]], [group for _, group in ranked[near:]]


def _is_marked(element: lxml_html.HtmlElement) -> bool:
    get = element.get
    if get("rel") == "author" or get("itemprop") in {"author", "creator"}:
        return True
    if element.tag == "a" and _AUTHOR_PATH.search(get("href") or ""):
        return True
    named = f"{get('class') or ''} {get('id') or ''}"
    return len(named) > 3 and _BYLINE_CLASS.search(named) is not None


def _is_elsewhere(element: lxml_html.HtmlElement, around: Set[lxml_html.HtmlElement]) -> bool:
    """Whether a byline is another article's or a reader's; what holds the headline too is the article's own."""
    for above in islice(element.iterancestors(), 10):
        if above in around:
            return False
        if above.tag in {"aside", "nav", "footer", "figure", "figcaption"}:
            return True
        if above.tag not in {"body", "html"} and _ELSEWHERE.search(
            f"{above.get('class') or ''} {above.get('id') or ''}"
        ):
            return True
    return False


def _beside(first: lxml_html.HtmlElement, other: lxml_html.HtmlElement) -> bool:
    """Whether two elements stand in one short line."""
    around = set(islice(other.iterancestors(), 4))
    return any(up in around and not longer_than(up, _MAX_BOX) for up in islice(first.iterancestors(), 4))


def _continues(last: lxml_html.HtmlElement, other: lxml_html.HtmlElement) -> bool:
    """Whether an element is marked up like the one before it and follows in the next box."""
    if (last.tag, last.get("class")) != (other.tag, other.get("class")):
        return False
    for up in (last, *islice(last.iterancestors(), 2)):
        following = up.getnext()
        if following is not None and (following is other or other in following.iter(other.tag)):
            return not longer_than(following, _MAX_BOX)
    return False


def _texts(element: lxml_html.HtmlElement) -> list[str]:
    links = [collapse(" ".join(link.itertext())) for link in element.iter("a")] if element.tag != "a" else []
    named = [text for text in links if text and is_person(text)]
    if named:
        return named
    parts = [collapse(text) for text in element.itertext()]
    parts = [part for part in parts if part]
    whole = collapse(" ".join(parts))
    return [part for part in parts if is_person(part)] or [whole]


def _dated(chunks: Sequence[Chunk]) -> Iterator[list[str]]:
    """A name right before the date, alone in its element and no link to a section."""
    told = [chunk for chunk in chunks if any(char.isalnum() for char in chunk.text)]
    for chunk, following in pairwise(told):
        name = chunk.text.strip(" |•·–—-,")
        if len(following.text) > _MAX_STAMP or not 2 <= len(name.split()) <= 4 or not is_person(name):
            continue
        if not _STAMPED.match(following.text) and not read_stamp(following.text):
            continue
        link = next((up for up in (chunk.element, *islice(chunk.element.iterancestors(), 3)) if up.tag == "a"), None)
        if link is None or _AUTHOR_PATH.search(link.get("href") or ""):
            yield [name]
