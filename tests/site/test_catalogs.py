"""The catalogs say everything that the templates say, in every language of the interface."""

import re
from dataclasses import replace

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from newsdigest.settings import LANGUAGES
from sample_site import ROOT, BuiltSite, build, make_post

THEME = ROOT / "theme"
_HOLE = re.compile(r"%\((\w+)\)s")
OTHERS = [language for language in LANGUAGES if language != "en"]


def catalog(language: str) -> Catalog:
    path = THEME / "translations" / language / "LC_MESSAGES" / "newsdigest.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def texts(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (str(value),)


def holes(text: str) -> set[str]:
    return set(_HOLE.findall(text))


@pytest.fixture(scope="module")
def phrases() -> list[object]:
    """What the templates say."""
    options = {"**": {"extensions": "jinja2.ext.i18n,jinja2.ext.do", "newstyle_gettext": "true", "silent": "false"}}
    found = extract_from_dir(str(THEME / "templates"), [("**", "jinja2")], options)
    return sorted({message for _, _, message, _, _ in found}, key=str)


@pytest.mark.parametrize("language", OTHERS)
def test_every_phrase_is_translated(language: str, phrases: list[object]) -> None:
    known = catalog(language)
    missing = [phrase for phrase in phrases if not _translated(known.get(texts(phrase)[0]))]  # type: ignore[arg-type]
    assert not missing, "run `make messages` and translate"


def _translated(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(texts(message.string))


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_the_holes_of_the_phrase(language: str) -> None:
    for message in catalog(language):
        if message.id:
            wanted = set().union(*(holes(text) for text in texts(message.id)))
            for text in texts(message.string):
                assert holes(text) == wanted, (message.id, text)


@pytest.mark.parametrize("language", OTHERS)
def test_plurals_have_as_many_forms_as_the_language(language: str) -> None:
    known = catalog(language)
    plural = [message for message in known if message.id and isinstance(message.id, tuple | list)]
    assert plural
    assert all(len(texts(message.string)) == known.num_plurals for message in plural)


# The wording on which editors agreed, for a machine translation from German that nobody has checked.
NOTICES = {
    "en": "Machine translation from German. Not checked by an editor; it may contain errors.",
    "de": "Maschinell aus dem Deutschen übersetzt. Redaktionell nicht geprüft; Fehler sind möglich.",
    "ru": "Машинный перевод с немецкого. Редактором не проверен, возможны ошибки.",
    "kk": "Неміс тілінен машиналық аударма. Редактор тексермеген, қателер болуы мүмкін.",
    "ky": "Немис тилинен машиналык котормо. Редактор текшерген эмес, каталар болушу мүмкүн.",
    "uz": "Nemis tilidan mashina tarjimasi. Muharrir tekshirmagan, xatolar boʻlishi mumkin.",
    "tg": "Тарҷумаи мошинӣ аз забони немисӣ. Муҳаррир насанҷидааст, хатоҳо имкон доранд.",
    "tk": "Nemes dilinden maşyn terjimesi. Redaktor barlamady, ýalňyşlyklar bolup biler.",
}


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """One machine translation from German into each language."""
    posts = {
        language: replace(make_post(number, translated_from="de", translation_status="machine"), lang=language)
        for number, language in enumerate(LANGUAGES)
    }
    return build(tmp_path_factory.mktemp("notices"), posts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_post_in_a_language_of_the_interface_has_its_notice_in_that_language(
    notices: BuiltSite, language: str
) -> None:
    notice = notices.tree(f"2022/01/11/{language}.html").select(".translated")[0]
    assert " ".join(notice.get_text().split()) == NOTICES[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_front_page_linked_from_the_others(built_site: BuiltSite, language: str) -> None:
    path = "index.html" if language == "en" else f"{language}/index.html"
    tree = built_site.tree(path)
    assert tree.html["lang"] == language
    assert {link["hreflang"] for link in tree.select("link[rel=alternate][hreflang]")} == {*LANGUAGES, "x-default"}
    assert tree.select(".tongues [aria-current]")[0]["lang"] == language


def test_the_line_below_the_nameplate_is_in_the_reader_s_language(built_site: BuiltSite) -> None:
    taglines = {language: built_site.tree(f"{language}/index.html").select(".tagline")[0] for language in OTHERS}
    assert len({line.text for line in taglines.values()}) == len(OTHERS)
    assert not [language for language, line in taglines.items() if line.get("lang")]


def test_every_language_says_that_the_samples_are_samples(built_site: BuiltSite) -> None:
    for language in LANGUAGES:
        path = "about.html" if language == "en" else f"{language}/about.html"
        assert ".example" in built_site.read(path), language
