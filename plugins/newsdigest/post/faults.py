"""What is wrong with a post file, and on which line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to correct in a post file."""

    line: int  # from 1, in the file
    key: str | None  # front-matter key; None: the file as a whole
    message: str  # what is wrong and what to write instead
