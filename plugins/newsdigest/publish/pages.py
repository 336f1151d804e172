"""The digest's own pages: `content/pages/<name>.md`, and `<name>.<language>.md` beside it for other languages."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsdigest.errors import RegisterError

# These two have lists of their own; a file of that name is the text above the list.
WITH_LISTS = ("corrections", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """One page in one language."""

    name: str
    lang: str
    title: str
    body: str  # Markdown, without the title
    fingerprint: str


def read_pages(folder: Path, languages: Sequence[str]) -> Mapping[str, Mapping[str, OwnPage]]:
    """
    Read all pages.

    Args:
        folder: `content/pages`; missing or empty: no pages.
        languages: Of the interface, the site's own first.

    Returns:
        Name to language to page; a language without a file of its own has the site's own.

    Raises:
        RegisterError: a page without a title in its first line, or not UTF-8.
    """
    found: dict[str, dict[str, OwnPage]] = {}
    for path in sorted(folder.glob("*.md")):
        name, _, language = path.stem.partition(".")
        page = _page(path, name, language or languages[0])
        found.setdefault(name, {})[page.lang] = page
    return {
        name: {language: pages.get(language) or pages[languages[0]] for language in languages}
        for name, pages in found.items()
        if languages[0] in pages
    }


def titles(pages: Mapping[str, Mapping[str, OwnPage]], language: str) -> tuple[tuple[str, str], ...]:
    """Name and title of each page for the foot of every page, those with lists left out."""
    return tuple((name, page[language].title) for name, page in pages.items() if name not in WITH_LISTS)


def _page(path: Path, name: str, language: str) -> OwnPage:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise RegisterError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from None
    first, _, body = text.lstrip().partition("\n")
    if not first.startswith("# "):
        raise RegisterError(f'{path}:1: no title; begin the page with "# Its title"')
    return OwnPage(
        name=name,
        lang=language,
        title=first[2:].strip(),
        body=body.strip(),
        fingerprint=hashlib.blake2b(text.encode(), digest_size=16).hexdigest(),
    )
