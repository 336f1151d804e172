"""What browser tests share: one Chromium a session, and the test site served under a sub-path."""

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sample_site import BuiltSite

PREFIX = "/news/"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder; BROWSER=none leaves them out, knowingly."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if os.environ.get("BROWSER") == "none":
                item.add_marker(pytest.mark.skip(reason="BROWSER=none"))


class _Handler(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        if not path.startswith(PREFIX):
            return str(Path(self.directory) / "no such file")
        return super().translate_path(path[len(PREFIX) - 1 :])

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(site: BuiltSite) -> Iterator[str]:
    """Serve a site under /news/ on loopback; gives its address."""
    handler = functools.partial(_Handler, directory=str(site.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    server.shutdown()


@pytest.fixture(scope="session")
def address(built_site: BuiltSite) -> Iterator[str]:
    """The test site's address."""
    with served(built_site) as found:
        yield found


@pytest.fixture
def serve() -> Iterator[Callable[[BuiltSite], str]]:
    """Serve a site of the test's own: `serve(site)` gives its address."""
    with ExitStack() as until_the_end:
        yield lambda site: until_the_end.enter_context(served(site))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium: BROWSER, or the one that tests/find_browser.py would name."""
    program = os.environ.get("BROWSER") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """
    A fresh page at phone width. At the end of the test it must have met no console error, no failed request but a 404
    asked for, and no request to another host.
    """
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(8_000)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda r: None if r.url.startswith((address, "data:", "file:")) else faults.append(r.url))
    yield opened
    context.close()
    assert not faults, faults
