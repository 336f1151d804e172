"""Who wrote the article: people, not desks; where no person signs, the agency or outlet that does."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from lxml import html as lxml_html

from newsdigest.ingest.extract.agencies import agencies_in_line, agency_of
from newsdigest.ingest.extract.author_places import Named, from_json_ld, from_metas
from newsdigest.ingest.extract.json_ld import strings
from newsdigest.ingest.extract.metadata import Head
from newsdigest.ingest.extract.visible_byline import byline_text, visible_bylines
from newsdigest.text import collapse

_MAX_NAME = 60
_MAX_WORDS = 6
_MAX_AUTHORS = 12
_MAX_LINE = 400
_CONSIDERED = 5  # visible bylines that are compared
_LEAD_IN = re.compile(
    r"^(?:(?:written|reported|text|story|words|article|analysis|ein|eine|kommentar|kolumne|interview)\s+)?"
    r"(?:by|von|vom|par|por|di|af|av|door|tekst|text|автор(?:ы)?|мәтін|авторы|muallif|ýazan|yazan|муаллиф)\s*[:：]?\s+"
    r"|^(?:text|автор(?:ы)?|author|autor(?:en|in)?|muallif|yazar|作者|记者)\s*[:：]\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*[;|/•·、]\s*|\s*,\s*(?:and|und|et|y|e|и|en|og|och)\s+|\s*,\s+"
    r"|\s+(?:and|und|et|y|и|және|жана|va|ve|wa|&|with|mit)\s+",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(r"\s*[(（\[][^()（）\[\]]{1,40}[)）\]]?\s*$|\s+(?:기자|記者|记者|特派員)(?:\s.{0,10})?$")
_DESK = re.compile(
    r"\b(?:\w*redaktion\w*|redaksiyon\w*|haber merkezi|"
    r"redakcj\w*|editors?|editorial|desk|staff|newsroom|news(?:paper)?|team|admin\w*|reporters?|"
    r"agency|agenc\w+|agentur\w*|press|presse|correspondents?|directors?|chief|journalists?|columnists?|writers?|producers?|"
    r"redakteur\w*|korrespondent\w*|volontär\w*|reporterin|freelance\w*|online|media|tv|radio|service|studio|redacci[oó]n|rédaction|"
    r"redazione|redacción|webdesk|redactie|bureau|group|gmbh|inc|llc|ltd|contributors?|guest|wires?|board|department|"
    r"verlag|zeitung|magazine?|nachrichten|image|images|photo|foto|aktualisiert|updated|published|follow|subscribe|"
    r"minutes?|uhr|read|share|more|mehr|archiv|abo|plus|newsletter|kommentare?|comments?)\b|"
    r"редакци|корреспондент|пресс-служб|агентств|редактор|бюро|новост|тілші|кабарчы|tahririyat|редаксия|нашриёт|"
    r"编辑|责编|本社|本紙|編集部|https?:|www\.|@|\.(?:com|de|net|org|ru|kz|uz)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|@|\.[a-z]{2,4}\b|\d", re.IGNORECASE)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


def find_authors(tree: lxml_html.HtmlElement, head: Head, title: str | None = None) -> tuple[str, ...]:
    """
    Name the article's authors.

    People are looked for in JSON-LD, in meta tags, in the visible byline, in this order. A desk is never an author.

    Args:
        tree: The whole page.
        head: Its metadata.
        title: The article's title: the byline stands near its headline.

    Returns:
        Names as printed, each once, in the order of the page. Where nobody is named, the agency or the outlet that
        the page's metadata states as the author; empty where there is none of these either.
    """
    outlets = {_key(name) for name in _outlet_names(head)}
    stated, metas = from_json_ld(head), from_metas(head)
    people = clean_authors([name.text for name in stated if not name.is_organisation], outlets=outlets)
    if not people:
        people = _full_names([name.text for name in metas], outlets)
    if not people and not any(agency_of(name.text) for name in stated):
        people = _shown(tree, title, outlets)
    people = tuple(name for name in people if not _is_of_host(name, head)) or people
    return people or _organisations([*stated, *metas], outlets)


def find_bylines(
    tree: lxml_html.HtmlElement, head: Head, authors: Sequence[str], title: str | None = None
) -> tuple[str, ...]:
    """
    Every name of the byline as the page prints it: the authors, and the desks and agencies that sign beside them.

    Args:
        tree: The whole page.
        head: Its metadata.
        authors: From `find_authors`.
        title: The article's title: the byline stands near its headline.

    Returns:
        The authors first. A desk or agency follows where the metadata state it in one line with an author, or where
        the visible byline shows it too; it stands alone where JSON-LD names nobody else.
    """
    names = {_key(name): name for name in authors}
    linked = from_json_ld(head)
    signing = linked or (from_metas(head) if authors else [])
    outlets = {_key(name) for name in _outlet_names(head)}
    shown: str | None = None
    for name in signing:
        parts = [part for part in _parts(collapse(html.unescape(name.text))[:_MAX_LINE]) if part]
        beside = len(parts) > 1 and any(_key(part) in names for part in parts)
        for part in parts:
            signs = name.is_organisation or _key(part) in outlets or _is_desk(part) or _is_of_host(part, head)
            if _key(part) in names or not signs:
                continue
            if authors and not beside:
                if shown is None:
                    shown = _key(byline_text(tree, title))
                if _key(part) not in shown:
                    continue
            names[_key(part)] = part
    return tuple(names.values())[:_MAX_AUTHORS]


def author_agency(head: Head) -> str | None:
    """The agency that the page's metadata names among the authors, as we print it."""
    for name in (*from_json_ld(head), *from_metas(head)):
        for part in _SEPARATOR.split(collapse(html.unescape(name.text))[:_MAX_LINE]):
            if agency := agency_of(part):
                return agency
    return None


