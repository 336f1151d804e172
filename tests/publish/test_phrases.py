"""What CLDR's names need before they stand in a sentence."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsdigest.publish.phrases import Phrases, load_phrases

THEME = Path(__file__).parents[2] / "theme"
ZONE = ZoneInfo("Asia/Almaty")


def phrases(language: str) -> Phrases:
    return load_phrases(THEME, language, ZONE)


@pytest.mark.parametrize(
    ("language", "german"),
    [
        ("en", "German"), ("ru", "немецкого"), ("de", "Deutschen"), ("kk", "неміс тілінен"), ("ky", "немис тилинен"),
        ("uz", "nemis tilidan"), ("tk", "nemes dilinden"),
    ],
)  # fmt: skip
def test_languages_are_named_as_they_stand_after_from(language: str, german: str) -> None:
    assert phrases(language).from_language("de") == german


def test_a_time_that_is_only_a_day_shows_no_clock() -> None:
    english = phrases("en")
    assert english.when(dt.datetime(2022, 1, 11, tzinfo=ZONE)) == "11 Jan 2022"
    assert english.when(dt.datetime(2022, 1, 11, 9, 5, tzinfo=ZONE)) == "11 Jan 2022, 09:05"


@pytest.mark.parametrize(("zone", "name"), [("Asia/Almaty", "UTC+6"), ("Asia/Kabul", "UTC+4:30"), ("UTC", "UTC+0")])
def test_the_zone_is_named_by_its_distance_from_utc(zone: str, name: str) -> None:
    moment = dt.datetime(2022, 1, 11, 9, tzinfo=dt.UTC)
    assert load_phrases(THEME, "en", ZoneInfo(zone)).zone_name(moment) == name
