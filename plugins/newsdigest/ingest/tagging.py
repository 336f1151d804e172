"""Region tags of an article."""

from newsdigest.ingest.regions import tag_regions
from newsdigest.models import Article, RegionTags
from newsdigest.registers import Registers


def tag_article(article: Article, registers: Registers) -> RegionTags:
    """Tag the article's own text; related headlines, captions and credits have no weight."""
    source = registers.sources.source_named(article.source)
    return tag_regions(
        title=article.title,
        lede=article.lede,
        paragraphs=[line for block in article.body for line in block.text.split("\n")],
        lang=article.lang,
        gazetteer=registers.gazetteer,
        home=source.home_region if source else None,
        date=article.dating.published,
    )
