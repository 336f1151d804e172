"""The project in the current folder."""

import runpy
from pathlib import Path

from newsdigest.errors import RegisterError
from newsdigest.settings import Settings, read_settings

CONFIG = Path("pelicanconf.py")


def project_settings() -> Settings:
    """
    Read the DIGEST_* settings of `pelicanconf.py`.

    Raises:
        RegisterError: there is none here, or it does not run.
    """
    if not CONFIG.is_file():
        raise RegisterError(f"no {CONFIG} in {Path.cwd()}; run newsdigest in the folder of the digest")
    try:
        values = runpy.run_path(str(CONFIG))
    except (SyntaxError, NameError, ImportError, TypeError, ValueError) as error:
        raise RegisterError(f"{CONFIG}: {error}; correct it") from error
    return read_settings(values)
