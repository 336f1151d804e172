"""Text around an article, told by what it says: for pages whose class names say nothing."""

import re
from collections import Counter
from collections.abc import Iterable

from newsdigest.ingest.extract.credit_markers import find_leads
from newsdigest.ingest.extract.pieces import Page
from newsdigest.ingest.extract.worth import is_sentence

_REPEATED = 3  # times that a line stands on a page from which on it is the page's own
_MAX_REPEATED = 79  # characters of such a line; a longer one is running text
_CONSENT_TERMS = 2  # different words of consent in one piece …
_CONSENT_PIECES = 3  # … and such pieces, from which on a page has a consent dialog in its text
_MIN_CONSENT = 40
_MAX_CONSENT = 1_500
_CONSENT_WORDS = (
    "cookie",
    "consent",
    "einwillig",
    "datenschutz",
    "privacy",
    "файлы кук",
    "персональн",
)  # one is in any
_CONSENT = re.compile(
    r"(?P<cookie>\bcookies?\b|куки|файлы\sкуки)|(?P<consent>\bconsent\b|einwillig\w+|zustimm\w+|consentement|согласи\w+)|"
    r"(?P<personal>personal\s(?:data|information)|personenbezogene\w?\sdaten|donn[ée]es\spersonnelles|персональн\w+\sданн\w+)|"
    r"(?P<partner>(?:our|unsere?n?|nos|\d{2,4})\s(?:partner\w*|vendors|partenaires))|"
    r"(?P<privacy>privacy\s(?:policy|settings|preferences)|datenschutz\w*|datenverarbeitung\w*)|"
    r"(?P<tracking>\btracking\b|opt(?:ing)?[- ]out|personali[sz]ed\sads|personalisierte\w?\swerbung)|"
    r"(?P<site>(?:our|this)\s(?:web)?site|your\s(?:browser|device)|ihre[ms]?\s(?:browser|gerät))",
    re.IGNORECASE,
)
_RUNNING = 80  # characters of a piece that is text and no line
_MAX_HEADING = 30
_MAX_CAPTION = 700
_MAX_CREDIT = 100
_MAY_LEAD = re.compile(r"[:：]|\s(?:by|von|par|por)\s", re.IGNORECASE)
_CAPTION_END = re.compile(
    r"[(\[](?:[\w.]{2,20}\s)?(?:photos?|fotos?|фото|bild|picture|image|сурет|сүрөт|photograph)"
    r"(?:\s?[:/|]|\s(?:by|von|par|por|de|courtesy)\s)[^()\[\]]{2,80}[)\]]\.?$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\d{1,5}\s(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarz\w*|"
    r"комментари\w+|коментар\w*|yorum|пікір|пикир|izoh|نظر|تعليق\w*)|"
    r"(?:all\s)?(?:comments?|kommentare|commentaires|comentarios|comentários|commenti|reacties|komentarze|комментарии|коментарі|"
    r"yorumlar|пікірлер|пикирлер|izohlar)\s?[(\[:]?\s?(?:\d{1,5})?\s?[)\]]?)",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"\bpic\.twitter\.com/|[—–-]\s.{1,60}\(@\w{2,30}\)|^(?:a post shared by|ein beitrag geteilt von)\b", re.I
)


def told_noise(page: Page, title: str) -> frozenset[int]:
    """
    Find the pieces that are not the article's by their own words.

    Lines that the page repeats, captions and credit lines of pictures, a consent dialog, posts of social networks that
    are quoted as a whole, and the readers' comments below the line that counts them.

    Args:
        page: The page taken apart.
        title: The article's title: an article on cookies is no consent dialog.

    Returns:
        Indexes of pieces.
    """
    return frozenset((*_repeated(page), *_credited(page), *_consent(page, title), *_posts(page), *_comments(page)))


def _repeated(page: Page) -> Iterable[int]:
    lines = Counter(piece.text for piece in page.pieces if len(piece.text) <= _MAX_REPEATED)
    often = {text for text, count in lines.items() if count >= _REPEATED}
    return (index for index, piece in enumerate(page.pieces) if piece.text in often) if often else ()


def _credited(page: Page) -> Iterable[int]:
    """Paragraphs that end with a picture's credit in brackets, and lines that are nothing but a credit."""
    for index, piece in enumerate(page.pieces):
        if piece.kind != "paragraph" or len(piece.text) > _MAX_CAPTION:
            continue
        if piece.text[-2:].strip(".")[-1:] in {")", "]"} and _CAPTION_END.search(piece.text[-120:]):
            yield index
        elif len(piece.text) <= _MAX_CREDIT and _MAY_LEAD.search(piece.text) and not is_sentence(piece.text):
            leads = find_leads(piece.text)
            if leads and leads[0].start == 0 and leads[0].kind in {"colon", "by"}:
                yield index


def _consent(page: Page, title: str) -> Iterable[int]:
    told = "\n".join(piece.text for piece in page.pieces).casefold()
    if not any(word in told for word in _CONSENT_WORDS) or _CONSENT.search(title):
        return ()
    found = [index for index, piece in enumerate(page.pieces) if _asks_consent(piece.text)]
    return found if len(found) >= _CONSENT_PIECES else ()


def _asks_consent(text: str) -> bool:
    if not _MIN_CONSENT <= len(text) <= _MAX_CONSENT:
        return False
    return len({found.lastgroup for found in _CONSENT.finditer(text)}) >= _CONSENT_TERMS


def _posts(page: Page) -> Iterable[int]:
    quoted = {
        piece.node: _outermost_quote(page, piece.node)
        for piece in page.pieces
        if piece.kind == "quote" and _SOCIAL.search(piece.text)
    }
    posts = set(quoted.values())
    if not posts:
        return ()
    return (index for index, piece in enumerate(page.pieces) if any(up in posts for up in page.around(piece.node)))


def _outermost_quote(page: Page, node: int) -> int:
    return [up for up in page.around(node) if page.nodes[up].element.tag == "blockquote"][-1]


def _comments(page: Page) -> Iterable[int]:
    """What follows the last line that heads or counts the comments, where most of the text stands above it."""
    running = [len(piece.text) if len(piece.text) >= _RUNNING else 0 for piece in page.pieces]
    below, whole = 0, sum(running)
    for index in range(len(page.pieces) - 1, 0, -1):
        below += running[index]
        text = page.pieces[index].text
        if len(text) <= _MAX_HEADING and _COMMENTS.fullmatch(text.strip(" .:")) and whole - below > below:
            return range(index, len(page.pieces))
    return ()
