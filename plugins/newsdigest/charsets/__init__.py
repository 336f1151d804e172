"""Whether a text reads as somebody wrote it, or as bytes read in the wrong charset. For ingest, and for the desk."""

from newsdigest.charsets.mojibake import find_mojibake

__all__ = ["find_mojibake"]