def clean_authors(names: Iterable[str], *, outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """
    Keep the people among the names of a byline.

    >>> clean_authors(["By A. Example and B. Example", "dpa", "Harbour Times staff"])
    ('A. Example', 'B. Example')
    """
    refused = set(outlets)
    people: dict[str, str] = {}
    for name in names:
        for part in _split(collapse(html.unescape(name))):
            key = _key(part)
            if key and key not in refused and key not in people and _is_person(part):
                people[key] = part
    # "Email A. Example" beside "A. Example" is the page's own control.
    told = [name for key, name in people.items() if not any(key != other and key.endswith(other) for other in people)]
    return tuple(told)[:_MAX_AUTHORS]


def _shown(tree: lxml_html.HtmlElement, title: str | None, outlets: Iterable[str]) -> tuple[str, ...]:
    """The people of the first visible byline that names any; of a later one, where it names all of them and more."""
    found = [names for texts in visible_bylines(tree, title) if (names := _full_names(texts, outlets))]
    fuller = (names for names in found[1:_CONSIDERED] if set(found[0]) < set(names))
    return next(fuller, found[0] if found else ())


def _full_names(names: Sequence[str], outlets: Iterable[str]) -> tuple[str, ...]:
    """People by at least two words with capitals, or in a script without: places that name things besides people."""
    return tuple(
        name
        for name in clean_authors(names, outlets=outlets)
        if (len(name.split()) > 1 and all(_is_capital(word) for word in name.split())) or _WIDE.search(name)
    )


def _is_of_host(name: str, head: Head) -> bool:
    """Whether a name begins with the site's: "MDR Thüringen" on mdr.de."""
    try:
        host = urlsplit(head.url or "").hostname or ""
    except ValueError:
        return False
    return _key(name.split(maxsplit=1)[0]) in host.split(".")[:-1]


def _is_capital(word: str) -> bool:
    particles = {
        "von",
        "van",
        "de",
        "der",
        "den",
        "del",
        "da",
        "di",
        "du",
        "la",
        "le",
        "bin",
        "al",
        "el",
        "zu",
        "ten",
        "dos",
    }
    return word[0].upper() == word[0] or word.lower() in particles


def _organisations(names: Sequence[Named], outlets: set[str]) -> tuple[str, ...]:
    for name in names:
        text = collapse(html.unescape(name.text))
        known = name.is_organisation or _key(text) in outlets or agency_of(text) is not None
        if known and 1 < len(text) <= _MAX_NAME:
            return (text,)
    return ()


def _split(line: str) -> Iterator[str]:
    line = _LEAD_IN.sub("", line[:_MAX_LINE]).strip(" .,:;–—-|")
    if not agencies_in_line(line):
        yield from _parts(line)


def _parts(line: str) -> Iterator[str]:
    for part in _SEPARATOR.split(line):
        yield _ROLE_AFTER.sub("", _LEAD_IN.sub("", part)).strip(" ,:;–—-|()")


def _is_person(name: str) -> bool:
    if not 2 <= len(name) <= _MAX_NAME or len(name.split()) > _MAX_WORDS or any(char.isdigit() for char in name):
        return False
    return not (_DESK.search(name) or agency_of(name))


def _is_desk(name: str) -> bool:
    """Whether a name is a desk's or an agency's, and no address."""
    if not 2 <= len(name) <= _MAX_NAME or len(name.split()) > _MAX_WORDS or _ADDRESS.search(name):
        return False
    return bool(_DESK.search(name)) or agency_of(name) is not None


def _key(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _outlet_names(head: Head) -> Iterator[str]:
    yield from head.metas.get("og:site_name", ())
    yield from head.metas.get("application-name", ())
    yield from head.metas.get("publisher", ())
    yield from strings(head.article.get("publisher"))
