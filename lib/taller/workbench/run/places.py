"""Where notebooks run: on threads of this process, or on the workers of a cluster.

Both take a job and give a future of its `Outcome`, and say of each notebook how far it is: what the
run writes down, shows and leaves is the same.
"""

from __future__ import annotations

import concurrent.futures as futures
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from taller.errors import TallerError
from taller.workbench.cluster import parcels
from taller.workbench.notebook import modules
from taller.workbench.process import light
from taller.workbench.run import state, workflow
from taller.workbench.run.outcome import without_worker

if TYPE_CHECKING:
    from taller.workbench.cluster.connection import Cluster
    from taller.workbench.process.kernels import KernelHouse
    from taller.workbench.process.workers import Workers
    from taller.workbench.run.execute import Job, Outcome
    from taller.workbench.run.opening import Run

FIRST_READ = 3  # engagements that the process kernels are forked from reads: further ones ask alike
MOST_OPEN = 64  # runs that go on side by side on a cluster
Heard = Callable[["Run", str, int, int], None]
"""Called with a run, a notebook's name, cells done (0: its kernel is there) and cells in all."""


class Here:
    """Threads of this process, each with a kernel that is forked from a warm process.

    Parameters
    ----------
    runs : all runs of the command
    workers : the threads
    jobs : how many notebooks run at a time
    heard : told how far each notebook is
    """

    def __init__(self, runs: Sequence[Run], workers: Workers, jobs: int, heard: Heard) -> None:
        self._runs, self._workers, self._jobs, self._heard = runs, workers, jobs, heard
        self._house: KernelHouse | None = None
        self._ranks = [workflow.urgency(run.steps) for run in runs]

    def begin(self, idle: bool) -> None:
        """Have kernels prepared while data is read, unless maybe no notebook has to run."""
        if not idle:
            self._warm_up()

    def has_room(self, open_: int, pending: int) -> bool:
        """Whether one run more keeps the threads busy, rather than waiting."""
        return pending <= self._jobs

    def submit(self, run: Run, job: Job) -> futures.Future[Outcome]:
        """Have a notebook run: the first run's first, of a run's what most others wait for."""
        self._warm_up()
        place = self._runs.index(run)
        rank = (place, -self._ranks[place][job.step.name])
        return self._workers.ranked(rank, self._perform, run, job)

    def outcome(self, run: Run, future: futures.Future[Outcome]) -> Outcome:
        """What came of a notebook."""
        return future.result()

    def look(self) -> None:
        """Nothing: its threads tell by themselves."""

    def notices(self) -> list[str]:
        """What the run is to say of the place at its end."""
        server = self._house.server if self._house else None
        if server is None or not server.trouble:
            return []
        return [f"{server.trouble}; it is ended, and kernels were started without it"]

    def kill_all(self) -> None:
        """End every kernel, at once."""
        if self._house is not None:
            self._house.kill_all()

    def close(self) -> None:
        """End all that was started."""
        if self._house is not None:
            self._house.kill_all()
            if self._house.server is not None:
                self._house.server.close()
            self._house.close()

    def _warm_up(self) -> None:
        if self._house is not None:
            return
        from taller.workbench.process import kernels

        server = None
        run_id = self._runs[0].run_id
        if kernels.CAN_FORK:
            imports = _imports(self._runs)
            files = [str(run.engagement.file) for run in self._runs[:FIRST_READ]]
            server = kernels.WarmServer(
                imports, late=modules.LATE, env={state.RUN_ID: run_id}, engagements=files
            )
        self._house = kernels.KernelHouse(server, run_id)
        # What each notebook's thread needs first, imported by one thread while data is read.
        threading.Thread(target=light.load_engine, name="taller-import", daemon=True).start()

    def _perform(self, run: Run, job: Job) -> Outcome:
        from taller.workbench.run.execute import perform

        def progress(done: int, total: int) -> None:
            self._heard(run, job.step.name, done, total)

        return perform(job, house=self._house, progress=progress)


class There:
    """The workers of a cluster; what they tell is heard when `look` is called.

    Parameters
    ----------
    runs : all runs of the command; pages of the first are wanted first
    cluster : connected
    heard : told how far each notebook is
    """

    def __init__(self, runs: Sequence[Run], cluster: Cluster, heard: Heard) -> None:
        self._runs, self._cluster, self._heard = runs, cluster, heard
        self._tasks: dict[str, tuple[Run, Job]] = {}
        self._jobs: dict[futures.Future, Job] = {}
        self._begun: set[str] = set()

    def begin(self, idle: bool) -> None:
        """Get to know the workers, and have them prepare kernels unless maybe none has to run."""
        first = self._runs[0]
        if not idle:
            self._cluster.imports = _imports(self._runs)
        self._cluster.begin(first.run_id, first.engagement.root, first.folder.parents[1])

    def has_room(self, open_: int, pending: int) -> bool:
        """Whether one run more may be open."""
        return open_ < MOST_OPEN

    def submit(self, run: Run, job: Job) -> futures.Future[Outcome]:
        """Have a notebook run."""
        self._cluster.imports = self._cluster.imports or _imports(self._runs)
        key, future = self._cluster.submit(job, priority=-self._runs.index(run))
        self._tasks[key] = (run, job)
        self._jobs[future] = job
        return future

    def outcome(self, run: Run, future: futures.Future[Outcome]) -> Outcome:
        """What came of a notebook, whether or not its worker could say so.

        Raises
        ------
        ClusterError
            If the scheduler was lost meanwhile.
        """
        job = self._jobs.pop(future, None)
        try:
            outcome, files = future.result()
            parcels.unpack(files, outcome, job)
            return outcome
        except futures.CancelledError:
            raise self._cluster.lost() from None
        except TallerError:
            raise
        except Exception as error:  # as when worker after worker died of it
            with run.speaking():
                return without_worker(error)

    def look(self) -> None:
        """Pass on how far notebooks are, and say where one had to begin again.

        Raises
        ------
        ClusterError
            If the scheduler or all workers are gone.
        """
        self._cluster.look()
        while not self._cluster.heard.empty():
            told = self._cluster.heard.get()
            run, job = self._tasks[told["key"]]
            name = job.step.name
            if "wants" in told:
                self._cluster.send(job, told["worker"], told["wants"])
                continue
            if not told["done"] and told["key"] in self._begun:
                run.tell(f"{name}: its worker was lost; it ran again on {told['worker']}")
            self._begun.add(told["key"])
            self._heard(run, name, told["done"], told["total"])

    def notices(self) -> list[str]:
        """What the run is to say of the place at its end; said once."""
        said, self._cluster.notices = self._cluster.notices, []
        return said

    def kill_all(self) -> None:
        """Nothing: workers end what is cancelled."""

    def close(self) -> None:
        """Have the workers end what they kept warm."""
        self._cluster.close()


def _imports(runs: Sequence[Run]) -> list[str]:
    """What the notebooks of all runs import."""
    return modules.imported(sorted({step.path for run in runs for step in run.steps.values()}))
