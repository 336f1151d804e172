"""A digest in a folder of its own, and real runs of Pelican in it."""

import shutil
from pathlib import Path

import pytest

from benchmarks.machine import lay_out, run_pelican, warm_up


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three sample pages, ingested and built; not to be changed. Every run is a copy of this process, warmed up."""
    warm_up()
    digest = lay_out(tmp_path_factory.mktemp("built") / "digest", seeds=3)
    run = run_pelican(digest)
    assert run.status == 0, run.said
    return digest


@pytest.fixture
def digest(built: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return shutil.copytree(built, tmp_path / "digest")
