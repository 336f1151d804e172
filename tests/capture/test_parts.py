"""An archive cut into parts gives, part after part, what it gives whole."""

import gzip

import pytest
from capture_files import PAGE, packed, picture, put, warc_record

from newsdigest.ingest.capture import Limits, find_seeds, parts_of, read, read_seed
from newsdigest.models import RawPage


def big_archive(count: int, *, damage: int | None = None, join=packed) -> bytes:
    records = []
    for number in range(count):
        html = PAGE.replace(b"<p>", b'<img src="/p%d.jpg"><p>' % number)
        record = warc_record(f"https://harbour.example/{number}", html)
        photo = warc_record(
            f"https://harbour.example/p{number}.jpg", picture(shade=number), http="Content-Type: image/jpeg"
        )
        revisit = warc_record(f"https://harbour.example/{number}", b"", kind="revisit", date="2026-05-01T00:00:00Z")
        records += [record, photo, revisit]
    if damage is not None:
        records[damage] = b"rubbish " * 40
        if join is packed:
            whole = [gzip.compress(each, mtime=0) for each in records]
            whole[damage] = b"rubbish " * 40
            return b"".join(whole)
    return join(*records)


def told(pages):
    return [
        (page.seed, page.url, page.data, page.fetched, sorted(page.pictures))
        if isinstance(page, RawPage)
        else str(page)
        for page in pages
    ]


@pytest.mark.parametrize("join", [packed, lambda *records: b"".join(records)], ids=["packed", "plain"])
@pytest.mark.parametrize("damage", [None, 7, 15, 16])
@pytest.mark.parametrize("pages", [1, 3, 5])
def test_parts_give_what_the_whole_gives(tmp_path, monkeypatch, join, damage, pages):
    monkeypatch.setattr(read, "_BIG", 0)
    name = put(tmp_path, "a.warc.gz", big_archive(12, damage=damage, join=join))
    (seed,) = find_seeds(tmp_path)
    parts = parts_of(seed, root=tmp_path, limits=Limits(), pages=pages)
    assert len(parts) > 1
    assert sum(part.share for part in parts) == seed.size
    together = [page for part in parts for page in read_seed(name, root=tmp_path, part=part)]
    assert told(together) == told(read_seed(name, root=tmp_path))


def test_an_archive_packed_as_one_is_one_part(tmp_path, monkeypatch):
    monkeypatch.setattr(read, "_BIG", 0)
    put(tmp_path, "a.warc.gz", big_archive(12, join=lambda *records: gzip.compress(b"".join(records))))
    (seed,) = find_seeds(tmp_path)
    (part,) = parts_of(seed, root=tmp_path, limits=Limits(), pages=2)
    assert len(list(read_seed(seed.name, root=tmp_path, part=part))) == 24


def test_what_cannot_be_read_is_one_part_that_says_why(tmp_path, monkeypatch):
    monkeypatch.setattr(read, "_BIG", 0)
    put(tmp_path, "a", b"\0\1\2" * 500)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for seed in find_seeds(tmp_path):
        (part,) = parts_of(seed, root=tmp_path, limits=Limits())
        assert len(list(read_seed(seed.name, root=tmp_path, part=part))) == 1
