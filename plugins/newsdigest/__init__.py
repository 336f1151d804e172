"""News digest: raw scraped pages in, a dated, sourced, searchable static site out."""

__version__ = "0.1.0"
