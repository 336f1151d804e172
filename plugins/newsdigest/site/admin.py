"""
Pelican plugin: the browser editor at /admin/, in previews, and in a published site where DIGEST_ADMIN says so.

The editor is Sveltia CMS from its npm package, installed beside the Python packages by `make admin`; nothing is fetched
when the site is built or the page is opened. The page's policy lets it talk to nobody but GitHub, and to that only
where posts are saved there.
"""

import hashlib
import json
from collections.abc import Iterator

from blinker import signal

from newsdigest.errors import RegisterError
from newsdigest.publish.edition import Edition
from newsdigest.publish.editor import (
    FILES,
    SCRIPT,
    editor_config,
    foreign_hosts,
    installed,
    installed_in,
    months_offered,
)
from newsdigest.publish.outputs import SIGNAL, Output

FOLDER = "admin"


def plan(edition: Edition) -> Iterator[Output]:
    """The editor, its page and its configuration."""
    settings = edition.settings
    if not (settings.preview or settings.admin) or not months_offered(files_of(edition)):
        return
    if not settings.preview and settings.admin_backend == "local":
        message = "DIGEST_ADMIN is on for a published site, which has no local files; write DIGEST_ADMIN_BACKEND = "
        raise RegisterError(f'pelicanconf.py: {message}"github"')
    place = installed_in()
    if not installed(place):
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
        make=lambda: {"hosts": hosts, "script": SCRIPT},
    )


def config_of(edition: Edition) -> dict[str, object]:
    """The form, for the months that have posts and the regions that posts may have."""
    phrases = edition.phrases[edition.languages[0]]
    months = [
        (f"{year}-{month}", phrases.month(int(year), int(month))) for year, month in months_offered(files_of(edition))
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
