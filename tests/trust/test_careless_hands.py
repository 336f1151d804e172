"""What an editor may get wrong: one clear line with the file and what to do, no traceback, and the build fails."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.machine import ROOT, run_pelican, tree
from newsdigest.cli import main
from newsdigest.errors import DigestError


def setting(line: str) -> Callable[[Path], None]:
    def spoil(digest: Path) -> None:
        with (digest / "pelicanconf.py").open("a") as file:
            file.write(f"\n{line}\n")

    return spoil


def file(name: str, text: str, charset: str = "utf-8") -> Callable[[Path], None]:
    def spoil(digest: Path) -> None:
        path = digest / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, charset)

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
    "no such store": (setting("DIGEST_SEEDS = 'gopher://a.example/'"), ("DIGEST_SEEDS", "gopher")),
    "no site name": (setting("SITENAME = None"), ("SITENAME", "name")),
    "no site address": (setting("SITEURL = 'digest.example'"), ("SITEURL", "https://")),
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
    "source: not UTF-8": (file("content/sources/x.toml", SOURCE + "# Straße", "latin-1"), ("x.toml", "UTF-8")),
    "source: wrong name": (file("content/sources/y.toml", SOURCE), ("y.toml", "id = 'y'")),
    "region: not TOML": (file("content/regions/x.toml", "[[\n"), ("content/regions/x.toml", "line 1")),
    "post: unknown key": (file(POST, f"---\n{GOOD}regoins: [KZ]\n---\n\nText.\n"), (POST, "regoins", "regions")),
    "post: not YAML": (file(POST, f'---\n{GOOD}lede: "open\n---\n\nText.\n'), (POST, "quotation")),
    "post: no date": (file(POST, "---\nid: x\ntitle: X\nlang: en\n---\n\nText.\n"), (POST, "date")),
    "post: not UTF-8": (file(POST, f"---\n{GOOD}---\n\nStraße\n", "latin-1"), (f"{POST}:8", "UTF-8")),
    "post: conflict marks": (file(POST, f"---\n<<<<<<< HEAD\n{GOOD}---\n\nText.\n"), (f"{POST}:2", "key: value")),
    "page: no title": (file("content/pages/x.md", "Text only.\n"), ("content/pages/x.md:1", "# Its title")),
    "page: not UTF-8": (file("content/pages/x.md", "# X\n\nß\n", "latin-1"), ("content/pages/x.md:3", "UTF-8")),
    "post: no front matter": (file(POST, "Text only.\n"), (POST, "---")),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_message_names_the_place_and_no_traceback_is_shown(name: str, digest: Path) -> None:
    spoil, told = WRONG[name]
    spoil(digest)
    old = tree(digest / "output")
    run = run_pelican(digest)
    assert run.status not in (0, -9), run.said
    assert "Traceback" not in run.said
    assert all(word in run.said for word in told), run.said
    assert tree(digest / "output") == old


TEMPLATES = {
    "{% if %}": r"post\.html:1: Expected an expression",
    "{{ nobody.knows }}": r"post\.html:1: UndefinedError: 'nobody' is undefined",
    "\n{{ 1 // 0 }}": r"post\.html:2: ZeroDivisionError",
    "{{ 'x'() }}": r"post\.html:1: TypeError",
    "{{ 1 | nofilter }}": r"post\.html:1: No filter named 'nofilter'",
    "{% include 'gone.html' %}": r"post\.html:1: TemplateNotFound: 'gone.html'",
    b"\xdf": r"post\.html: not UTF-8",
}


@pytest.fixture
def own_theme(digest: Path) -> Path:
    """The digest's theme, to be spoiled."""
    theme = shutil.copytree(ROOT / "theme", digest / "theme")
    with (digest / "pelicanconf.py").open("a") as conf:
        conf.write("\nTHEME = 'theme'\n")
    return theme


@pytest.mark.parametrize("wrong", TEMPLATES)
def test_a_wrong_template_is_named_with_its_line(wrong: str | bytes, digest: Path, own_theme: Path) -> None:
    (own_theme / "templates" / "post.html").write_bytes(wrong.encode() if isinstance(wrong, str) else wrong)
    run = run_pelican(digest)
    assert run.status == 1
    assert re.search(rf"^Not built: theme/templates/{TEMPLATES[wrong]}", run.said, re.MULTILINE), run.said
    assert "Traceback" not in run.said


