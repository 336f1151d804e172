"""The browser editor opens a post and saves it, against its test backend, and talks to nobody."""

import functools
import http.server
import os
import re
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from newsdigest.models import Post, PostImage
from newsdigest.post import read_post, render_post
from newsdigest.publish.editor import editor_config
from newsdigest.settings import Settings
from sample_site import POSTS, BuiltSite, build, make_post

INSTALLED = Path(sys.prefix) / "share" / "newsdigest-editor" / "installed"
FILE = "content/posts/2022/01/11/freight.md"
ROOM = "sveltia-cms-test"  # the folder of the browser's own file system that the test backend saves to

POST = replace(
    POSTS["translated"],
    id="freight-1",
    body='Straße – «слова», ~~two~~.\n\n## Sub-head\n\n- one\n* two\n\n| a | b |\n|---|---|\n| 1 | "2" |\n\n1\\. No.',
    authors=("A. Example", "no"),
    places=("Ақтау: the port",),
    date_raw=("2022-01-11T10:35 | visible | published", "#1: yes | url | other"),
    images=(
        PostImage(file="2022/station.png", caption="Line one.", credit="© A / B", agencies=("AP", "dpa")),
        PostImage(source_url="https://pictures.example/a.jpg?x=1&y=2", restrictions=("NO ARCHIVE",)),
    ),
)

WRITE = """async ([path, text]) => {
  let folder = await navigator.storage.getDirectory();
  const names = path.split('/'), name = names.pop();
  for (const part of names) folder = await folder.getDirectoryHandle(part, {create: true});
  const file = await (await folder.getFileHandle(name, {create: true})).createWritable();
  await file.write(text);
  await file.close();
}"""
READ_ALL = """async (path) => {
  let folder = await navigator.storage.getDirectory();
  for (const part of path.split('/')) folder = await folder.getDirectoryHandle(part);
  const found = {};
  const walk = async (folder, prefix) => {
    for await (const [name, handle] of folder.entries())
      if (handle.kind === 'directory') await walk(handle, prefix + name + '/');
      else if (name.endsWith('.md') && !name.startsWith('.'))  // others are being written, or swapped for one that was
        found[prefix + name] = await handle.getFile().then((file) => file.text()).catch(() => '');
  };
  await walk(folder, '');
  return found;
}"""


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a preview with the editor; gives the address of its page."""
    if not INSTALLED.is_file():
        assert os.environ.get("ADMIN") != "required", "the browser editor is not installed: make admin"
        pytest.skip("the browser editor is not installed: make admin, which needs npm")
    site: BuiltSite = build(
        tmp_path_factory.mktemp("admin"),
        {"freight": POST, "older": make_post(2)},
        DIGEST_LANGUAGES=["en"],
        DIGEST_PREVIEW=True,
        DIGEST_ADMIN_BACKEND="test",
    )
    handler = functools.partial(_Quiet, directory=str(site.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/admin/"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def editor(admin: str, chromium: Browser) -> Iterator[Page]:
    """The editor signed in to its test backend, with one post in it; nothing it loads may come from elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    answered: list[str] = []
    page.on("response", lambda answer: answered.append(answer.url))
    page.goto(admin)
    page.evaluate(WRITE, [f"{ROOM}/{FILE}", render_post(POST)])
    page.get_by_role("button", name="Work with Test Repository").click()
    page.get_by_text(POST.title).first.wait_for()
    yield page
    context.close()
    own = (admin.removesuffix("admin/"), "data:", "blob:")
    assert [url for url in answered if not url.startswith(own)] == []


def saved(page: Page) -> dict[str, Post]:
    """Every post that the editor's file system holds, by file."""
    files = page.evaluate(READ_ALL, f"{ROOM}/content/posts")
    return {name: read_post(text, path=name) for name, text in files.items()}


def fill(page: Page, key: str, value: str) -> None:
    """Type the value of a key."""
    page.locator(f'[data-key-path="{key}"] input').first.fill(value)


def save(page: Page, until: str) -> None:
    """Save, and wait until a file says what was typed."""
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_function(
        f"async ([path, words]) => Object.values(await ({READ_ALL})(path)).some((text) => text.includes(words))",
        arg=[f"{ROOM}/content/posts", until],
    )


def test_a_post_opened_and_saved_keeps_all_that_was_not_edited(editor: Page) -> None:
    editor.get_by_text(POST.title).first.click()
    fill(editor, "title", "Freight: “again”, #1")
    save(editor, "again”, #1")
    assert saved(editor) == {"2022/01/11/freight.md": replace(POST, title="Freight: “again”, #1")}


def test_a_post_begun_in_the_editor_can_be_read(editor: Page) -> None:
    editor.get_by_role("button", name="New").first.click()
    fill(editor, "title", "Our own view")
    fill(editor, "date", "2022-01-12T09:00:00+06:00")
    fill(editor, "lang", "en")
    save(editor, "Our own view")
    (post,) = (post for name, post in saved(editor).items() if name.endswith("/our-own-view.md"))
    assert (post.title, post.date.isoformat(), post.lang) == ("Our own view", "2022-01-12T09:00:00+06:00", "en")
    assert post.id.startswith("own-")


def test_local_files_are_edited_in_the_folder_that_is_picked(admin: str, chromium: Browser) -> None:
    context = chromium.new_context()
    context.set_default_timeout(60_000)
    page = context.new_page()
    # The picker is the browser's own window; what it would give is a folder like this one.
    page.add_init_script(
        "window.showDirectoryPicker = async () =>"
        f" (await navigator.storage.getDirectory()).getDirectoryHandle('{ROOM}')"
    )
    local = editor_config(Settings(), site_name="", months=[], regions=[])["backend"]
    config = page.request.get(f"{admin}config.json").json() | {"backend": local}
    page.route(re.compile(r"/config\.json"), lambda route: route.fulfill(json=config))
    page.goto(admin)
    page.evaluate(WRITE, [f"{ROOM}/.git/HEAD", "ref: refs/heads/main"])
    page.evaluate(WRITE, [f"{ROOM}/{FILE}", render_post(POST)])
    page.get_by_role("button", name="Work with Local Repository").click()
    page.get_by_text(POST.title).first.click()
    fill(page, "title", "Freight #2")
    save(page, "#2")
    assert saved(page) == {"2022/01/11/freight.md": replace(POST, title="Freight #2")}
    context.close()


def test_icons_are_there_although_the_editor_s_own_host_is_refused(editor: Page) -> None:
    drawn = """async (words) => {
      await document.fonts.load('24px "Material Symbols Outlined"', 'home');
      return words.map((word) => {
        const span = document.createElement('span');
        span.textContent = word;
        span.style = 'font: 24px "Material Symbols Outlined"; position: absolute';
        document.body.append(span);
        return Math.round(span.getBoundingClientRect().width);
      });
    }"""
    assert editor.evaluate(drawn, ["home", "photo_library"]) == [24, 24]  # each word is drawn as one icon
