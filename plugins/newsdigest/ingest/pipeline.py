"""The whole ingest: seeds in, posts out, safe to repeat and to interrupt."""

import logging
import tempfile
from collections.abc import Set
from functools import partial
from pathlib import Path

from newsdigest.errors import DigestError
from newsdigest.ingest.cache import Remembered
from newsdigest.ingest.capture import Limits
from newsdigest.ingest.farm import work_in_processes
from newsdigest.ingest.fingerprint import code_fingerprint, registers_fingerprint
from newsdigest.ingest.gather import Gathered, Runner, Spool, Watch, gather, work_again
from newsdigest.ingest.lock import only_run
from newsdigest.ingest.own_posts import own_posts, write_stories
from newsdigest.ingest.plan import make_plans
from newsdigest.ingest.report import PageLine, Report, SetAside
from newsdigest.ingest.settle import Memory, OnDisk, Settler, look, tell_of_files
from newsdigest.ingest.storylines import place_in_stories
from newsdigest.ingest.work import LOOK_ALIKE, Workshop
from newsdigest.post.shelf import Shelf
from newsdigest.settings import Settings

log = logging.getLogger(__name__)


def refresh(
    settings: Settings,
    *,
    settled: Set[str] = frozenset(),
    scheduler: str | None = None,
    watch: Watch | None = None,
) -> Report:
    """
    Bring the posts up to date with the seeds.

    The same seeds give the same files. What a person changed, moved, renamed, split or deleted stays as it is; what
    changed at the source is merged in where nobody touched it.

    Args:
        settings: The project's.
        settled: Ids of posts in conflict whose text is to stand: a person has seen what changed at the source.
        scheduler: Address of a Dask scheduler, whose workers then do the work; None: processes of this machine.
        watch: Is told how far the reading of seeds is.

    Raises:
        RegisterError: our own files are wrong. DigestError: another run is at work, or no scheduler is.
    """
    cache = settings.cache / "ingest"
    with only_run(cache / "lock"), tempfile.TemporaryFile(dir=cache) as file:
        registers = registers_fingerprint(settings.content)
        code = code_fingerprint()
        spool = Spool(file)
        workshop = Workshop(
            root=settings.seeds,
            content=settings.content,
            limits=Limits(page_bytes=settings.page_max_mb * 1_000_000, page_seconds=settings.page_timeout_s),
            registers=registers,
        )
        version = f"{code}-{registers}-{settings.page_max_mb}"
        runner = _runner(workshop, jobs=settings.jobs, scheduler=scheduler)
        memory = cache / "seeds.json"
        gathered = gather(workshop, memory=memory, version=version, spool=spool, runner=runner, watch=watch)
        report = _report(gathered)
        shelf = Shelf(content=settings.content)
        disk = _look(shelf, cache / "files.json", code)
        answers = Memory(cache / "answers.json", version=code)
        plans = make_plans([found for found in gathered.found if found.reason is None], disk.bases)
        own = own_posts(plans, disk)
        places = place_in_stories(plans, disk, own, memory=cache / "stories.json", version=code)
        settler = Settler(
            shelf=shelf,
            disk=disk,
            spool=spool,
            memory=answers,
            report=report,
            settled=settled,
            stories=places,
        )
        settler.reworked.update(work_again(settler.wanted(plans), workshop, spool=spool, runner=runner))
        for plan in plans:
            settler.settle(plan)
        report.notices.extend(write_stories(own, places))
        answers.save()
        tell_of_files(disk, report)
    log.info("Ingest: %s", next(report.lines()))
    return report


def _report(gathered: Gathered) -> Report:
    """Begin the report with what came of every page."""
    report = Report(seeds=gathered.seeds, seeds_read=gathered.read, pages=len(gathered.found))
    for found in gathered.found:
        if found.reason is not None:
            report.set_aside.append(SetAside(seed=found.seed, reason=found.reason))
        report.notices.extend(f"{found.seed}: {doubt}" for doubt in found.doubts if doubt.startswith(LOOK_ALIKE))
        result = found.id if found.reason is None else "set aside"
        report.details.append(
            PageLine(seed=found.seed, form=found.form, result=result, seconds=found.seconds, doubts=found.doubts)
        )
    return report


def _look(shelf: Shelf, memory: Path, code: str) -> OnDisk:
    """See what stands on disk; files that have not changed are not read again."""
    remembered = Remembered(memory, version=code)
    disk = look(shelf, remembered)
    remembered.save()
    return disk


def _runner(workshop: Workshop, *, jobs: int, scheduler: str | None) -> Runner:
    """Say who does the work."""
    if scheduler is None:
        return partial(work_in_processes, workshop=workshop, jobs=jobs)
    # Here and not above: Dask is an extra that most digests go without.
    try:
        from newsdigest.ingest.cluster import work_on_cluster  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise DigestError(f"{error}; install newsdigest[cluster] to work on a cluster") from None
    return partial(work_on_cluster, workshop=workshop, scheduler=scheduler)
