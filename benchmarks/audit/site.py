"""A site built for the audit: where it is served, and one page of every kind."""

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "/news/"
KINDS = {  # kind -> pattern below output/; the first match in name order is the sample
    "front": "index.html",
    "day": "[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/index.html",
    "month": "[0-9][0-9][0-9][0-9]/[0-9][0-9]/index.html",
    "year": "[0-9][0-9][0-9][0-9]/index.html",
    "archive": "archive.html",
    "post": "[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/[a-z]*[!x].html",
    "regions": "regions/index.html",
    "region": "regions/kz/index.html",
    "place": "regions/*/places/*.html",
    "sources": "sources/index.html",
    "source": "sources/*/index.html",
    "stories": "stories/index.html",
    "story": "stories/[!i]*.html",
    "topic": "topics/*.html",
    "trends": "trends.html",
    "search": "search.html",
    "about": "about.html",
    "corrections": "corrections.html",
    "withdrawn": "withdrawn.html",
    "404": "404.html",
    "lite": "lite/index.html",
    "lite-post": "lite/[0-9]*/[0-9]*/[0-9]*/*.html",
}


def build(project: Path, output: Path, address: str) -> None:
    """Build the project's posts as they are for `address`."""
    command = [
        sys.executable,
        "-m",
        "pelican",
        "content",
        "-s",
        "pelicanconf.py",
        "-o",
        str(output),
        "--fatal",
        "errors",
    ]
    command += ["-e", f'SITEURL="{address}"', "DIGEST_INGEST=false", f'DIGEST_CACHE="{output.parent / "cache"}"']
    subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)


def samples(output: Path, languages: tuple[str, ...] = ()) -> dict[str, str]:
    """One page of every kind that the site has, and of each kind that has one in the other languages."""
    found = {}
    for kind, pattern in KINDS.items():
        first = next(iter(sorted(output.glob(pattern))), None)
        if first:
            found[kind] = first.relative_to(output).as_posix()
    for language in languages:
        for kind, path in list(found.items()):
            if (output / language / path).is_file():
                found[f"{kind} {language}"] = f"{language}/{path}"
    return found


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the folder under PREFIX, quietly."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(PREFIX):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path(path[len(PREFIX) - 1 :])

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(output: Path) -> Iterator[str]:
    """Serve the folder on loopback; gives the address with PREFIX."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
