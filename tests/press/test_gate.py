"""
The gate: whatever happened to a digest before, an incremental build gives byte for byte what a clean build gives.

Random sequences of what people and machines do. `GATE_EXAMPLES=500 python -m pytest tests/press/test_gate.py` runs a
long campaign with new sequences; without it the same few are run every time.
"""

import datetime as dt
import os
import shutil
import tempfile
import time
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from newsdigest.publish.engine import Compiled
from newsdigest.site import build

from .small_site import TOPMOST, SmallSite, values

COMPILED = Compiled()  # templates of one source are compiled once for all builds of the campaign
EXAMPLES = int(os.environ.get("GATE_EXAMPLES", "0"))
NUMBERS = st.integers(0, 12)
BUILD = st.sampled_from([True, True, False])  # whether a build follows at once
EDITS = st.sampled_from([
    {"title": "Corrected title"},
    {"body": "Another body."},
    {"lede": "Another lede."},
    {"regions": ("UZ",)},
    {"regions": ()},
    {"source": "harbour-times"},
    {"source": None},
    {"story": "story-1"},
    {"story": None},
    {"topics": ("water", "energy")},
    {"lang": "uz"},
    {"withdrawn_on": dt.date(2022, 3, 1)},
    {"withdrawn_on": None},
    {"rights": "link-only"},
])  # fmt: skip
SETTINGS = st.sampled_from([
    {"SITENAME": "One"},
    {"SITENAME": "Two"},
    {"SITEURL": "https://digest.example/news"},
    {"SITEURL": ""},
    {"DIGEST_TIMEZONE": "America/New_York"},
    {"DIGEST_TIMEZONE": "Asia/Almaty"},
    {"DIGEST_RIGHTS": "extract"},
    {"DIGEST_RIGHTS": "full"},
    {"DIGEST_PREVIEW": True},
    {"DIGEST_PREVIEW": False},
    {"DIGEST_EXTRACT_CHARS": 12},
])  # fmt: skip
REGISTERS = st.sampled_from([
    'name = "Harbour Times"\n',
    'name = "Harbour Times"\nrights = "extract"\n',
    'name = "The Harbour Times"\nlanguage = "de"\n',
])  # fmt: skip


class Digest(RuleBasedStateMachine):
    """A digest, what is done to it, and the comparison."""

    @initialize(count=st.integers(1, 6))
    def begin(self, count):
        # Long after any write: the times of files are trusted, so that the short cut by times is under test too.
        self.patches = [
            mock.patch.object(time, "time_ns", return_value=2**62),
            mock.patch.object(build, "Compiled", return_value=COMPILED),
        ]
        for patch in self.patches:
            patch.start()
        self.place = Path(tempfile.mkdtemp())
        self.site = SmallSite(self.place / "digest", without=())
        for number in range(count):
            self.site.write(f"2022/01/{number % 3 + 1:02}/post-{number}.md", values(number))
        self.site.build()

    def teardown(self):
        try:
            self.site.build()
            assert self.site.built() == self.site.build_clean()
        finally:
            for patch in self.patches:
                patch.stop()
            shutil.rmtree(self.place)

    def some_post(self, number):
        files = self.site.files()
        return files[number % len(files)]

    def then(self, build):
        if build:
            self.site.build()

    @rule(number=NUMBERS, build=BUILD)
    def add(self, number, build):
        self.site.write(f"2022/01/{number % 5 + 1:02}/post-{number}.md", values(number))
        self.then(build)

    @precondition(lambda self: self.site.files())
    @rule(number=NUMBERS, edit=EDITS, build=BUILD)
    def edit(self, number, edit, build):
        self.site.edit(self.some_post(number), edit)
        self.then(build)

    @precondition(lambda self: self.site.files())
    @rule(number=NUMBERS, build=BUILD)
    def delete(self, number, build):
        self.some_post(number).unlink()
        self.then(build)

    @precondition(lambda self: self.site.files())
    @rule(number=NUMBERS, build=BUILD)
    def rename(self, number, build):
        path = self.some_post(number)
        path.rename(path.with_name(f"renamed-{number}.md"))
        self.then(build)

    @precondition(lambda self: self.site.files())
    @rule(number=NUMBERS, hours=st.integers(-2000, 2000), build=BUILD)
    def change_date(self, number, hours, build):
        self.site.edit(self.some_post(number), {"date": TOPMOST + dt.timedelta(hours=hours)})
        self.then(build)

    @rule(number=NUMBERS, build=BUILD)
    def change_theme(self, number, build):
        templates = sorted((self.site.theme / "templates").rglob("*.html"))
        path = templates[number % len(templates)]
        path.write_text(path.read_text("utf-8").replace("</", f"<!--{number}--></", 1), "utf-8")
        self.then(build)

    @rule(change=SETTINGS, build=BUILD)
    def change_settings(self, change, build):
        self.site.settings |= change
        self.then(build)

    @rule(entry=REGISTERS, build=BUILD)
    def change_register(self, entry, build):
        self.site.write_source("harbour-times", entry)
        self.then(build)

    @rule(number=NUMBERS)
    def lose_or_spoil_state(self, number):
        states = sorted((self.site.folder / "cache").rglob("*"))
        kept = [path for path in states if path.is_file()]
        if kept and number % 3:
            path = kept[number % len(kept)]
            path.write_bytes(path.read_bytes()[: number * 7])
        else:
            shutil.rmtree(self.site.folder / "cache", ignore_errors=True)

    @rule(number=NUMBERS)
    def lose_or_spoil_page(self, number):
        pages = sorted(path for path in (self.site.folder / "output").rglob("*.html"))
        if pages and number % 2:
            pages[number % len(pages)].unlink()
        elif pages:
            pages[number % len(pages)].write_text("spoilt")

    @rule(number=NUMBERS, steps=st.integers(0, 60))
    def build_interrupted(self, number, steps):
        self.add(number, build=False)
        with self.site.killed_after(steps):
            self.site.build()


Digest.TestCase.settings = settings(
    max_examples=EXAMPLES or 10,
    stateful_step_count=12,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestGate = Digest.TestCase
