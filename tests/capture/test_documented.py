"""What the documentation says of raw pages is what the code does."""

import re
from pathlib import Path

import pytest

from newsdigest.ingest.capture import Limits, sidecar
from newsdigest.ingest.capture.html import MAX_DEPTH
from newsdigest.ingest.capture.read import _PART_PAGES, _WHOLE
from newsdigest.settings import Settings


@pytest.fixture(scope="module")
def page() -> str:
    return (Path(__file__).parents[2] / "docs" / "raw-pages.md").read_text(encoding="utf-8")


def test_every_form_has_its_line(page):
    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.M)) == {*_WHOLE, "warc", "wacz"}


def test_every_key_of_a_sidecar_is_shown(page):
    shown = page.split("```toml")[1].split("```")[0]
    assert set(re.findall(r"^(\w+) =", shown, re.M)) == sidecar._KEYS


def test_bounds_are_those_of_the_code(page):
    limits, settings = Limits(), Settings()
    assert f"| {settings.page_max_mb} MB | `DIGEST_PAGE_MAX_MB`" in page
    assert f"| {settings.page_timeout_s} s | `DIGEST_PAGE_TIMEOUT_S`" in page
    assert f"| {MAX_DEPTH} |" in page
    assert f"| {limits.file_bytes // 10**6} MB | – |" in page
    assert f"| {limits.ratio} times |" in page
    assert f"{limits.pictures}, {limits.pictures_bytes // 10**6} MB together" in page
    assert f"parts of {_PART_PAGES} pages" in page
