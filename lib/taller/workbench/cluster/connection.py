"""The connection to dask.distributed: a scheduler's address, or workers on this machine.

Order is the run's own (`graphlib.TopologicalSorter`): what of a notebook must run is known only
when the results it needs are there. Each is one task, whose outcome is taken over at once, so that
a worker that dies later takes nothing with it: Dask gives its unfinished notebooks to another
worker, and no other notebook runs again.
"""

from __future__ import annotations

import concurrent.futures as futures
import contextlib
import hashlib
import logging
import queue
import re
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.durable import write_whole
from taller.errors import ClusterError, Fault, InputError
from taller.workbench.cluster import attendant, handshake, parcels
from taller.workbench.process.quarters import Quarters
from taller.workbench.process.workers import Workers

if TYPE_CHECKING:
    from distributed import Client, Future

    from taller.workbench.run.execute import Job

ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[^\s/:@]+):\d{1,5}")
CONNECT = 10.0  # seconds a scheduler has to answer, and a first worker to be there
ANSWER = 60.0  # seconds after which a scheduler that says nothing is taken for lost
LOOK = 2.0  # seconds between looks at which workers there are
ALONE = 120.0  # seconds in which workers that died, all of them, may come back
BATCH = 32_000_000  # bytes that are sent at a time
TOKEN, OLD = ".cluster-", 86_400.0  # a file by which workers tell our folder; seconds it may stay
QUIET = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.worker.preload": ["taller.workbench.cluster.attendant"],
    "distributed.diagnostics.nvml": False,
    # Threads of kernels are ours to tame; a worker computes nothing itself.
    "distributed.nanny.pre-spawn-environ": {"MALLOC_TRIM_THRESHOLD_": 65536},
}
"""No dashboard, no pages for others, no look at graphics cards."""


@contextlib.contextmanager
def opened(address: str | None = None, workers: int | None = None) -> Iterator[Cluster | None]:
    """A cluster to run notebooks on, closed afterwards; None where neither is given.

    Parameters
    ----------
    address : of a scheduler that is there, such as ``tcp://scheduler:8786``
    workers : how many processes to start on this machine, with a scheduler of their own

    Raises
    ------
    InputError
        If the address is none, or nobody answers there.
    """
    if address is None and workers is None:
        yield None
        return
    if address is not None and not ADDRESS.fullmatch(address):
        what = f"must be a scheduler's address, such as tcp://scheduler:8786 (got {address!r})"
        raise InputError("--cluster", what)
    with _client(address, workers or 1) as client:
        yield Cluster(client, address or "on this machine")


@contextlib.contextmanager
def _client(address: str | None, workers: int) -> Iterator[Client]:
    import dask
    from distributed import Client, LocalCluster

    for name in list(logging.root.manager.loggerDict):
        if name.startswith("distributed"):  # what is wrong, the run tells
            logging.getLogger(name).setLevel(logging.CRITICAL)
    local, quarters = None, Quarters()
    try:
        if address is None:
            dask.config.set({**QUIET, "temporary-directory": str(quarters.folder)})
            local = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                memory_limit=None,  # kernels are processes of their own, which Dask does not count
                host="127.0.0.1",
                dashboard_address=None,
                scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                silence_logs=logging.CRITICAL,
            )
        client = Client(local or address, timeout=CONNECT, set_as_default=False)
    except (OSError, RuntimeError) as error:  # which a TimeoutError is, too
        quarters.leave()
        if address is None:
            what = f"could not be started ({type(error).__name__}: {error}); give fewer, or --jobs"
            raise InputError("--workers", what) from None
        what = (
            f"no scheduler answers at {address} ({type(error).__name__}); start one by "
            "`dask scheduler`, or leave --cluster out to run on this machine"
        )
        raise InputError("--cluster", what) from None
    try:
        yield client
    finally:
        client.close(timeout=CONNECT)
        if local is not None:
            local.close(timeout=CONNECT)
        quarters.leave()


