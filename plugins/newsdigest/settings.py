"""Every DIGEST_* setting, checked once."""

import difflib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsdigest.errors import RegisterError

LANGUAGES = ("en", "ru", "kk", "ky", "uz", "tg", "tk", "de")  # the catalogs the theme has
PREFIX = "DIGEST_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The project's own settings; Pelican's stay Pelican's."""

    content: Path = Path("content")
    seeds: str = "seeds"  # a folder or an fsspec address
    cache: Path = Path(".cache")  # safe to delete
    languages: tuple[str, ...] = ("en",)  # of the interface; the first is the site's own
    timezone: str = "Asia/Almaty"  # of edition dates and cut-off
    ingest: bool = True  # plain `pelican` ingests before it builds
    jobs: int = 0  # worker processes; 0: one a core
    rights: str = "full"  # what holds where neither post nor source says
    extract_chars: int = 300  # shown of a post whose rights are "extract"
    page_max_mb: int = 20  # a raw page over it is set aside
    page_timeout_s: int = 20  # a raw page that takes longer is set aside
    repository: str = ""  # address of the repository, for "edit this post" and "report a problem"
    branch: str = "main"
    edition_days: int = 7  # newest days that have an EPUB, an e-mail and a text-only edition
    preview: bool = False  # adds the editor's desk to the site
    admin: bool = False  # adds the browser-based editor to a published site

    def __post_init__(self) -> None:
        """Refuse values that no later stage could use."""
        unknown = [language for language in self.languages if language not in LANGUAGES]
        if unknown or not self.languages:
            raise RegisterError(f"DIGEST_LANGUAGES: {unknown} not among {', '.join(LANGUAGES)}; correct pelicanconf.py")
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            raise RegisterError(f"DIGEST_TIMEZONE: no zone {self.timezone!r}; write one such as Asia/Almaty") from None


def read_settings(values: Mapping[str, Any]) -> Settings:
    """
    Pick the DIGEST_* values out of Pelican's settings.

    Raises:
        RegisterError: an unknown key (named with the nearest known one), or a value of the wrong type.
    """
    known = {PREFIX + field.name.upper(): field for field in fields(Settings)}
    chosen: dict[str, Any] = {}
    for key, value in values.items():
        if not key.startswith(PREFIX):
            continue
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(sorted(known))}"
            raise RegisterError(f"pelicanconf.py: unknown setting {key}{hint}")
        field = known[key]
        chosen[field.name] = _as(field.default, value, key)
    return Settings(**chosen)


def missing_plugins(settings: Mapping[str, Any]) -> list[str]:
    """
    Name the plugins that the settings file lists and Pelican could not load or register.

    Pelican logs such a plugin, goes on without it and overwrites its own list; the file's stays in the module that
    Pelican made of the file.

    Args:
        settings: Pelican's, after it loaded its plugins.
    """
    files = [vars(module) for module in list(sys.modules.values()) if "SITENAME" in vars(module)]
    listed = {name for file in files for name in file.get("PLUGINS") or () if isinstance(name, str)}
    loaded = {name.removeprefix("pelican.plugins.") for name in settings.get("PLUGINS") or ()}
    return sorted(name for name in listed if name.removeprefix("pelican.plugins.") not in loaded)


def check_plugins(settings: Mapping[str, Any]) -> None:
    """
    Stop where a plugin is missing: a site without one of its features is not the site.

    Raises:
        RegisterError: names it.
    """
    missing = missing_plugins(settings)
    if missing:
        why = "could not be loaded; the error above says why, mend it or take it out of the list"
        raise RegisterError(f"pelicanconf.py: PLUGINS names {', '.join(missing)}, which {why}")


def _as(default: Any, value: Any, key: str) -> Any:
    """Bring `value` to the type of its default, or say what is expected."""
    if isinstance(default, Path) and isinstance(value, str | Path):
        return Path(value)
    if isinstance(default, tuple) and isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if type(value) is type(default):
        return value
    wanted = "a list of texts" if isinstance(default, tuple) else type(default).__name__
    raise RegisterError(f"pelicanconf.py: {key} is {value!r}, but must be {wanted}")
