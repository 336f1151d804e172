"""
What the browser editor (Sveltia CMS) is told: a form with a field for every key of the front matter.

Keys, kinds and choices come from the schema of posts, so the form cannot disagree with what the site reads. The text is
edited as Markdown: the editor's rich-text mode would write it anew. Times are text of a given pattern: its picker would
turn a time in the source's zone into one in another, and does not come to rest on it (version 0.221).
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsdigest.errors import RegisterError
from newsdigest.post.schema import Field, schema
from newsdigest.settings import Settings

SCRIPT = "sveltia-cms.js"
FILES = (SCRIPT, "icons.woff2", "sveltia-cms-licence.txt", "icons-licence.txt")  # as locks/npm/install.py keeps them
MONTHS = 24  # newest ones that the editor lists: it reads all their posts when it opens
_MONTH = re.compile(r"(\d{4})/(0[1-9]|1[0-2])/.")

# Ingest writes these: evidence, for editors to read.
_EVIDENCE = {"date_raw", "source_changed", "seed", "seed_sha256", "capture_form", "fetched", "fetched_basis", "doubts"}
_LONG = {"lede", "caption", "alt", "rights_note", "withdrawn_reason", "text", "source_title"}  # several lines on screen
_DAY = "YYYY-MM-DD"
_TIME = (
    r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)$",
    "Write a time with its zone, such as 2022-01-11T05:35:00+01:00.",
)

Month = tuple[str, str]  # "2022-01", and as readers know it: "January 2022"


def editor_config(
    settings: Settings, *, site_name: str, months: Sequence[Month], regions: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """
    Give the editor's configuration, as JSON.

    Args:
        settings: For the folders, the repository and the backend.
        site_name: Shown as title.
        months: A collection each, the newest first. A folder for each month: GitHub lists no more than 1,000 files of
            one folder. New posts go into the first.
        regions: Codes that a post may have, with their names.

    Raises:
        RegisterError: the backend is GitHub, and the repository is not there.
    """
    content = settings.content.name if settings.content.is_absolute() else settings.content.as_posix()
    return {
        "backend": _backend(settings),
        "app_title": site_name,
        "show_preview_links": False,
        "media_folder": f"{content}/images",
        "public_folder": "/",
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 60, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": False}},
        "collections": [
            {
                "name": f"posts-{month}",
                "label": label,
                "folder": f"{content}/posts/{month.replace('-', '/')}",
                "path": "{{day}}/{{slug}}",
                "extension": "md",
                "format": "yaml-frontmatter",
                "create": number == 0,
                "summary": "{{title}}",
                "sortable_fields": ["date", "title", "source"],
                "editor": {"preview": False},
                "fields": _fields(regions),
            }
            for number, (month, label) in enumerate(months)
        ],
    }


def foreign_hosts(settings: Settings) -> Mapping[str, str]:
    """Say which hosts the page may talk to, by directive of its policy: none but GitHub's, where it saves there."""
    if settings.admin_backend != "github":
        return {"connect": "", "img": ""}
    return {"connect": " https://api.github.com", "img": " https://avatars.githubusercontent.com"}


def months_offered(files: Iterable[str]) -> list[tuple[str, str]]:
    """
    Say which months the editor lists, the newest first, from the posts' files below content/posts.

    >>> months_offered(["2022/01/11/a.md", "2022/02/01/b.md", "elsewhere/c.md"])
    [('2022', '02'), ('2022', '01')]
    """
    found = {(match[1], match[2]) for file in files if (match := _MONTH.match(file))}
    return sorted(found, reverse=True)[:MONTHS]


def entry_address(file: str) -> str:
    """
    Say where the editor opens a post of a month that it lists.

    >>> entry_address("2022/01/11/a-title.md")
    'admin/index.html#/collections/posts-2022-01/entries/11/a-title'
    """
    year, month, rest = file.removesuffix(".md").split("/", 2)
    return f"admin/index.html#/collections/posts-{year}-{month}/entries/{rest}"


def installed_in() -> Path:
    """Where `make admin` puts the editor: into the environment that builds the site."""
    return Path(sys.prefix) / "share" / "newsdigest-editor"


def installed(place: Path) -> bool:
    """Whether all of the editor is there."""
    return all((place / name).is_file() for name in FILES)


def _backend(settings: Settings) -> dict[str, Any]:
    """Say where the editor saves. For files on the same machine it wants the name of a repository too."""
    if settings.admin_backend == "test":
        return {"name": "test-repo"}
    parts = urlsplit(settings.repository)
    name = parts.path.strip("/").removesuffix(".git")
    known = parts.hostname == "github.com" and name.count("/") == 1
    if settings.admin_backend == "github" and not known:
        message = "the editor saves to GitHub, but DIGEST_REPOSITORY is no address there; write https://github.com/…/…"
        raise RegisterError(f"pelicanconf.py: {message}")
    name = name if known else "local/digest"
    return {"name": "github", "repo": name, "branch": settings.branch, "auth_methods": ["token"]}


def _fields(regions: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Describe the whole form, in the order in which posts are written."""
    form = [_field(field) for field in schema().values()]
    options = [{"label": f"{name} ({code})", "value": code} for code, name in regions]
    for entry in form:
        if entry["name"] == "id":
            entry |= {"widget": "uuid", "prefix": "own-", "read_only": True}
        elif entry["name"] == "regions":
            entry |= {"widget": "select", "multiple": True, "options": options}
    return [*form, {"name": "body", "label": "text", "widget": "richtext", "modes": ["raw"], "required": False}]


def _field(field: Field) -> dict[str, Any]:
    """Describe one key."""
    base: dict[str, Any] = {"name": field.key, "label": field.key, "required": field.required}
    if field.key in _EVIDENCE:
        base["readonly"] = True
    match field.kind:
        case "text":
            return base | {"widget": "text" if field.key in _LONG else "string"}
        case "texts":
            return base | {"widget": "list"}
        case "choice":
            return base | {"widget": "select", "options": list(field.choices)}
        case "day":
            return base | {"widget": "datetime", "type": "date", "format": _DAY}
        case "time":
            return base | {"widget": "string", "pattern": list(_TIME)}
        case "tables":
            inner = [_field(row) for row in schema(field.table).values()]
            return base | {"widget": "list", "fields": inner, "collapsed": "auto"}
