"""Article and page become a post: every fact in its front-matter key, every captured text cleaned."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from newsdigest.errors import PageError
from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.inline import is_inline
from newsdigest.ingest.identity import post_id
from newsdigest.ingest.markdown import blocks_to_markdown, escape
from newsdigest.ingest.pictures import picture_name
from newsdigest.models import Article, Block, Dating, Figure, Post, PostImage, RawPage, RegionTags, TranslationStatus
from newsdigest.post.places import write_place
from newsdigest.registers import Registers
from newsdigest.registers.sources import Source
from newsdigest.text import collapse

_MAX_TITLE = 500  # characters; the longest headline in our samples has 190


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Who published, who passed on, who translated."""

    source: Source | None
    source_name: str | None  # register id, else as printed
    source_url: str | None
    via: Source | None
    via_name: str | None
    via_url: str | None
    translated_from: str | None
    status: TranslationStatus


def compose_post(article: Article, page: RawPage, registers: Registers, regions: RegionTags) -> Post:
    """
    Make the post of an article.

    Rights stay unrecorded: the source's or the site's default holds until a person decides.

    Raises:
        PageError: no title, no text and no date, without which there is nothing to publish.
    """
    title = collapse(article.title)
    if not 0 < len(title) <= _MAX_TITLE:
        raise PageError(f"{page.seed}: its title has {len(title)} characters; is this the page of an article?")
    date, fetched, fetched_basis = _date(article, page)
    chain = complete_chain(article, page, registers)
    lede = _text(article.lede)
    lang = article.lang or (chain.source.language if chain.source and not chain.translated_from else None) or "und"
    identity = _identity(title, lang, chain)
    return Post(
        id=identity,
        title=title,
        date=date,
        lang=lang,
        body=blocks_to_markdown(_without_lede(article.body, lede)),
        lede=lede,
        authors=_texts(article.authors),
        regions=regions.primary,
        regions_mentioned=regions.mentioned,
        places=_texts(map(write_place, regions.named)),
        agency=_text(article.agency),
        dateline=_text(article.dateline),
        source_title=_text(article.source_title),
        source_date=date if chain.via_name and article.dating.basis not in ("via-stamp", "capture", "none") else None,
        source_modified=article.dating.modified,
        images=tuple(_image(figure, page, chain.source, identity) for figure in article.figures),
        related=_texts(article.related),
        doubts=_texts((*article.doubts, f"regions: {regions.uncertain}" if regions.uncertain else "")),
        seed=page.seed,
        seed_sha256=hashlib.sha256(page.data).hexdigest(),
        capture_form=page.form,
        fetched=fetched,
        fetched_basis=fetched_basis,
        **_chain_keys(article, chain),
        **_date_keys(article.dating),
    )


def _identity(title: str, lang: str, chain: Chain) -> str:
    return post_id(
        title=title,
        lang=lang,
        source=chain.source_name,
        source_url=chain.source_url,
        via=chain.via_name,
        via_url=chain.via_url,
        translated_from=chain.translated_from,
    )


def _chain_keys(article: Article, chain: Chain) -> dict[str, Any]:
    """Say whose text it is, and who translated it."""
    return {
        "source": chain.source_name,
        "source_url": chain.source_url,
        "source_lang": chain.translated_from or (chain.source.language if chain.source else None),
        "via": chain.via_name,
        "via_url": chain.via_url,
        "translated_from": chain.translated_from,
        "translated_by": _text(article.translated_by) or (chain.via_name if chain.translated_from else None),
        "translation_status": chain.status,
    }


def _date_keys(dating: Dating) -> dict[str, Any]:
    """Say how sure the date is; one that only the capture gives is never sure."""
    return {
        "date_basis": "capture" if dating.published is None else dating.basis,
        "date_confidence": "ambiguous" if dating.published is None else dating.confidence,
        "date_raw": tuple(
            f"{collapse(stamp.raw)} | {collapse(stamp.place)} | {stamp.taken_for}" for stamp in dating.stamps
        ),
    }


def _date(article: Article, page: RawPage) -> tuple[dt.datetime, dt.datetime | None, str | None]:
    """
    Settle the post's date, and when the page was captured.

    The time of a file is no evidence: it changes with every copy, and the same seeds must give the same posts.
    """
    fetched, basis = page.fetched, page.fetched_basis
    if fetched is None or basis not in ("recorded", "lower-bound"):
        bounds = [stamp.value for stamp in article.dating.stamps if stamp.taken_for == "capture"]
        times = [value for value in bounds if isinstance(value, dt.datetime) and value.tzinfo]
        fetched, basis = (max(times), "lower-bound") if times else (None, "none")
    published = article.dating.published or (fetched if basis == "recorded" else None)
    if published is None:
        name = page.seed.partition("#")[0]
        raise PageError(f"{page.seed}: no date of publication; write it as fetched_at into {name}.toml beside the page")
    return published, fetched, basis if fetched else None


def complete_chain(article: Article, page: RawPage, registers: Registers) -> Chain:
    """Complete the chain from the register: a page's own address tells its publisher or its aggregator."""
    sources = registers.sources
    host = sources.source_for_url(article.source_url or article.via_url or page.url)
    source = sources.source_named(article.source)
    via = sources.source_named(article.via)
    source_name, via_name = _text(article.source), _text(article.via)
    if host and host.kind == "aggregator" and not via_name:
        via = host
    elif host and host.kind != "aggregator" and not source_name:
        source = host
    source_name, via_name = (source.id if source else source_name), (via.id if via else via_name)
    translated_from = article.translated_from
    if not translated_from and via and via.translates and source and source.language != article.lang:
        translated_from = source.language
    own = page.url if not article.source_url and not article.via_url else None
    return Chain(
        source=source,
        source_name=source_name,
        source_url=_web(article.source_url or (own if not via_name else None)),
        via=via,
        via_name=via_name,
        via_url=_web(article.via_url or (own if via_name else None)),
        translated_from=translated_from,
        status=(via.translates if via and via.translates else "unknown") if translated_from else "none",
    )


def _image(figure: Figure, page: RawPage, source: Source | None, identity: str) -> PostImage:
    """Describe a picture; its file is kept only where the source's pictures are cleared."""
    credit = figure.credit
    data = page.pictures.get(figure.url or "")
    cleared = source is not None and source.image_rights == "cleared"
    return PostImage(
        file=picture_name(identity, data) if data and cleared else None,
        source_url=_web(figure.url),
        caption=_text(figure.caption),
        credit=_text(credit.verbatim) if credit else None,
        creator=_text(credit.creator) if credit else None,
        agencies=_texts(credit.agencies) if credit else (),
        copyright_notice=_text(credit.copyright_notice) if credit else None,
        restrictions=_texts(credit.restrictions) if credit else (),
        alt=_text(figure.alt),
    )


def _without_lede(body: tuple[Block, ...], lede: str | None) -> tuple[Block, ...]:
    """Leave out a first paragraph that the `lede` key says word for word, so that a person corrects it once."""
    first = body[0] if body else None
    if first and lede and first.kind == "paragraph" and blocks_to_markdown([first]) == escape(lede):
        return body[1:]
    return body


def _text(value: str | None) -> str | None:
    return collapse(value or "") or None


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for value in values if (text := collapse(value)))


def _web(url: str | None) -> str | None:
    """Keep an address that a reader could follow, and that shows where it leads."""
    return None if is_inline(url) else web_address(url)
