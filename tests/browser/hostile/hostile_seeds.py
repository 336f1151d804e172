"""Seeds that carry one hostile text each, in one of the fields that ingest carries over."""

import html
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hostile_vectors import ADDRESSES, CHARSETS, all_texts

_STAMP = "2024-03-05T09:30:00+05:00"
_WORDS = "tariff freight border minister Aktau Tashkent railway spring agreement harbour customs wagon"


@dataclass(frozen=True, kw_only=True)
class Vector:
    """One hostile seed."""

    name: str  # of its file
    kind: str  # class of the text
    field: str  # where it stands
    data: bytes


def _paragraphs(number: int) -> list[str]:
    words = _WORDS.split()
    return [
        f"Report {number}, part {part}: the {words[(number + part) % 12]} of the {words[(number * 5 + part) % 12]} was "
        f"discussed by {number + 3} delegates in Astana, who agreed on the {words[(number * 7 + part) % 12]} for "
        f"{2000 + number} wagons and will meet again in Bishkek in spring to sign what they wrote."
        for part in range(4)
    ]


def _page(number: int, **given: str) -> str:
    """An article page with every field; `given` replaces the markup of some."""
    title = f"Delegates agree on tariff number {number}"
    first, *rest = _paragraphs(number)
    field = {
        "head": "",
        "title": title,
        "meta_title": title,
        "description": first,
        "author": "A. Example",
        "meta_author": "A. Example",
        "site": "Steppe Post",
        "image": "https://steppe.example/p.jpg",
        "alt": "A train",
        "caption": "A train near Aktau.",
        "credit": "Photo: B. Example",
        "place": "ASTANA",
        "extra": "",
        "href": "https://steppe.example/more",
        "canonical": f"https://steppe.example/{number}",
        "keywords": "rail",
        "json_ld": "",
        "first": first,
    } | given
    body = "\n".join(f"<p>{text}</p>" for text in rest)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">{field["head"]}
<title>{field["title"]} - Steppe Post</title><link rel="canonical" href="{field["canonical"]}">
<meta property="og:title" content="{field["meta_title"]}"><meta name="description" content="{field["description"]}">
<meta name="author" content="{field["meta_author"]}"><meta property="og:site_name" content="{field["site"]}">
<meta name="keywords" content="{field["keywords"]}">
<meta property="article:published_time" content="{_STAMP}">{field["json_ld"]}</head>
<body><nav><a href="/">Home</a></nav><article><h1>{field["title"]}</h1>
<p class="byline">By <span class="author" rel="author">{field["author"]}</span></p>
<time datetime="{_STAMP}">5 March</time>
<figure><img src="{field["image"]}" alt="{field["alt"]}"><figcaption>{field["caption"]}
<span class="credit">{field["credit"]}</span></figcaption></figure>
<p>{field["place"]} — {field["first"]}</p>{field["extra"]}<p>See <a href="{field["href"]}">the protocol</a> of it.</p>
{body}</article></body></html>"""


def _ld(**values: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": _STAMP} | values
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _export(number: int, **values: object) -> str:
    """A record of a JSON export, as extractors write it."""
    plain = {
        "url": f"https://steppe.example/{number}",
        "title": f"Delegates agree on tariff number {number}",
        "date": _STAMP,
        "author": "A. Example",
        "sitename": "Steppe Post",
        "text": "\n".join(_paragraphs(number)),
    }
    return json.dumps(plain | values)


def _feed(number: int, **values: str) -> str:
    """A feed of one entry."""
    entry = {
        "title": f"Delegates agree on tariff number {number}",
        "link": f"https://steppe.example/{number}",
        "description": "".join(f"<p>{text}</p>" for text in _paragraphs(number)),
        "author": "A. Example",
        "category": "rail",
    } | values
    inner = "".join(f"<{key}>{html.escape(value)}</{key}>" for key, value in entry.items())
    return f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Steppe Post</title>
<link>https://steppe.example/</link><item>{inner}<pubDate>Tue, 05 Mar 2024 09:30:00 +0500</pubDate></item></channel>
</rss>"""


def _dump(number: int, *, title: str = "", author: str = "A. Example", extra: str = "") -> str:
    """A plain-text dump."""
    paragraphs = "\n\n".join(_paragraphs(number))
    heading = title or f"Delegates agree on tariff number {number}"
    return f"{heading}\n\nCreated: 05/03/2024, 09:30\n\nBy: {author}\n\n{extra}\n\n{paragraphs}\n"


_E = html.escape
Maker = Callable[[int, str], str]

