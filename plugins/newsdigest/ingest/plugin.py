"""The door to Pelican: every build brings the posts up to date first."""

import logging
from typing import Any

from pelican import signals

from newsdigest.ingest.pipeline import refresh
from newsdigest.settings import read_settings

log = logging.getLogger(__name__)


def ingest(pelican: Any) -> None:
    """Run the pipeline, and say what came of it; our own files being wrong ends the build."""
    settings = read_settings(pelican.settings)
    if not settings.ingest:
        return
    for line in refresh(settings).lines():
        print(line)


def register() -> None:
    """Run on `get_generators`, which unlike `initialized` comes with every build under autoreload."""
    signals.get_generators.connect(ingest)
