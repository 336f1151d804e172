"""
Kill ingest and build at random moments, fail their disk, run again, and compare with a run that nobody disturbed.

    python -m benchmarks.faults --kills 200 --errors 60

A digest with posts that a person edited, renamed and deleted, pages that changed since, and pages that are new. Every
trial begins there. Lost: words a person typed that stand in no post right after the fault, or after the next run.
"""

import argparse
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine import Run, fail_at, lay_out, run_pelican, tree, warm_up

_TRIES = 40  # of the run after a kill, while workers of the killed one still end
_BUSY = "another "  # … ingest or build is running


@dataclass
class Count:
    """What a campaign found."""

    trials: int = 0
    ended: Counter[str] = field(default_factory=Counter)  # how the disturbed runs ended
    lost_chars: int = 0
    differing: list[str] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)
    unrepaired: list[str] = field(default_factory=list)  # the next run failed
    half_sites: int = 0  # after a run that failed and lived to say so: neither the old site nor the new

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, differed or had to be mended by hand."""
        return not (self.lost_chars or self.differing or self.unrepaired or self.tracebacks or self.half_sites)

    def line(self, what: str) -> str:
        """The campaign in a line."""
        how = ", ".join(f"{number} {name}" for name, number in sorted(self.ended.items()))
        return (
            f"{what}: {self.trials} ({how}); characters lost {self.lost_chars}, "
            f"differing outputs {len(self.differing)}, not repaired {len(self.unrepaired)}, "
            f"tracebacks {len(self.tracebacks)}, half sites {self.half_sites}"
        )


class Campaign:
    """One digest, thrown back to the same state before each trial."""

    def __init__(self, folder: Path, *, seeds: int | None = None, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.digest, self.start = folder / "digest", folder / "start"
        self.marks: list[str] = []
        lay_out(self.digest, seeds=seeds)
        later = sorted(path for path in (self.digest / "seeds").rglob("*") if path.is_file())[::4]
        withheld = {path: path.read_bytes() for path in later}
        for path in later:
            path.unlink()
        self._must(run_pelican(self.digest))
        self._edit()
        for path, data in withheld.items():
            path.write_bytes(data)
        for path in sorted((self.digest / "seeds").rglob("*.html"))[::2]:
            path.write_bytes(path.read_bytes().replace(b"</p>", b" It was so.</p>", 2))
        self.old_site = tree(self.digest / "output")
        shutil.copytree(self.digest, self.start)
        self.seconds = self._must(run_pelican(self.digest)).seconds
        self.wanted = self._state()
        self._reset()
        self._must(run_pelican(self.digest))
        if self._state() != self.wanted:
            raise SystemExit("two undisturbed runs differ; the campaign would say nothing")

    def _edit(self) -> None:
        """Do what people do to posts."""
        posts = sorted((self.digest / "content" / "posts").rglob("*.md"))
        for number, path in enumerate(posts[:-1:2]):
            mark = f"Typed by hand, number {number}, and nowhere else."
            path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n\n{mark}\n", "utf-8")
            self.marks.append(mark)
        posts[0].rename(posts[0].with_name("renamed-by-hand.md"))
        posts[-1].unlink()

    def _must(self, run: Run) -> Run:
        if run.status:
            raise SystemExit(f"an undisturbed run failed:\n{run.said[-2000:]}")
        return run

    def _state(self) -> Mapping[str, Mapping[str, bytes]]:
        folders = {name: self.digest / "content" / name for name in ("posts", "imported", "images")}
        return {name: tree(path) for name, path in (folders | {"output": self.digest / "output"}).items()}

    def _reset(self) -> None:
        shutil.rmtree(self.digest)
        shutil.copytree(self.start, self.digest)

    def _lost(self) -> int:
        """Characters typed by a person that stand in no post."""
        text = "".join(path.read_text("utf-8") for path in (self.digest / "content" / "posts").rglob("*.md"))
        return sum(len(mark) for mark in self.marks if mark not in text)

    def trial(self, count: Count, name: str, disturbed: Callable[[Path], Run]) -> str:
        """Disturb one run, run again, compare; say how the disturbed run ended."""
        self._reset()
        run = disturbed(self.digest)
        ended = "killed" if run.status == -9 else "failed" if run.status else "ended well"
        count.trials += 1
        count.ended[ended] += 1
        lost = self._lost()
        if run.status > 0 and tree(self.digest / "output") not in (self.old_site, self.wanted["output"]):
            count.half_sites += 1
        if "Traceback" in run.said:
            count.tracebacks.append(f"{name}: {run.said[-3000:]}")
        again = run_pelican(self.digest)
        for _ in range(_TRIES):
            if again.status == 0 or _BUSY not in again.said:
                break
            again = run_pelican(self.digest)
        if again.status:
            count.unrepaired.append(f"{name}: {again.said[-1500:]}")
        count.lost_chars += max(lost, self._lost())
        now = self._state()
        for part, files in self.wanted.items():
            if now[part] != files:
                odd = sorted(k for k in now[part].keys() | files.keys() if now[part].get(k) != files.get(k))
                count.differing.append(f"{name}: {part}: {', '.join(odd[:5])}")
        return ended

    def kill(self, number: int) -> Count:
        """Kill runs until `number` of them were killed before their end."""
        count = Count()
        while count.ended["killed"] < number and count.trials < 3 * number:
            moment = self.chance.uniform(0.0, self.seconds)

            def killed(at: Path, after: float = moment) -> Run:
                run = run_pelican(at, kill_after_s=after)
                # How long a run takes changes with what else the machine does: follow it, so as to reach every moment.
                self.seconds = self.seconds * 1.02 if run.status == -9 else run.seconds
                return run

            self.trial(count, f"killed after {moment:.3f} s", killed)
            if count.trials % 50 == 0:
                print(f"so far: {count.line('kills')}", flush=True)
        return count

    def fail(self, kind: str, number: int, most: int) -> Count:
        """Let `number` runs fail at a random access to the disk, or at a random size of file."""
        count = Count()
        for _ in range(number):
            nth = self.chance.randint(1, most)
            self.trial(
                count,
                f"{kind} at {nth}",
                lambda at, n=nth: run_pelican(at, before=fail_at(n, kind, at)),
            )
        return count


def main() -> int:
    """Run the campaign and print its counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--errors", type=int, default=60)
    parser.add_argument("--seeds", type=int, default=8, help="sample pages in the digest")
    chosen = parser.parse_args()
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(Path(folder), seeds=chosen.seeds)
        print(f"an undisturbed run takes {campaign.seconds:.2f} s", flush=True)
        counts = {"kills": campaign.kill(chosen.kills)}
        print(counts["kills"].line("kills"), flush=True)
        share = chosen.errors // 3
        for kind, most, what in (
            ("full", 150, "disk full"),
            ("read", 150, "read errors"),
            ("large", 60_000, "file size"),
        ):
            counts[kind] = campaign.fail(kind, share, most)
            print(counts[kind].line(what), flush=True)
    for count in counts.values():
        for text in [*count.differing, *count.unrepaired, *count.tracebacks][:12]:
            print(f"- {text}")
    return 0 if all(count.clean for count in counts.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
