"""The text-only edition."""

import base64
import hashlib
import re

from sample_site import BuiltSite, make_post


def lite_pages(site: BuiltSite) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((site.output / "lite").rglob("*.html"))]


def test_every_page_fits_the_first_round_trip(built_site: BuiltSite):
    pages = lite_pages(built_site)
    assert len(pages) > 5
    assert max(len(page.encode()) for page in pages) <= 14_000


def test_the_policy_names_the_one_style_by_its_hash(built_site: BuiltSite):
    for page in lite_pages(built_site):
        style = re.search(r"<style>(.*?)</style>", page)
        assert style is not None
        digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in page


def test_a_long_post_goes_on_over_linked_pages(build_site):

    site = build_site({"long": make_post(1, body="\n\n".join(f"Paragraph {n}. " + "word " * 300 for n in range(20)))})
    pages = sorted((site.output / "lite").rglob("long*.html"))
    assert len(pages) > 2
    text = "".join(path.read_text("utf-8") for path in pages)
    assert all(f"Paragraph {n}." in text for n in range(20))
    assert max(path.stat().st_size for path in pages) <= 14_000


def test_a_withdrawn_post_is_in_no_edition(built_site: BuiltSite):
    assert not any("Unsayable" in page for page in lite_pages(built_site))
