"""Every DIGEST_* setting, checked once."""

import difflib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsdigest.errors import RegisterError
from newsdigest.models import Rights

LANGUAGES = ("en", "ru", "kk", "ky", "uz", "tg", "tk", "de")  # the catalogs the theme has
ADMIN_BACKENDS = ("local", "github", "test")
PREFIX = "DIGEST_"
LEAST = {
    "jobs": 0,
    "extract_chars": 1,
    "page_max_mb": 1,
    "page_timeout_s": 1,
    "edition_days": 0,
    "size_warn_mb": 0,
    "size_limit_mb": 0,
}


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
    size_warn_mb: int = 700  # of output/; a larger site is warned of (GitHub Pages takes 1 GB); 0: never
    size_limit_mb: int = 900  # of output/; a larger site is not published; 0: it is
    edition_days: int = 7  # newest days that have an EPUB, an e-mail and a text-only edition
    preview: bool = False  # adds the editor's desk to the site
    admin: bool = False  # adds the browser-based editor to a site without preview too
    admin_backend: str = "local"  # where the editor saves: "local" files, "github", or "test": the browser alone

    def __post_init__(self) -> None:
        """Refuse values that no later stage could use."""
        unknown = [language for language in self.languages if language not in LANGUAGES]
        if unknown or not self.languages:
            raise RegisterError(f"DIGEST_LANGUAGES: {unknown} not among {', '.join(LANGUAGES)}; correct pelicanconf.py")
        if len(set(self.languages)) < len(self.languages):
            raise RegisterError(f"DIGEST_LANGUAGES: {list(self.languages)} names one twice; correct pelicanconf.py")
        if self.admin_backend not in ADMIN_BACKENDS:
            wanted = ", ".join(ADMIN_BACKENDS)
            raise RegisterError(f"DIGEST_ADMIN_BACKEND: {self.admin_backend!r} is none of {wanted}; correct it")
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            raise RegisterError(f"DIGEST_TIMEZONE: no zone {self.timezone!r}; write one such as Asia/Almaty") from None
        for name, least in LEAST.items():
            if getattr(self, name) < least:
                key = PREFIX + name.upper()
                raise RegisterError(f"pelicanconf.py: {key} is {getattr(self, name)}, but must be at least {least}")
        rights = [choice for choice in get_args(Rights) if choice != "withdrawn"]
        if self.rights not in rights:
            raise RegisterError(
                f"DIGEST_RIGHTS: {self.rights!r} is none of {', '.join(rights)}; correct pelicanconf.py"
            )
        if self.repository and not _is_web_address(self.repository):
            raise RegisterError(f"DIGEST_REPOSITORY: {self.repository!r} does not begin with https://; correct it")


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


def check_site(values: Mapping[str, Any]) -> None:
    """
    Check the few of Pelican's own settings that would make no site, or one that leads nowhere.

    Args:
        values: Of a settings file, or Pelican's own.

    Raises:
        RegisterError: names the setting.
    """
    name, address, plugins = values.get("SITENAME"), values.get("SITEURL", ""), values.get("PLUGINS")
    if not isinstance(name, str) or not name.strip():
        raise RegisterError(f"pelicanconf.py: SITENAME is {name!r}, but must be the site's name")
    if not isinstance(address, str) or (address and not _is_web_address(address)):
        raise RegisterError(f"SITEURL is {address!r}, but must be empty or an address such as https://digest.example")
    if not isinstance(plugins, list | tuple):
        raise RegisterError(f"pelicanconf.py: PLUGINS is {plugins!r}, but must be a list")
    theme = values.get("THEME")
    if not isinstance(theme, str | Path) or not (Path(theme) / "templates").is_dir():
        raise RegisterError(f"pelicanconf.py: THEME is {theme!r}, but there is no such folder with templates/ in it")


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def in_languages(key: str, value: Any, languages: Sequence[str]) -> dict[str, tuple[str, str]]:
    """
    Give a text of the settings for each language of the interface.

    Args:
        key: Its name, for the message.
        value: One text, or a table of texts by language.
        languages: Of the interface, the site's own first.

    Returns:
        By language: the text, and the language that it is in. Where the table has none, the site's own stands in.

    Raises:
        RegisterError: neither a text nor such a table, or a table without the site's own language.

    >>> in_languages("SITESUBTITLE", {"en": "News", "ru": "Новости"}, ("en", "ru", "kk"))
    {'en': ('News', 'en'), 'ru': ('Новости', 'ru'), 'kk': ('News', 'en')}
    """
    own = languages[0]
    table = {own: value} if isinstance(value, str) else value
    if not isinstance(table, Mapping) or not all(isinstance(text, str) for text in table.values()) or own not in table:
        raise RegisterError(f'pelicanconf.py: {key} must be a text, or a table such as {{"{own}": "…", "ru": "…"}}')
    return {language: (table[language], language) if language in table else (table[own], own) for language in languages}


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
