"""
What a reader's first search loads, in real Chromium with an empty cache: ours beside one Pagefind index of all posts.

`python -m benchmarks.search --posts 10000` builds a digest of synthetic posts in five languages with words as unequal
as those of real texts, serves it on loopback as GitHub Pages does (text types compressed, the others as they are), and
searches for a word that every third English post has, one in thirty, one in three hundred, and a Russian one, each
without and with a region chosen. Counted are requests and bytes that the server sent, page, style and scripts included.
The other side is Pagefind as its documents show it: one index of the same posts, its own script, newest first, ten
results.
"""

import argparse
import functools
import gzip
import html
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pagefind_bin_extended import get_executable
from playwright.sync_api import Browser, sync_playwright

from benchmarks.builders import environment, ours
from benchmarks.measure import Cost, run, table
from benchmarks.posts import Kind, Sample, make_posts
from newsdigest.publish.markdown import to_html

KIND = Kind(rich=True)
TARGET_REQUESTS, TARGET_KB = 20, 200
_COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt"}  # types that GitHub Pages sends as gzip
_HEADERS = 250  # bytes of an answer's first lines on HTTP/2, about what GitHub Pages sends
_REGION = "KZ"
_DONE = "[data-state=found], [data-state=none], [data-state=noneSince], [data-state=failed]"

_PLAIN_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title><ol></ol>
<script type="module">
import * as pagefind from "./pagefind/pagefind.js";
const asked = new URLSearchParams(location.search);
if (asked.get("lang")) document.documentElement.lang = asked.get("lang");
const region = asked.get("region");
if (region) await pagefind.filters();
const found = await pagefind.search(asked.get("q"), { sort: { date: "desc" }, filters: region ? { region } : {} });
for (const page of await Promise.all(found.results.slice(0, 10).map((result) => result.data()))) {
  const item = document.querySelector("ol").appendChild(document.createElement("li"));
  item.className = "found";
  item.textContent = page.meta.title;
}
document.body.dataset.state = "found";
</script>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for."""

    what: str
    word: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one search took."""

    requests: int
    size_kb: float
    seconds: float
    found: int


def main() -> None:
    """Build both, search, print."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    parser.add_argument("--browser", help="a Chromium; found as for the tests when not named")
    chosen = parser.parse_args()
    finder = [sys.executable, "tests/find_browser.py"]
    browser = chosen.browser or subprocess.run(finder, capture_output=True, text=True, check=True).stdout.strip()
    place = Path(tempfile.mkdtemp(prefix="benchmark-", dir=chosen.folder))
    try:
        print(measure(chosen.posts, place, browser))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def measure(posts: int, place: Path, browser: str) -> str:
    """Build, search, and give the tables."""
    (place / "ours").mkdir()
    builder = ours("", features=None, languages=("en", "ru"), search=True)
    builder.write(make_posts(posts, kind=KIND), place / "ours")
    run(builder.command, cwd=place / "ours", env=environment())
    plain_cost = index_plainly(make_posts(posts, kind=KIND), place / "plain")
    queries = list(choose_queries(make_posts(posts, kind=KIND)))
    rows = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for query in queries:
            for region in ("", _REGION):
                own = search(chromium, place / "ours" / builder.output, query, region, plain=False)
                other = search(chromium, place / "plain", query, region, plain=True)
                rows.append([f"{query.what}{', in one region' if region else ''}", *cells(own), *cells(other)])
        chromium.close()
    size = {name: _size_kb(folder) for name, folder in (
        ("ours", place / "ours" / builder.output / "search"), ("plain", place / "plain" / "pagefind")
    )}  # fmt: skip
    head = ["a word that", "requests", "kB", "s", "shown", "Pagefind: requests", "kB", "s", "shown"]
    return (
        f"{posts} posts; the target is {TARGET_REQUESTS} requests and {TARGET_KB} kB\n\n{table(head, rows)}\n\n"
        f"On disk: {size['ours'] / posts:.2f} kB a post; one Pagefind index {size['plain'] / posts:.2f} kB "
        f"({plain_cost.cpu_s:.0f} CPU s, {plain_cost.peak_mb:.0f} MB)"
    )


def cells(load: Load) -> list[str]:
    """A search's columns."""
    return [str(load.requests), f"{load.size_kb:.0f}", f"{load.seconds:.1f}", str(load.found)]


def choose_queries(samples: Iterable[Sample]) -> Iterator[Query]:
    """Words by how many posts have them."""
    having: dict[str, Counter[str]] = {"en": Counter(), "ru": Counter()}
    posts: Counter[str] = Counter()
    for sample in samples:
        lang = sample.post.lang
        if lang in having:
            posts[lang] += 1
            having[lang].update({word.strip(".,").lower() for word in sample.post.body.split() if word.isalpha()})
    for lang, share, what in (
        ("en", 3, "every third English post has"),
        ("en", 30, "one in 30 has"),
        ("en", 300, "one in 300 has"),
        ("ru", 30, "one in 30 Russian posts has"),
    ):
        words = ((abs(count - posts[lang] / share), word) for word, count in having[lang].items() if len(word) > 4)
        yield Query(what=what, word=min(words)[1], lang=lang)


def index_plainly(samples: Iterable[Sample], place: Path) -> Cost:
    """One index of all posts, as Pagefind's documents show."""
    for sample in samples:
        post = sample.post
        path = place / (sample.file.removesuffix(".md") + ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        marks = "".join(f'<i data-pagefind-filter="region:{code}"></i>' for code in post.regions)
        path.write_text(
            f'<!doctype html><html lang="{post.lang}"><title>{html.escape(post.title)}</title><main data-pagefind-body>'
            f'<h1>{html.escape(post.title)}</h1><time data-pagefind-sort="date">{post.date.isoformat()}</time>'
            f'<i data-pagefind-filter="source:{post.source}"></i>{marks}{to_html(post.body)}</main></html>',
            "utf-8",
        )
    (place / "search.html").write_text(_PLAIN_PAGE, "utf-8")
    return run([str(get_executable()), "--site", str(place), "--silent"], cwd=place)


def search(chromium: Browser, folder: Path, query: Query, region: str, *, plain: bool) -> Load:
    """Open the search page with a query, as a link or a bookmark would, and count until the results stand."""
    asked = f"?q={quote(query.word)}" + (f"&region={region}" if region else "")
    with served(folder) as (address, sent):
        page = chromium.new_page()  # in a context of its own: nothing is cached
        started = time.monotonic()
        page.goto(f"{address}search.html{asked}" + (f"&lang={query.lang}" if plain else ""))
        page.wait_for_selector(_DONE, state="attached", timeout=120_000)
        results = page.locator("li:has(h2), li.found").count()
        seconds = time.monotonic() - started
        page.wait_for_timeout(300)  # what was under way arrives
        page.close()
    return Load(requests=len(sent), size_kb=sum(sent) / 1000, seconds=seconds, found=results)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does, and notes how many bytes each answer has."""

    protocol_version = "HTTP/1.1"

    def __init__(self, sent: list[int], *args: object, **options: object) -> None:
        self.sent = sent
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        found = path.is_file()
        data = path.read_bytes() if found else b"not found"
        packed = found and path.suffix in _COMPRESSED
        body = gzip.compress(data, 6) if packed else data
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if not path.name.startswith("favicon"):
            self.sent.append(len(body) + _HEADERS)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Sequence[int]]]:
    """Serve a folder on loopback; gives its address and the sizes of what was sent."""
    sent: list[int] = []
    handler = functools.partial(_Handler, sent, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()


def _size_kb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1000


if __name__ == "__main__":
    main()
