"""The language of a text, told from the text itself."""

from collections import Counter

import py3langid

_MIN_LETTERS = 40  # of a shorter text the page's own claim says more
_SAMPLE = 1_500  # characters; 4,000 told none of 129 real pages otherwise


def language_of(text: str, claimed: str | None = None) -> str | None:
    """
    Tell the language of a text.

    Args:
        text: Title and paragraphs.
        claimed: What the page says, believed only where the text is too short to tell.

    Returns:
        A BCP 47 tag, "uz-Cyrl" for Uzbek in Cyrillic; None where nobody knows.
    """
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < _MIN_LETTERS:
        return claimed
    code, _ = py3langid.classify(sample)
    if code == "uz" and _mostly_cyrillic(sample):
        return "uz-Cyrl"
    return str(code)


def _mostly_cyrillic(text: str) -> bool:
    scripts = Counter("Cyrl" if "\u0400" <= char <= "\u052f" else "other" for char in text if char.isalpha())
    return scripts["Cyrl"] > scripts["other"]
