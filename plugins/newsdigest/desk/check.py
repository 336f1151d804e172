"""Check every post of the digest."""

import datetime as dt
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsdigest.desk.chain import check_chain
from newsdigest.desk.desk_post import DeskPost
from newsdigest.desk.findings import Finding
from newsdigest.desk.pictures import check_pictures
from newsdigest.desk.wording import check_wording
from newsdigest.post import inspect_post
from newsdigest.post.shelf import Shelf, facts_of, markdown_files
from newsdigest.registers.sources import Sources

# "[text](way)", "[name]: way" and, in raw HTML, href="way".
_LINK = re.compile(
    r"""(?:(?<!\\)\]\(<?|^ {0,3}\[[^\[\]\n]{1,200}\]: {0,3}<?|\bhref=["']?)(?P<way>[^()<>\s"']{1,500})""", re.MULTILINE
)
_POST_PAGE = re.compile(r"(?:^|/)\d{4}/\d\d/\d\d/[^/]+\.(?:html|md)$")


def check_posts(content: Path, sources: Sources, *, today: dt.date) -> list[Finding]:
    """
    Look at every post.

    Args:
        content: The content folder.
        sources: The source register.
        today: For dates in the future.

    Returns:
        What was found, by file and line.
    """
    shelf = Shelf(content=content)
    findings: list[Finding] = []
    files_of: dict[str, list[str]] = defaultdict(list)
    for path in sorted(markdown_files(shelf.posts)):
        data = path.read_bytes()
        file = path.relative_to(shelf.posts).as_posix()
        if post_id := facts_of(data).id:
            files_of[post_id].append(file)
        findings.extend(_check_file(data, file, content, sources, today))
    for post_id, files in files_of.items():
        for file in files[1:]:
            message = f"has the id {post_id} of {files[0]}; give it one of its own"
            findings.append(Finding(file=file, line=2, code="repeated-id", message=message, id=post_id))
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.code, finding.message))


def _check_file(data: bytes, file: str, content: Path, sources: Sources, today: dt.date) -> Iterator[Finding]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Finding(file=file, line=line, code="not-utf-8", message="not UTF-8 from here on; save the file as UTF-8")
        return
    found = inspect_post(text)
    for fault in found.faults:
        yield Finding(file=file, line=fault.line, code="front-matter", message=fault.message)
    if found.post is None:
        return
    seen = DeskPost(
        post=found.post, file=file, lines=found.lines, body_line=found.body_line, sources=sources, content=content
    )
    yield from check_chain(seen, today=today)
    yield from check_pictures(seen)
    yield from check_wording(seen)
    yield from _links(seen)


def _links(seen: DeskPost) -> Iterator[Finding]:
    """Follow the links that lead to other posts: relative ones, to a post's file or its page."""
    folder = (seen.content / "posts" / seen.file).parent
    for found in _LINK.finditer(seen.post.body):
        parts = urlsplit(unquote(found["way"]))
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            continue
        target = Path(os.path.normpath(folder / parts.path))
        if not (parts.path.endswith(".md") or _POST_PAGE.search(target.as_posix())):
            continue
        if not target.with_suffix(".md").is_file():
            line = seen.body_line + seen.post.body.count("\n", 0, found.start())
            yield seen.finding("broken-link", f"no post at {found['way']}; correct the link", line=line)
