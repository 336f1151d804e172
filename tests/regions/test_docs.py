"""`docs/regions.md` names exactly the keys that the code reads."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

from newsdigest.registers.region_files import DISCOUNT_KEYS, FILE_KEYS, REGION_KEYS, SHARED_KINDS, TRAP_KEYS

TEXT = (Path(__file__).parents[2] / "docs" / "regions.md").read_text(encoding="utf-8")


def keys_of(section: str) -> set[str]:
    part = TEXT.split(f"## {section}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)`", part, re.MULTILINE))


def test_documented_keys_of_a_file_are_those_read() -> None:
    assert keys_of("Keys of a file") == FILE_KEYS


def test_documented_keys_of_a_region_are_those_read() -> None:
    assert keys_of("Keys of a region") == REGION_KEYS


def test_keys_of_traps_discounts_and_shared_kinds_are_named() -> None:
    for key in TRAP_KEYS | DISCOUNT_KEYS | SHARED_KINDS:
        assert f"`{key}`" in TEXT, key


def test_documented_word_lists_are_those_shipped() -> None:
    shipped = (files("newsdigest") / "data" / "regions" / "contexts.toml").read_text(encoding="utf-8")
    lists = {name for name in tomllib.loads(shipped)["cues"] if " " not in name}
    discounted = {"launch", "lease", "syria", "format", "cycling"}  # named by the [[discount]] tables that use them
    assert all(f"`{name}`" in TEXT for name in lists - discounted)
