"""What several rooms' tests share: a small site, built once a session."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from sample_site import POSTS, BuiltSite, build

# How long an example takes depends on what else the machine does: no test asserts times.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The test site in all interface languages; tests read it and change nothing."""
    return build(tmp_path_factory.mktemp("site"), POSTS)


@pytest.fixture
def build_site(tmp_path: Path) -> Callable[..., BuiltSite]:
    """Build a site of one's own: `build_site(posts, **settings)`, again and again in one folder."""
    return lambda posts, **settings: build(tmp_path, posts, **settings)
