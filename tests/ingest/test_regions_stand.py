"""Regions in a post are its editor's: no run and no change of the register touches them."""

import re
from pathlib import Path

import pytest
from pages import Desk, page

from newsdigest.cli import main
from newsdigest.ingest.pipeline import refresh
from newsdigest.post import read_post

TEXT = (
    "Fishermen of the lake at Zyndan in Kyrgyzstan have landed their first carp, the water office in Bishkek said.",
    "The catch was small, but buyers came from the whole valley and paid twice the price of last year for it.",
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path)
    desk.seed("fish.html", page("First carp of the season", paragraphs=TEXT))
    refresh(desk.settings)
    monkeypatch.chdir(tmp_path)
    return desk


def edit(desk: Desk, field: str, value: str) -> None:
    path = desk.the_post()
    text = re.sub(rf"^{field}:.*(?:\n- .*)*", f"{field}: {value}", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def now(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    post = read_post(desk.the_post().read_text(encoding="utf-8"), path="post")
    return post.regions, post.places


def add_place(desk: Desk) -> None:
    """Change the register so that the text is tagged otherwise."""
    folder = desk.content / "regions"
    folder.mkdir(exist_ok=True)
    text = 'covers = ["KZ", "KG", "TJ", "TM", "UZ"]\n[[region]]\ncode = "KG"\n[region.cities]\nZyndan = ["Зындан"]\n'
    (folder / "own.toml").write_text(text, encoding="utf-8")


def test_post_that_nobody_edited_follows_the_register(desk: Desk) -> None:
    assert now(desk) == (("KG",), ("Bishkek (KG)",))
    add_place(desk)
    refresh(desk.settings)
    assert now(desk) == (("KG",), ("Zyndan (KG)", "Bishkek (KG)"))


def test_regions_of_an_editor_are_never_given_anew(desk: Desk) -> None:
    edit(desk, "regions", "[TJ]")
    edit(desk, "places", "[Khujand (TJ)]")
    add_place(desk)
    refresh(desk.settings)
    refresh(desk.settings)
    assert now(desk) == (("TJ",), ("Khujand (TJ)",))


def test_a_post_edited_anywhere_is_not_tagged_anew(desk: Desk) -> None:
    edit(desk, "title", "First carp of the year")
    add_place(desk)
    refresh(desk.settings)
    assert now(desk) == (("KG",), ("Bishkek (KG)",))


def test_explain_tells_an_editors_regions_from_those_of_ingest(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    edit(desk, "regions", "[TJ]")
    assert main(["explain", str(desk.the_post())]) == 0
    shown = capsys.readouterr().out
    assert "regions: TJ   [an editor's, and it stands]" in shown
    assert "ingest gave: KG" in shown
    assert "the text as it stands speaks for: KG; mentions KG" in shown
    assert "'Bishkek' in lede+" in shown


def test_explain_of_a_post_written_by_hand_says_so(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk.the_post().with_name("own.md")
    path.write_text(
        "---\nid: own\ntitle: Osh awaits guests\ndate: 2024-03-05T12:00:00+06:00\nlang: en\nregions: [KG]\n---\n\n"
        "Hotels in **Osh**, Kyrgyzstan, are full.\n",
        encoding="utf-8",
    )
    assert main(["explain", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "own, written here" in shown
    assert "regions: KG   [written here]" in shown
