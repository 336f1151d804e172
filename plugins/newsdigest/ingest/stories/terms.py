"""Concepts, scales and number words of the news in all languages of the digest, found in one pass."""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import ahocorasick

_APOSTROPHES = re.compile("[\u02bb\u02bc\u2018\u2019\u02b9`'´]")
_OPENING = dict.fromkeys(map(ord, "«“„\"'(-–—/"), " ")  # what a word may begin behind
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WHOLE = 4  # a beginning of fewer letters must be the whole word


def plain(text: str) -> str:
    """Bring a text to the form that terms are compared in: lower case, apostrophes out, one space before each word."""
    return " " + " ".join(_APOSTROPHES.sub("", text).casefold().replace("i\u0307", "i").split()) + " "


def concepts_in(lowered: str) -> tuple[tuple[str, int], ...]:
    """
    Find the concepts of a text.

    Args:
        lowered: As `plain` gives it; every punctuation mark may stand.

    Returns:
        Name of each concept and where its word begins, in order.
    """
    lowered = lowered.translate(_OPENING)
    found = []
    for end, (concept, length) in _automaton().iter(lowered):
        follows = lowered[end + 1 : end + 2]
        if length >= _WHOLE or not follows.isalpha() or _HAN.match(lowered[end]):
            found.append((concept, end - length + 1))
    return tuple(found)


@cache
def _tables(name: str = "terms") -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("newsdigest").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


@cache
def _automaton() -> Any:
    machine = ahocorasick.Automaton()
    for concept, words in _tables()["events"].items():
        for word in words:
            folded = plain(word).strip()
            # Chinese has no spaces: its words are found wherever they stand.
            machine.add_word(folded if _HAN.match(folded) else " " + folded, (concept, len(folded)))
    machine.make_automaton()
    return machine


@cache
def _scales() -> tuple[tuple[str, float], ...]:
    """Beginnings of words such as "million", the longest first, with their value."""
    found = [
        (plain(word).strip(), float(value)) for value, words in _tables("numbers")["scales"].items() for word in words
    ]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=4096)
def scale_of(word: str) -> float:
    """What a word such as "million" multiplies by, 0 for any other; a short one must be the whole word."""
    return next((by for stem, by in _scales() if word == stem or (len(stem) >= _WHOLE and word.startswith(stem))), 0.0)


@cache
def endings() -> dict[str, list[str]]:
    """Case endings by primary language subtag, the longest first."""
    return _tables()["endings"]


@cache
def number_words(lang: str) -> dict[str, float]:
    """Number words of a language, and those that are no other word elsewhere, with the number that they stand for."""
    found: dict[str, float] = {}
    for value, words in _tables("numbers")["numbers"].items():
        for word in words:
            langs, _, text = word.rpartition(":")
            if not langs or lang in langs.split(","):
                found[plain(text).strip()] = float(value)
    return found
