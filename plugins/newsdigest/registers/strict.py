"""Strict reading of the editors' TOML files: every fault names the file, the key and what to write instead."""

import datetime as dt
import difflib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from newsdigest.errors import RegisterError

Check = Callable[[Any], Any]  # gives the value to keep, or raises ValueError saying what is wanted


def read_toml(path: Path) -> dict[str, Any]:
    """
    Read one TOML file.

    Raises:
        RegisterError: the file cannot be read, is not UTF-8 or not TOML; says where in the file.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RegisterError(f"{path}: cannot be read ({error.strerror}); check the file") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegisterError(f"{path}: not valid TOML in UTF-8: {error}; correct that line") from None


def checked(table: Mapping[str, Any], checks: Mapping[str, Check], *, where: str) -> dict[str, Any]:
    """
    Check every key and value of `table`; keys that are absent stay absent.

    Args:
        table: As read from TOML.
        checks: The known keys, each with the check of its value.
        where: File (and table) for the message.

    Raises:
        RegisterError: an unknown key, named with its nearest known one, or a value that its check refuses.
    """
    values = {}
    for key, value in table.items():
        if key not in checks:
            raise RegisterError(f"{where}: unknown key {key!r}; {nearest(key, checks)}")
        try:
            values[key] = checks[key](value)
        except ValueError as error:
            raise RegisterError(f"{where}: {key} is {value!r}, but must be {error}") from None
    return values


def nearest(word: str, known: Iterable[str]) -> str:
    """
    Say which known word was probably meant, or list them all.

    >>> nearest("langauge", ["name", "language"])
    'did you mean language?'
    """
    words = sorted(known)
    near = difflib.get_close_matches(word, words, n=1)
    return f"did you mean {near[0]}?" if near else f"known are {', '.join(words)}"


def a_text(value: Any) -> str:
    """Accept a text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text")
    return value.strip()


def some_texts(value: Any) -> tuple[str, ...]:
    """Accept a list of texts."""
    if not isinstance(value, list):
        raise ValueError("a list of texts")
    try:
        return tuple(a_text(item) for item in value)
    except ValueError:
        raise ValueError("a list of texts") from None


def a_day(value: Any) -> dt.date:
    """Accept a TOML date without a time."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise ValueError("a day such as 2024-10-14, without quotation marks")
    return value


def one_of(words: Iterable[str]) -> Check:
    """Accept one of `words`."""
    allowed = tuple(words)

    def check(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"one of {', '.join(allowed)}")
        return str(value)

    return check
