"""Where each field of an article came from, for people who wonder."""

from collections.abc import Iterator

from newsdigest.ingest.record import record
from newsdigest.models import Article, RawPage, RegionTags
from newsdigest.registers import Registers

_SHOWN = ("title", "published", "source", "via", "lang", "translated_from", "authors", "agency", "dateline", "lede")
_EVIDENCE = 30  # occurrences shown


def explain(article: Article, page: RawPage, registers: Registers, regions: RegionTags, *, file: str) -> Iterator[str]:
    """Give lines: each field with its value and its place, every stamp, every region with its evidence."""
    found = record(article, page, registers, regions, file=file)
    yield f"{file}: {page.form}, {len(page.data):,} bytes, {page.url or 'no address'}"
    for key in _SHOWN:
        note = article.notes.get(key)
        value = found[key]
        shown = ", ".join(value) if isinstance(value, list) else value
        yield f"  {key}: {shown or '-'}" + (f"   [{note}]" if note else "")
    dating = article.dating
    yield f"  date: basis {dating.basis}, {dating.confidence}" + ("" if dating.has_time else ", day only")
    for stamp in dating.stamps:
        yield f"    {stamp.raw!r} in {stamp.place}: taken for {stamp.taken_for}, zone from {stamp.zone_from}"
    yield f"  text: {len(found['paragraphs'])} paragraphs, {len(found['subheads'])} sub-heads" + _note(article, "body")
    for image in found["images"]:
        yield f"  image: {image['caption'] or '-'} / {image['credit'] or 'no credit'} / {image['url'] or 'no file'}"
    yield f"  regions: {', '.join(regions.primary) or '-'}; mentioned: {', '.join(regions.mentioned) or '-'}"
    yield from evidence_lines(regions)
    for key in sorted(set(article.notes) - {*_SHOWN, "body"}):
        yield f"  {key}: {article.notes[key]}"
    for doubt in article.doubts:
        yield f"  doubt: {doubt}"


def evidence_lines(regions: RegionTags) -> Iterator[str]:
    """Give a line for each occurrence that speaks for a region."""
    if regions.uncertain:
        yield f"    uncertain: {regions.uncertain}"
    for evidence in regions.evidence[:_EVIDENCE]:
        where = f"{evidence.where}+{evidence.offset}"
        reason = f"{evidence.kind}, {evidence.rule}"
        yield f"    {evidence.code} {evidence.weight:+.2f} {evidence.surface!r} in {where}: {reason}"


def _note(article: Article, key: str) -> str:
    note = article.notes.get(key)
    return f"   [{note}]" if note else ""