class Cluster:
    """Workers that run a command's notebooks: who they are, what they are given, what they tell.

    Parameters
    ----------
    client : connected
    where : the scheduler, as a message names it

    Attributes
    ----------
    heard : how far notebooks are, as they tell it: ``key``, ``done``, ``total``, ``worker``
    notices : what the command says of workers that it does not use
    imports : what kernels import; none while maybe no notebook has to run
    """

    def __init__(self, client: Client, where: str) -> None:
        self.where = where
        self.heard: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.notices: list[str] = []
        self.imports: Sequence[str] = ()
        self._client = client
        self._refused: dict[str, str] = {}
        self._fit: set[str] = set()
        self._shared = True  # whether all that fit see the run folders
        self._run_id = self._mark = ""
        self._errands, self._carriers = Workers(1), Workers(2)
        self._errand: futures.Future | None = None
        self._looked = self._manned = time.monotonic()

    def begin(self, run_id: str, root: Path, reports: Path) -> None:
        """Get to know the workers, and have them prepare kernels where it is known for what.

        Parameters
        ----------
        root : the workbench
        reports : where run folders go

        Raises
        ------
        InputError
            If there is no worker, or none of them fits; with the reason of each.
        ClusterError
            If the scheduler is lost while they are asked.
        """
        self._run_id, self._root = run_id, root
        self._token = reports / f"{TOKEN}{run_id}"
        _clear(reports)
        write_whole(self._token, "", hurried=True)
        self._client.subscribe_topic(run_id, lambda event: self.heard.put(event[1]))
        with contextlib.suppress(TimeoutError, futures.TimeoutError):
            self._client.wait_for_workers(1, timeout=CONNECT)
        try:
            self._errands.submit(self._meet).result(timeout=ANSWER)
        except OSError:  # which a TimeoutError is, too
            raise self.lost() from None
        if not self._fit:
            none = ["has no worker; start one by `dask worker ADDRESS` on each machine"]
            faults = [Fault(worker, why) for worker, why in self._refused.items()]
            raise InputError(f"cluster {self.where}", faults or none)

    def submit(self, job: Job, *, priority: int) -> tuple[str, futures.Future]:
        """Have a notebook run by whichever worker is free.

        Parameters
        ----------
        priority : the larger, the earlier

        Returns
        -------
        the task's key, and a future of its `Outcome` and of the files to be put in their place; it
        is cancelled when the scheduler is lost
        """
        ours: futures.Future = futures.Future()
        job = replace(job, step=replace(job.step))  # without what it has looked up meanwhile
        theirs = self._client.submit(
            attendant.attend,
            job,
            parcels.packed(job, shared=self._shared),
            self.imports,
            key=f"{job.step.name}-{uuid.uuid4().hex}",
            resources={self._mark: 1},
            priority=priority,
            pure=False,
        )
        ours.add_done_callback(lambda done: done.cancelled() and self._give_up(theirs))
        self._client.loop.add_callback(self._take_over, theirs, ours)
        return theirs.key, ours

    def send(self, job: Job, worker: str, names: Sequence[str]) -> None:
        """Send a worker the files that it asks for, a few at a time."""
        self._carriers.submit(self._carry, job.engagement.root, worker, names)

    def look(self) -> None:
        """See who is there, without waiting for an answer.

        Raises
        ------
        ClusterError
            If the scheduler or all workers are gone.
        """
        if self._client.status != "running":
            raise self.lost()
        if self._errand is None:
            if time.monotonic() - self._looked > LOOK:
                self._looked = time.monotonic()
                self._errand = self._errands.submit(self._meet)
        elif self._errand.done():
            errand, self._errand = self._errand, None
            if errand.exception() is not None:
                raise self.lost()
        elif time.monotonic() - self._looked > ANSWER:
            raise self.lost()
        if time.monotonic() - self._manned > ALONE:
            raise self.lost("all workers of")

    def lost(self, what: str = "") -> ClusterError:
        """The error of a run whose scheduler is gone."""
        gone = f"{what} the scheduler {self.where}".strip()
        advice = "what is done is kept; once it is there again, the same command goes on"
        return ClusterError(f"cluster: lost {gone}; {advice}, and so it does without --cluster")

    def close(self) -> None:
        """Have the workers end what they kept warm."""
        self._errands.shutdown()
        self._carriers.shutdown()
        if not self._run_id:
            return
        with contextlib.suppress(OSError):
            self._token.unlink()
        if self._client.status == "running" and self._fit:
            task = Workers(1).submit(
                self._client.run, attendant.leave, self._run_id,
                workers=list(self._fit), on_error="return",
            )  # fmt: skip
            futures.wait([task], timeout=CONNECT)

    def _give_up(self, theirs: Future) -> None:
        """Have a task ended that nobody waits for any more; without waiting for that."""
        if theirs.status == "pending" and self._client.status == "running":
            self._client.loop.add_callback(self._client.cancel, [theirs], asynchronous=True)

    async def _take_over(self, theirs: Future, ours: futures.Future) -> None:
        """Fetch an outcome and let the worker forget it, so that it is never asked for again."""
        try:
            outcome = await self._client.gather(theirs, asynchronous=True)
        except BaseException as error:  # of whatever kind: it is for whoever waits
            if theirs.cancelled() or self._client.status != "running":
                ours.cancel()
                ours.set_running_or_notify_cancel()
            elif ours.set_running_or_notify_cancel():
                ours.set_exception(error)
        else:
            if ours.set_running_or_notify_cancel():
                ours.set_result(outcome)
        finally:
            theirs.release()

    def _meet(self) -> None:
        """Ask workers that are new who they are; let those serve that fit."""
        there = set(self._client.nthreads())
        self._fit &= there
        if new := sorted(there - self._fit - set(self._refused)):
            self._judge(new)
        if self._fit:
            self._manned = time.monotonic()

    def _judge(self, new: list[str]) -> None:
        ours = handshake.identify(self._root, self._token)
        self._mark = self._mark or _mark(ours, self._token.parent)
        told = self._ask(new, handshake.identify, self._root, self._token)
        mute = [worker for worker in new if isinstance(told[worker], BaseException)]
        versions = self._ask(mute, metadata.version, "taller") if mute else {}
        for worker in new:
            version = versions.get(worker)
            has = version if isinstance(version, str) else ""
            why = handshake.refusal(told[worker], ours, version=has)
            shares = getattr(told[worker], "shares", False)
            if not why and not shares and self._fit and self._shared:
                why = "it came later and does not see the run folders that the others see"
            if why:
                self._refused[worker] = why
                self.notices.append(f"worker {worker} was given nothing: {why}")
        if fit := [worker for worker in new if worker not in self._refused]:
            begun = self._ask(fit, attendant.serve, self._mark, self._run_id, self.imports)
            self._shared = self._shared and all(told[worker].shares for worker in fit)
            self._fit |= {worker for worker in fit if begun[worker] is None}

    def _carry(self, root: Path, worker: str, names: Sequence[str]) -> None:
        """Send files in batches of no more than `BATCH` bytes, or of one that is larger."""
        for batch in parcels.batches(names, root, BATCH):
            files = parcels.taken(batch, root)
            self._ask([worker], attendant.receive, self._run_id, files, batch)

    def _ask(self, workers: Iterable[str], what: Any, *arguments: Any) -> dict[str, Any]:
        return self._client.run(what, *arguments, workers=list(workers), on_error="return")


def _mark(ours: handshake.Identity, reports: Path) -> str:
    """The resource of workers that have this library and see these reports."""
    text = "\0".join([ours.library, *map(str, sorted(ours.packages.items())), str(reports)])
    return f"taller-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _clear(reports: Path) -> None:
    """Remove what killed commands left by which workers were to tell the folder."""
    for token in reports.glob(f"{TOKEN}*"):
        with contextlib.suppress(OSError):
            if time.time() - token.stat().st_mtime > OLD:
                token.unlink()
