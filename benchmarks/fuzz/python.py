"""
Print a Python that the fuzzer has wheels for, whatever Python the project itself runs on.

    python3 benchmarks/fuzz/python.py

FUZZ_PYTHON names one; else the versions on the path and those of pyenv are tried, the newest first.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VERSIONS = ("3.13", "3.12")  # of CPython, for which atheris 3 has wheels
MISSING = f"make fuzz needs Python {' or '.join(VERSIONS)}: install one, or name it with FUZZ_PYTHON=/path/to/python"


def candidates() -> Iterator[str]:
    """Give programs that may be such a Python."""
    if named := os.environ.get("FUZZ_PYTHON"):
        yield named
        return
    yield sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for version in VERSIONS:
        yield f"python{version}"
        yield from (str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python"), reverse=True))


def fits(program: str) -> bool:
    """Tell whether a program runs and is one of the versions."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        said = subprocess.run([program, "-c", ask], capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.stdout.strip() in VERSIONS


def main() -> int:
    """Print the first that fits, or what to do."""
    found = next(filter(fits, candidates()), None)
    print(found or MISSING, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    raise SystemExit(main())
