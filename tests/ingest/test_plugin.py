"""The door to Pelican: every build ingests first, and stops when our own files are wrong."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from pages import Desk, page

from newsdigest.ingest.plugin import ingest


def pelican(desk: Desk, **settings: Any) -> Any:
    values = {"DIGEST_CONTENT": desk.content, "DIGEST_SEEDS": str(desk.seeds), "DIGEST_CACHE": desk.settings.cache}
    return SimpleNamespace(settings={**values, "SITENAME": "x", **settings})


def test_a_build_ingests_and_prints_what_came_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path)
    desk.seed("rail.html", page())
    ingest(pelican(desk))
    assert "1 posts written" in capsys.readouterr().out
    assert desk.the_post()


def test_a_build_without_ingest_leaves_the_posts_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.seed("rail.html", page())
    ingest(pelican(desk, DIGEST_INGEST=False))
    assert desk.posts() == []


@pytest.mark.parametrize("key", ["DIGEST_CONTNET", "DIGEST_JOBS"])
def test_wrong_settings_stop_the_build(tmp_path: Path, key: str) -> None:
    with pytest.raises(SystemExit, match=key):
        ingest(pelican(Desk(tmp_path), **{key: "x"}))


def test_no_seeds_folder_stops_the_build(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.seeds.rmdir()
    with pytest.raises(SystemExit, match="no such folder"):
        ingest(pelican(desk))


def test_a_listed_plugin_that_did_not_load_stops_the_build_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    desk.seed("rail.html", page())
    file = ModuleType("pelicanconf")
    vars(file).update(SITENAME="x", PLUGINS=["newsdigest.ingest.plugin", "sitemap", "newsdigest.site.serach"])
    monkeypatch.setitem(sys.modules, "pelicanconf", file)
    loaded = ["newsdigest.ingest.plugin", "pelican.plugins.sitemap"]
    with pytest.raises(SystemExit, match=r"PLUGINS names newsdigest\.site\.serach, which could not be loaded"):
        ingest(pelican(desk, PLUGINS=loaded))
    assert desk.posts() == []
