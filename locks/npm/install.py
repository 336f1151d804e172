"""
Install the browser editor for /admin/ into the environment: two npm packages, each checked against package-lock.json.

`npm pack` fetches them; their dependencies are bundled in the one script that is kept, so nothing else is installed and
no script of a package runs. The icons' font is kept too, since the editor's own comes from a foreign host.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

LOCK = Path(__file__).with_name("package-lock.json")
TARGET = Path(sys.prefix) / "share" / "newsdigest-editor"
LIMIT_S = 300  # for a tarball; the larger of the two has 12 MB

# package -> file in it -> file that is kept
FILES = {
    "@sveltia/cms": {"dist/sveltia-cms.js": "sveltia-cms.js", "LICENSE.txt": "sveltia-cms-licence.txt"},
    "@fontsource-variable/material-symbols-outlined": {
        "files/material-symbols-outlined-latin-wght-normal.woff2": "icons.woff2",
        "LICENSE": "icons-licence.txt",
    },
}


class NotFetchedError(Exception):
    """npm is missing, or could not fetch a package; says which."""


def fetch(package: str) -> bytes:
    """Get a package's tarball, as `name@version`."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotFetchedError("npm is missing")
    with tempfile.TemporaryDirectory() as scratch:
        command = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", scratch, package]
        try:
            subprocess.run(command, cwd=scratch, check=True, capture_output=True, timeout=LIMIT_S)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise NotFetchedError(f"npm could not fetch {package}") from error
        (tarball,) = Path(scratch).glob("*.tgz")
        return tarball.read_bytes()


def checked(data: bytes, integrity: str) -> bytes:
    """Give back `data` if it has the hash of the lock file."""
    method, _, wanted = integrity.partition("-")
    found = base64.b64encode(hashlib.new(method, data).digest()).decode()
    if found != wanted:
        raise SystemExit(f"not what {LOCK} names: its {method} is {found}, not {wanted}; nothing was installed")
    return data


def main() -> int:
    """Install; with --if-reachable what npm cannot fetch is told and no failure, unless ADMIN=required."""
    marker = TARGET / "installed"
    version = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if marker.is_file() and marker.read_text() == version:
        return 0
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    kept: dict[str, bytes] = {}
    for name, files in FILES.items():
        entry = packages[f"node_modules/{name}"]
        try:
            data = checked(fetch(f"{name}@{entry['version']}"), entry["integrity"])
        except NotFetchedError as error:
            print(f"The browser editor is not installed: {error}", file=sys.stderr)
            return 0 if "--if-reachable" in sys.argv and os.environ.get("ADMIN") != "required" else 1
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for path, target in files.items():
                member = archive.extractfile(f"package/{path}")
                kept[target] = member.read() if member else b""
    TARGET.mkdir(parents=True, exist_ok=True)
    for target, data in kept.items():
        (TARGET / target).write_bytes(data)
    marker.write_text(version)
    print(f"The browser editor @sveltia/cms {packages['node_modules/@sveltia/cms']['version']} is installed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
