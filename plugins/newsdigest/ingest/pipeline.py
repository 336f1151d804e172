"""The whole ingest: seeds in, posts out, safe to repeat and to interrupt."""

import logging
import tempfile

from newsdigest.ingest.cache import Remembered
from newsdigest.ingest.capture import Limits
from newsdigest.ingest.fingerprint import code_fingerprint, registers_fingerprint
from newsdigest.ingest.gather import Spool, Workshop, gather
from newsdigest.ingest.ledger import Shelf
from newsdigest.ingest.lock import only_run
from newsdigest.ingest.report import Report, SetAside
from newsdigest.ingest.settle import Settler, keep_ids, look, tell_of_files
from newsdigest.settings import Settings

log = logging.getLogger(__name__)


def refresh(settings: Settings) -> Report:
    """
    Bring the posts up to date with the seeds.

    The same seeds give the same files. What a person changed, moved, renamed, split or deleted stays as it is; what
    changed at the source is merged in where nobody touched it.

    Raises:
        RegisterError: our own files are wrong. DigestError: another run is at work.
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
            jobs=settings.jobs,
        )
        version = f"{code}-{registers}-{settings.page_max_mb}"
        gathered = gather(workshop, memory=cache / "seeds.json", version=version, spool=spool)
        report = Report(seeds=gathered.seeds, seeds_read=gathered.read, pages=len(gathered.found))
        report.set_aside += [
            SetAside(seed=found.seed, reason=found.reason) for found in gathered.found if found.reason is not None
        ]
        shelf = Shelf(content=settings.content)
        remembered = Remembered(cache / "files.json", version=code, base=settings.content)
        disk = look(shelf, remembered)
        remembered.save()
        groups = keep_ids([found for found in gathered.found if found.reason is None], disk)
        settler = Settler(shelf=shelf, disk=disk, workshop=workshop, spool=spool, report=report)
        for post_id in sorted(groups):
            settler.settle(post_id, groups[post_id])
        tell_of_files(disk, report)
    log.info("Ingest: %s", next(report.lines()))
    return report
