"""Takes an agency's sign-off from the end of a body."""

from collections.abc import Sequence
from dataclasses import replace

from newsdigest.ingest.extract.agencies import find_sign_off
from newsdigest.models import Block


def signed(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], str | None]:
    """
    Take an agency's sign-off from the end of a body.

    Returns:
        The blocks without it, and the agency; the blocks as they are and None without a sign-off.
    """
    if not blocks or blocks[-1].kind not in {"paragraph", "quote"}:
        return tuple(blocks), None
    found = find_sign_off(blocks[-1].text)
    if not found:
        return tuple(blocks), None
    rest, agency = found
    if not rest:
        return tuple(blocks[:-1]), agency
    cut = len(blocks[-1].text) - len(rest)
    html = blocks[-1].html
    # The sign-off may stand in an element of its own: then the fragment is left as it is.
    shorter = html[: len(html) - cut].rstrip() if html.endswith(blocks[-1].text[-cut:].lstrip()) else html
    return (*blocks[:-1], replace(blocks[-1], text=rest, html=shorter)), agency
