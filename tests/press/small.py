"""A press with three templates, for tests."""

from jinja2 import DictLoader, Environment, StrictUndefined

from newsdigest.publish.outputs import Output
from newsdigest.publish.press import run_press

TEMPLATES = {"page.html": "<p>{{ text }}</p>{{ root }}", "wrong.html": "{{ missing }}", "broken.html": "{% if %}"}


def page(path, text, template="page.html"):
    return Output(path=path, shows=text, template=template, make=lambda: {"text": text})


def press(tmp_path, *outputs, fingerprint="1", jobs=1):
    environment = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return run_press(
        outputs,
        folder=tmp_path / "output",
        cache=tmp_path / "cache",
        environments={"en": environment},
        fingerprint={"theme": fingerprint},
        jobs=jobs,
    )


def site(tmp_path):
    folder = tmp_path / "output"
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".newsdigest-files"
    }
