"""
Pelican plugin: the browser editor at /admin/, in previews, and in a published site where DIGEST_ADMIN says so.

The editor is Sveltia CMS from its npm package, installed beside the Python packages by `make admin`; nothing is fetched
when the site is built or the page is opened. The page's policy lets it talk to nobody but GitHub, and to that only
where posts are saved there.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from blinker import signal

from newsdigest.errors import RegisterError
from newsdigest.publish.edition import Edition
from newsdigest.publish.editor import editor_config, foreign_hosts
from newsdigest.publish.outputs import SIGNAL, Output

FOLDER = "admin"
MONTHS = 24  # newest ones that the editor offers: it reads all their posts when it opens
_MONTH = re.compile(r"(\d{4})/(0[1-9]|1[0-2])/")
FILES = ("sveltia-cms.js", "icons.woff2", "sveltia-cms-licence.txt", "icons-licence.txt")


def plan(edition: Edition) -> Iterator[Output]:
    """The editor, its page and its configuration."""
    settings = edition.settings
    if not (settings.preview or settings.admin) or not any(map(_MONTH.match, files_of(edition))):
        return
    if not settings.preview and settings.admin_backend == "local":
        message = "DIGEST_ADMIN is on for a published site, which has no local files; write DIGEST_ADMIN_BACKEND = "
        raise RegisterError(f'pelicanconf.py: {message}"github"')
    place = installed_in()
    if not all((place / name).is_file() for name in FILES):
        if not settings.preview:
            raise RegisterError("pelicanconf.py: DIGEST_ADMIN is on, but the editor is not installed; run make admin")
        print("Without the browser editor at /admin/: make admin installs it")
        return
    for name in FILES:
        data = (place / name).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        yield Output(path=f"{FOLDER}/{name}", shows=digest, make=lambda data=data: data)
    config = json.dumps(config_of(edition), ensure_ascii=False, indent=1).encode()
    yield Output(path=f"{FOLDER}/config.json", shows=config, make=lambda: config)
    hosts = foreign_hosts(settings)
    yield Output(
        path=f"{FOLDER}/index.html",
        shows=tuple(hosts.items()),
        template="admin.html",
        make=lambda: {"hosts": hosts, "script": FILES[0]},
    )


def installed_in() -> Path:
    """Where `make admin` puts the editor: into the environment that builds the site."""
    return Path(sys.prefix) / "share" / "newsdigest-editor"


def config_of(edition: Edition) -> dict[str, object]:
    """The form, for the months that have posts and the regions that posts may have."""
    phrases = edition.phrases[edition.languages[0]]
    found = {match.groups() for file in files_of(edition) if (match := _MONTH.match(file))}
    months = [
        (f"{year}-{month}", phrases.month(int(year), int(month)))
        for year, month in sorted(found, reverse=True)[:MONTHS]
    ]
    codes = dict.fromkeys([*edition.registers.gazetteer.regions, *edition.corpus.by_region])
    regions = [(code, phrases.region_name(code)) for code in codes]
    return editor_config(edition.settings, site_name=edition.name, months=months, regions=regions)


def files_of(edition: Edition) -> Iterator[str]:
    """Every post's file."""
    return (card.file for card in (*edition.corpus.posts, *edition.corpus.withdrawn))


def register() -> None:
    """Answer the build's question."""
    signal(SIGNAL).connect(plan)
