"""A small site that several rooms' tests build and read."""

import datetime as dt
import email
import gzip
import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup

from newsdigest.models import Correction, Post, PostImage
from newsdigest.post import render_post

ROOT = Path(__file__).parents[1]
ALMATY = ZoneInfo("Asia/Almaty")
CUTOFF = dt.datetime(2022, 1, 11, 10, 35, tzinfo=ALMATY)
ADDRESS = "https://digest.example/news"

# Smallest valid PNG: one grey point.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636800000082008177cd72b6"
    "0000000049454e44ae426082"
)

WORDS = {
    "en": ("Freight runs again between Aktau and the hinterland", "Trains left the port on Tuesday morning."),
    "ru": ("Грузовые поезда снова ходят до Актау", "Поезда вышли из порта во вторник утром."),
    "kk": ("Ақтауға жүк пойыздары қайта қатынай бастады", "Пойыздар порттан сейсенбі таңында шықты."),
    "fa": ("قطارهای باری دوباره به آکتائو می‌روند", "قطارها صبح سه‌شنبه بندر را ترک کردند."),
}


def make_post(number: int = 0, **values: Any) -> Post:
    """A post of the test site; `number` makes it one of its own, an hour older than the last."""
    lang = values.get("lang", "en")
    title, lede = WORDS[lang]
    given = {
        "id": f"post-{number}",
        "title": f"{title} ({number})",
        "date": CUTOFF - dt.timedelta(hours=number),
        "lang": lang,
        "lede": lede,
        "body": f"{lede}\n\n" + "\n\n".join(f"{lede} {lede}" for _ in range(4)),
        "regions": ("KZ",),
        "source": "tengrinews",
        "source_url": f"https://outlet.example/{number}",
        "date_basis": "source-stamp",
        "date_confidence": "sure",
        "fetched": CUTOFF,
        "fetched_basis": "recorded",
        "rights": "full",
    }
    return Post(**(given | values))


TRANSLATED = {
    "source": "merkur",
    "translated_from": "de",
    "translation_status": "machine",
    "translated_by": "limited-times",
    "via": "limited-times",
    "via_url": "https://copy.example/freight",
    "source_title": "Güterzüge fahren wieder",
    "agency": "dpa",
}
UNCLEARED = PostImage(
    caption="Wagons at Aktau.",
    credit="© A. Example / AP / dpa",
    source_url="https://pictures.example/wagons.jpg",
    rights="not-cleared",
)
CLEARED = PostImage(
    file="2022/station.png", caption="The station.", credit="Photo: B. Example", rights="cleared", alt="A wide roof"
)

POSTS: Mapping[str, Post] = {
    "translated": make_post(0, **TRANSLATED, images=(UNCLEARED, CLEARED), story="freight", authors=("A. Example",)),
    "reviewed": make_post(1, **(TRANSLATED | {"translation_status": "machine-reviewed", "reviewed_by": "B. Example"})),
    "agency-copy": make_post(2, source="kazinform", agency="dpa", story="freight", regions=("KZ", "UZ")),
    "russian": make_post(3, lang="ru", source="24-kg", regions=("KG",), story="freight"),
    "kazakh": make_post(4, lang="kk", source="azattyq"),
    "persian": make_post(5, lang="fa", source="Payk", regions=("AF",)),
    "corrected": make_post(
        6, corrections=(Correction(on=dt.date(2022, 1, 11), text="The day was wrong."),), regions=("TJ",)
    ),
    "changed": make_post(7, source_changed=dt.date(2022, 1, 12), regions=("TM",)),
    "extract": make_post(8, rights="extract", places=("Tashkent",), regions=("UZ",)),
    "link-only": make_post(9, rights="link-only", regions=("UZ",), places=("Tashkent",)),
    "own": make_post(10, rights="own", source=None, source_url=None, regions=("UZ",), places=("Tashkent",)),
    "withdrawn": make_post(
        11,
        title="Unsayable headline",
        lede="Unsayable lede.",
        body="Unsayable body.",
        withdrawn_on=dt.date(2022, 1, 12),
        withdrawn_reason="The person named asked for it.",
    ),
    "unlocated": make_post(
        12,
        **(TRANSLATED | {"via_url": "https://copy.example/12"}),
        source_url=None,
        date=dt.datetime(2021, 12, 30, tzinfo=ALMATY),
    ),
    "hostile": make_post(
        13,
        title='<script>alert(1)</script>"><img src=x onerror=alert(1)>',
        body="<script>alert(2)</script>\n\n[press](javascript:alert(3)) <b onclick='alert(4)'>here</b>",
        topics=("energy",),
    ),
    **{
        f"older-{n}": make_post(n, date=dt.datetime(2021, 12, n, 9, tzinfo=ALMATY), regions=("UZ",))
        for n in (20, 21, 22)
    },
}


def write_posts(content: Path, posts: Mapping[str, Post]) -> None:
    """Write posts as the files of a content folder; each file is called after its key."""
    for name, post in posts.items():
        path = content / "posts" / f"{post.date:%Y/%m/%d}" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_post(post), "utf-8")


def plain_bytes(path: Path) -> bytes:
    """A file's bytes as a reader's program has them: gzip, zip and the parts of a message unpacked."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        return gzip.decompress(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    if path.suffix == ".eml":
        parts = email.message_from_bytes(data).walk()
        return data + b"\n".join(part.get_payload(decode=True) or b"" for part in parts)
    return data


def page_of(name: str) -> str:
    """Path of a test post's page."""
    return f"{POSTS[name].date:%Y/%m/%d}/{name}.html"


@dataclass(frozen=True)
class BuiltSite:
    """A site that Pelican made."""

    output: Path
    content: Path
    log: str

    def read(self, path: str) -> str:
        """A page's text."""
        return (self.output / path).read_text("utf-8")

    def tree(self, path: str) -> BeautifulSoup:
        """A page's parsed tree."""
        return BeautifulSoup(self.read(path), "lxml")

    def paths(self) -> list[str]:
        """Every HTML file."""
        return sorted(path.relative_to(self.output).as_posix() for path in self.output.rglob("*.html"))


def build(folder: Path, posts: Mapping[str, Post], **settings: Any) -> BuiltSite:
    """Build a site in `folder` with the repository's theme, settings and pages, in a process of its own."""
    content = folder / "content"
    write_posts(content, posts)
    picture = content / "images" / "2022" / "station.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(PIXEL)
    if not (content / "pages").exists() and (ROOT / "content" / "pages").exists():
        (content / "pages").symlink_to(ROOT / "content" / "pages")
    chosen = {
        "SITEURL": ADDRESS,
        "THEME": str(ROOT / "theme"),
        "DIGEST_CONTENT": str(content),
        "DIGEST_CACHE": str(folder / "cache"),
        "DIGEST_INGEST": False,
        "DIGEST_REPOSITORY": "https://git.example/digest",
    } | settings
    config = folder / "conf.py"
    lines = [f"exec(compile(open({str(ROOT / 'pelicanconf.py')!r}).read(), 'pelicanconf.py', 'exec'))"]
    lines += [f"{key} = {value!r}" for key, value in chosen.items()]
    lines += ["PLUGINS = [name for name in PLUGINS if name != 'newsdigest.ingest.plugin']"]
    config.write_text("\n".join(lines), "utf-8")
    command = [sys.executable, "-m", "pelican", str(content), "-s", str(config), "-o", str(folder / "output")]
    done = subprocess.run([*command, "--fatal", "errors"], capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(folder / "output", content, done.stdout + done.stderr)
