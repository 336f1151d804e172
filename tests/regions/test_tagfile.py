"""`newsdigest tag`: JSON lines in, tags with evidence out."""

import json
from pathlib import Path

import pytest

from newsdigest.cli import main

ARTICLE = {
    "id": "a1",
    "title": "Bishkek opens a tram line",
    "lede": "The capital of Kyrgyzstan has waited since spring.",
    "paragraphs": ["Carriages came from Minsk."],
    "related": ["Tashkent metro extends blue line"],
    "lang": "en",
}


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, json_out: bool = True) -> int:
    monkeypatch.chdir(folder)
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return main(["tag", *(["--json"] if json_out else []), "articles.jsonl"])


def test_tags_come_with_evidence_and_related_headlines_weigh_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, monkeypatch, json.dumps(ARTICLE)) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["id"], record["primary"], record["mentioned"]) == ("a1", ["KG"], ["KG"])
    assert record["places"] == ["Bishkek"]
    assert record["evidence"][0] == {
        "code": "KG",
        "where": "title",
        "offset": 0,
        "surface": "Bishkek",
        "kind": "capital",
        "rule": "title",
        "weight": 2.7,
    }


def test_a_bad_line_is_set_aside_and_the_rest_is_tagged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, monkeypatch, "{", "[]", "", json.dumps(ARTICLE)) == 3
    shown = capsys.readouterr()
    assert "line 1: not JSON" in shown.err
    assert "line 2: not an object" in shown.err
    assert json.loads(shown.out)["id"] == "a1"


def test_without_json_a_line_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, monkeypatch, json.dumps(ARTICLE), json.dumps({"id": 2, "lang": "th"}), json_out=False)
    assert capsys.readouterr().out.splitlines() == [
        "a1: primary KG; mentioned KG; places Bishkek",
        "2: primary -; mentioned -; places - (language not covered: th)",
    ]
