"""Real bombs, traps and disguises in seeds/ through a real run: each is named and defused, and costs no other page."""

import gzip
import io
import json
import os
import resource
import shutil
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.machine import run_pelican, tree

sys.path.insert(0, str(Path(__file__).parents[1] / "capture"))
from capture_files import picture, warc_record

SECRET = "a secret outside of the seeds folder"
P = "<p>Astana hosted the ministers of transport of five states on Monday, who agreed on one tariff for freight.</p>"


def page(number: int, *, title: str = "", body: str = "", image: str = "") -> bytes:
    head = '<meta charset="utf-8"><meta property="article:published_time" content="2024-03-05T09:30:00+05:00">'
    heading = title or f"Ministers agree, part {number}"
    figure = f'<figure><img src="{image}"><figcaption>A train. Photo: A. Example</figcaption></figure>' if image else ""
    link = f'<link rel="canonical" href="https://steppe.example/{number}">'
    return (
        f'<!doctype html><html lang="en"><head>{head}{link}<title>{heading}</title></head><body><article>'
        f"<h1>{heading}</h1>{figure}{P * 4}{body}</article></body></html>"
    ).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def warc(number: int, data: bytes, kind: str) -> bytes:
    """A recorded page with a picture."""
    address = f"https://steppe.example/{number}.{kind.rpartition('/')[2]}"
    return warc_record(f"https://steppe.example/{number}", page(number, image=address)) + warc_record(
        address, data, http=f"Content-Type: {kind}"
    )


def pixel_bomb() -> bytes:
    """A PNG of 900 million pixels in a hundred kilobytes."""
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


def bombs() -> dict[str, tuple[bytes, str]]:
    """Seeds that are refused, with the reason."""
    entities = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    external = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{Path(__file__).resolve()}">]>'
    feed = "<rss><channel><item><title>{}</title><description>x</description></item></channel></rss>"
    blank = b"<p>" + b" " * 60_000_000
    return {
        "bomb.html.gz": (gzip.compress(blank, 6), "unpacks to over"),
        "bomb-in-record.warc": (
            warc_record(
                "https://a.example/1", gzip.compress(blank), http="Content-Type: text/html\r\nContent-Encoding: gzip"
            ),
            "unpacks to over",
        ),
        "bomb.wacz": (zipped({"archive/data.warc": b"\0" * 60_000_000}), "out of proportion"),
        "climbs.wacz": (zipped({"../../outside.html": page(90)}), "leads out of the archive"),
        "absolute.wacz": (zipped({"/tmp/outside.html": page(91)}), "leads out of the archive"),
        "no-archive.zip": (zipped({"page.html": page(92)}), "no archive/ in it"),
        "long-record.warc": (warc_record("https://a.example/2", length=10**15), "damaged record"),
        "deep.html": (b"<div>" * 200_000, "nested over 250 deep"),
        "large.html": (page(93, body="x" * 21_000_000), "over 20,000,000 bytes"),
        "entities.xml": (("<?xml version='1.0'?>" + entities + "]>" + feed.format("&j;")).encode(), "XML entities"),
        "external.xml": (("<?xml version='1.0'?>" + external + feed.format("&x;")).encode(), "XML entities"),
        "deep.json": (b'{"a":' * 200_000, "nested too deep"),
        "vector.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "vector.svg"),
        "disguised.gif": (b"GIF89a" + b"\0" * 99, "not a page in any known form"),
    }


