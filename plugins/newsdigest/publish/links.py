"""
Links from post to post: written as the way from file to file, followed on the site from page to page.

An editor writes `[the talks](../04/talks.md)`, which works in any editor and on GitHub. Each output has its own way to
a page: the site relative, the text edition out of its folder, books and mail by the page's whole address.
"""

import html
import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from newsdigest.publish import addresses

# As nh3 writes links: double quotation marks, "&" escaped. No scheme, no host, no address from the root.
_LINK = re.compile(r'(<a [^<>]{0,200}?href=")(?![/#?])([^":?#]{1,1000}\.)(?:md|html)(#[^"]{0,200})?"')
_POST = re.compile(r"\d{4}/\d\d/\d\d/[^/]+\.md")


def link_pages(fragment: str, *, file: str, way: Callable[[str], str]) -> str:
    """
    Point links to other posts' files to their pages.

    Args:
        fragment: Sanitised HTML of a post's body.
        file: The post's own, below content/posts.
        way: Gives the link to a page from its path below output/.

    >>> link_pages('<a href="../04/b.md#x">B</a>', file="2024/03/05/a.md", way=lambda path: f"/{path}")
    '<a href="/2024/03/04/b.html#x">B</a>'
    """
    if '"' not in fragment or (".md" not in fragment and ".html" not in fragment):
        return fragment
    folder = posixpath.dirname(file)

    def point(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, unquote(html.unescape(found[2])) + "md"))
        if not _POST.fullmatch(target):
            return found[0]
        address = quote(way(addresses.post(target)), safe="/:@%")
        return f'{found[1]}{html.escape(address)}{found[3] or ""}"'

    return _LINK.sub(point, fragment)
