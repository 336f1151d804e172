"""The sidecar: `<name>.toml` beside a page, with what the scraper knows and the page does not say."""

import datetime as dt
import tomllib
from dataclasses import dataclass, replace

from newsdigest.errors import PageError
from newsdigest.ingest.capture.addresses import web_address
from newsdigest.models import RawPage

_KEYS = {"url", "fetched_at", "charset"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What a sidecar may hold; None where it is silent."""

    url: str | None = None
    fetched_at: dt.datetime | None = None
    charset: str | None = None


def parse_sidecar(data: bytes, *, name: str) -> Sidecar:
    """
    Read a sidecar's TOML: `url`, `fetched_at` (a TOML date-time with its zone), `charset`.

    Raises:
        PageError: not TOML, an unknown key, an address that is not http(s), or a time without a zone.
    """
    try:
        values = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise PageError(f"{name}: not TOML ({error}); correct or remove it") from None
    if unknown := sorted(set(values) - _KEYS):
        raise PageError(f"{name}: unknown key {unknown[0]!r}; known are {', '.join(sorted(_KEYS))}")
    fetched, charset, url = values.get("fetched_at"), values.get("charset"), None
    if "url" in values and (url := web_address(values["url"])) is None:
        raise PageError(f"{name}: url must be an http(s) address")
    if fetched is not None and not (isinstance(fetched, dt.datetime) and fetched.tzinfo):
        raise PageError(f"{name}: fetched_at must be a date-time with a zone, such as 2026-03-04T05:06:07Z")
    if charset is not None and not isinstance(charset, str):
        raise PageError(f"{name}: charset must be a text")
    return Sidecar(url=url, fetched_at=fetched, charset=charset)


def apply_sidecar(page: RawPage, sidecar: Sidecar) -> RawPage:
    """Let the sidecar overrule the page: somebody put it there on purpose."""
    if sidecar.url:
        page = replace(page, url=sidecar.url)
    if sidecar.fetched_at:
        page = replace(page, fetched=sidecar.fetched_at, fetched_basis="recorded")
    if sidecar.charset:
        page = replace(page, charset=sidecar.charset)
    return page
