"""What several rooms' tests share: a small site, built once a session."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from sample_site import POSTS, BuiltSite, build

# The suite tries the same examples every time, and how long one takes depends on what else the machine does: no test
# asserts times. New examples are looked for with HYPOTHESIS_PROFILE=search.
settings.register_profile("search", deadline=None, max_examples=2000)
settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The test site in all interface languages; tests read it and change nothing."""
    return build(tmp_path_factory.mktemp("site"), POSTS)


@pytest.fixture
def build_site(tmp_path: Path) -> Callable[..., BuiltSite]:
    """Build a site of one's own: `build_site(posts, **settings)`, again and again in one folder."""
    return lambda posts, **settings: build(tmp_path, posts, **settings)
