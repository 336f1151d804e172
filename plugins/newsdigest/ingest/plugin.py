"""The door to Pelican: every build brings the posts up to date first."""

from typing import Any

from newsdigest.errors import DigestError
from newsdigest.ingest.pipeline import refresh
from newsdigest.settings import check_plugins, read_settings


def ingest(pelican: Any) -> None:
    """Run the pipeline, and say what came of it; our own files being wrong ends the build."""
    try:
        check_plugins(pelican.settings)
        settings = read_settings(pelican.settings)
        if not settings.ingest:
            return
        for line in refresh(settings).lines():
            print(line)
    except (DigestError, OSError) as error:
        if pelican.settings.get("DEBUG"):
            raise
        raise SystemExit(f"Not ingested: {error}") from None


def register() -> None:
    """Run on `get_generators`, which unlike `initialized` comes with every build under autoreload."""
    from pelican import signals  # noqa: PLC0415 - its import changes the logging of the whole process

    signals.get_generators.connect(ingest)
