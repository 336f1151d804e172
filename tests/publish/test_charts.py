"""Small bar charts."""

import datetime as dt

from newsdigest.publish.charts import monthly


def test_months_begin_with_the_first_that_has_reports_but_show_a_year_and_no_more_than_two() -> None:
    last = dt.date(2025, 4, 5)
    assert monthly({(2025, 3): 2}, last).first == dt.date(2024, 5, 1)
    assert monthly({(2023, 9): 2}, last).first == dt.date(2023, 9, 1)
    assert monthly({(2019, 1): 2}, last).first == dt.date(2023, 5, 1)
