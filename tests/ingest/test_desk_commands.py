"""check, diff, settle and new: what an editor types."""

import json
import re
from pathlib import Path

import pytest
from pages import PARAGRAPHS, Desk, page

from newsdigest.cli import COMMANDS, main
from newsdigest.post import read_post
from newsdigest.post.shelf import Shelf


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path)
    desk.seed("rail.html", page(), fetched="2024-03-05T12:00:00+00:00")
    config = "DIGEST_CONTENT = 'content'\nDIGEST_SEEDS = 'seeds'\nDIGEST_JOBS = 1\n"
    (tmp_path / "pelicanconf.py").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["ingest"]) == 0
    return desk


def edit(desk: Desk, old: str, new: str) -> None:
    text = desk.the_post().read_text(encoding="utf-8")
    assert old in text
    desk.the_post().write_text(text.replace(old, new), encoding="utf-8")


def test_check_names_file_line_and_code_and_fails_on_errors_only(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert re.search(r"\.md:\d+: warning: rights are not recorded.*\[unrecorded-rights\]", capsys.readouterr().out)
    assert main(["check", "--strict"]) == 1
    edit(desk, "\nlang: en", "\nlang: en\nregoins: [KZ]")
    capsys.readouterr()
    assert main(["check", "--json", "--errors"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["code"] == "front-matter"
    assert "did you mean regions?" in finding["message"]


def test_a_doubt_of_ingest_reaches_the_desk_and_ends_with_checked_by(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    lying = page("Second tariff", url="https://steppe.example/second").replace("utf-8", "koi8-r", 1)
    desk.seed("rail.html", lying.replace("agreed", "agreed «да»"), fetched="2024-03-05T12:00:00+00:00")
    assert main(["ingest"]) == 0
    capsys.readouterr()
    main(["check"])
    assert re.search(r"\.md:\d+: warning: declared koi8-r, but is utf-8.*\[doubt\]", capsys.readouterr().out)
    for path in desk.posts():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\nseed:", "\nchecked_by: A. Example\nseed:"), encoding="utf-8")
    main(["ingest"])
    capsys.readouterr()
    main(["check"])
    assert "[doubt]" not in capsys.readouterr().out


def test_a_look_alike_address_is_told_by_the_run_and_by_the_desk(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.seed("fake.html", page("Tariff is off", url="https://stеppe.example/off"))  # with a Cyrillic letter
    capsys.readouterr()
    main(["ingest"])
    assert "fake.html: look-alike address: stеppe.example looks like steppe.example" in capsys.readouterr().out
    main(["check"])
    assert re.search(r"looks like steppe\.example.*\[look-alike\]", capsys.readouterr().out)


def test_a_post_taken_down_as_the_runbook_says_is_nowhere_and_does_not_come_back(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    seed, path = desk.seeds / "rail.html", desk.the_post()
    post = read_post(path.read_text(encoding="utf-8"), path="p")
    emptied = (
        f"---\nid: {post.id}\ntitle: Withdrawn\ndate: {post.date.isoformat()}\nlang: en\nrights: withdrawn\n"
        "withdrawn_on: 2024-05-06\nwithdrawn_reason: At the request of a person named in it.\n---\n\n"
    )
    path.write_text(emptied, encoding="utf-8")
    Shelf(content=desk.content).base(post.id).write_text(emptied, encoding="utf-8")
    assert main(["ingest"]) == 0  # the seed is still there
    seed.unlink()
    seed.with_name("rail.html.toml").unlink()
    assert main(["ingest"]) == 0
    capsys.readouterr()
    assert main(["check", "--strict"]) == 0, capsys.readouterr().out
    left = [name for name, data in desk.files().items() if b"Astana" in data or b"tariff" in data]
    assert left == []


def test_diff_shows_what_changed_here_and_at_the_source(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff"]) == 0
    assert "0 of 1 posts differ" in capsys.readouterr().out
    edit(desk, "in spring", "in April")
    changed = tuple(text.replace("a fifth", "a quarter") for text in PARAGRAPHS)
    desk.seed("again.html", page(paragraphs=changed), fetched="2024-03-09T12:00:00+00:00")
    main(["ingest"])
    capsys.readouterr()
    assert main(["diff", "--json"]) == 0
    (changes,) = json.loads(capsys.readouterr().out)
    assert any(line.startswith("+") and "in April" in line for line in changes["edited"])
    assert any(line.startswith("+") and "a quarter" in line for line in changes["source"])
    assert not any("seed" in line for line in changes["source"])


def test_diff_of_one_post_asks_its_seed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.seed("rail.html", page("Another headline"), fetched="2024-03-05T12:00:00+00:00")
    assert main(["diff", str(desk.the_post())]) == 0
    assert "+title: Another headline" in capsys.readouterr().out


def test_diff_of_an_unknown_post_is_an_error(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "no-such-post"]) == 1
    assert "no imported post no-such-post" in capsys.readouterr().err
    assert desk.the_post()


def test_settle_ends_a_conflict_and_keeps_the_edit(desk: Desk) -> None:
    edit(desk, "title: Five states agree on one rail tariff", "title: My headline")
    desk.seed("rail.html", page("Their headline"), fetched="2024-03-05T12:00:00+00:00")
    assert main(["ingest"]) == 3
    edited = desk.the_post().read_bytes()
    post_id = read_post(edited.decode(), path="p").id
    assert main(["settle", post_id]) == 0
    assert main(["ingest"]) == 0
    assert desk.the_post().read_bytes() == edited


def test_a_new_post_can_be_read_passes_the_check_and_is_left_alone_by_ingest(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["new", "Қазақстан: our own view", "--lang", "en", "--author", "A. Example", "--region", "KZ"]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.name == "qazaqstan-our-own-view.md"
    post = read_post(path.read_text(encoding="utf-8"), path=str(path))
    assert (post.rights, post.authors, post.regions, post.date_basis) == ("own", ("A. Example",), ("KZ",), "editor")
    before = path.read_bytes()
    assert main(["ingest"]) == 0
    assert path.read_bytes() == before
    assert main(["check", "--errors"]) == 0
    assert desk.posts()


def test_a_new_post_never_overwrites_another(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    for _ in range(3):
        main(["new", "One headline"])
    assert len(set(capsys.readouterr().out.split())) == 3
    assert len(desk.posts()) == 4


def test_tag_answers_each_line_of_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    lines = desk.seeds.parent / "texts.jsonl"
    record = {"id": "a", "title": "Astana hosts ministers", "lede": "", "paragraphs": [], "lang": "en"}
    lines.write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["tag", "--json", str(lines)]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "a"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: newsdigest {command}" in capsys.readouterr().out


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main(["chekc"]) == 2
    capsys.readouterr()
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(command in out for command in COMMANDS)
