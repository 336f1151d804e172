"""Audit the built site with the checkers that browsers, search engines and readers' tools would run."""
