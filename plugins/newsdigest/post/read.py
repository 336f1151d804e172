"""Read a post file: split it, read its front matter, check every key. Everything wrong is found in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsdigest.errors import RegisterError
from newsdigest.models import Post
from newsdigest.post import quick
from newsdigest.post.faults import Fault
from newsdigest.post.front import parse
from newsdigest.post.schema import Raw, nearest, schema, value_of
from newsdigest.post.write import FENCE

_REQUIRED = tuple(field.key for field in schema().values() if field.required)


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """The two parts of a post file, line ends as newlines."""

    front: str  # between the fences, without its last newline
    body: str  # without the blank line after the fence and the file's last newline
    body_line: int  # line of the file at which the body begins, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What a post file holds, and where."""

    post: Post | None  # None: there are faults
    faults: list[Fault]
    lines: Mapping[str, int] = field(default_factory=dict)  # key, or "key/number" of a list's entry -> line from 1
    body_line: int = 1


def read_post(text: str, *, path: str) -> Post:
    """
    Read the text of a post file.

    Args:
        text: The file's content.
        path: The file, for messages.

    Raises:
        RegisterError: whatever is wrong, each with file, line, key and what to write instead.
    """
    halves = split_post(text)
    if not isinstance(halves, Fault):
        values = quick.parse(halves.front)
        post = _build(values, halves.body, {})[0] if values is not None else None
        if post is not None:
            return post
    post, faults = examine_post(text)
    if post is None:
        raise RegisterError("; ".join(f"{path}:{fault.line}: {fault.message}" for fault in faults))
    return post


def examine_post(text: str) -> tuple[Post | None, list[Fault]]:
    """
    Read the text of a post file, finding every fault rather than the first.

    Returns:
        The post and no fault, or None and at least one.
    """
    found = inspect_post(text)
    return found.post, found.faults


def inspect_post(text: str) -> Inspected:
    """Read the text of a post file, and say where in it everything stands."""
    halves = split_post(text)
    if isinstance(halves, Fault):
        return Inspected(post=None, faults=[halves])
    values, lines, faults = parse(halves.front, first_line=2)
    if faults:
        return Inspected(post=None, faults=faults, body_line=halves.body_line)
    post, faults = _build(values, halves.body, lines)
    return Inspected(post=post, faults=faults, lines=lines, body_line=halves.body_line)


def split_post(text: str) -> Halves | Fault:
    """Split a post file into front matter and Markdown."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith(FENCE + "\n"):
        return Fault(line=1, key=None, message="no front matter; the first line must be ---")
    end = text.find("\n" + FENCE + "\n", len(FENCE))
    if end < 0 and text.endswith("\n" + FENCE):
        text, end = text + "\n", len(text) - len(FENCE) - 1
    if end < 0:
        return Fault(line=1, key=None, message="front matter does not end; close it with a line ---")
    front, rest = text[len(FENCE) + 1 : end], text[end + len(FENCE) + 2 :]
    blank = rest.startswith("\n")
    return Halves(
        front=front,
        body=rest.removeprefix("\n").removesuffix("\n"),
        body_line=text.count("\n", 0, end) + 3 + blank,
    )


def _build(values: Mapping[str, Raw], body: str, lines: Mapping[str, int]) -> tuple[Post | None, list[Fault]]:
    """Check every key and make the post."""
    known = schema()
    good = {}
    faults = []
    for key, raw in values.items():
        line = lines.get(key, 1)
        if key not in known:
            faults.append(Fault(line=line, key=key, message=f"unknown key {key!r}; {nearest(key, known)}"))
            continue
        try:
            value = value_of(known[key], raw)
            if value is not None or key not in _REQUIRED:
                good[key] = value
        except ValueError as error:
            faults.append(Fault(line=line, key=key, message=f"{key} {error}"))
    for key in _REQUIRED:
        if key not in good and not any(fault.key == key for fault in faults):
            faults.append(Fault(line=1, key=key, message=f"{key} is missing"))
    return (None, faults) if faults else (Post(**good, body=body), [])
