"""
Install the browser editor for /admin/ into the environment: two npm packages, each checked against package-lock.json.

Needs no npm: a package is a tarball of the registry, and the lock file has its version and its hash. Its dependencies
are bundled in the one script that is kept; the icons' font is kept too, since the editor's own comes from a foreign
host.
"""

import base64
import hashlib
import io
import json
import os
import sys
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

LOCK = Path(__file__).with_name("package-lock.json")
TARGET = Path(sys.prefix) / "share" / "newsdigest-editor"
REGISTRY = "https://npm.example"
LIMIT_BYTES = 50_000_000  # a tarball; the larger of the two has 12 MB

# package -> file in it -> file that is kept
FILES = {
    "@sveltia/cms": {"dist/sveltia-cms.js": "sveltia-cms.js", "LICENSE.txt": "sveltia-cms-licence.txt"},
    "@fontsource-variable/material-symbols-outlined": {
        "files/material-symbols-outlined-latin-wght-normal.woff2": "icons.woff2",
        "LICENSE": "icons-licence.txt",
    },
}


def address_of(name: str, version: str) -> str:
    """Say where a package lies, in the registry that npm itself would ask."""
    registry = os.environ.get("NPM_CONFIG_REGISTRY") or REGISTRY
    return f"{registry.rstrip('/')}/{name}/-/{name.rpartition('/')[2]}-{version}.tgz"


def fetch(address: str) -> bytes:
    """Get a tarball."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return bytes(answer.read(LIMIT_BYTES))


def checked(data: bytes, integrity: str) -> bytes:
    """Give back `data` if it has the hash of the lock file."""
    method, _, wanted = integrity.partition("-")
    found = base64.b64encode(hashlib.new(method, data).digest()).decode()
    if found != wanted:
        raise SystemExit(f"not what {LOCK} names: its {method} is {found}, not {wanted}; nothing was installed")
    return data


def main() -> int:
    """Install; with --if-reachable a registry that does not answer is told and no failure, unless ADMIN=required."""
    marker = TARGET / "installed"
    version = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if marker.is_file() and marker.read_text() == version:
        return 0
    packages = json.loads(LOCK.read_text("utf-8"))["packages"]
    kept: dict[str, bytes] = {}
    for name, files in FILES.items():
        entry = packages[f"node_modules/{name}"]
        address = address_of(name, entry["version"])
        try:
            data = checked(fetch(address), entry["integrity"])
        except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
            print(f"The browser editor is not installed: {address}: {error}", file=sys.stderr)
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
