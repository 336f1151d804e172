"""Raw pages named on the command line, read one by one."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsdigest.cli.project import CONFIG, project_settings
from newsdigest.errors import PageError
from newsdigest.ingest.capture import read_seed
from newsdigest.ingest.extract import extract_article
from newsdigest.ingest.tagging import tag_article
from newsdigest.models import Article, RawPage, RegionTags
from newsdigest.registers import Registers, load_registers


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One page, read."""

    file: Path
    page: RawPage
    article: Article
    regions: RegionTags
    registers: Registers


def add_files(parser: argparse.ArgumentParser) -> None:
    """Ask for the files."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="raw pages, in any form")


def read_pages(files: list[Path]) -> Iterator[Read | None]:
    """Read every page of every file; one that cannot be read is named on standard error, and gives None."""
    content = project_settings().content if CONFIG.is_file() else Path("content")
    registers = load_registers(content)
    for file in files:
        for page in read_seed(file.name, root=file.absolute().parent):
            try:
                if isinstance(page, PageError):
                    raise page
                article = extract_article(page, registers)
                regions = tag_article(article, registers)
            except PageError as error:
                print(f"set aside: {error}", file=sys.stderr)
                yield None
            else:
                yield Read(file=file, page=page, article=article, regions=regions, registers=registers)
