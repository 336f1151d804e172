"""Addresses that pretend to be a known source's are told from honest ones."""

import pytest

from newsdigest.registers.look_alikes import look_alike
from newsdigest.registers.sources import SHIPPED, load_sources

KNOWN = ("steppe-post.example", "merkurial.example", "pamir.example")


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("steppe-pоst.example", "looks like steppe-post.example"),  # Cyrillic o
        ("xn--steppe-pst-lvi.example", "looks like steppe-post.example"),  # the same as DNS has it
        ("рамir.example", "looks like pamir.example"),  # half of it Cyrillic
        ("news.steppe-pоst.example", "looks like steppe-post.example"),
        ("steppe-p0st.example", "looks like steppe-post.example"),
        ("rnerkurial.example", "looks like merkurial.example"),
        ("merkuriai.example", "looks like merkurial.example"),
        ("mérkurial.example", "looks like merkurial.example"),
        ("steppepost.example", "one letter off steppe-post.example"),
        ("steppe-posts.example", "one letter off steppe-post.example"),
        ("steppe-psot.example", "one letter off steppe-post.example"),
        ("merkurjal.example", "one letter off merkurial.example"),
        ("steppe-post.example.other.example", "carries the name steppe-post.example"),
        ("nеws.example", "mixes Cyrillic and Latin letters"),
        ("xn--nws-rdd.example", "mixes Cyrillic and Latin letters"),
    ],
)
def test_a_look_alike_is_told_with_what_it_looks_like(host: str, why: str) -> None:
    found = look_alike(f"https://{host}/a?b=1", KNOWN)
    assert found is not None
    assert why in found
    assert host in found


@pytest.mark.parametrize(
    "url",
    [
        *(None, "", "http://[broken", "mailto:a@b.example", "https://xn--a.example/"),
        *("https://steppe-post.example/", "https://www.steppe-post.example", "https://m.merkurial.example:8080/x"),
        *(
            "https://новости.example/",
            "https://қазақстан.example/",
            "https://zeitung.example/",
            "https://pamirs.example/",
        ),
        *("https://steppe-post.test/", "https://日本のnews.example/", "https://" + "a." * 500 + "example/"),
    ],
)
def test_an_honest_address_is_left_alone(url: str | None) -> None:
    assert look_alike(url, KNOWN) is None


def test_no_shipped_domain_is_taken_for_another_while_both_are_known() -> None:
    domains = load_sources([SHIPPED]).domains
    assert len(domains) > 50
    assert [domain for domain in domains if look_alike(f"https://{domain}/", domains)] == []
