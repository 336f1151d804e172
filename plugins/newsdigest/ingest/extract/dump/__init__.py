"""Plain-text dumps: a page as lines without markup, and what each line is."""
