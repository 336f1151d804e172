"""
Fuzz the parsers that read other people's bytes, guided by coverage (atheris), and count what was found.

    python -m benchmarks.fuzz --seconds 3600 [--only capture]

A crash is any exception but the ones the parser announces, or over 2 GB of memory; a time-out is an input of at most
64 kB that takes over ten seconds. It begins from benchmarks/fuzz/corpus/<parser>/; inputs that reach new code are kept
in .cache/fuzz/<parser>/, what was found in .cache/fuzz/found/<parser>/ and what was said in .cache/fuzz/<parser>.log.
"""

import argparse
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".cache" / "fuzz"
CORPUS = Path(__file__).parent / "corpus"
NAMES = ("capture", "charset", "text-dump", "front-matter", "html")
_MOST_BYTES = 65_536
_MOST_SECONDS = 10
_MOST_MB = 2_000
_MOST_FINDS = 20  # of one parser; whoever finds so many should mend before going on
_RAN = re.compile(r"(?:^#|stat::number_of_executed_units:\s*)(\d+)", re.MULTILINE)
_REACHED = re.compile(r"\bcov: (\d+)")


@dataclass
class Count:
    """What fuzzing a parser came to."""

    runs: int = 0
    reached: int = 0  # branches of our code, as atheris counts them
    seconds: float = 0.0
    found: list[Path] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Put it in a line."""
        slow = sum(path.name.startswith(("timeout", "slow")) for path in self.found)
        kept = sum(1 for _ in (KEPT / name).iterdir())
        return (
            f"{name}: {self.runs:,} executions in {self.seconds:,.0f} s, {self.reached:,} branches reached, "
            f"{len(self.found) - slow} crashes, {slow} time-outs, {kept:,} inputs kept; code {_code()}"
        )


def _code() -> str:
    """Name the commit that is fuzzed."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"


def be_fuzzed(name: str, options: list[str]) -> None:
    """Live as the fuzzed process of one parser."""
    import atheris  # noqa: PLC0415 - has wheels for some versions of Python only

    with atheris.instrument_imports(include=["newsdigest"]):
        from benchmarks.fuzz.parsers import PARSERS  # noqa: PLC0415
    atheris.Setup([sys.argv[0], *options], PARSERS[name]())
    atheris.Fuzz()


def fuzz(name: str, seconds: int) -> Count:
    """
    Fuzz one parser.

    Raises:
        SystemExit: the fuzzer itself does not run.
    """
    kept, found, log = KEPT / name, KEPT / "found" / name, KEPT / f"{name}.log"
    kept.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    known, count, began = set(found.iterdir()), Count(), time.monotonic()
    while (left := int(seconds - (time.monotonic() - began))) > 0 and len(count.found) < _MOST_FINDS:
        options = [
            f"-max_total_time={left}", f"-max_len={_MOST_BYTES}", f"-timeout={_MOST_SECONDS}",
            f"-rss_limit_mb={_MOST_MB}", f"-artifact_prefix={found}/", f"-dict={CORPUS.parent / 'words.dict'}",
            "-print_final_stats=1", str(kept), str(CORPUS / name),
        ]  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.fuzz", "--child", name, "--", *options]
        with log.open("w") as out:
            status = subprocess.run(command, stdout=out, stderr=out, check=False, cwd=ROOT).returncode
        said = log.read_text("utf-8", "replace")
        count.runs += max(map(int, _RAN.findall(said)), default=0)
        count.reached = max([count.reached, *map(int, _REACHED.findall(said))])
        new = [path for path in sorted(found.iterdir()) if path not in known and path.suffix != ".log"]
        known.update(new)
        count.found += new
        for path in new:
            path.with_suffix(".log").write_text(said[-6000:], "utf-8")
        if status and not new:
            raise SystemExit(f"{name}: the fuzzer ended by itself:\n{said[-2000:]}")
        if not status:
            break
    count.seconds = time.monotonic() - began
    return count


def main() -> int:
    """Fuzz every parser in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each parser")
    parser.add_argument("--only", choices=NAMES)
    parser.add_argument("--child", choices=NAMES, help=argparse.SUPPRESS)
    parser.add_argument("options", nargs="*", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        be_fuzzed(chosen.child, chosen.options)
        return 0
    finds = 0
    for name in [chosen.only] if chosen.only else NAMES:
        count = fuzz(name, chosen.seconds)
        print(count.line(name), flush=True)
        for path in count.found:
            print(f"- {path.relative_to(ROOT)}")
        finds += len(count.found)
    return 1 if finds else 0


if __name__ == "__main__":
    raise SystemExit(main())
