"""Serve a preview of the site on this machine and build it again when seeds, content or theme change."""

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from watchfiles import watch

# A preview: with the editor's desk.
BUILD = (sys.executable, "-m", "newsdigest", "build", "--", "-e", "DIGEST_PREVIEW=true")
WATCHED = ("seeds", "content", "theme", "pelicanconf.py")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the output folder, fresh on every request, quiet but for errors."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        if str(code) >= "400":
            super().log_request(code, size)


def serve(folder: Path, *, port: int, build: Sequence[str] | None = None) -> int:
    """
    Build, serve `output/` on 127.0.0.1 and watch until interrupted.

    Args:
        folder: The project, with seeds/, content/, theme/ and pelicanconf.py.
        port: Where to listen.
        build: The command that builds; a failing one is reported and the last good site stays up.

    Returns:
        Exit status.
    """
    command = list(build or BUILD)
    subprocess.run(command, cwd=folder, check=False)
    output = folder / "output"
    output.mkdir(exist_ok=True)
    handler = functools.partial(_Handler, directory=str(output))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        print(f"port {port}: {error.strerror}; choose another: make serve PORT=8001", file=sys.stderr)
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"Serving http://127.0.0.1:{port}/ — Ctrl-C stops")
    try:
        for changes in watch(*(folder / name for name in WATCHED if (folder / name).exists()), debounce=400):
            print(f"Changed: {', '.join(sorted(Path(path).name for _, path in changes)[:5])}")
            subprocess.run(command, cwd=folder, check=False)
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
    return 0
