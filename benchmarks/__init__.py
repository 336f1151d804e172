"""Commands that measure, each printing a table; nothing here is part of the site."""
