"""The Markdown post, the contract between the wings: its front matter, reading, writing and three-way merge."""

from newsdigest.post.faults import Fault
from newsdigest.post.read import Inspected, examine_post, inspect_post, read_post
from newsdigest.post.write import render_post

__all__ = ["Fault", "Inspected", "examine_post", "inspect_post", "read_post", "render_post"]
