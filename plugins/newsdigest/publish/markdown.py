"""
Markdown to HTML that is safe to serve.

pyromark (CommonMark with tables and strikethrough) takes 0.015 ms a post where Python-Markdown takes 4.4; what it does
not know is listed in docs/writing.md. Whatever it gives passes nh3: raw HTML in a post is text that an editor let in,
never code. Only what consists of text and bare tags, as nearly every post does, would come back from nh3 as it is, and
is spared the way there, which takes four times as long as the rendering.
"""

import nh3
import pyromark

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "del", "em", "h2", "h3", "h4", "hr", "i", "li", "mark", "ol",
    "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "hreflang", "title"}, "ol": {"start"}, "abbr": {"title"}, "*": {"lang", "dir"}}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
    clean_content_tags={"script", "style", "svg", "math", "template", "noscript", "iframe", "object"},
)
_BARE = frozenset(
    f"{slash}{tag}"
    for slash in ("", "/")
    for tag in ("blockquote", "em", "h2", "h3", "h4", "li", "ol", "p", "strong", "ul")
)
_REWRITTEN = ("\xa0", "\r", "\0")  # characters that an HTML parser drops or a serialiser writes as an entity


def to_html(markdown: str) -> str:
    """
    Render a post's body.

    Args:
        markdown: CommonMark with tables and strikethrough; pictures in it are dropped, a post's pictures stand in its
            front matter with their credits.

    Returns:
        A fragment of headings from h2 down, paragraphs, lists, quotations, tables, links and text-level elements.

    >>> to_html("# One <script>alert(1)</script> *two*")
    '<h2>One  <em>two</em></h2>\\n'
    """
    rendered = pyromark.html(markdown, options=_OPTIONS)
    if "<h1" in rendered:  # the page has its own h1
        rendered = rendered.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    if "<" not in markdown and _is_clean(rendered):
        return rendered
    return _CLEANER.clean(rendered)


def _is_clean(rendered: str) -> bool:
    """
    Tell whether nothing but text and bare tags is in it, so that cleaning would give the same.

    Without "<" in the Markdown every tag is one that the renderer wrote, and so they nest.
    """
    if any(character in rendered for character in _REWRITTEN):
        return False
    if "&" in rendered:
        escaped = rendered.count("&amp;") + rendered.count("&lt;") + rendered.count("&gt;")
        if rendered.count("&") != escaped:
            return False
    return _BARE.issuperset([tag.partition(">")[0] for tag in rendered.split("<")[1:]])
