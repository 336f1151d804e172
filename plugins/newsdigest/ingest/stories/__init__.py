"""Stories: which posts report one event, and which of them print one text."""

from newsdigest.ingest.stories.find import Stories, Story, find_stories
from newsdigest.ingest.stories.sketch import Sketch, sketch_post

__all__ = ["Sketch", "Stories", "Story", "find_stories", "sketch_post"]
