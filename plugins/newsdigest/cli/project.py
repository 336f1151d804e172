"""The project in the current folder."""

import runpy
import traceback
from pathlib import Path
from typing import Any

from newsdigest.errors import RegisterError
from newsdigest.settings import Settings, read_settings

CONFIG = Path("pelicanconf.py")


def project_settings() -> Settings:
    """
    Read the DIGEST_* settings of `pelicanconf.py`.

    Raises:
        RegisterError: there is none here, it does not run, or a setting is wrong.
    """
    return read_settings(run_config(CONFIG))


def run_config(path: Path) -> dict[str, Any]:
    """
    Run a settings file and give its names.

    Raises:
        RegisterError: there is none here, or it does not run; names its line.
    """
    if not path.is_file():
        raise RegisterError(f"no {path} in {Path.cwd()}; run newsdigest in the folder of the digest")
    try:
        return runpy.run_path(str(path))
    except SyntaxError as error:
        raise RegisterError(f"{error.filename}:{error.lineno}: {error.msg}; correct that line") from error
    except Exception as error:  # a settings file is Python, and may raise anything
        steps = traceback.extract_tb(error.__traceback__)
        places = [
            (step.filename, step.lineno) for step in steps if Path(step.filename).name in (path.name, CONFIG.name)
        ]
        name, line = places[-1] if places else (str(path), 1)
        raise RegisterError(f"{name}:{line}: {type(error).__name__}: {error}; correct that line") from error
