"""A text of the settings in the languages of the interface."""

import pytest

from newsdigest.errors import RegisterError
from newsdigest.settings import in_languages


def test_one_text_stands_in_every_language_and_says_which_it_is_in():
    assert in_languages("SITESUBTITLE", "News", ("en", "ru")) == {"en": ("News", "en"), "ru": ("News", "en")}


def test_a_table_gives_each_language_its_text():
    table = {"en": "News", "ru": "Новости", "fr": "not an interface language"}
    assert in_languages("SITESUBTITLE", table, ("ru", "en")) == {"ru": ("Новости", "ru"), "en": ("News", "en")}


@pytest.mark.parametrize("value", [{"ru": "Новости"}, ["News"], {"en": 1}, None])
def test_what_gives_no_text_in_the_site_s_own_language_is_refused(value):
    with pytest.raises(RegisterError, match="SITESUBTITLE must be"):
        in_languages("SITESUBTITLE", value, ("en", "ru"))
