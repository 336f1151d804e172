"""
Hostile pages go through the real ingest and the real build; what comes out is harmless in real Chromium.

`HOSTILE=all` takes every vector (`make hostile`), otherwise one in so many.
"""

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile_seeds import Vector, control, every_vector, some_vectors
from hostile_vectors import all_texts
from hostile_watch import watching
from lxml import etree
from playwright.sync_api import Browser

from newsdigest.post import read_post

ROOT = Path(__file__).parents[3]
_CONF = """exec(compile(open({base!r}).read(), "pelicanconf.py", "exec"))
SITEURL = "https://digest.example"
THEME = {theme!r}
DIGEST_LANGUAGES = ["en"]
DIGEST_RIGHTS = "full"
"""


@dataclass(frozen=True)
class Digest:
    """The built site of all hostile seeds."""

    folder: Path
    vectors: list[Vector]
    pages: Mapping[str, str]  # page of the site by name of the seed; seeds that were set aside are missing
    log: str

    @property
    def output(self) -> Path:
        return self.folder / "output"


@pytest.fixture(scope="session")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Digest:
    """Ingest and build once."""
    folder = tmp_path_factory.mktemp("hostile")
    vectors = [control(), *(every_vector() if os.environ.get("HOSTILE") == "all" else some_vectors())]
    (folder / "seeds").mkdir()
    for vector in vectors:
        (folder / "seeds" / vector.name).write_bytes(vector.data)
    sources = folder / "content" / "sources"
    sources.mkdir(parents=True)
    (folder / "content" / "pages").symlink_to(ROOT / "content" / "pages")
    (sources / "steppe-post.toml").write_text(
        'id = "steppe-post"\nname = "Steppe Post"\ndomains = ["steppe.example"]\nlanguage = "en"\n'
        'timezone = "Asia/Almaty"\n'
    )
    conf = _CONF.format(base=str(ROOT / "pelicanconf.py"), theme=str(ROOT / "theme"))
    (folder / "pelicanconf.py").write_text(conf)
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--fatal", "errors"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    posts = {}
    for path in (folder / "content" / "posts").rglob("*.md"):
        post = read_post(path.read_text("utf-8"), path=path)
        posts[str(post.seed).partition("#")[0]] = (
            f"{path.relative_to(folder / 'content' / 'posts').with_suffix('.html')}"
        )
    return Digest(folder, vectors, posts, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def hostile_address(digest: Digest) -> Iterator[str]:
    """The hostile site on loopback."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    class Unmoved(http.server.ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Nothing: a browser that has moved on leaves answers unread."""

    handler = functools.partial(Quiet, directory=str(digest.output))
    server = Unmoved(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_no_vector_executes_loads_or_changes_the_page_around_it(
    digest: Digest, chromium: Browser, hostile_address: str
):
    faults: list[str] = []
    met: Counter[str] = Counter()
    with watching(chromium, hostile_address) as watch:
        assert watch.visit(digest.pages["control.html"]) == []
        around = watch.skeleton()
        for vector in digest.vectors:
            if vector.name not in digest.pages:
                continue
            wrong = watch.visit(digest.pages[vector.name])
            if watch.skeleton() != around:
                wrong.append("the tree outside the article differs")
            met.update(fault.partition(":")[0] for fault in wrong)
            faults += [f"{vector.name} ({vector.kind} in {vector.field}): {fault}" for fault in wrong]
    published = len(digest.pages) - 1
    print(f"\nhostile vectors: {len(digest.vectors) - 1}; published {published}, set aside", end=" ")
    print(f"{len(digest.vectors) - 1 - published}; with a fault {len(faults)} {dict(met) or ''}")
    assert not faults, "\n".join(faults[:40])


def test_lists_feeds_and_search_of_hostile_posts_are_harmless(digest: Digest, chromium: Browser, hostile_address: str):
    posts = set(digest.pages.values())
    lists = sorted(
        path
        for path in (file.relative_to(digest.output).as_posix() for file in digest.output.rglob("*.html"))
        if path not in posts and path.removeprefix("lite/") not in posts
    )
    lists = lists if os.environ.get("HOSTILE") == "all" else lists[:40]
    queries = [
        f"search.html?q={word}" for word in ("script", "alert", "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "tariff")
    ]
    faults: list[str] = []
    with watching(chromium, hostile_address) as watch:
        for path in [*lists, *queries]:
            wrong = watch.visit(path)
            if "?q=" in path:
                watch.page.wait_for_selector("[data-search-status][data-state]", state="attached")
            faults += [f"{path}: {fault}" for fault in wrong]
    feeds = [path for pattern in ("*.atom", "*.rss", "*.opml", "sitemap*.xml") for path in digest.output.rglob(pattern)]
    for path in feeds:
        etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    print(f"\nhostile posts' lists: {len(lists)}, searches: {len(queries)}, feeds: {len(feeds)}; faults: {len(faults)}")
    assert feeds
    assert not faults, "\n".join(faults[:40])


def test_most_vectors_are_published_so_that_the_check_has_something_to_look_at(digest: Digest):
    assert len(digest.pages) > 0.8 * len(digest.vectors), digest.log[-2000:]


def test_no_file_is_written_outside_the_folders_of_the_digest(digest: Digest):
    known = {"seeds", "content", "output", ".cache", "pelicanconf.py", "__pycache__"}
    assert {path.name for path in digest.folder.iterdir()} <= known
    assert not [path for path in (digest.folder / "output").rglob("*") if path.is_symlink()]


def test_the_watch_sees_a_vector_that_nobody_defused(digest: Digest, chromium: Browser, hostile_address: str):
    raw = [text for kind, text in all_texts() if kind in ("script", "handler", "style", "document")]
    seen = 0
    with watching(chromium, hostile_address) as watch:
        for text in raw[:12]:
            (digest.output / "bare.html").write_text(f"<!doctype html><article class=post>{text}</article>", "utf-8")
            seen += bool(watch.visit("bare.html"))
    (digest.output / "bare.html").unlink()
    assert seen >= 10
