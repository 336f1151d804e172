"""
Saved pages: what a whole page of each kind must give.

A new case is a folder with `page.html`; the first run writes what was found to `found.toml` beside it and fails, so
that somebody reads it, corrects it and renames it to `page.toml`.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsdigest.ingest.extract import extract_article
from newsdigest.models import Article, RawPage
from newsdigest.registers import Registers

PAGES = Path(__file__).parents[1] / "pages"
CASES = sorted(path.parent for path in PAGES.glob("*/*/page.html"))


def read(folder: Path, known: dict[str, Any]) -> Article:
    page = RawPage(
        data=(folder / "page.html").read_bytes(), form="html", seed=folder.name, url=known.get("url"),
        fetched=known.get("fetched_at"), fetched_basis="recorded" if "fetched_at" in known else "none",
    )  # fmt: skip
    return extract_article(page, Registers())


def found(article: Article) -> dict[str, Any]:
    published = article.dating.published
    return {
        "title": article.title,
        "lang": article.lang,
        "published": published.isoformat() if published else None,
        "day": published.date() if published else None,
        "authors": list(article.authors),
        "agency": article.agency,
        "dateline": article.dateline,
        "lede": article.lede,
        "blocks": len(article.body),
        "kinds": [block.kind for block in article.body],
        "subheads": [block.text for block in article.body if block.kind == "subhead"],
        "captions": [figure.caption for figure in article.figures],
        "related": list(article.related),
    }


@pytest.mark.parametrize("folder", CASES, ids=[f"{case.parent.name}/{case.name}" for case in CASES])
def test_saved_page_gives_its_article(folder: Path) -> None:
    stated = folder / "page.toml"
    known = tomllib.loads(stated.read_text(encoding="utf-8")) if stated.exists() else {}
    article = read(folder, known)
    if "expect" not in known:
        lines = [
            f"{key} = {json.dumps(value, ensure_ascii=False, default=str)}" for key, value in found(article).items()
        ]
        (folder / "found.toml").write_text("\n".join(["[expect]", *lines, ""]), encoding="utf-8")
        pytest.fail(f"{folder}: read found.toml, correct it and rename it to page.toml")
    expected = dict(known["expect"])
    text = "\n".join(block.text for block in article.body)
    markup = "".join(block.html for block in article.body)
    assert text.startswith(expected.pop("starts", ""))
    assert text.endswith(expected.pop("ends", ""))
    assert [link for link in expected.pop("links", []) if f'href="{link}"' not in markup] == []
    assert [phrase for phrase in expected.pop("without", []) if phrase in text] == []
    given = found(article)
    assert {key: given[key] for key in expected} == expected
