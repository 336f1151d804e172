"""Fixtures of the press's tests."""

import pytest
from pelican.log import LimitFilter


@pytest.fixture(autouse=True)
def log_of_its_own(monkeypatch):
    """Pelican says the same only once a process; here every test is its own build."""
    monkeypatch.setattr(LimitFilter, "_raised_messages", set())
    monkeypatch.setattr(LimitFilter, "_group_count", type(LimitFilter._group_count)(int))
