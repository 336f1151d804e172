"""Which of a source's layouts a page was captured in."""

import datetime as dt

from newsdigest.registers import Source
from newsdigest.registers.sources import Layout


def layout_for(source: Source | None, captured: dt.datetime | None) -> Layout | None:
    """
    Choose the layout of a page.

    Args:
        source: The page's source; its layouts each hold for pages captured before their `until` day.
        captured: When the page was captured, if known.

    Returns:
        The layout with the earliest `until` after the capture; without a capture time, or after every `until`, the
        layout that has none. None where the source has no layout for the page.
    """
    if source is None:
        return None
    open_ended = next((layout for layout in source.layouts if layout.until is None), None)
    if captured is None:
        return open_ended
    dated = [layout for layout in source.layouts if layout.until is not None and captured.date() < layout.until]
    return min(dated, key=lambda layout: layout.until or dt.date.max, default=open_ended)
