"""
Run Pagefind on a shard and keep of its bundle what our search page needs.

Of a bundle's files we drop the user interfaces (0.4 MB a bundle) and the fragments (one file a post): results are made
from `shards.shard_lists`. The program for WebAssembly is the same in every shard of a language, so it lives once beside
them, and the shard's entry file points there.
"""

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from newsdigest.errors import DigestError
from newsdigest.publish.corpus import Card
from newsdigest.publish.settled import SIGNATURE, settle
from newsdigest.publish.shards import Shard, document, shard_lists

SCRIPT = "pagefind.js"
_FORMAT = "2"  # of the cached folders; raise it when what is kept changes


def index_shard(shard: Shard, html_of: Callable[[Card], str], cache: Path) -> Path:
    """
    Index one shard, or find it indexed already.

    Args:
        shard: The posts.
        html_of: Gives the sanitised HTML that a post may show.
        cache: Folder of finished bundles, by shard key; safe to delete.

    Returns:
        The bundle's folder: `index/`, `filter/`, `pagefind-entry.json`, `pagefind.*.pf_meta`, `order.json`,
        `cards-*.json`, and apart in `shared/` the script and the WebAssembly that all shards of a language share.

    Raises:
        DigestError: Pagefind failed; says what it printed.
    """
    finished = cache / f"{shard.folder.replace('/', '-')}-{shard.key}-{_FORMAT}"
    if finished.is_dir():
        return finished
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".half-") as scratch:
        pages = Path(scratch) / "pages"
        bundle = Path(scratch) / "bundle"
        for card in shard.cards:
            target = pages / card.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(document(card, html_of(card)), "utf-8")
        _run(pages, bundle, shard.language)
        settle(bundle)
        _trim(bundle, shard)
        bundle.replace(finished)
    return finished


def drop_stale(cache: Path, wanted: set[Path]) -> None:
    """Remove bundles of former versions."""
    for folder in cache.iterdir() if cache.is_dir() else ():
        if folder not in wanted:
            shutil.rmtree(folder, ignore_errors=True)


def _run(pages: Path, bundle: Path, language: str) -> None:
    """Call the program; its Python API takes 0.1 s a page."""
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(bundle), "--silent"]
    command += ["--keep-index-url", "--force-language", language]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (bundle / "pagefind-entry.json").is_file():
        raise DigestError(
            f"Pagefind could not index the posts in {language!r}: {(done.stderr or done.stdout).strip()[-400:]}"
        )


def _trim(bundle: Path, shard: Shard) -> None:
    """Keep what we use, add our lists, share the program."""
    ids = {}
    for path in (bundle / "fragment").glob("*.pf_fragment"):
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE))
        ids[fragment["url"].lstrip("/")] = path.stem
    shutil.rmtree(bundle / "fragment")
    shared = bundle / "shared"
    shared.mkdir()
    entry = json.loads((bundle / "pagefind-entry.json").read_text("utf-8"))
    for language in entry["languages"].values():
        program = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        (bundle / program).replace(shared / program)
        # Pagefind loads `<shard>/wasm.<this>.pagefind`; the address parser folds the "..".
        language["wasm"] = f"x/../../{program.removesuffix('.pagefind')}"
    (bundle / SCRIPT).replace(shared / SCRIPT)
    for path in bundle.iterdir():
        if path.is_file() and path.suffix != ".pf_meta":
            path.unlink()
    (bundle / "pagefind-entry.json").write_text(json.dumps(entry, separators=(",", ":")), "utf-8")
    for name, data in shard_lists(shard, ids).items():
        (bundle / name).write_bytes(data)
