"""
Pelican plugin for the comparison: of what our features make, only what every builder is asked for.

Left out are feeds of single regions, sources and languages and their other forms, pages of places, and what serves
search engines besides the sitemap of posts.
"""

import re
from collections.abc import Iterator

from blinker import signal

from newsdigest.publish.edition import Edition
from newsdigest.publish.outputs import SIGNAL, Output
from newsdigest.site import archive, assets, feeds, front, posts, regions, sitemap, sources

FEATURES = (posts, front, archive, regions, sources, assets, feeds, sitemap)
LEFT_OUT = re.compile(r"feeds/(?!all\.rss$)|regions/[^/]+/places/|sitemaps/(?:news|pages)\.xml$|robots\.txt$")


def plan(edition: Edition) -> Iterator[Output]:
    """Outputs of the features that are compared."""
    for feature in FEATURES:
        for output in feature.plan(edition):
            if not LEFT_OUT.match(output.path):
                yield output


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
