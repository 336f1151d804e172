"""Region tags of an article."""

from newsdigest.models import Article, RegionTags
from newsdigest.registers import Registers


def tag_article(article: Article, registers: Registers) -> RegionTags:  # noqa: ARG001
    """Tag the article's own text; related headlines and captions have no weight."""
    return RegionTags()
