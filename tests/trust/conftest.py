"""A digest in a folder of its own, and real runs of Pelican in it."""

from pathlib import Path

import pytest

from benchmarks.machine import lay_out, warm_up


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    """Import and read once what every run needs; the runs are copies of this process."""
    warm_up()


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    """Three sample pages, no post yet."""
    return lay_out(tmp_path / "digest", seeds=3)
