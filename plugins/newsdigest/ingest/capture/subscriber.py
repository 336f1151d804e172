"""Who received a newsletter, in every spelling that its links and texts may carry, and how to take that out."""

import base64
import hashlib
import re
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from newsdigest.ingest.capture.addresses import web_address

# Links that manage the subscription, by what they are called in the digest's languages.
_SERVICE = re.compile(
    r"unsubscribe|opt[ -]?out|preferences|manage (?:your )?subscription|view (?:it |this )?(?:email )?(?:in|on) "
    r"(?:your |a |the )?(?:browser|web)|forward to a friend|abmelden|abbestellen|im browser|отписаться|отказаться от "
    r"рассылки|в браузере|жазылымнан|шолғышта|obunani bekor|браузерде|desabonner|désabonner",
    re.I,
)
_SERVICE_PATH = re.compile(
    r"/(?:unsub|unsubscribe|optout|opt-out|preferences|profile|webversion|view-in-browser)", re.I
)
# Parameters that follow a reader rather than name a page, as mailing services and trackers call them.
_TRACKING = re.compile(
    r"(?:utm_.*|mc_[ce]id|fbclid|gclid|yclid|_hs.*|mkt_tok|vero_.*|oly_.*|ck_subscriber_id|sc_.*|trk.*|ss_.*|pk_.*|mtm_.*"
    r"|e|email|mail|subscriber.*|recipient.*|contact.*|user.*|uid|token|hash|sig|signature)$",
    re.I,
)
# A long run of mixed letters and digits is no word of an address but a key.
_TOKEN = re.compile(r"(?=[A-Za-z0-9_=.~-]*\d)(?=[A-Za-z0-9_=.~-]*[A-Za-z])[A-Za-z0-9_=~.-]{20,}$")
_INSIDE = re.compile(r"https?(?::|%3A)(?:/|%2F){2}[^\s\"'<>]{4,2000}", re.I)
_REMOVED = ""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """The spellings of a subscriber; empty where the mail names none."""

    spellings: tuple[str, ...]

    def clean_text(self, text: str) -> str:
        """Take the subscriber's address and name out of a text."""
        for spelling in self.spellings:
            if spelling.lower() in text.lower():
                text = re.sub(re.escape(spelling), _REMOVED, text, flags=re.I)
        return text

    def clean_link(self, link: str) -> str | None:
        """
        Give the link without tokens, its target where it is a tracker's; None where nothing of use is left.

        >>> Subscriber(()).clean_link("https://harbour.example/a?id=7&utm_source=mail")
        'https://harbour.example/a?id=7'
        """
        target = _target(link)
        address = web_address(target)
        if address is None:
            return None
        parts = urlsplit(address)
        if any(self._is_secret(piece) for piece in unquote(parts.path).split("/")):
            return None
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)[:100]
        kept = [(key, value) for key, value in pairs if not _TRACKING.match(key) and not self._is_secret(value)]
        fragment = "" if self._is_secret(parts.fragment) else parts.fragment
        return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), fragment))

    def is_service(self, link: str, text: str) -> bool:
        """Tell a link that serves the subscriber, such as the one that ends the subscription."""
        return bool(_SERVICE.search(text[:200]) or _SERVICE_PATH.search(link[:2000]))

    def _is_secret(self, value: str) -> bool:
        """Tell a value that says who the reader is."""
        return bool(_TOKEN.match(value)) or any(spelling.lower() in value.lower() for spelling in self.spellings)


def find_subscriber(message: Message) -> Subscriber:
    """Collect the receivers of a mail and every spelling of their addresses in use: quoted, base64, digests."""
    lines = [
        str(value) for name in ("To", "Cc", "Delivered-To", "X-Original-To") for value in message.get_all(name, [])
    ]
    spellings: list[str] = []
    for name, address in getaddresses(lines)[:20]:
        if "@" in address:
            for form in dict.fromkeys((address, address.lower())):
                raw = form.encode("utf-8", "replace")
                spellings += [form, quote(form, safe=""), base64.b64encode(raw).decode().rstrip("=")]
                spellings += [hashlib.new(kind, raw).hexdigest() for kind in ("md5", "sha1", "sha256")]
        if " " in name.strip():
            spellings.append(name.strip())
    return Subscriber(tuple(dict.fromkeys(spelling for spelling in spellings if len(spelling) > 4)))


def _target(link: str) -> str:
    """Give the address that a tracker's link leads to, where the link itself holds it."""
    for _ in range(3):  # trackers pass links on to one another; more than three were never seen
        inner = _INSIDE.search(link, 1)
        if inner is None:
            break
        link = inner[0]
        if "%" in link[:12]:
            link = unquote(re.split(r"[&#/]", link.replace("://", ":%2F%2F"), maxsplit=1)[0])
        elif "?" not in link:
            link = link.partition("&")[0]
    return link
