"""The same work on a Dask cluster: a real scheduler and real workers on loopback, one killed midway."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import Desk, page

from newsdigest.errors import DigestError, RegisterError
from newsdigest.ingest.capture import Limits, Part, find_seeds
from newsdigest.ingest.cluster import work_on_cluster
from newsdigest.ingest.pipeline import refresh
from newsdigest.ingest.work import Workshop

QUIET = {**os.environ, "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "critical"}


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
        self.workers = [
            self._start("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--no-nanny")
            for _ in "ab"
        ]
        self._processes += self.workers

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", str(self._file), *options]
        return subprocess.Popen(command, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def address(self) -> str:
        """Wait until scheduler and workers have found one another."""
        distributed = pytest.importorskip("distributed")
        for _ in range(600):
            if self._file.exists() and self._file.stat().st_size:
                break
            time.sleep(0.05)
        with distributed.Client(scheduler_file=str(self._file), set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=60)
            return str(client.scheduler.address)

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    running = Cluster(tmp_path_factory.mktemp("cluster"))
    yield running
    running.close()


def filled(folder: Path) -> Desk:
    desk = Desk(folder)
    for number in range(12):
        desk.seed(f"{number:02}.html", page(f"Tariff number {number}", url=f"https://steppe.example/{number}"))
    desk.seed("bad.html", "<html><body><p>Nothing here.</p></body></html>")
    return desk


def test_wrong_registers_and_hanging_pages_are_told_as_on_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    desk = filled(tmp_path)
    address = cluster.address()
    (desk.content / "sources" / "wrong.toml").write_text("id = ", encoding="utf-8")
    parts = [Part(seed=seed.name, size=seed.size) for seed in find_seeds(desk.seeds)]
    workshop = Workshop(root=desk.seeds, content=desk.content, limits=Limits())
    with pytest.raises(RegisterError, match=r"wrong\.toml"):
        list(work_on_cluster(parts[:1], workshop=workshop, scheduler=address))
    (desk.content / "sources" / "wrong.toml").unlink()
    # A bound that no page can keep: it is set aside by the process beside the worker, which lives on.
    hurried = Workshop(root=desk.seeds, content=desk.content, limits=Limits(page_seconds=0.0))
    done = list(work_on_cluster(parts[:1], workshop=hurried, scheduler=address))
    assert all(result.fleeting for _, results in done for result in results)
    assert [part.seed for part, _ in done] == ["00.html"]


def test_an_address_where_no_scheduler_answers_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("newsdigest.ingest.cluster._CONNECT_S", 1)
    desk = filled(tmp_path)
    for address in ("tcp://127.0.0.1:9", "nonsense://x", "127.0.0.1:not-a-port"):
        with pytest.raises(DigestError, match="no Dask scheduler answers"):
            refresh(desk.settings, scheduler=address)


def test_a_cluster_gives_what_one_machine_gives_even_when_a_worker_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    here, there = filled(tmp_path / "here"), filled(tmp_path / "there")
    expected = refresh(here.settings)
    stands = []

    def watch(stand) -> None:
        stands.append(stand)
        if len(stands) == 4:
            cluster.workers[0].kill()

    found = refresh(there.settings, scheduler=cluster.address(), watch=watch)
    assert cluster.workers[0].wait() < 0
    assert there.files() == here.files()
    assert found.outcomes == expected.outcomes == {"written": 12}
    assert [line.seed for line in found.details] == [line.seed for line in expected.details]  # each page exactly once
    assert len(stands) == 13
