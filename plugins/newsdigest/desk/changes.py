"""What was changed in a post since its import: by people, and at its source."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path

from newsdigest.post.shelf import NEWER, Shelf, facts_of, markdown_files

# Keys that say how a text was captured, not what it says.
_CAPTURE = ("seed", "seed_sha256", "capture_form", "fetched", "fetched_basis", "source_changed", "date_raw", "doubts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A post's texts: as imported, as it stands, as it is upstream."""

    id: str
    seed: str
    base: str
    files: tuple[Path, ...]  # that carry its id; none where a person deleted it
    texts: tuple[str, ...]  # of these files
    upstream: str | None  # of the newest capture that differs

    @property
    def edited(self) -> tuple[str, ...]:
        """The differences between the imported text and the files, as a unified diff."""
        return tuple(
            line
            for path, text in zip(self.files, self.texts, strict=True)
            for line in _diff(self.base, text, "as imported", str(path))
        )

    @property
    def at_source(self) -> tuple[str, ...]:
        """The differences between the imported text and the source's now, as a unified diff."""
        if self.upstream is None:
            return ()
        old, new = _without_capture(self.base), _without_capture(self.upstream)
        return tuple(_diff(old, new, "as imported", "at the source now"))

    @property
    def any(self) -> bool:
        """Whether anything differs; a deleted post does."""
        return not self.files or bool(self.edited or self.at_source)

    def with_upstream(self, text: str | None) -> "Changes":
        """Give the same with another text of the source."""
        return replace(self, upstream=text)

    def lines(self) -> Iterator[str]:
        """Say it on the terminal."""
        yield f"{self.id}: {', '.join(map(str, self.files)) or 'deleted'}"
        if self.edited:
            yield from ("  changed here since import:", *(f"    {line}" for line in self.edited))
        if self.at_source:
            yield from ("  changed at the source since import:", *(f"    {line}" for line in self.at_source))
        yield ""


def find_changes(shelf: Shelf, wanted: Set[str] = frozenset()) -> Iterator[Changes]:
    """
    Give every imported post with its texts, in the order of ids.

    Args:
        shelf: Where the posts lie.
        wanted: Ids; all where empty.
    """
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(markdown_files(shelf.posts)):
        files[shelf.facts(path).id].append(path)
    bases = [path for path in markdown_files(shelf.imported) if not path.name.endswith(NEWER)]
    for base in sorted(bases, key=lambda path: path.stem):
        if wanted and base.stem not in wanted:
            continue
        newer = shelf.newer(base.stem)
        data = base.read_bytes()
        yield Changes(
            id=base.stem,
            seed=facts_of(data).seed,
            base=_text(data),
            files=tuple(files.get(base.stem, ())),
            texts=tuple(_text(path.read_bytes()) for path in files.get(base.stem, ())),
            upstream=_text(newer.read_bytes()) if newer.is_file() else None,
        )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _diff(old: str, new: str, old_name: str, new_name: str) -> Iterator[str]:
    return difflib.unified_diff(old.splitlines(), new.splitlines(), old_name, new_name, n=1, lineterm="")


def _without_capture(text: str) -> str:
    """Leave out the lines of keys that differ between any two captures."""
    kept = []
    dropping = False
    for line in text.split("\n"):
        if not line.startswith(("- ", "  ")):
            dropping = line.startswith(tuple(f"{key}:" for key in _CAPTURE))
        if not dropping:
            kept.append(line)
    return "\n".join(kept)
