"""Pelican plugins of the site wing, one module a feature."""
