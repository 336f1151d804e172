"""What an editor may get wrong: one clear line with the file and what to do, no traceback, and the build fails."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.machine import run_pelican


def setting(line: str) -> Callable[[Path], None]:
    def spoil(digest: Path) -> None:
        with (digest / "pelicanconf.py").open("a") as file:
            file.write(f"\n{line}\n")

    return spoil


def file(name: str, text: str) -> Callable[[Path], None]:
    def spoil(digest: Path) -> None:
        path = digest / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return spoil


POST = "content/posts/2024/01/02/x.md"
GOOD = "id: x\ntitle: X\ndate: 2024-01-02T03:04:05+05:00\nlang: en\n"
SOURCE = 'id = "x"\nname = "X"\nlanguage = "en"\ntimezone = "Asia/Almaty"\n'

WRONG: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "unknown setting": (setting("DIGEST_LANGAUGES = ['en']"), ("DIGEST_LANGAUGES", "DIGEST_LANGUAGES")),
    "wrong type": (setting("DIGEST_JOBS = 'two'"), ("DIGEST_JOBS", "int")),
    "no such language": (setting("DIGEST_LANGUAGES = ['xx']"), ("DIGEST_LANGUAGES", "xx")),
    "no such zone": (setting("DIGEST_TIMEZONE = 'Mars/Base'"), ("DIGEST_TIMEZONE", "Mars/Base")),
    "no seeds folder": (setting("DIGEST_SEEDS = 'sedes'"), ("sedes", "no such folder")),
    "no such plugin": (setting("PLUGINS = [*PLUGINS, 'newsdigest.site.serach']"), ("newsdigest.site.serach",)),
    "source: not TOML": (file("content/sources/x.toml", "id = \n"), ("content/sources/x.toml", "line 1")),
    "source: unknown key": (
        file("content/sources/x.toml", SOURCE + 'langage = "en"\n'),
        ("x.toml", "langage", "language"),
    ),
    "source: no zone": (
        file("content/sources/x.toml", SOURCE.replace("Asia/Almaty", "Asia/Nowhere")),
        ("x.toml", "Nowhere"),
    ),
    "region: not TOML": (file("content/regions/x.toml", "[[\n"), ("content/regions/x.toml", "line 1")),
    "post: unknown key": (file(POST, f"---\n{GOOD}regoins: [KZ]\n---\n\nText.\n"), (POST, "regoins", "regions")),
    "post: not YAML": (file(POST, f'---\n{GOOD}lede: "open\n---\n\nText.\n'), (POST, "quotation")),
    "post: no date": (file(POST, "---\nid: x\ntitle: X\nlang: en\n---\n\nText.\n"), (POST, "date")),
    "post: no front matter": (file(POST, "Text only.\n"), (POST, "---")),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_message_names_the_place_and_no_traceback_is_shown(name: str, digest: Path) -> None:
    spoil, told = WRONG[name]
    spoil(digest)
    run = run_pelican(digest)
    assert run.status not in (0, -9), run.said
    assert "Traceback" not in run.said
    assert all(word in run.said for word in told), run.said
    assert not (digest / "output" / "index.html").exists()


def test_a_wrong_template_is_named_with_its_line(digest: Path) -> None:
    with (digest / "pelicanconf.py").open("a") as conf:
        conf.write(
            "\nimport shutil\nTHEME = shutil.copytree(THEME, 'theme', dirs_exist_ok=True)\nOUTPUT_PATH = 'output'\n"
        )
        conf.write("open('theme/templates/post.html', 'a').write('{% if %}')\n")
    run = run_pelican(digest)
    assert run.status == 1
    assert re.search(r"templates/post\.html:\d+: Expected an expression", run.said)
    assert "Traceback" not in run.said
