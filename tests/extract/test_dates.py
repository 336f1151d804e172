"""Dates: single stamps in the digest's languages, and what all stamps of a page settle."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from newsdigest.ingest.extract.dates import read_stamp, settle
from newsdigest.models import Stamp

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("11. Januar 2022, 05:35 Uhr", "de", "2022-01-11T05:35:00"),
        ("11.01.22, 14.30 Uhr", "de", "2022-01-11T14:30:00"),
        ("14:30 Uhr, 11. Jänner 2022", "de", "2022-01-11T14:30:00"),
        ("11 января 2022, 14:05 мск", "ru", "2022-01-11T14:05:00+03:00"),
        ("2022 жылғы 11 қаңтар, 09:15", "kk", "2022-01-11T09:15:00"),
        ("11 Қаңтар 2022 09:15", "kk", "2022-01-11T09:15:00"),
        ("2022-жылдын 11-январы 12:30", "ky", "2022-01-11T12:30:00"),
        ("11-январь, 2022 12:30", "ky", "2022-01-11T12:30:00"),
        ("2022-yil 11-yanvar, 14:05", "uz", "2022-01-11T14:05:00"),
        ("11 январ 2022, 14:05", "uz", "2022-01-11T14:05:00"),
        ("11 январи соли 2022", "tg", "2022-01-11"),
        ("11-nji ýanwar 2022", "tk", "2022-01-11"),
        ("2022-nji ýylyň 11-nji ýanwary", "tk", "2022-01-11"),
        ("11 Ocak 2022 Salı 14:02", "tr", "2022-01-11T14:02:00"),
        ("۲۱ دی ۱۴۰۰ - ۱۲:۳۰", "fa", "2022-01-11T12:30:00"),
        ("۱۴۰۰/۱۰/۲۱", "fa", "2022-01-11"),
        ("2022年1月11日 13:05", "zh", "2022-01-11T13:05:00"),
        ("January 11, 2022 at 5:35 p.m. EST", "en", "2022-01-11T17:35:00-05:00"),
        ("Tue, 11 Jan 2022 04:39:40 +0000", "en", "2022-01-11T04:39:40+00:00"),
        ("5 de janeiro de 2022 às 10h30", "pt", "2022-01-05T10:30:00"),
        ("20220111T043940Z", None, "2022-01-11T04:39:40+00:00"),
        ("2022-01-10T24:00:00Z", None, "2022-01-11T00:00:00+00:00"),
    ],
)
def test_stamp_is_read_in_its_language(text, lang, expected):
    assert [value.isoformat() for value in read_stamp(text, lang=lang)] == [expected]


@pytest.mark.parametrize("text", ["", "no date here", "99/99/2022", "version 1.2.3", "2 may", "room 12-14-9999"])
def test_what_is_no_date_gives_nothing(text):
    assert read_stamp(text) == ()


def test_slashes_may_be_read_both_ways():
    assert read_stamp("01/11/2022") == (dt.date(2022, 11, 1), dt.date(2022, 1, 11))
    assert read_stamp("01/11/2022", day_first=False) == (dt.date(2022, 1, 11),)


def test_other_stamp_settles_day_order_and_register_the_zone():
    created = Stamp(raw="Created: 01/11/2022, 05:35 AM", place="visible: Created", taken_for="published")
    via = Stamp(raw="2022-01-11T04:39:40.093Z", place="visible", taken_for="via")
    dating = settle([created, via], BERLIN, None)
    assert dating.published is not None
    assert dating.published.isoformat() == "2022-01-11T05:35:00+01:00"
    assert dating.stamps[0].zone_from == "register"
    assert dating.stamps[0].raw == created.raw


def test_order_that_nothing_settles_is_marked():
    dating = settle([Stamp(raw="01/11/2022", place="visible", taken_for="published")], BERLIN, None, lang="en")
    assert dating.confidence == "ambiguous"


def test_capture_rules_out_the_later_reading():
    fetched = dt.datetime(2022, 3, 1, tzinfo=dt.UTC)
    dating = settle([Stamp(raw="01/11/2022", place="visible", taken_for="published")], BERLIN, fetched, lang="en")
    assert dating.published is not None
    assert (dating.published.month, dating.published.day, dating.confidence) == (1, 11, "sure")


def test_nothing_is_published_after_its_capture():
    fetched = dt.datetime(2022, 3, 1, tzinfo=dt.UTC)
    dating = settle([Stamp(raw="2022-05-01T10:00:00Z", place="meta", taken_for="published")], BERLIN, fetched)
    assert dating.published is None
    assert dating.stamps[0].value is not None


def test_stamp_with_time_beats_a_bare_day():
    day = Stamp(raw="2022-01-11", place="json-ld datePublished", taken_for="published")
    time = Stamp(raw="2022-01-11T10:00:00+05:00", place="time", taken_for="published")
    dating = settle([day, time], None, None)
    assert dating.published is not None
    assert dating.published.isoformat() == "2022-01-11T10:00:00+05:00"


def test_modified_is_kept_apart():
    stamps = [
        Stamp(raw="2022-01-11T10:00:00Z", place="json-ld datePublished", taken_for="published"),
        Stamp(raw="2022-01-12T10:00:00Z", place="json-ld dateModified", taken_for="modified"),
    ]
    dating = settle(stamps, None, None)
    assert (dating.published, dating.modified) == (
        dt.datetime(2022, 1, 11, 10, tzinfo=dt.UTC),
        dt.datetime(2022, 1, 12, 10, tzinfo=dt.UTC),
    )
