"""The reference pages say what the code does: every key, its kind, its choices, its default; every code of the desk."""

import re
from pathlib import Path

from newsdigest.desk import CODES
from newsdigest.post.read import read_post
from newsdigest.post.schema import Field, schema

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| `([a-z0-9_.-]+)` \| (.+?) \| (.+) \|$", re.MULTILINE)
KINDS = {"text": "text", "texts": "list", "time": "time", "day": "day", "tables": "list of entries"}


def holds(field: Field) -> str:
    """Say what a key holds, in the words of the reference page."""
    if field.kind == "choice":
        default = f"; default `{field.default}`" if field.default is not None else ""
        return "one of " + ", ".join(f"`{choice}`" for choice in field.choices) + default
    return KINDS[field.kind] + (", required" if field.required else "")


def test_the_front_matter_page_lists_every_key_with_what_it_holds() -> None:
    written = {key: kind for key, kind, _ in ROW.findall((DOCS / "front-matter.md").read_text(encoding="utf-8"))}
    known = {}
    for field in schema().values():
        known[field.key] = holds(field)
        if field.table:
            known |= {f"{field.key}.{inner.key}": holds(inner) for inner in schema(field.table).values()}
    assert written == known


def test_the_example_on_the_front_matter_page_is_a_post() -> None:
    page = (DOCS / "front-matter.md").read_text(encoding="utf-8")
    example = re.search(r"```markdown\n(.*?)```", page, re.DOTALL)
    assert example
    assert read_post(example[1], path="docs/front-matter.md").translation_status == "machine"


def test_the_desk_page_lists_every_code_with_its_meaning() -> None:
    page = (DOCS / "desk.md").read_text(encoding="utf-8")
    errors, warnings = page.split("## Warnings")
    for severity, part in (("error", errors), ("warning", warnings)):
        rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", part, re.MULTILINE))
        assert rows == {code: meaning for code, (level, meaning) in CODES.items() if level == severity}