# Field -> page. "raw" stands in the page as markup of its own, the others as text that its authors would have written.
IN_TEXTS: Mapping[str, Maker] = {
    "title": lambda n, x: _page(n, title=_E(f"No {n} {x}"), meta_title=_E(f"No {n} {x}")),
    "title, raw": lambda n, x: _page(n, title=f"No {n} {x}"),
    "lede": lambda n, x: _page(n, description=_E(x), first=_E(x)),
    "author": lambda n, x: _page(n, author=_E(x), meta_author=_E(x)),
    "caption": lambda n, x: _page(n, caption=_E(f"A train. {x}")),
    "caption, raw": lambda n, x: _page(n, caption=f"A train. {x}"),
    "credit": lambda n, x: _page(n, credit=_E(f"Photo: B. Example {x} / AP")),
    "alt": lambda n, x: _page(n, alt=_E(x)),
    "body": lambda n, x: _page(n, extra=f"<p>{_E(x)}</p><blockquote>{_E(x)}</blockquote><h2>{_E(x)}</h2>"),
    "body, raw": lambda n, x: _page(n, extra=f"<p>It was said: {x} and so on</p>"),
    "list and table": lambda n, x: _page(
        n, extra=f"<ul><li>{_E(x)}</li><li>b</li></ul><table><tr><td>{_E(x)}</td><td>b</td></tr></table>"
    ),
    "source name": lambda n, x: _page(n, site=_E(x), canonical=f"https://elsewhere.example/{n}"),
    "dateline": lambda n, x: _page(n, place=_E(f"ASTANA, {x}")),
    "keywords": lambda n, x: _page(n, keywords=_E(x)),
    "json-ld": lambda n, x: _page(
        n,
        json_ld=_ld(
            headline=f"No {n} {x}",
            description=x,
            author={"@type": "Person", "name": x},
            publisher={"@type": "Organization", "name": x},
            image={"@type": "ImageObject", "url": "https://steppe.example/p.jpg", "caption": x, "creditText": x},
            articleSection=x,
            contentLocation={"@type": "Place", "name": x},
        ),
    ),
    "json title": lambda n, x: _export(n, title=f"No {n} {x}"),
    "json text": lambda n, x: _export(n, text=f"{x}\n" + "\n".join(_paragraphs(n)), description=x),
    "json names": lambda n, x: _export(n, author=x, sitename=x, tags=x, categories=x, hostname=x),
    "feed": lambda n, x: _feed(n, title=f"No {n} {x}", author=x, category=x),
    "feed body": lambda n, x: _feed(n, description=f"<p>{x}</p>" + "".join(f"<p>{p}</p>" for p in _paragraphs(n))),
    "dump": lambda n, x: _dump(n, author=x, extra=x),
    "dump title": lambda n, x: _dump(n, title=f"No {n} {x}"),
}

IN_ADDRESSES: Mapping[str, Maker] = {
    "link": lambda n, x: _page(n, href=_E(x)),
    "picture": lambda n, x: _page(n, image=_E(x)),
    "canonical": lambda n, x: _page(n, canonical=_E(x)),
    "json-ld addresses": lambda n, x: _page(
        n, json_ld=_ld(headline=f"No {n}", url=x, mainEntityOfPage=x, image=x, license=x, isBasedOn=x)
    ),
    "json address": lambda n, x: _export(n, url=x, image=x),
    "feed link": lambda n, x: _feed(n, link=x, guid=x),
}


def _by_charset(number: int, name: str) -> bytes:
    head, encoding = CHARSETS[name]
    page = _page(number, extra="<p>&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(1)</script></p>")
    before, _, after = page.partition('<meta charset="utf-8">')
    if head:
        return before.encode("ascii") + head + after.encode("ascii", "xmlcharrefreplace")
    return (before + after).encode(encoding, "xmlcharrefreplace")


def control() -> Vector:
    """The harmless page that the others are held against."""
    return Vector(name="control.html", kind="none", field="none", data=_page(0).encode())


def every_vector() -> Iterator[Vector]:
    """Every text in every field, every address wherever there is one, every charset."""
    number = 0
    for field, make in IN_TEXTS.items():
        for kind, text in all_texts():
            number += 1
            yield Vector(name=f"{number:04}.page", kind=kind, field=field, data=_bytes(make(number, text)))
    for field, make in IN_ADDRESSES.items():
        for address in ADDRESSES:
            number += 1
            yield Vector(name=f"{number:04}.page", kind="address", field=field, data=_bytes(make(number, address)))
    for name in CHARSETS:
        number += 1
        yield Vector(name=f"{number:04}.page", kind="charset", field=name, data=_by_charset(number, name))


def some_vectors() -> list[Vector]:
    """One in so many: every field, and every class of text in several of them."""
    vectors = list(every_vector())
    texts = [v for v in vectors if v.kind not in ("address", "charset")]
    addresses = [v for v in vectors if v.kind == "address"]
    charsets = [v for v in vectors if v.kind == "charset"]
    # Steps without a common divisor with the number of texts walk through the classes as they do through the fields.
    return texts[::61] + addresses[::13] + charsets[::4]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
