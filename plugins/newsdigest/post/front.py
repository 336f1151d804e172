"""
Read front matter: all the YAML that a post can need, safely, whoever wrote it.

Works on PyYAML's events, so nothing is constructed, tags mean nothing, and neither nesting nor aliases
can blow up; it also takes half the time of PyYAML's own constructor. Scalars stay text, so that
`lang: no` is Norwegian; a plain `null`, `~` or nothing is None.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from newsdigest.post.faults import Fault
from newsdigest.post.schema import Raw

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_CHARS = 1_000_000  # of front matter; the longest in our samples has 6,000
_MAX_DEPTH = 4  # a text in a list in an image in the list of images

Lines = dict[str, int]  # key, or "key/number" of a list's entry -> line from 1


class _FaultyError(Exception):
    """Carries one fault out of the parser."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(line=line, key=None, message=message)


def parse(front: str, *, first_line: int) -> tuple[dict[str, Raw], Lines, list[Fault]]:
    """
    Read the text between the two `---` lines.

    Args:
        front: YAML, a mapping.
        first_line: Line of the file at which `front` begins, from 1.

    Returns:
        The values, the line of each key, and what is wrong; with a fault the values are empty.
    """
    if len(front) > MAX_CHARS:
        return {}, {}, [Fault(line=first_line, key=None, message=f"front matter over {MAX_CHARS} characters")]
    reading = _Reading(yaml.parse(front, Loader=_Loader), first_line)
    try:
        return reading.document(), reading.lines, []
    except _FaultyError as error:
        return {}, {}, [error.fault]
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        message = f"not valid YAML ({error.problem}); check quotation marks and indentation"
        return {}, {}, [Fault(line=line, key=None, message=message)]
    except yaml.YAMLError as error:
        return {}, {}, [Fault(line=first_line, key=None, message=f"not valid YAML: {error}")]


class _Reading:
    """One pass over the events of a document."""

    def __init__(self, events: Iterator[Any], first_line: int) -> None:
        self.events = events
        self.first_line = first_line
        self.lines: Lines = {}

    def line(self, event: Any) -> int:
        """Give the line of the file at which `event` begins."""
        return self.first_line + int(event.start_mark.line)

    def document(self) -> dict[str, Raw]:
        """Read the one mapping that front matter is."""
        for event in self.events:
            if isinstance(event, yaml.MappingStartEvent):
                return self.mapping(depth=1, path="")
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                break
        raise _FaultyError(self.first_line, 'front matter must be lines of the form "key: value"')

    def node(self, event: Any, *, depth: int, path: str) -> Raw:
        """Read one value."""
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and not event.style
            return None if plain and event.value in ("", "~", "null", "Null", "NULL") else str(event.value)
        if isinstance(event, yaml.AliasEvent):
            message = "aliases (*name) are not used here; write the value out, or put it in quotation marks"
            raise _FaultyError(self.line(event), message)
        if depth >= _MAX_DEPTH:
            raise _FaultyError(self.line(event), "nested too deep; put the text in quotation marks")
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(depth=depth + 1, path=path)
        items: list[Raw] = []
        for item in self.events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            name = f"{path}/{len(items) + 1}"
            self.lines[name] = self.line(item)
            items.append(self.node(item, depth=depth + 1, path=name))
        return items

    def mapping(self, *, depth: int, path: str) -> dict[str, Raw]:
        """Read "key: value" pairs; a key that stands twice is a fault, since YAML readers disagree on which counts."""
        values: dict[str, Raw] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise _FaultyError(self.line(event), "a key must be one word")
            key = str(event.value)
            if key in values:
                raise _FaultyError(self.line(event), f"the key {key!r} stands twice; leave one of them")
            name = f"{path}/{key}" if path else key
            self.lines[name] = self.line(event)
            values[key] = self.node(next(self.events), depth=depth, path=name)
        return values
