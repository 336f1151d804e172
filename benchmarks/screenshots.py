"""
Take the documents' screenshots of six kinds of page at two widths: `python -m benchmarks.screenshots`.

Pages use the reader's own faces; these pictures are taken with PT Serif and Noto Sans, of Debian's fonts-paratype and
fonts-noto-core.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from benchmarks.audit.checks import BROWSER_ARGS
from benchmarks.audit.site import build, samples, served

KINDS = ("front", "post", "region", "day", "story", "search")
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
FOLDER = Path("docs/screenshots")
COLOURS = 96  # enough for type and a drawn picture; a quarter of the bytes


def main() -> int:
    """Build the samples' site and take the pictures."""
    browser = subprocess.run(
        [sys.executable, "tests/find_browser.py"], capture_output=True, text=True, check=True
    ).stdout.strip()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        output = Path(scratch) / "output"
        output.mkdir()
        chromium = playwright.chromium.launch(executable_path=browser, args=BROWSER_ARGS)
        with served(output) as address:
            build(Path.cwd(), output, address.rstrip("/"))
            pages = samples(output) | speaking(output)
            for name, (width, height) in SIZES.items():
                scheme = "dark" if name == "phone" else "light"
                page = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for kind in (kind for kind in KINDS if kind in pages):
                    page.goto(address + pages[kind] + ("?q=Samarkand" if kind == "search" else ""))
                    page.wait_for_load_state("networkidle")
                    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                    picture.quantize(COLOURS).save(FOLDER / f"{kind}-{name}.png", optimize=True)
        chromium.close()
    print(f"{len(KINDS) * len(SIZES)} screenshots in {FOLDER}/")
    return 0


def speaking(output: Path) -> dict[str, str]:
    """Pages that show most of what their kind can: the newest day and pictured post, the story with most reports."""
    days = sorted(output.glob("[0-9]*/[0-9]*/[0-9]*/index.html"))
    posts = sorted(
        path for path in output.glob("[0-9]*/[0-9]*/[0-9]*/[a-z]*.html") if "<picture>" in path.read_text("utf-8")
    )
    stories = sorted(output.glob("stories/[!i]*.html"), key=lambda path: path.read_text("utf-8").count("<li"))
    found = {
        "day": days[-1:],
        "post": [path for path in posts if path.name != "index.html"][-1:],
        "story": stories[-1:],
    }
    return {kind: paths[0].relative_to(output).as_posix() for kind, paths in found.items() if paths}


if __name__ == "__main__":
    raise SystemExit(main())
