"""What the desk can find in a post, each fault under a code that tools and documents name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]

# Errors contradict themselves or would show readers something wrong; warnings wait for a person's judgement.
CODES: Mapping[str, tuple[Severity, str]] = {
    "front-matter": ("error", "the front matter cannot be read, or a key or value in it is wrong"),
    "not-utf-8": ("error", "the file is not UTF-8"),
    "repeated-id": ("error", "another post has the same id"),
    "no-source": ("error", "neither a source nor a via is named, and the rights are not ours"),
    "no-text": ("error", "there is neither a lede nor a body"),
    "translation-contradiction": ("error", "the keys about the translation contradict each other"),
    "review-contradiction": ("error", "the keys about the review contradict each other"),
    "withdrawal-contradiction": ("error", "withdrawn without day or reason, or a day without withdrawal"),
    "no-licence": ("error", "an open licence without its address"),
    "date-contradiction": ("error", "the dates contradict each other"),
    "no-picture-file": ("error", "the picture's file is not below content/images/"),
    "mandatory-credit": ("error", "a picture that must carry a credit has none"),
    "restricted-picture": ("error", "a picture is cleared although its restrictions rule it out"),
    "broken-link": ("error", "a link to another post leads nowhere"),
    "mojibake": ("error", "text that was read in the wrong charset"),
    "merge-marks": ("error", "marks of an unfinished merge stand in the text"),
    "unknown-source": ("warning", "the source or the via is not in the register"),
    "original-not-located": ("warning", "neither the original's address nor the copy's is known"),
    "look-alike": ("warning", "an address that looks like a known source's and is not"),
    "unrecorded-rights": ("warning", "nobody has recorded the rights, neither here nor for the source"),
    "unreviewed-translation": ("warning", "a machine translation that nobody has reviewed"),
    "unknown-translation": ("warning", "a translation of which nobody has said how it was made"),
    "unknown-language": ("warning", "the language could not be told"),
    "doubt": ("warning", "reading the page left something uncertain, and nobody has checked it"),
    "uncertain-date": ("warning", "the date is ambiguous, or only the capture's"),
    "no-credit": ("warning", "a picture is shown without a credit"),
    "editorial-use": ("warning", "a picture is for editorial use only"),
    "source-changed": ("warning", "the original has changed since it was imported"),
    "translation-fault": ("warning", "words that machine translation is known to get wrong"),
    "doubled-words": ("warning", "the same words twice in a row"),
    "unpaired-quotes": ("warning", "quotation marks that do not pair"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing for an editor to look at."""

    file: str  # below content/posts
    line: int  # from 1
    code: str  # one of CODES
    message: str  # what is wrong here, and what to do
    id: str | None = None  # of the post; None where it cannot be read

    @property
    def severity(self) -> Severity:
        """Whether the site should wait for it."""
        return CODES[self.code][0]

    def as_json(self) -> dict[str, Any]:
        """Give the finding as plain data."""
        return {
            "file": self.file,
            "line": self.line,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "id": self.id,
        }
