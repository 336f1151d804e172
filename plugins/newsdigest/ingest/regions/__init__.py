"""Which region is an article about, with evidence."""
