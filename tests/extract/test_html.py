"""HTML pages: a whole article from one page."""

import datetime as dt
import json

import pytest

from newsdigest.errors import PageError
from newsdigest.ingest.extract import extract_article
from newsdigest.ingest.extract.phrases import is_stock
from newsdigest.models import Article, RawPage
from newsdigest.registers import Registers

PAGE = """<!doctype html><html lang="en"><head><title>Port reopens | Harbour Times</title>
<meta property="og:title" content="Port reopens"><meta property="og:site_name" content="Harbour Times">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Port reopens",
"datePublished": "2026-01-05T10:00:00+05:00", "author": {"@type": "Person", "name": "A. Example"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Port reopens</h1>
<p>The port on the Caspian shore reopened on Monday after two weeks of storms, the ministry of transport said.</p>
<h2>Ferries wait</h2>
<p>Nine ferries had waited outside the harbour, and the first of them left for Baku in the evening, it said.</p>
<p>Grain is to follow by the end of the week, and the railway has promised more wagons. (dpa)</p>
</article><footer>Imprint</footer></body></html>"""


def extract(text: str, **given: object) -> Article:
    page = RawPage(data=text.encode(), form="html", seed="page.html", **given)  # type: ignore[arg-type]
    return extract_article(page, Registers())


def test_page_becomes_an_article():
    article = extract(PAGE, url="https://harbour.example/port")
    assert (article.title, article.authors, article.agency) == ("Port reopens", ("A. Example",), "dpa")
    assert article.dating.published == dt.datetime(2026, 1, 5, 5, tzinfo=dt.UTC)
    assert [block.kind for block in article.body] == ["paragraph", "subhead", "paragraph", "paragraph"]


@pytest.mark.parametrize("text", ["", "<html></html>", "<p>words without a heading or a title</p>"])
def test_page_without_an_article_is_set_aside(text):
    with pytest.raises(PageError):
        extract(text)


def test_last_paragraph_is_kept_when_a_bare_sign_off_follows_its_full_stop():
    page = PAGE.replace("has promised more wagons. (dpa)", "has promised more wagons. dpa")
    article = extract(page, url="https://harbour.example/port")
    assert article.agency == "dpa"
    assert article.body[-1].text.endswith("has promised more wagons.")


def test_article_that_a_script_carries_keeps_its_pictures():
    told = " ".join(["The port on the Caspian shore reopened on Monday after two weeks of storms, it said."] * 4)
    picture = '<div><img src="/port.jpg"><div class="caption">Ferries wait. Foto: A. Example</div></div>'
    carried = json.dumps({"html": f"<p>{told}</p>{picture}<p>{told}</p>"}).replace("</", "<\\/")
    page = f"<html><head><title>Port reopens</title></head><body><h1>Port reopens</h1><script>x = {carried}</script>"
    (figure,) = extract(page, url="https://harbour.example/port").figures
    assert (figure.url, figure.caption) == ("https://harbour.example/port.jpg", "Ferries wait.")


def test_article_that_a_script_carries_without_pictures_takes_those_of_the_page():
    told = " ".join(["The port on the Caspian shore reopened on Monday after two weeks of storms, it said."] * 4)
    carried = json.dumps({"html": f"<p>{told}</p><p>{told}</p>"}).replace("</", "<\\/")
    page = f"<html><head><title>Port reopens</title></head><body><h1>Port reopens</h1><script>x = {carried}</script>"
    article = extract(page, url="https://harbour.example/port")
    assert (len(article.body), article.figures) == (2, ())
    above = page.replace("<script>", '<img src="/port.jpg" width="900" height="600"><script>')
    assert extract(above, url="https://harbour.example/port").body == article.body


STOCK = (
    "À lire aussi : le port rouvre", "La suite après cette publicité", "Czytaj także: Port", "Les også: Havnen",
    "Läs också: Hamnen", "Publicidad", "Anzeige", "Реклама", "اقرأ أيضا: الميناء", "Читайте також: Порт",
    "推荐阅读：港口", "Got a story? Tell us", "Lue myös: Satama", "Přečtěte si také: Přístav", "Lea también: El puerto",
    "Loading…",
)  # fmt: skip
TOLD = (
    "Реклама табака запрещена с понедельника.", "Anzeige gegen den Minister hat am Montag niemand erstattet.",
    "Publicidad engañosa será multada, dijo el ministro.", "Läs statsministerns tal, sade han.",
    "Datenschutzbeauftragte prüfen den Hafen.", "Loading of grain began on Monday.", "Copyright law changes on Monday.",
    "Комментарии министра вызвали споры в парламенте.", "Les ministres se sont réunis lundi.",
)  # fmt: skip


@pytest.mark.parametrize("text", STOCK)
def test_pointers_and_advertisements_are_stock_in_every_language(text):
    assert is_stock(text)


@pytest.mark.parametrize("text", TOLD)
def test_sentence_that_begins_with_such_a_word_is_told(text):
    assert not is_stock(text)


def test_relative_addresses_start_from_the_stated_base():
    shown = '<figure><img src="port.jpg"><figcaption>The port at dawn, from the pier.</figcaption></figure>'
    page = PAGE.replace("<head>", '<head><base href="/media/">').replace("<h2>", f"{shown}<h2>")
    page = page.replace("Grain is", 'Grain <a href="rail">by rail</a> is')
    article = extract(page, url="https://harbour.example/news/port")
    assert [figure.url for figure in article.figures] == ["https://harbour.example/media/port.jpg"]
    assert 'href="https://harbour.example/media/rail"' in article.body[-1].html
    assert article.source_url == "https://harbour.example/news/port"
