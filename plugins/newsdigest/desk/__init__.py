"""The editor's desk: what every post still needs, and what was changed in it. Reads posts; writes nothing."""

from newsdigest.desk.check import check_posts
from newsdigest.desk.findings import CODES, Finding

__all__ = ["CODES", "Finding", "check_posts"]
