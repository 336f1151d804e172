"""One post as the desk looks at it: its text, its values, and where each stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsdigest.desk.findings import Finding
from newsdigest.models import Post
from newsdigest.registers.sources import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPost:
    """A readable post and what the checks need to know around it."""

    post: Post
    file: str  # below content/posts
    lines: Mapping[str, int]  # key, or "key/number" of an entry -> line
    body_line: int  # at which the body begins
    sources: Sources
    content: Path

    @property
    def withdrawn(self) -> bool:
        """Whether readers see nothing of it."""
        return self.post.rights == "withdrawn" or self.post.withdrawn_on is not None

    def finding(self, code: str, message: str, *, at: str = "id", line: int = 0) -> Finding:
        """Report something at the line of a key, or at a line of its own."""
        known = line or self.lines.get(at) or self.lines.get("id", 1)
        return Finding(file=self.file, line=known, code=code, message=message, id=self.post.id)
