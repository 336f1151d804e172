"""The little CBOR (RFC 8949) that Pagefind's files need: items are kept encoded, and only arrays and texts are read."""

from newsdigest.errors import DigestError

_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_WRONG = "Pagefind's files are not written as version 1.5 does; install that of locks/html.txt"


def items_of(data: bytes) -> list[bytes]:
    """Give the encoded items of an encoded array of whole numbers, texts and such arrays."""
    kind, count, at = read_head(data, 0)
    if kind != _ARRAY:
        raise DigestError(_WRONG)
    items = []
    for _ in range(count):
        end = _end(data, at)
        items.append(data[at:end])
        at = end
    return items


def array(items: list[bytes]) -> bytes:
    """Encode an array of encoded items."""
    return _lead(_ARRAY, len(items)) + b"".join(items)


def text(words: str) -> bytes:
    """Encode a text."""
    data = words.encode()
    return _lead(_TEXT, len(data)) + data


def read_text(data: bytes, at: int = 0) -> str:
    """Read the text that is encoded from `at` on."""
    kind, length, start = read_head(data, at)
    if kind != _TEXT:
        raise DigestError(_WRONG)
    return data[start : start + length].decode()


def read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Read an item's kind, its number, and where what belongs to it begins."""
    kind, short = data[at] >> 5, data[at] & 31
    if kind not in (_NUMBER, _TEXT, _ARRAY) or short > 27:
        raise DigestError(_WRONG)
    if short < 24:
        return kind, short, at + 1
    size = 1 << (short - 24)
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def _lead(kind: int, value: int) -> bytes:
    """Encode an item's kind and number."""
    if value < 24:
        return bytes([kind << 5 | value])
    size = 1 if value < 1 << 8 else 2 if value < 1 << 16 else 4
    return bytes([kind << 5 | {1: 24, 2: 25, 4: 26}[size]]) + value.to_bytes(size, "big")


def _end(data: bytes, at: int) -> int:
    """Say where the item that begins at `at` ends."""
    left = 1
    while left:
        kind, value, at = read_head(data, at)
        left -= 1
        if kind == _TEXT:
            at += value
        elif kind == _ARRAY:
            left += value
    return at
