"""
Raw forms: one module each, recognised by content and not by name.

`find_seeds(root)` lists the files, `read_seed(name, root=root)` gives the pages of one. Both take a folder or any
fsspec address. Where a form knows more than bytes (feeds, JSON), `RawPage.fields` says it, verbatim, under these keys,
each only where present: `title`, `summary`, `published`, `modified`, `language`, `site` (name of the outlet),
`authors` and `tags` (tuples of texts), `images` (tuple of mappings with `url`, `caption`, `credit`, `alt`),
`partial` (True: an excerpt of the article). `RawPage.data` is then the body alone, HTML or text by `is_html`.
"""

from newsdigest.ingest.capture.limits import Limits
from newsdigest.ingest.capture.read import Part, parts_of, read_seed
from newsdigest.ingest.capture.seeds import Seed, find_seeds

__all__ = ["Limits", "Part", "Seed", "find_seeds", "parts_of", "read_seed"]
