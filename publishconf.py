"""Settings for the published site: those of pelicanconf.py, and its address."""

import os
from pathlib import Path

exec(compile(Path(__file__).with_name("pelicanconf.py").read_text("utf-8"), "pelicanconf.py", "exec"))

DIGEST_PREVIEW = False  # the desk is for editors
SITEURL = os.environ.get("SITEURL", "").rstrip("/")
