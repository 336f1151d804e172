"""Show for each field of raw pages where it came from, and for posts who gave their regions. Nothing is written."""

import argparse
from pathlib import Path

from newsdigest.cli.pages import add_files, read_pages
from newsdigest.cli.project import CONFIG, project_settings
from newsdigest.ingest.explain import explain
from newsdigest.ingest.explain_post import explain_post
from newsdigest.post import read_post
from newsdigest.post.shelf import Shelf
from newsdigest.registers import load_registers

arguments = add_files


def run(arguments: argparse.Namespace) -> int:
    """Print one explanation a page or post; 3 where a page was set aside."""
    content = (project_settings().content if CONFIG.is_file() else Path("content")).absolute()
    posts = [
        file for file in arguments.files if file.suffix == ".md" and file.absolute().is_relative_to(content / "posts")
    ]
    _explain_posts(posts, content)
    status = 0
    for read in read_pages([file for file in arguments.files if file not in posts]):
        if read is None:
            status = 3
            continue
        print(*explain(read.article, read.page, read.registers, read.regions, file=str(read.file)), "", sep="\n")
    return status


def _explain_posts(files: list[Path], content: Path) -> None:
    registers = load_registers(content) if files else None
    for file in files:
        post = read_post(file.read_text(encoding="utf-8"), path=str(file))
        base = Shelf(content=content).base(post.id)
        imported = read_post(base.read_text(encoding="utf-8"), path=str(base)) if base.is_file() else None
        if registers:
            print(*explain_post(post, imported, registers, file=str(file)), "", sep="\n")
