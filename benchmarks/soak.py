"""
Rounds of ingest, edit and build in one process, with its memory and open files after each.

    python -m benchmarks.soak --rounds 50
"""

import argparse
import gc
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import lay_out

_SETTLED = 5  # rounds until every cache is filled
_GROWTH = 1.05  # of memory after that, at most


def memory_bytes() -> int:
    """Resident memory of this process, of Linux."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE")


def open_files() -> int:
    """How many file handles this process holds."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counted, not used


def main() -> int:
    """Run the rounds and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seeds", type=int, default=8, help="sample pages in the digest")
    chosen = parser.parse_args()
    from pelican import Pelican  # noqa: PLC0415 - its import changes the logging of the process
    from pelican.settings import read_settings  # noqa: PLC0415

    from newsdigest.ingest.pipeline import refresh  # noqa: PLC0415
    from newsdigest.settings import read_settings as ours  # noqa: PLC0415
    from newsdigest.site.build import build_site  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as name:
        folder = lay_out(Path(name) / "digest", seeds=chosen.seeds)
        os.chdir(folder)
        settings = read_settings("pelicanconf.py")
        kept = Pelican(settings)  # loads the plugins, which stay as long as it does
        taken: list[tuple[int, int]] = []
        for number in range(chosen.rounds):
            refresh(ours(settings))
            posts = sorted(Path("content/posts").rglob("*.md"))
            post = posts[number % len(posts)]
            post.write_text(post.read_text("utf-8").rstrip("\n") + f"\n\nTyped in round {number}.\n", "utf-8")
            build_site(settings, Path("output").absolute())
            gc.collect()
            taken.append((memory_bytes(), open_files()))
            if number % 10 == 9 or number == chosen.rounds - 1:
                print(f"round {number + 1}: {taken[-1][0] / 1e6:.1f} MB, {taken[-1][1]} open files", flush=True)
        lost = sum(
            f"Typed in round {number}."
            not in "".join(p.read_text("utf-8") for p in Path("content/posts").rglob("*.md"))
            for number in range(chosen.rounds)
        )
        os.chdir("/")
        del kept
    early, late = taken[min(_SETTLED, len(taken)) - 1], taken[-1]
    growth = late[0] / early[0]
    print(
        f"{chosen.rounds} rounds: memory x {growth:.3f} since round {_SETTLED}, open files {early[1]} then {late[1]}",
        end="; ",
    )
    print(f"edits lost {lost}")
    return 0 if growth <= _GROWTH and late[1] <= early[1] and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
