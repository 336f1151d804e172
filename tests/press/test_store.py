"""The store gives back what was saved, or nothing and a reason."""

import marshal
import random

import pytest

from newsdigest.publish import store


def test_what_is_saved_is_loaded(tmp_path):
    data = ({"a": (1, "ж", b"\x00", None, 2.5)}, ["x"])
    store.save(tmp_path / "x.store", data)
    assert store.load(tmp_path / "x.store") == store.Stored(data=data)


def test_missing_store_is_no_damage(tmp_path):
    stored = store.load(tmp_path / "x.store")
    assert (stored.data, stored.damaged) == (None, False)
    assert "x.store" in stored.why


def test_any_flipped_byte_is_noticed(tmp_path):
    path = tmp_path / "x.store"
    store.save(path, {"a": (1, "b" * 50)})
    whole = path.read_bytes()
    dice = random.Random(1)
    for _ in range(100):
        spoilt = bytearray(whole)
        spoilt[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        path.write_bytes(spoilt)
        assert store.load(path).why


def test_any_truncation_is_noticed(tmp_path):
    path = tmp_path / "x.store"
    store.save(path, {"a": (1, "b" * 50)})
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert store.load(path).why


def test_other_version_is_not_read(tmp_path):
    path = tmp_path / "x.store"
    path.write_bytes(b"newsdigest-store 0 cpython-27 00\n" + marshal.dumps(1))
    assert store.load(path) == store.Stored(why="x.store is of another version")


def test_data_that_is_not_plain_is_refused(tmp_path):
    with pytest.raises(ValueError, match="unmarshallable"):
        store.save(tmp_path / "x.store", {"a": object()})
    assert not (tmp_path / "x.store").exists()


def test_folder_in_place_of_store_is_told(tmp_path):
    (tmp_path / "x.store").mkdir()
    assert store.load(tmp_path / "x.store").damaged
