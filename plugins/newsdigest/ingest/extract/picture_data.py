"""Captions and credits that a page keeps in data: JSON-LD image objects and JSON inside scripts or attributes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

from newsdigest.ingest.extract.picture_address import picture_key, picture_name
from newsdigest.text import collapse

_CREDIT_KEYS = (
    "creditText", "credit", "credits", "creditLine", "credit_line", "imageCredit", "photoCredit", "photo_credit",
    "image_credit", "copyright", "copyrightNotice", "photographer",
)  # fmt: skip
# These say "credit" in an image object; anywhere else they may speak of the article.
_OBJECT_KEYS = (*_CREDIT_KEYS, "attribution", "agency", "copyrightHolder", "creator", "author")
_CAPTION_KEYS = ("caption", "description")
_ADDRESS_KEYS = ("contentUrl", "url", "src", "@id", "thumbnailUrl", "href", "thumbnail")
_WINDOW = 3000  # letters of a script around a picture's address in which its object must end
_MOST_ATTRIBUTE = 20_000  # letters
_MOST_SCRIPT = 3_000_000  # letters
_TAG = re.compile(r"<[^<>]{0,300}>")
_ID = re.compile(r"[\w-]{8,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureData:
    """What data say of one picture."""

    url: str | None
    caption: str | None = None
    credit: str | None = None


def from_json_ld(nodes: Iterable[Mapping[str, Any]]) -> dict[str, PictureData]:
    """Image objects of a page's JSON-LD with a caption or credit, by `picture_key` and `picture_name`."""
    found: dict[str, PictureData] = {}
    for node in nodes:
        kind = node.get("@type")
        if "ImageObject" not in (kind if isinstance(kind, list) else [kind]):
            continue
        url = next((text for key in _ADDRESS_KEYS if (text := _text(node.get(key))) and "/" in text), None)
        data = _data(node, url)
        if url and (data.credit or data.caption):
            found.setdefault(picture_key(url), data)
            if name := picture_name(url):
                found.setdefault(name, data)
    return found


def _data(node: Mapping[str, Any], url: str | None) -> PictureData:
    return PictureData(
        url=url,
        caption=next((text for key in _CAPTION_KEYS if (text := _text(node.get(key)))), None),
        credit=next((text for key in _OBJECT_KEYS if (text := _text(node.get(key)))), None),
    )


def _text(value: object, depth: int = 0) -> str | None:
    if isinstance(value, str):
        return collapse(_TAG.sub(" ", value[:2000])) or None
    if isinstance(value, list) and depth < 3:
        parts = (_text(item, depth + 1) for item in value[:6])
        return " / ".join(dict.fromkeys(part for part in parts if part)) or None
    if isinstance(value, dict) and depth < 3:
        return next(
            (
                text
                for key in ("name", "text", "value", "@value", "url", "@id")
                if (text := _text(value.get(key), depth + 1))
            ),
            None,
        )
    return None


def script_texts(tree: lxml_html.HtmlElement) -> list[str]:
    """The scripts of a page that may hold data of its pictures."""
    texts = []
    for script in tree.iter("script"):
        text = script.text or ""
        if 200 < len(text) <= _MOST_SCRIPT and ("credit" in text or "copyright" in text or "photographer" in text):
            texts.append(text)
    return texts


def from_scripts(address: str, scripts: Sequence[str]) -> str | None:
    """
    Find the credit of a picture in the object of a script that holds its address.

    Args:
        address: Any address of the picture.
        scripts: From `script_texts`.
    """
    stem = picture_key(address).rsplit("/", 1)[-1]
    names = [part for part in _ID.findall(stem) if len(part) >= 12 or any(char.isdigit() for char in part)]
    for name in sorted(names, key=len, reverse=True)[:2]:
        for script in scripts:
            at = script.find(name)
            for _ in range(4):
                if at < 0:
                    break
                if credit := _credit_around(script, at):
                    return credit
                at = script.find(name, at + len(name))
    return None


def _credit_around(script: str, at: int) -> str | None:
    """Read the smallest JSON object around a place of a script that names a credit."""
    start = at
    for _ in range(4):
        start = _opening(script, start)
        if start < 0:
            return None
        try:
            value, end = json.JSONDecoder(strict=False).raw_decode(script[start : start + 2 * _WINDOW])
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and start + end > at and (text := _credit_in(value)):
            return text
    return None


def _opening(script: str, at: int) -> int:
    depth = 0
    for n in range(at - 1, max(-1, at - _WINDOW), -1):
        if script[n] == "}":
            depth += 1
        elif script[n] == "{":
            if depth == 0:
                return n
            depth -= 1
    return -1


def _credit_in(value: dict[str, Any]) -> str | None:
    return next((text for key in _CREDIT_KEYS if (text := _text(value.get(key)))), None)


def from_attribute(value: str) -> str | None:
    """
    Find the credit in an attribute that holds JSON of one picture ("data-props").

    Returns:
        The credit; None where there is none, or several, which are then of several pictures.
    """
    if value[:1] not in "{[" or len(value) > _MOST_ATTRIBUTE or not any(key in value for key in _CREDIT_KEYS):
        return None
    try:
        data = json.loads(value)
    except (ValueError, RecursionError):
        return None
    found = {text for node in _objects(data, 0) if (text := _credit_in(node))}
    return found.pop() if len(found) == 1 else None


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, (dict, list)) and depth < 6:
        for item in value.values() if isinstance(value, dict) else value[:50]:
            yield from _objects(item, depth + 1)
