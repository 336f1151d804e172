"""The command: stable keys, exit status, one clear line an error."""

import json
from pathlib import Path

import pytest
from pages import Desk, page

from newsdigest.cli import main

KEYS = [
    *(
        "file",
        "form",
        "url",
        "title",
        "published",
        "dates",
        "source",
        "via",
        "lang",
        "translated_from",
        "authors",
        "bylines",
    ),
    *("agency", "dateline", "lede", "paragraphs", "body_text", "subheads", "images", "related", "regions"),
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path)
    desk.seed("rail.html", page())
    config = (
        f"DIGEST_CONTENT = 'content'\nDIGEST_SEEDS = 'seeds'\nDIGEST_JOBS = 1\nDIGEST_CACHE = {str(tmp_path / 'c')!r}"
    )
    (tmp_path / "pelicanconf.py").write_text(config + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return desk


def test_extract_prints_one_record_a_page_with_stable_keys(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "--json", str(desk.seeds / "rail.html"), "seeds/rail.html"]) == 0
    lines = capsys.readouterr().out.splitlines()
    first, second = map(json.loads, lines)
    assert list(first) == KEYS
    assert (first["published"], first["source"]) == ("2024-03-05T09:30:00+05:00", "steppe-post")
    assert second | {"file": ""} == first | {"file": ""}
    assert list(first["regions"]) == ["primary", "mentioned", "places"]


def test_extract_and_explain_write_nothing(desk: Desk) -> None:
    main(["extract", "seeds/rail.html"])
    main(["explain", "seeds/rail.html"])
    assert list(desk.files()) == ["sources/steppe-post.toml"]


def test_explain_names_where_the_date_stood(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(desk.seeds / "rail.html")]) == 0
    assert "'2024-03-05T09:30:00+05:00' in meta article:published_time" in capsys.readouterr().out


def test_a_page_that_cannot_be_read_is_named_and_the_others_go_on(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.seed("empty.html", "<html></html>")
    assert main(["extract", "--json", "seeds/empty.html", "seeds/rail.html", "seeds/none.html"]) == 3
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "empty.html" in err
    assert "none.html" in err


def test_ingest_reports_in_words_and_in_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.seed("empty.html", "<html></html>")
    assert main(["ingest"]) == 3
    assert "1 posts written" in capsys.readouterr().out
    assert main(["ingest", "--json"]) == 3
    report = json.loads(capsys.readouterr().out)
    assert report["outcomes"] == {"unchanged": 1}
    assert [page["seed"] for page in report["set_aside"]] == ["empty.html"]


def test_ingest_has_a_line_for_each_page_whatever_the_number_of_processes(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    desk.seed("[bold]empty.html", "<html></html>")
    assert main(["ingest", "--table", "--jobs", "2"]) == 3
    out = capsys.readouterr().out
    assert [word in out for word in ("rail.html", "[bold]empty.html", "set aside", "html")] == [True] * 4


def test_a_scheduler_that_does_not_answer_is_one_line(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("newsdigest.ingest.cluster._CONNECT_S", 1)
    assert desk.seeds.is_dir()
    assert main(["ingest", "--scheduler", "tcp://127.0.0.1:9"]) == 1
    assert "no Dask scheduler answers" in capsys.readouterr().err


def test_an_error_of_ours_is_one_line_and_a_traceback_only_on_request(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk.content / "sources" / "x.toml").write_text("id = 'x'\nnaem = 'y'\n", encoding="utf-8")
    assert main(["ingest"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "did you mean name" in err
    with pytest.raises(Exception, match="did you mean name"):
        main(["--debug", "ingest"])


def test_outside_a_project_ingest_says_where_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["ingest"]) == 1
    assert "run newsdigest in the folder of the digest" in capsys.readouterr().err
