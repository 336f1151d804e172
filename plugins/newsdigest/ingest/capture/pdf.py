"""PDF pages: the text in reading order, without the lines that repeat on every sheet."""

import datetime as dt
import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from newsdigest.errors import PageError
from newsdigest.ingest.capture.addresses import web_address
from newsdigest.ingest.capture.limits import Limits
from newsdigest.models import RawPage

# What pypdf raises on damaged files besides its own errors, as fuzzing of such readers shows; none tells more than that
# the file is damaged.
_DAMAGE = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, ArithmeticError,
    RecursionError, NotImplementedError, EOFError, OSError, LookupError, zlib.error,
)  # fmt: skip
_MARGIN_LINES = 2  # at the head and foot of a sheet, where browsers print title, date, address and page number
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}")
_PAGE_NUMBER = re.compile(r"(?:\d{1,4}\s?(?:/|of|von|из)\s?\d{1,4}|- ?\d{1,4} ?-|\d{1,4})$")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?…:»”\"')\]]$")


def read_pdf(data: bytes, *, seed: str, limits: Limits) -> Iterator[RawPage]:
    """
    Take the file as one page of plain text: its title, then paragraphs divided by empty lines.

    The moment of creation counts as fetch time, for a PDF of a page is made when the page is printed.

    Raises:
        PageError: encrypted, damaged, without text (a scan), or with too many sheets.
    """
    # pypdf reports every oddity it steps over; the page is judged by what comes out.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise PageError(f"{seed}: the PDF is encrypted; save it without a password")
        if len(reader.pages) > limits.pdf_pages:
            raise PageError(f"{seed}: over {limits.pdf_pages} sheets; keep those with the article")
        sheets, size = [], 0
        for page in reader.pages:
            sheets.append(page.extract_text().split("\n"))
            size += sum(map(len, sheets[-1]))
            if size > limits.page_bytes:
                raise PageError(f"{seed}: over {limits.page_bytes:,} bytes of text")
        made = _moment(reader)
        title, authors = _named(reader)
    except _DAMAGE as error:
        raise PageError(f"{seed}: damaged PDF ({type(error).__name__}); save it again") from None
    url = _printed_address(sheets)
    text = "\n\n".join(join_lines(_without_margins(sheets)))
    if not text.strip():
        raise PageError(f"{seed}: no text in the PDF, perhaps a scan; run text recognition on it first")
    known = {"title": title, "authors": authors}
    yield RawPage(
        data=text.encode("utf-8", "replace"),
        form="pdf",
        seed=seed,
        is_html=False,
        url=url,
        fetched=made,
        fetched_basis="recorded" if made else "none",
        charset="utf-8",
        fields={key: value for key, value in known.items() if value},
    )


def join_lines(lines: list[str]) -> list[str]:
    """
    Join a sheet's lines into paragraphs, and words that were divided at a line's end.

    A paragraph ends where a line is empty, or short and closed by a full stop.

    >>> join_lines(["The new har-", "bour opened on", "Monday.", "", "Ships came."])
    ['The new harbour opened on Monday.', 'Ships came.']
    """
    usual = sorted(len(line) for line in lines if line.strip())
    width = usual[len(usual) * 3 // 4] if usual else 0
    paragraphs: list[str] = []
    current = ""
    for line in (line.strip() for line in [*lines, ""]):
        if line and current.endswith("-") and current[-2:-1].isalpha() and line[:1].isalpha():
            # Before a capital the hyphen belongs to the name; before a small letter it nearly always divides a word.
            current = (current[:-1] if line[:1].islower() else current) + line
        elif line:
            current = f"{current} {line}".strip()
        ended = not line or (len(line) < 0.75 * width and _SENTENCE_END.search(line))
        if ended and current:
            paragraphs.append(current)
            current = ""
    return paragraphs


def _without_margins(sheets: list[list[str]]) -> list[str]:
    """Drop the lines at head and foot that several sheets share but for their digits."""
    margins = [_margins(sheet) for sheet in sheets]
    shared = Counter(_DIGITS.sub("0", line) for lines in margins for line in set(lines))
    lines: list[str] = []
    for sheet, edges in zip(sheets, margins, strict=True):
        drop = {line for line in edges if (len(sheets) > 1 and shared[_DIGITS.sub("0", line)] * 2 > len(sheets))}
        drop |= {line for line in edges if _PAGE_NUMBER.match(line) or _is_footer(line)}
        lines += [line for line in sheet if line.strip() not in drop]
    return lines


def _margins(sheet: list[str]) -> list[str]:
    filled = [line.strip() for line in sheet if line.strip()]
    return filled[:_MARGIN_LINES] + filled[-_MARGIN_LINES:]


def _is_footer(line: str) -> bool:
    """Tell a browser's footer: the address and nothing much beside it."""
    found = _ADDRESS.search(line)
    return bool(found) and len(line) - len(found[0] if found else "") < 12


def _printed_address(sheets: list[list[str]]) -> str | None:
    """Give the address that a browser printed in the margins: the commonest there."""
    found = Counter(
        address
        for sheet in sheets
        for line in set(_margins(sheet))
        if _is_footer(line) and (match := _ADDRESS.search(line)) and (address := web_address(match[0]))
    )
    return found.most_common(1)[0][0] if found else None


def _moment(reader: PdfReader) -> dt.datetime | None:
    """When the PDF was made, where it says so with a zone."""
    made = reader.metadata.creation_date if reader.metadata else None
    return made if made and made.tzinfo else None


def _named(reader: PdfReader) -> tuple[str, tuple[str, ...]]:
    """Title and author from the document's properties."""
    if not reader.metadata:
        return "", ()
    title, author = str(reader.metadata.title or "").strip(), str(reader.metadata.author or "").strip()
    return title[:500], (author[:200],) if author else ()
