"""Where on a page its dates stand: JSON-LD, meta tags, `<time>`, visible text, the address."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from lxml import html as lxml_html

from newsdigest.ingest.extract.dates import read_stamp
from newsdigest.ingest.extract.headline import below, find_heading
from newsdigest.ingest.extract.json_ld import strings
from newsdigest.ingest.extract.metadata import Head
from newsdigest.ingest.extract.picture_labels import longer_than
from newsdigest.models import Stamp
from newsdigest.text import collapse

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "dc.date.created",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "citation_publication_date",
    "created", "last-published", "prism.publicationdate", "rnews:datepublished", "pub_date", "datecreated",
    "og:pubdate", "cxenseparse:article:published_time", "original-publish-date", "firstpublishedat", "release_date",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "dcterms.modified",
    "last-modified", "article.updated", "lastmod", "dc.date.modified", "revised", "modified", "date.updated",
)  # fmt: skip
_DATED = re.compile(r"dat(?:e|um|a)\b|date|time|publi[sc]|posted|pubdate|stamp|byline|meta|дата", re.IGNORECASE)
_CHANGED = re.compile(
    r"updat|modif|aktualis|geändert|обновлен|изменен|жаңарт|жаңырт|yangilan|güncel|edited|actuali|modifié|更新", re.I
)
_PAST_BODY = re.compile(r"related|teaser|comment|sidebar|recommend|most-?read|trending|footer|popular|latest", re.I)
_ADDRESS_DAY = re.compile(r"/(20\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?(0?[1-9]|[12]\d|3[01])(?=[/_-]|\b)")
_DATA_NAME = re.compile(
    r"data-(?:article-)?(?:publish\w*|pub|deploy|created?|posted|date|timestamp)(?:-?(?:d|dt|date|time|at|on))?"
)
_DATA_KEY = re.compile(
    r"\\?\"(datePublished|publish(?:ed)?(?:_?(?:Date|At|On|Time))|deployDt|createdAt|created_at|firstPublish\w{0,8}|pubDate)\\?\""
    r"\s*:\s*\\?\"([^\"\\]{8,40})",
    re.IGNORECASE,
)
_MAX_SCRIPT = 3_000_000
_MAX_TIMES = 12
_MAX_VISIBLE = 8
_MAX_STAMP_CHARS = 120
_MAX_ELEMENTS = 4_000
_MAX_BELOW = 3
_MAX_LINE = 90  # letters of a line that is a date with its words: "Published … • Updated … • 2 minutes read"
_MAX_CLOCK = 20
_CLOCK_FIRST = re.compile(r"\W{0,3}(?:(?:at|um|à|alle|a las|в|kl\.?)\s)?\d{1,2}[:.h]\d\d\b", re.IGNORECASE)


def find_stamps(
    tree: lxml_html.HtmlElement, head: Head, *, lang: str | None = None, title: str | None = None
) -> tuple[Stamp, ...]:
    """
    Collect the page's stamps, those of the most trusted places first.

    Args:
        tree: The whole page.
        head: Its metadata.
        lang: Language of the page, for month names.
        title: The article's title: its date stands near the headline.

    Returns:
        Stamps verbatim, without values; `dates.settle` reads them.
    """
    heading = find_heading(tree, title)
    stamps = [*_from_json_ld(head), *_from_metas(head), *_from_times(tree, heading)]
    if not any(stamp.taken_for == "published" for stamp in stamps):
        stamps += _below_headline(heading, lang)
    if not any(stamp.taken_for == "published" for stamp in stamps):
        stamps += _from_text(tree, lang)
    if not any(stamp.taken_for == "published" for stamp in stamps):
        stamps += _from_data(tree)
    stamps += _from_address(head)
    return tuple({(stamp.raw, stamp.place): stamp for stamp in stamps}.values())


def _from_json_ld(head: Head) -> Iterator[Stamp]:
    published = [(key, raw) for key in ("datePublished", "dateCreated") for raw in strings(head.article.get(key))[:1]]
    for key, raw in published[:1]:
        yield Stamp(raw=collapse(raw), place=f"json-ld {key}", taken_for="published")
    for raw in strings(head.article.get("dateModified"))[:1]:
        yield Stamp(raw=collapse(raw), place="json-ld dateModified", taken_for="modified")
    if not published:
        for node in head.nodes:
            for raw in strings(node.get("datePublished"))[:1]:
                yield Stamp(raw=collapse(raw), place="json-ld datePublished", taken_for="published")
                return


def _from_metas(head: Head) -> Iterator[Stamp]:
    for name in _PUBLISHED_METAS:
        for raw in head.metas.get(name, ())[:1]:
            yield Stamp(raw=raw[:_MAX_STAMP_CHARS], place=f"meta {name}", taken_for="published")
    for name in _MODIFIED_METAS:
        for raw in head.metas.get(name, ())[:1]:
            yield Stamp(raw=raw[:_MAX_STAMP_CHARS], place=f"meta {name}", taken_for="modified")


def _from_times(tree: lxml_html.HtmlElement, heading: lxml_html.HtmlElement | None) -> Iterator[Stamp]:
    """Times in page order, those below the headline before those above it, which are of other articles as a rule."""
    times: list[lxml_html.HtmlElement] = []
    above = 0
    for element in tree.iter("time", "h1", "h2"):
        if element is heading:
            above = len(times)
        elif element.tag == "time":
            times.append(element)
    for time in (*times[above:], *times[:above])[:_MAX_TIMES]:
        text = collapse(time.text_content())[:_MAX_STAMP_CHARS]
        raw = collapse(time.get("datetime") or "")[:_MAX_STAMP_CHARS] or text
        stated = (time.get("itemprop") or "").lower()
        if not raw or (stated != "datepublished" and _in_aside(time)):
            continue
        context = " ".join(filter(None, (time.get("class"), stated, text, _before(time))))
        changed = stated != "datepublished" and bool(_CHANGED.search(context))
        yield Stamp(raw=raw, place="time", taken_for="modified" if changed else "published")


def _before(element: lxml_html.HtmlElement) -> str:
    """The words just before an element: "Updated:" makes its date a change."""
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or "").strip()[-30:] or collapse(previous.text_content())[-30:]
    parent = element.getparent()
    return (parent.text or "").strip()[-30:] if parent is not None else ""


def _in_aside(element: lxml_html.HtmlElement) -> bool:
    for count, above in enumerate(element.iterancestors()):
        if count > 8:
            return False
        if above.tag in {"aside", "nav", "footer", "li"}:
            return True
        if _PAST_BODY.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False


def _below_headline(heading: lxml_html.HtmlElement | None, lang: str | None) -> Iterator[Stamp]:
    """Lines right below the headline that are a date, in one piece or two: "5 May 2026" and "17:45"."""
    chunks = list(below(heading))
    found = 0
    for chunk, following in pairwise((*chunks, None)):
        if chunk is None or len(chunk.text) > _MAX_LINE or not any(char.isdigit() for char in chunk.text):
            continue
        if not chunk.opens and longer_than(chunk.element, _MAX_STAMP_CHARS):
            continue  # the middle of a sentence
        line = chunk.text
        if not (read := read_stamp(line, lang=lang)):
            continue
        if following and not isinstance(read[0], dt.datetime) and _CLOCK_FIRST.match(following.text):
            line = f"{line} {following.text[:_MAX_CLOCK]}"
        found += 1
        yield from _from_line(line, lang)
        if found >= _MAX_BELOW:
            return


def _from_text(tree: lxml_html.HtmlElement, lang: str | None) -> Iterator[Stamp]:
    """Short texts in elements whose class or place speaks of dates, then any short text that is a date."""
    found = 0
    for count, element in enumerate(tree.iter("span", "div", "p", "li", "td", "small", "b", "font", "i", "em", "a")):
        if count >= _MAX_ELEMENTS or found >= _MAX_VISIBLE:
            return
        text = element.text or ""
        if not 6 <= len(text) <= 200 or not any(char.isdigit() for char in text):
            continue
        line = collapse(text)[:_MAX_STAMP_CHARS]
        named = bool(_DATED.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
        if (named or len(line) <= 50) and read_stamp(line, lang=lang) and not _in_aside(element):
            found += 1
            yield from _from_line(line, lang)


def _from_line(line: str, lang: str | None) -> Iterator[Stamp]:
    """A visible line, cut in two where it gives a change after the publication."""
    change = _CHANGED.search(line)
    if change is None:
        yield Stamp(raw=line, place="visible", taken_for="published")
        return
    before, after = line[: change.start()], line[change.start() :]
    if read_stamp(before, lang=lang) and read_stamp(after, lang=lang):
        yield Stamp(raw=before.strip(" -–—|•·,;("), place="visible", taken_for="published")
        yield Stamp(raw=after, place="visible", taken_for="modified")
    else:
        yield Stamp(raw=line, place="visible", taken_for="modified")


def _from_data(tree: lxml_html.HtmlElement) -> Iterator[Stamp]:
    """What pages built in the browser keep for their scripts: data attributes, keys of embedded JSON."""
    for element in tree.xpath("//*[@*[starts-with(name(), 'data-')]]")[:_MAX_ELEMENTS]:
        for name, value in element.attrib.items():
            if _DATA_NAME.fullmatch(name) and len(value) <= _MAX_STAMP_CHARS and read_stamp(value):
                yield Stamp(raw=collapse(value), place=name, taken_for="published")
                return
    for script in tree.iter("script"):
        found = _DATA_KEY.search((script.text or "")[:_MAX_SCRIPT])
        if found and read_stamp(found[2]):
            yield Stamp(raw=collapse(found[2]), place=f"script {found[1]}", taken_for="published")
            return


def _from_address(head: Head) -> Iterator[Stamp]:
    for address in (head.url, head.canonical):
        try:
            path = urlsplit(address or "").path
        except ValueError:
            continue
        if found := _ADDRESS_DAY.search(path):
            yield Stamp(raw="-".join(found.groups()), place="url", taken_for="published")
            return
