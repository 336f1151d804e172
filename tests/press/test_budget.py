"""A site that grows too large is warned of in time and not published over its limit."""

import logging
from pathlib import Path

import pytest

from newsdigest.errors import DigestError
from newsdigest.publish.budget import MB, Budget
from newsdigest.publish.outputs import Output
from newsdigest.publish.press import run_press

FILES = [("2021/01/01/a.html", 300 * MB), ("2022/01/01/a.html", 350 * MB), ("search/en/2022-01/head.bin", 80 * MB),
         ("index.html", 1 * MB)]  # fmt: skip


def make_budget(**values: object) -> Budget:
    return Budget(**{"warn_mb": 700, "limit_mb": 900, "published": True} | values)  # type: ignore[arg-type]


def test_a_site_within_its_budget_is_nobodys_concern(caplog: pytest.LogCaptureFixture) -> None:
    make_budget(warn_mb=731).check(FILES)
    assert not caplog.records


def test_a_large_site_is_warned_of_with_what_weighs_most_and_what_to_do(caplog: pytest.LogCaptureFixture) -> None:
    make_budget().check(FILES)
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "731 MB, and DIGEST_SIZE_LIMIT_MB is 900" in record.message
    assert "in MB: 2022 350, 2021 300, search 80, other files 1" in record.message
    assert "closed years" in record.message


def test_a_site_over_its_limit_is_not_published() -> None:
    with pytest.raises(DigestError, match=r"takes 731 MB, and DIGEST_SIZE_LIMIT_MB is 730\..*as it was"):
        make_budget(limit_mb=730).check(FILES)


def test_a_site_over_its_limit_may_still_be_looked_at(caplog: pytest.LogCaptureFixture) -> None:
    make_budget(limit_mb=730, published=False).check(FILES)
    assert len(caplog.records) == 1


def test_bounds_of_zero_are_none(caplog: pytest.LogCaptureFixture) -> None:
    make_budget(warn_mb=0, limit_mb=0).check(FILES)
    assert not caplog.records


@pytest.mark.parametrize(
    ("folder", "advice"), [("images", "content/images"), ("ru", "DIGEST_LANGUAGES"), ("editions", "EDITION_DAYS")]
)
def test_the_advice_is_about_what_weighs_most(folder: str, advice: str, caplog: pytest.LogCaptureFixture) -> None:
    make_budget(languages=("en", "ru")).check([(f"{folder}/a", 600 * MB), ("2022/a", 200 * MB)])
    assert advice in caplog.text


def test_a_build_over_the_limit_leaves_the_old_site(tmp_path: Path) -> None:
    def build(size: int, budget: Budget) -> None:
        output = Output(path="a.txt", shows=size, make=lambda: b"x" * size)
        run_press([output], folder=tmp_path / "o", cache=tmp_path / "c", environments={}, fingerprint={}, budget=budget)

    small = make_budget(warn_mb=0, limit_mb=1)
    build(1000, small)
    with pytest.raises(DigestError):
        build(2 * MB, small)
    assert (tmp_path / "o" / "a.txt").stat().st_size == 1000
    build(2 * MB, make_budget())
    assert (tmp_path / "o" / "a.txt").stat().st_size == 2 * MB
