"""The project's own labelled articles: floors a little under what is reached."""

import pytest

from benchmarks.regions import OWN, Article, Figures, measure, our_tagger, read_articles


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return read_articles(OWN)


@pytest.fixture(scope="module")
def figures(articles: list[Article]) -> Figures:
    return measure(articles, our_tagger())


def test_primary_regions_are_found_in_every_country(figures: Figures) -> None:
    assert figures.primary >= 0.97
    assert min(figures.countries.values()) >= 0.95


def test_mentions_and_places_are_found(figures: Figures) -> None:
    assert figures.mentioned >= 0.98
    assert figures.places >= 0.98


def test_news_that_only_looks_like_the_regions_is_left_alone(figures: Figures) -> None:
    assert figures.hard == 0


def test_every_tag_has_evidence(figures: Figures) -> None:
    assert figures.evidence == 1


def test_labels_are_words_of_their_articles(articles: list[Article]) -> None:
    for article in articles:
        text = " ".join((article["title"], article["lede"], *article["paragraphs"])).casefold()
        assert all(place.casefold() in text for place in article["gold"]["places"]), article["id"]
