"""
Fuzz the parsers that read other people's bytes, guided by coverage (atheris), and count what was found.

    python -m benchmarks.fuzz --seconds 3600 [--only capture]

A crash is any exception but the ones the parser announces; a time-out is an input of at most 64 kB that takes over ten
seconds. The corpus is kept in .cache/fuzz/<parser>/, what was found in .cache/fuzz/found/<parser>/.
"""

import argparse
import datetime as dt
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".cache" / "fuzz"
_MOST_BYTES = 65_536
_MOST_SECONDS = 10
_DONE = re.compile(r"(?:Done |stat::number_of_executed_units:\s*)(\d+)")


def _capture() -> Callable[[bytes], None]:
    """Any seed, in whatever form it pretends to be, up to its article."""
    from newsdigest.errors import PageError  # noqa: PLC0415
    from newsdigest.ingest.capture import read_seed  # noqa: PLC0415
    from newsdigest.models import RawPage  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp())
    seed = folder / "seed"

    def one(data: bytes) -> None:
        seed.write_bytes(data)
        for page in read_seed(seed, root=folder):
            assert isinstance(page, RawPage | PageError)

    return one


def _charset() -> Callable[[bytes], None]:
    """The text of bytes, whatever they declare."""
    from newsdigest.errors import PageError  # noqa: PLC0415
    from newsdigest.ingest.capture.charset import decode  # noqa: PLC0415

    def one(data: bytes) -> None:
        declared = (None, "utf-8", "windows-1251", "gbk", "utf-7", "no-such-charset")[data[0] % 6] if data else None
        with suppress(PageError):
            decode(data[1:], declared, is_html=bool(data and data[0] & 64))

    return one


def _text_dump() -> Callable[[bytes], None]:
    """The article of a plain-text dump."""
    from newsdigest.errors import PageError  # noqa: PLC0415
    from newsdigest.ingest.extract import extract_article  # noqa: PLC0415
    from newsdigest.models import RawPage  # noqa: PLC0415
    from newsdigest.registers import load_registers  # noqa: PLC0415

    registers = load_registers(ROOT / "content")

    def one(data: bytes) -> None:
        page = RawPage(data=data, form="text-dump", seed="fuzz.txt", is_html=False)
        with suppress(PageError):
            extract_article(page, registers)

    return one


def _front_matter() -> Callable[[bytes], None]:
    """A post file, as anybody might leave it; what can be read is written and read again to the same post."""
    from newsdigest.errors import DigestError  # noqa: PLC0415
    from newsdigest.post import read_post, render_post  # noqa: PLC0415

    def one(data: bytes) -> None:
        try:
            post = read_post(data.decode("utf-8", "replace"), path="fuzz.md")
        except DigestError:
            return
        again = read_post(render_post(post), path="again.md")
        assert again == post or render_post(again) == render_post(post)

    return one


PARSERS: dict[str, Callable[[], Callable[[bytes], None]]] = {
    "capture": _capture,
    "charset": _charset,
    "text-dump": _text_dump,
    "front-matter": _front_matter,
}


def _first_inputs(name: str, corpus: Path) -> None:
    """Give a parser the repository's samples to begin with."""
    corpus.mkdir(parents=True, exist_ok=True)
    folder, pattern = ("content/posts", "*.md") if name == "front-matter" else ("seeds", "*")
    for number, path in enumerate(sorted((ROOT / folder).rglob(pattern))):
        if path.is_file() and path.stat().st_size <= _MOST_BYTES and not (corpus / f"sample-{number}").exists():
            shutil.copyfile(path, corpus / f"sample-{number}")


def be_fuzzed(name: str, arguments: list[str]) -> None:
    """Live as the fuzzed process of one parser."""
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["newsdigest"]):
        one = PARSERS[name]()
    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


def fuzz(name: str, seconds: int) -> bool:
    """Fuzz one parser and print its counts; tells whether nothing was found."""
    corpus, found = KEPT / name, KEPT / "found" / name
    _first_inputs(name, corpus)
    found.mkdir(parents=True, exist_ok=True)
    began = dt.datetime.now(dt.UTC).timestamp()
    before = set(found.iterdir())
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={_MOST_BYTES}",
        f"-timeout={_MOST_SECONDS}",
        "-rss_limit_mb=3000",
    ]
    options += [f"-artifact_prefix={found}/", "-print_final_stats=1", "-verbosity=1"]
    command = [sys.executable, "-m", "benchmarks.fuzz", "--child", name, "--", *options, str(corpus)]
    runs = 0
    while (left := began + seconds - dt.datetime.now(dt.UTC).timestamp()) > 1:  # a find ends the process: go on
        command[command.index("--") + 1] = f"-max_total_time={int(left)}"
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, cwd=ROOT)
        counted = [int(number) for number in _DONE.findall(done.stderr)]
        runs += max(counted, default=0)
        if done.returncode == 0:
            break
        new = sorted(set(found.iterdir()) - before)
        if not new:
            print(done.stderr[-2000:])
            return False
        (new[-1].with_suffix(".log") if new[-1].suffix != ".log" else new[-1]).write_text(done.stderr[-6000:], "utf-8")
    finds = [path.name for path in set(found.iterdir()) - before if path.suffix != ".log"]
    slow = sum(name.startswith(("timeout", "slow")) for name in finds)
    inputs = sum(1 for _ in corpus.iterdir())
    print(
        f"{name}: {runs:,} executions in {seconds} s, {len(finds) - slow} crashes, {slow} time-outs, "
        f"corpus of {inputs} inputs",
        flush=True,
    )
    return not finds


def main() -> int:
    """Fuzz every parser in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each parser")
    parser.add_argument("--only", choices=PARSERS)
    parser.add_argument("--child", choices=PARSERS, help=argparse.SUPPRESS)
    parser.add_argument("options", nargs="*", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        be_fuzzed(chosen.child, chosen.options)
        return 0
    names = [chosen.only] if chosen.only else list(PARSERS)
    clean = [fuzz(name, chosen.seconds) for name in names]
    return 0 if all(clean) else 1


if __name__ == "__main__":
    raise SystemExit(main())
