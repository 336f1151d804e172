"""The checkers. Each takes the built site and gives rows of (what, result, good)."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

Row = tuple[str, str, bool]
TOOLS = Path(__file__).parent / "node_modules"
BROWSER_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
POST_HTML, POST_ALL, LIST_HTML, CSS, LITE = 6_000, 20_000, 10_000, 8_000, 14_000  # bytes, gzip (lite: plain)


def axe(pages: Mapping[str, str], address: str, browser: str) -> Iterator[Row]:
    """axe-core on every page at two widths, light and dark; also console errors and foreign requests."""
    script = (TOOLS / "axe-core" / "axe.min.js").read_text("utf-8")
    found: Counter[str] = Counter()
    noise: list[str] = []
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser, args=BROWSER_ARGS)
        for width in (390, 1280):
            for scheme in ("light", "dark"):
                context = program.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
                )
                page = context.new_page()
                page.on("console", lambda message: noise.append(message.text) if message.type == "error" else None)
                page.on("request", lambda r: None if r.url.startswith((address, "data:")) else noise.append(r.url))
                for kind, path in pages.items():
                    page.goto(address + path)
                    for violation in _violations(page, script):
                        found[f"{kind} {width} {scheme}: {violation}"] += 1
        program.close()
    for what, count in found.items():
        yield f"axe: {what}", str(count), False
    yield f"axe violations on {len(pages)} pages, 2 widths, 2 schemes", str(sum(found.values())), not found
    quiet = [text for text in noise if "404.html" not in text]
    yield "console errors and foreign requests", str(len(quiet)) + "".join(f" {text}" for text in quiet[:3]), not quiet


def _violations(page: Page, script: str) -> Iterator[str]:
    page.evaluate(script)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    for violation in result["violations"]:
        yield f"{violation['id']} {violation['nodes'][0]['target'][0]}"


def markup(output: Path) -> Iterator[Row]:
    """The Nu HTML checker on every page."""
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = sorted(str(path) for path in output.rglob("*.html"))
    # No language detection: it knows no Turkmen, Tajik or Uyghur and takes them for their neighbours.
    command = [
        "java",
        "-Xss2m",
        "-jar",
        str(jar),
        "--no-langdetect",
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
    ]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=True)
    messages = list(json.loads(done.stdout)["messages"])
    kinds = Counter("error" if m["type"] == "error" else "warning" for m in messages)
    for message, count in Counter(m["message"] for m in messages).most_common(8):
        example = next(m["url"] for m in messages if m["message"] == message)
        yield f"Nu: {message} ({example.partition('/news/')[2]})", str(count), False
    yield f"Nu errors / warnings on {len(files)} pages", f"{kinds['error']} / {kinds['warning']}", not messages


def links(output: Path, address: str) -> Iterator[Row]:
    """lychee over the output, with the site's address mapped to the folder; other hosts are left alone."""
    program = shutil.which("lychee") or str(Path(sys.executable).parent / "lychee")
    command = [program, "--offline", "--no-progress", "--format", "json", "--include-fragments"]
    command += [
        "--index-files",
        "index.html",
        "--root-dir",
        str(output.parent),
        "--remap",
        f"{address} file://{output}/",
        str(output),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    failed = [(Path(page).name, str(e.get("url"))) for page, errors in report["error_map"].items() for e in errors]
    for page, url in failed[:8]:
        yield f"link in {page}", url, False
    yield f"broken links of {report['total']}", str(len(failed)), not failed


def lighthouse(pages: Mapping[str, str], address: str, browser: str) -> Iterator[Row]:
    """Lighthouse, mobile, on five kinds of page."""
    for kind in ("front", "post", "region", "day", "search"):
        if kind not in pages:
            continue
        command = ["node", str(TOOLS / "lighthouse" / "cli" / "index.js"), address + pages[kind], "--quiet"]
        command += ["--output", "json", f"--chrome-flags=--headless=new {' '.join(BROWSER_ARGS)}"]
        environment = {**os.environ, "CHROME_PATH": browser}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        report = json.loads(done.stdout)
        scores = {name: round(100 * (part["score"] or 0)) for name, part in report["categories"].items()}
        poor = [
            a["id"]
            for a in report["audits"].values()
            if a["score"] not in (None, 1) and a["scoreDisplayMode"] == "binary"
        ]
        yield (
            f"Lighthouse {kind}",
            " / ".join(map(str, scores.values())) + (f" {poor}" if poor else ""),
            min(scores.values()) == 100,
        )


def weight(output: Path, pages: Mapping[str, str]) -> Iterator[Row]:
    """Bytes that readers load, gzip, the largest of each kind."""
    sheets = list((output / "assets").rglob("*.css")) or list(output.rglob("*.css"))
    css = sum(_packed(path) for path in sheets)
    yield f"CSS, {len(sheets)} file", f"{css} B", css <= CSS and len(sheets) == 1
    posts = [
        path
        for path in output.glob(re.sub(r"\[a-z\].*", "*.html", "[0-9]*/[0-9]*/[0-9]*/[a-z]*"))
        if path.name != "index.html"
    ]
    sizes = sorted(map(_packed, posts))
    typical = sizes[len(sizes) // 2]
    yield f"post HTML, median of {len(sizes)}", f"{typical} B", typical <= POST_HTML
    yield "post, all but pictures", f"{typical + css} B", typical + css <= POST_ALL
    for kind in ("front", "day", "region", "source", "month"):
        if kind in pages:
            size = _packed(output / pages[kind])
            yield f"{kind} HTML", f"{size} B", size <= LIST_HTML
    lite = max(((path.stat().st_size, path.name) for path in (output / "lite").rglob("*.html")), default=(0, ""))
    yield "largest text-only page", f"{lite[0]} B", lite[0] <= LITE


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))
