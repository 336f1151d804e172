"""A build without new seeds does not wait for what only new seeds need."""

import subprocess
import sys

HEAVY = ("bs4", "feedparser", "numpy", "py3langid", "pypdf", "trafilatura")


def test_the_door_imports_nothing_that_only_new_seeds_need():
    code = f"import sys, newsdigest.ingest.plugin; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
