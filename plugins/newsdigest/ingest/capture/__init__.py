"""Raw forms: one module each, recognised by content and not by name."""