def disguises() -> dict[str, bytes]:
    """Seeds that become posts, and the pictures they bring, none of which may be served."""
    script = b"<script>alert(1)</script>"
    jpeg, gif = picture("JPEG"), picture("GIF")
    archive = zipped({"a.html": b"<p>x</p>"})
    return {
        "svg.warc": warc(
            1, b"<svg xmlns='http://www.w3.org/2000/svg'>" + script + b"</svg>" + b" " * 999, "image/svg+xml"
        ),
        "svg-called-png.warc": warc(2, b"<svg>" + script + b"</svg>" + b" " * 999, "image/png"),
        "gif-and-script.warc": warc(3, gif + b"/*" + script, "image/gif"),
        "jpeg-and-zip.warc": warc(4, jpeg + archive, "image/jpeg"),
        "jpeg-and-pdf.warc": warc(5, jpeg + b"%PDF-1.7 1 0 obj", "image/jpeg"),
        "pixels.warc": warc(6, pixel_bomb(), "image/png"),
        "cut-short.warc": warc(7, jpeg[: len(jpeg) // 2], "image/jpeg"),
        "climbing-title.html": page(8, title="../../../../../../tmp/climbs"),
        "climbing-record.warc": warc_record("file:///../../../etc/passwd", page(9)),
        "\u202egnp.html": page(10),
        "-rf ; $(touch had).html": page(11),
    }


@dataclass(frozen=True)
class Outcome:
    """A run over all of them."""

    digest: Path
    said: str
    status: int
    outside: frozenset[str]  # what lay beside the digest afterwards


@pytest.fixture(scope="module")
def outcome(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Run once over all seeds, good and bad."""
    around = tmp_path_factory.mktemp("around")
    digest = shutil.copytree(built, around / "digest")
    (around / "secret.html").write_bytes(page(99, title=SECRET))
    (around / "secrets").mkdir()
    (around / "secrets" / "secret.html").write_bytes(page(98, title=SECRET))
    seeds = digest / "seeds" / "hostile"
    seeds.mkdir()
    for name, data in {**{name: data for name, (data, _) in bombs().items()}, **disguises()}.items():
        (seeds / name).write_bytes(data)
    (seeds / "link.html").symlink_to(around / "secret.html")
    (seeds / "folder").symlink_to(around / "secrets")
    os.mkfifo(seeds / "pipe.html")
    (digest / "content" / "sources" / "steppe-post.toml").write_text(
        'id = "steppe-post"\nname = "Steppe Post"\ndomains = ["steppe.example"]\nlanguage = "en"\n'
        'timezone = "Asia/Almaty"\nimage_rights = "cleared"\n'
    )
    run = run_pelican(digest)
    return Outcome(digest, run.said, run.status, frozenset(path.name for path in around.iterdir()))


def set_aside(digest: Path) -> dict[str, str]:
    """Reasons by the seed's name."""
    text = (digest / ".cache" / "ingest" / "seeds.json").read_text("utf-8").partition("\n")[2]
    pages = [found for entry in json.loads(text).values() for found in entry["pages"]]
    return {found["file"].removeprefix("hostile/"): found["reason"] for found in pages if found["reason"]}


def test_the_run_ends_well_and_the_good_pages_are_published(outcome: Outcome) -> None:
    assert outcome.status == 0, outcome.said
    assert "Traceback" not in outcome.said
    published = "".join(path.read_text("utf-8") for path in (outcome.digest / "content" / "posts").rglob("*.md"))
    assert all(f"source_url: https://steppe.example/{number}\n" in published for number in range(1, 12))


def test_every_bomb_is_set_aside_with_its_reason(outcome: Outcome) -> None:
    told = set_aside(outcome.digest)
    unexpected = {name: told.get(name) for name, (_, reason) in bombs().items() if reason not in (told.get(name) or "")}
    assert unexpected == {}


@pytest.mark.parametrize("name", ["link.html", "folder", "pipe.html"])
def test_links_and_pipes_are_not_followed(name: str, outcome: Outcome) -> None:
    assert name in set_aside(outcome.digest)
    assert not [path for path, data in tree(outcome.digest / "output").items() if SECRET.encode() in data]


def test_no_picture_in_disguise_is_kept_or_served(outcome: Outcome) -> None:
    kept = [path for path in tree(outcome.digest / "content" / "images") if path.startswith("steppe-")]
    assert kept == []
    served = tree(outcome.digest / "output")
    assert not [path for path in served if path.endswith(".svg") and b"alert(1)" in served[path]]
    assert not [path for path, data in served.items() if path.startswith("images/") and b"<script" in data]


def test_an_honest_picture_of_the_same_source_is_kept(outcome: Outcome) -> None:
    (outcome.digest / "seeds" / "honest.warc").write_bytes(warc(50, picture("JPEG"), "image/jpeg"))
    assert run_pelican(outcome.digest).status == 0
    assert [path for path in tree(outcome.digest / "content" / "images") if path.startswith("steppe-")]


def test_nothing_is_written_outside_of_the_digest(outcome: Outcome) -> None:
    assert outcome.outside == {"digest", "digest.log", "secret.html", "secrets"}
    folders = {path.name for path in outcome.digest.iterdir()}
    assert folders <= {"seeds", "content", "output", ".cache", "pelicanconf.py", "__pycache__"}
    names = {path.name for path in (outcome.digest / "content" / "posts").rglob("*.md")}
    assert "tmp-climbs.md" in names
    assert not Path("/tmp/outside.html").exists()


def test_no_process_took_more_memory_than_its_bound(outcome: Outcome) -> None:
    assert outcome.said
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert most < 2_500_000_000  # what a run holds from the start, and 1.2 GB for a page


def test_a_page_over_its_time_is_set_aside_and_the_run_goes_on(digest: Path) -> None:
    with (digest / "pelicanconf.py").open("a") as conf:
        conf.write("\nDIGEST_PAGE_TIMEOUT_S = 2\n")
    attributes = " ".join(
        f"a{number}=b" for number in range(400_000)
    )  # of one element; the parser is quadratic in them
    (digest / "seeds" / "slow.html").write_bytes(page(1, body=f"<p {attributes}>x</p>"))
    run = run_pelican(digest)
    assert run.status == 0, run.said
    assert "slow.html: it took over 2 seconds; raise DIGEST_PAGE_TIMEOUT_S" in " ".join(run.said.split())


def test_a_page_over_its_size_is_set_aside_until_the_setting_allows_it(digest: Path) -> None:
    (digest / "seeds" / "big.html").write_bytes(page(1, body=f"<!--{'x' * 2_000_000}-->"))
    conf = (digest / "pelicanconf.py").read_text()
    (digest / "pelicanconf.py").write_text(f"{conf}\nDIGEST_PAGE_MAX_MB = 1\n")
    assert "raise DIGEST_PAGE_MAX_MB" in " ".join(run_pelican(digest).said.split())
    (digest / "pelicanconf.py").write_text(f"{conf}\nDIGEST_PAGE_MAX_MB = 3\n")
    assert "1 posts written" in run_pelican(digest).said