def test_a_wrong_part_of_a_template_is_named_with_its_own_line(digest: Path, own_theme: Path) -> None:
    part = own_theme / "templates" / "_related.html"
    part.write_text(f"{{{{ nobody.knows }}}}\n{part.read_text('utf-8')}", "utf-8")
    run = run_pelican(digest)
    assert run.status == 1
    assert re.search(r"^Not built: theme/templates/_related\.html:1: UndefinedError", run.said, re.MULTILINE), run.said


def test_a_wrong_catalog_is_named_with_its_line(digest: Path, own_theme: Path) -> None:
    with (own_theme / "translations/en/LC_MESSAGES/newsdigest.po").open("a") as catalog:
        catalog.write("\nmsgid oops\n")
    run = run_pelican(digest)
    assert run.status == 1
    assert re.search(r"^Not built: .*newsdigest\.po:\d+: .*; correct the catalog", run.said, re.MULTILINE), run.said
    assert "Traceback" not in run.said


CONFIGS = {
    "SITENAME = (": r"pelicanconf\.py:2: '\(' was never closed; correct that line",
    "SITENAME = undefined": r"pelicanconf\.py:2: NameError: name 'undefined' is not defined",
    "X = 1 / 0": r"pelicanconf\.py:2: ZeroDivisionError",
    "X = open('gone').read()": r"pelicanconf\.py:2: FileNotFoundError.*gone",
    "X = {}['gone']": r"pelicanconf\.py:2: KeyError: 'gone'",
    "DIGEST_JOBS = -1": "DIGEST_JOBS is -1, but must be at least 0",
    "DIGEST_PAGE_MAX_MB = 0": "DIGEST_PAGE_MAX_MB is 0, but must be at least 1",
    "DIGEST_PAGE_TIMEOUT_S = 0": "DIGEST_PAGE_TIMEOUT_S is 0, but must be at least 1",
    "DIGEST_PAGE_TIMEOUT_S = 2.5": "DIGEST_PAGE_TIMEOUT_S is 2.5, but must be int",
    "DIGEST_EXTRACT_CHARS = 0": "DIGEST_EXTRACT_CHARS is 0, but must be at least 1",
    "DIGEST_LANGUAGES = 'en'": "DIGEST_LANGUAGES is 'en', but must be a list of texts",
    "DIGEST_LANGUAGES = ['en', 'en']": "DIGEST_LANGUAGES: .*names one twice",
    "DIGEST_RIGHTS = 'mine'": "DIGEST_RIGHTS: 'mine' is none of full, extract",
    "DIGEST_REPOSITORY = 'javascript:alert(1)'": "DIGEST_REPOSITORY: .*https://",
    "DIGEST_REPOSTORY = ''": "unknown setting DIGEST_REPOSTORY; did you mean DIGEST_REPOSITORY",
    "PLUGINS = 'newsdigest.site.build'": "PLUGINS is .*must be a list",
    "THEME = 'gone'": "THEME is 'gone', but there is no such folder",
    "SITEURL = 3": "SITEURL is 3, but must be empty or an address",
}


@pytest.mark.parametrize("line", CONFIGS)
def test_a_wrong_settings_file_is_one_line_before_pelican_sees_it(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    (tmp_path / "pelicanconf.py").write_text(f"SITENAME = 'Digest'; THEME = 'theme'; PLUGINS = []\n{line}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.execv", lambda *_: pytest.fail("Pelican was started"))
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert re.search(CONFIGS[line], told), told
    with pytest.raises(DigestError):
        main(["build", "--debug"])


def test_build_starts_pelican_with_the_settings_and_what_stands_after_the_dashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    (tmp_path / "other.py").write_text("SITENAME = 'Digest'; THEME = 'theme'; PLUGINS = []; PATH = 'words'\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    started: list[str] = []
    monkeypatch.setattr("os.execv", lambda _, words: started.extend(words))
    main(["build", "--debug", "-s", "other.py", "--", "--output", "there"])
    expected = "-m pelican words -s other.py --fatal errors --debug --output there"
    assert " ".join(started[1:]) == expected
