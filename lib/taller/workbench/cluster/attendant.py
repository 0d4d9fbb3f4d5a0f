"""What a worker does for a run: it keeps kernels warm, and runs notebooks as one machine would.

A worker that loses its scheduler, and one whose notebook nobody waits for any more, ends that
notebook and leaves nothing more in the run's folder, where a later run may be at work by then.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.data.people import salts
from taller.durable import write_whole
from taller.workbench.cluster.parcels import Files, Mirror, Parcel, sees
from taller.workbench.notebook import modules
from taller.workbench.process import kernels, light, quarters
from taller.workbench.run.execute import perform
from taller.workbench.run.state import RUN_ID

if TYPE_CHECKING:
    from distributed import Worker

    from taller.workbench.run.execute import Job
    from taller.workbench.run.outcome import Outcome

IDLE = 120.0  # seconds without a notebook after which a run's kernels are no longer kept warm
LOOK = 0.2  # seconds between looks at whether a notebook is still wanted
_attendants: dict[str, Attendant] = {}
_lock = threading.Lock()


class Attendant:
    """One run's warm kernels on one worker; started when first needed, ended when idle.

    Parameters
    ----------
    run_id : the run whose they are
    imports : what the fork server imports
    """

    def __init__(self, run_id: str, imports: Sequence[str]) -> None:
        self.run_id = run_id
        self.imports = imports
        self._server: kernels.WarmServer | None = None
        self._quarters: quarters.Quarters | None = None
        self._mirror: Mirror | None = None
        self._lock = threading.Lock()
        self._guests = 0
        self._timer: threading.Timer | None = None

    def warm(self) -> kernels.WarmServer | None:
        """The fork server, which imports by itself; None where there is no forking."""
        with self._lock:
            if kernels.CAN_FORK and (self._server is None or not self._server.alive):
                self._server = kernels.WarmServer(
                    self.imports, late=modules.LATE, env={RUN_ID: self.run_id}
                )
            self._rest_later()
            return self._server

    @contextlib.contextmanager
    def house(self) -> Iterator[kernels.KernelHouse]:
        """A house for one notebook's kernel, forked from the warm process."""
        server = self.warm()
        with self._lock:
            self._guests += 1
        try:
            with kernels.KernelHouse(server, self.run_id) as house:
                yield house
        finally:
            with self._lock:
                self._guests -= 1
                self._rest_later()

    def mirror(self) -> Mirror:
        """The worker's own folder of the run, which is gone when the run is over here."""
        with self._lock:
            if self._mirror is None:
                self._quarters = quarters.Quarters(self.run_id)
                self._mirror = Mirror(self._quarters.folder / "bench")
            return self._mirror

    def close(self) -> None:
        """End the fork server and all that it forked, and remove what was sent."""
        with self._lock:
            self._end()

    def _rest_later(self) -> None:
        """A command that was killed cannot say that it is over."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(IDLE, self._rest)
        self._timer.daemon = True
        self._timer.start()

    def _rest(self) -> None:
        with self._lock:
            if not self._guests:
                self._end()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._quarters is not None:
            self._quarters.leave()
            self._quarters = self._mirror = None


def dask_setup(worker: Worker) -> None:
    """Called by Dask in a worker that `taller run --workers` starts: Ctrl-C is for the command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


async def serve(mark: str, run_id: str, imports: Sequence[str], dask_worker: Worker) -> None:
    """Let this worker be given a run's notebooks, as many at a time as it has threads.

    Parameters
    ----------
    mark : the resource that the run's tasks ask for
    imports : what kernels import; none where maybe no notebook has to run
    """
    attendant = _of(run_id, imports)
    threading.Thread(target=_prepare, args=(attendant,), name="taller-import", daemon=True).start()
    await dask_worker.set_resources(**{mark: dask_worker.state.nthreads})


def leave(run_id: str) -> None:
    """The run is over: end what was kept warm for it."""
    with _lock:
        attendant = _attendants.pop(run_id, None)
    if attendant is not None:
        attendant.close()


def receive(run_id: str, files: Mapping[str, bytes], names: Sequence[str]) -> None:
    """Take files of a run that this worker asked for by these names."""
    _of(run_id, ()).mirror().receive(files, names)


def attend(job: Job, parcel: Parcel, imports: Sequence[str]) -> tuple[Outcome, Files]:
    """Run one notebook as a task of this worker, saying by events how far it is.

    Returns
    -------
    how it went, and the files to be put in their place where this worker could not put them

    Raises
    ------
    InputError
        If the run folder cannot be written to.
    """
    from distributed import get_worker

    worker = get_worker()
    key = worker.get_current_task()
    wanted = partial(_is_wanted, worker, key)
    attendant = _of(job.run_id, imports)

    def tell(**told: Any) -> None:
        worker.log_event(job.run_id, {"key": key, "worker": worker.address} | told)

    def progress(done: int, total: int) -> None:
        tell(done=done, total=total)

    with attendant.house() as house, _ending(house, wanted):
        job = replace(job, surroundings=parcel.variables | _home(job, parcel, house.folder))
        if parcel.stamps is None or sees(job):
            return perform(job, house=house, progress=progress, wanted=wanted), {}
        mirror = attendant.mirror()
        mirror.fetch(parcel, lambda names: tell(wants=names), wanted)
        job = mirror.stand_in(job, parcel)
        before = mirror.kept_of(job)
        outcome = perform(job, house=house, progress=progress, wanted=wanted)
        return outcome, mirror.left(job, outcome, before)


def _of(run_id: str, imports: Sequence[str]) -> Attendant:
    with _lock:
        attendant = _attendants.setdefault(run_id, Attendant(run_id, imports))
    attendant.imports = imports or attendant.imports
    return attendant


def _prepare(attendant: Attendant) -> None:
    """What the first notebook needs, begun while the data is read."""
    quarters.sweep()
    if attendant.imports:
        attendant.warm()
        light.load_engine()


def _is_wanted(worker: Worker, key: str) -> bool:
    """Whether somebody waits for a task: neither was it cancelled, nor is the worker closing."""
    from distributed.worker import WORKER_ANY_RUNNING

    task: Any = worker.state.tasks.get(key)
    return worker.status in WORKER_ANY_RUNNING and task is not None and task.state != "cancelled"


@contextlib.contextmanager
def _ending(house: kernels.KernelHouse, wanted: Callable[[], bool]) -> Iterator[None]:
    """Within this, end the house's kernel once nobody wants it any more."""
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(LOOK):
            if not wanted():  # again and again: its kernel may be starting just now
                house.kill_all()

    watch = threading.Thread(target=look, name="taller-wanted", daemon=True)
    watch.start()
    try:
        yield
    finally:
        ended.set()
        watch.join()


def _home(job: Job, parcel: Parcel, folder: Path) -> dict[str, str]:
    """Where the kernel finds the client's salt: here, or else in a folder that goes with it."""
    slug = job.engagement.slug
    own = salts.path(slug)
    if not parcel.salt or (own.is_file() and own.read_bytes() == parcel.salt):
        return {}
    kept = folder / "home" / "salts" / own.name
    write_whole(kept, parcel.salt, hurried=True)
    kept.chmod(0o600)
    return {salts.HOME: str(kept.parents[1])}
