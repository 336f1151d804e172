"""Start a post written by hand."""

import argparse
import datetime as dt
import secrets
from zoneinfo import ZoneInfo

from newsdigest.cli.project import project_settings
from newsdigest.errors import RegisterError
from newsdigest.models import Post
from newsdigest.post import render_post
from newsdigest.post.shelf import Shelf
from newsdigest.text import collapse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("title", help="the headline, in quotation marks")
    parser.add_argument("--lang", help="language of the post (default: the site's)")
    parser.add_argument("--author", action="append", default=[], help="who writes it; may be given several times")
    parser.add_argument("--region", action="append", default=[], help="region code such as KZ; several times")


def run(arguments: argparse.Namespace) -> int:
    """Write the file and print its path."""
    settings = project_settings()
    title = collapse(arguments.title)
    if not title:
        raise RegisterError("the headline is empty; write it in quotation marks")
    now = dt.datetime.now(ZoneInfo(settings.timezone)).replace(second=0, microsecond=0)
    post = Post(
        id=f"own-{secrets.token_hex(5)}",  # made once; nothing about a post in the making is fixed yet
        title=title,
        date=now,
        lang=arguments.lang or settings.languages[0],
        lede="One or two sentences that say what happened.",
        authors=tuple(arguments.author),
        regions=tuple(arguments.region),
        rights="own",
        date_basis="editor",
        date_confidence="sure",
        body="The text, in Markdown.",
    )
    path = Shelf(content=settings.content).home(now.date().isoformat(), title, post.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_post(post), encoding="utf-8")
    print(path)
    return 0
