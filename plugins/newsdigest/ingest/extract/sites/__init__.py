"""Site rules: what the layouts of a source's register entry select on its pages."""

from newsdigest.ingest.extract.sites.layouts import layout_for
from newsdigest.ingest.extract.sites.reading import NOTHING, SiteReading, read_with_layout

__all__ = ["NOTHING", "SiteReading", "layout_for", "read_with_layout"]
