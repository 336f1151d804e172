"""Text that was spoilt before it came to us: stored in one charset after it was read in another."""

import re

from newsdigest.charsets.plausible import beyond_ascii, foreign_words, oddity, oddity_of_words

# Charsets that UTF-8 is wrongly read in. Each takes most bytes, so the way back exists.
_READ_AS = ("cp1252", "latin-1", "cp1251", "koi8-r", "cp866", "cp1254", "cp1250", "mac-roman", "gb18030", "big5")
# (read in, written in) among charsets of one or two bytes a letter.
_CONFUSED = (
    ("cp1252", "cp1251"), ("latin-1", "koi8-r"), ("cp1252", "cp1254"), ("cp1251", "koi8-r"), ("koi8-r", "cp1251"),
    ("cp866", "cp1251"), ("cp1251", "cp866"), ("latin-1", "gb18030"), ("gb18030", "cp1251"), ("cp1252", "cp1256"),
    ("mac-cyrillic", "cp1251"), ("iso-8859-5", "cp1251"), ("latin-1", "cp1251"), ("cp1250", "cp1251"),
    ("cp1251", "kz1048"),
)  # fmt: skip
_ODD = 0.12  # plausible.oddity of a text worth a second look; people's texts stay under 0.1
_HOPELESS = 0.35  # oddity of no text at all
_ENOUGH = 8  # characters beyond ASCII below which nothing can be told
_UNDONE = 6_000  # characters that are enough to try a way back on
_WRONG_SIGNS = re.compile("[\u00a1-\u00bf\u2500-\u259f]")  # what letters become, and few texts have many of
_MIXED = re.compile(
    "[a-z\u00df-\u024f][\u0400-\u052f]+[a-z\u00df-\u024f]|[\u0430-\u052f][a-z\u00df-\u024f]+[\u0430-\u052f]"
)
_UNKNOWN_WORD = re.compile(r"(?<![\w?])\?{3,}(?![\w?])")


def find_mojibake(text: str) -> str | None:
    """
    Say what is wrong with the text, or None where it reads as somebody wrote it.

    >>> find_mojibake("Óñëîâèÿ èñïîëüçîâàíèÿ ìàòåðèàëîâ àãåíòñòâà")
    'cp1251 read as cp1252'
    >>> find_mojibake("Условия использования материалов агентства")
    """
    lost = text.count("\ufffd")
    sample = foreign_words(text)
    beyond = beyond_ascii(sample)
    if lost >= 5 and lost * 20 > beyond:
        return f"{lost} characters lost"
    if reason := _question_marks(text):
        return reason
    if beyond < _ENOUGH:
        return None
    for codec in _READ_AS:
        if _is_utf8_read_as(sample[:_UNDONE], codec):
            return f"utf-8 read as {codec}"
    return _confusion(sample)


def _question_marks(text: str) -> str | None:
    """Find texts whose letters a lossy conversion replaced by question marks."""
    if "???" not in text:
        return None
    words = len(_UNKNOWN_WORD.findall(text))
    if words >= 10 and words * 10 > text.count(" "):
        return f"{words} words turned into question marks"
    return None


def _is_utf8_read_as(sample: str, codec: str) -> bool:
    """Undo the wrong reading: only what was UTF-8 before comes out as UTF-8 again."""
    back = sample.encode(codec, "replace").decode("utf-8", "replace")
    lost = back.count("\ufffd")
    sound = beyond_ascii(back) - lost
    broken = lost + back.count("?") - sample.count("?")
    return sound >= _ENOUGH // 2 and sound > 1.5 * broken


def _confusion(sample: str) -> str | None:
    """Undo each confusion that is known to happen; a far better text is the proof."""
    now = oddity_of_words(sample)
    if now < _ODD:
        return None
    for read_in, written_in in _CONFUSED:
        try:
            then = oddity(sample.encode(read_in).decode(written_in))
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if then < now / 3:
            return f"{written_in} read as {read_in}"
    signs = len(_WRONG_SIGNS.findall(sample))
    letters = sum(1 for char in sample if char > "\x7f" and char.isalpha())
    if now > _HOPELESS and letters + signs > 5 * _ENOUGH:
        return "reads as no language"
    mixed = len(_MIXED.findall(sample))
    return "scripts mix within words" if mixed >= _ENOUGH and mixed * 10 > sample.count(" ") else None
