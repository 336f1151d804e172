"""The browser editor is in previews, in a published site only where a setting says so, and never fetched by a build."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newsdigest.errors import RegisterError
from newsdigest.settings import Settings
from newsdigest.site import admin
from sample_site import BuiltSite


def edition(**settings: Any) -> Any:
    """As much of an edition as it takes to say whether there is an editor."""
    posts = (SimpleNamespace(file="2022/01/11/a.md"),)
    return SimpleNamespace(settings=Settings(**settings), corpus=SimpleNamespace(posts=posts, withdrawn=()))


def test_a_site_that_is_no_preview_has_neither_editor_nor_desk(built_site: BuiltSite) -> None:
    assert not (built_site.output / "admin").exists()
    assert not any("admin/" in built_site.read(path) for path in built_site.paths())


def test_a_preview_without_the_package_says_in_one_line_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(admin, "installed_in", lambda: tmp_path)
    assert list(admin.plan(edition(preview=True))) == []
    assert capsys.readouterr().out == "Without the browser editor at /admin/: make admin installs it\n"


@pytest.mark.parametrize(("backend", "why"), [("local", "no local files"), ("github", "run make admin")])
def test_a_published_site_is_not_built_without_the_editor_it_asks_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, backend: str, why: str
) -> None:
    monkeypatch.setattr(admin, "installed_in", lambda: tmp_path)
    with pytest.raises(RegisterError, match=why):
        list(admin.plan(edition(admin=True, admin_backend=backend)))
