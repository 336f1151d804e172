"""The ingest wing: raw scraped pages become Markdown posts."""
