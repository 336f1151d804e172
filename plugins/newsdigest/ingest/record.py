"""What a page says as plain data, under keys that stay stable for tools."""

import datetime as dt
from typing import Any

from newsdigest.ingest.compose import complete_chain
from newsdigest.models import Article, Figure, RawPage, RegionTags, Stamp
from newsdigest.registers import Registers


def record(
    article: Article, page: RawPage, registers: Registers, regions: RegionTags, *, file: str | None = None
) -> dict[str, Any]:
    """
    Describe the article of a page.

    Returns:
        JSON-ready: times ISO 8601 with zone; absent is None, none is an empty list.
    """
    chain = complete_chain(article, page, registers)
    return {
        "file": file or page.seed,
        "form": page.form,
        "url": page.url or chain.via_url or chain.source_url,
        "title": article.title,
        "published": _iso(article.dating.published),
        "dates": [_stamp(stamp) for stamp in article.dating.stamps],
        "source": chain.source_name,
        "via": chain.via_name,
        "lang": article.lang,
        "translated_from": chain.translated_from,
        "authors": list(article.authors),  # people; the outlet or agency only where nobody else signs
        "bylines": list(article.bylines or article.authors),  # all that the byline names, desks and agencies too
        "agency": article.agency,
        "dateline": article.dateline,
        "lede": article.lede,
        "paragraphs": [block.text for block in article.body if block.kind != "subhead"],
        "body_text": "\n\n".join(block.text for block in article.body),  # paragraphs and sub-heads in reading order
        "subheads": [block.text for block in article.body if block.kind == "subhead"],
        "images": [_image(figure) for figure in article.figures],
        "related": list(article.related),
        "regions": {
            "primary": list(regions.primary),
            "mentioned": list(regions.mentioned),
            "places": list(regions.places),
        },
    }


def _image(figure: Figure) -> dict[str, Any]:
    credit = figure.credit
    return {
        "url": figure.url,
        "caption": figure.caption,
        "credit": credit.verbatim if credit else None,
        "creator": credit.creator if credit else None,
        "agencies": list(credit.agencies) if credit else [],
    }


def _stamp(stamp: Stamp) -> dict[str, Any]:
    return {"raw": stamp.raw, "place": stamp.place, "taken_for": stamp.taken_for, "value": _iso(stamp.value)}


def _iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None
