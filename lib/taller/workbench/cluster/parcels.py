"""What a worker needs of a run beside its job, and how what it made comes back.

A worker that sees the run's folder needs little: the client's salt, and the variables that the
engagement file may see. One that does not is sent, file by file and each once, what a notebook may
read; it runs the notebook in a folder of its own, and what that leaves is brought back whole.
"""

from __future__ import annotations

import glob
import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from taller.data.people import salts
from taller.data.settings import places
from taller.durable import write_whole
from taller.errors import ClusterError
from taller.workbench.keep import standing
from taller.workbench.run import state

if TYPE_CHECKING:
    from taller.workbench.run.execute import Job
    from taller.workbench.run.outcome import Outcome

OUTSIDE = "outside"  # where a worker keeps what does not stand in the workbench
PASSING = (".lock", ".part", ".hashes.json", ".tables.lock")  # ends of names that nobody needs
LONGEST = 200  # characters of a text that may be a file's name
LOOK = 0.2  # seconds between looks at whether what is waited for is still wanted
Files = dict[str, bytes]


@dataclass(frozen=True)
class Parcel:
    """What a worker is told beside a job.

    Attributes
    ----------
    salt : the client's, under which people's ids are hashed; empty where there is none
    variables : those of the environment that the engagement file may see
    state : the run's ``run.json``
    stamps : every file that the notebook may read, and how to tell whether it has changed; None
        where all workers see the run's folder
    """

    salt: bytes = field(repr=False)
    variables: dict[str, str]
    state: bytes = field(repr=False)
    stamps: dict[str, str] | None = None


def packed(job: Job, *, shared: bool) -> Parcel:
    """A job's parcel.

    Parameters
    ----------
    shared : whether all workers see the run's folder
    """
    read = job.engagement
    key = salts.path(read.slug)
    variables = places.seen_by(json.dumps(read.document.data, default=str))
    return Parcel(
        salt=key.read_bytes() if key.is_file() else b"",
        variables=variables | ({places.ALLOW: ",".join(variables)} if variables else {}),
        state=b"" if shared else (job.run_dir / "run.json").read_bytes(),
        stamps=None if shared else dict(_stamps(job)),
    )


def _stamps(job: Job) -> Iterator[tuple[str, str]]:
    for path in _read(job):
        found = path.stat()
        name = named(path, job.engagement.root)
        yield name, f"{found.st_size}-{found.st_mtime_ns}-{found.st_ino}"


def _read(job: Job) -> Iterator[Path]:
    """Every file that a notebook may read, but for the client's own, which are in the tables."""
    read, root, client = job.engagement, job.engagement.root, job.run_dir.parent
    # The engagement file, what is noted and decided beside it, and the files that it names.
    yield from _files(read.file.parent.glob(f"{glob.escape(read.file.stem)}.*"))
    yield from [places.located(read.brand.logo, root)] if read.brand.logo else []
    told = (root / text for text in _texts(read.sections) if 0 < len(text) < LONGEST)
    yield from (path for path in _files(told) if path.resolve().is_relative_to(root.resolve()))
    for folder in (root / "notebooks", root / "params" / "exports", root / "tests" / "engagements"):
        yield from _files(folder.rglob("*"))
    yield from (path for path in _files(job.run_dir.rglob("*")) if path.name != "run.json")
    yield from _kept(job)
    for earlier in ("*/run.json", "*/results/*.json"):
        yield from (p for p in _files(client.glob(earlier)) if job.run_dir not in p.parents)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _texts(each))


def _kept(job: Job) -> Iterator[Path]:
    """What a client's notebooks keep from run to run: hidden folders beside those of runs."""
    for client in _clients(job):
        for folder in client.glob(".*/"):
            yield from _files(folder.rglob("*"))


def _clients(job: Job) -> set[Path]:
    """A client's folders: where this run stands, and where runs stand unless told otherwise."""
    read = job.engagement
    return {job.run_dir.parent, read.root / "reports" / read.slug}


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file() and not path.is_symlink() and not path.name.endswith(PASSING):
            yield path


def named(path: Path, root: Path) -> str:
    """A path as a worker's own folder has it."""
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return f"{OUTSIDE}/{path.as_posix().lstrip('/')}"


def batches(names: Iterable[str], root: Path, most: int) -> Iterator[list[str]]:
    """Names of files, no more at a time than make so many bytes, or one that is larger."""
    batch: list[str] = []
    size = 0
    for name in names:
        path = _place(name, root)
        length = path.stat().st_size if path.is_file() else 0
        if batch and size + length > most:
            yield batch
            batch, size = [], 0
        batch.append(name)
        size += length
    yield batch


def taken(names: Iterable[str], root: Path) -> Files:
    """The content of files that a worker asks for; of one that is gone meanwhile, none."""
    found = {}
    for name in names:
        path = _place(name, root)
        if path.is_file():
            found[name] = path.read_bytes()
    return found


def unpack(files: Mapping[str, bytes], outcome: Outcome, job: Job) -> None:
    """Put what a worker made in its place, each file whole.

    Raises
    ------
    ClusterError
        If it is not what the worker left, or belongs elsewhere.
    InputError
        If it cannot be written, as when the disk is full.
    """
    root = job.engagement.root
    within = f"{named(job.run_dir, root)}/"
    for name, content in files.items():
        path = _place(name, root)
        told = outcome.files.get(name.removeprefix(within))
        whole = told is None or told == hashlib.sha256(content).hexdigest()
        ours = not _clients(job).isdisjoint(path.parents) and ".." not in path.parts
        if not (whole and ours):
            raise ClusterError(f"{job.step.name}: {name}: a worker sent what is not as it left it")
        write_whole(path, content)


def _place(name: str, root: Path) -> Path:
    return Path("/", name.removeprefix(OUTSIDE)) if name.startswith(OUTSIDE) else root / name


class Mirror:
    """A worker's own folder of a run: what it was sent, under the names that it has here.

    Parameters
    ----------
    root : where it stands in for the workbench
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._stamps: dict[str, str] = {}  # of what is here
        self._asked: dict[str, str] = {}
        self._arrived = threading.Condition()

    def fetch(
        self, parcel: Parcel, ask: Callable[[list[str]], None], wanted: Callable[[], bool]
    ) -> None:
        """Ask for what is not here, or not as it is there, and wait until all has come.

        Raises
        ------
        ClusterError
            If nobody wants the notebook any more.
        """
        stamps = parcel.stamps or {}
        with self._arrived:
            if lacking := self._lacking(stamps):
                self._asked |= {name: stamps[name] for name in lacking}
                ask(lacking)
            while lacking := self._lacking(stamps):
                if not wanted():
                    raise ClusterError("cluster: nobody waits for the notebook any more")
                self._arrived.wait(LOOK)

    def receive(self, files: Mapping[str, bytes], names: Iterable[str]) -> None:
        """Put in its place what was sent.

        Parameters
        ----------
        names : of what was asked for; what is gone there comes without content
        """
        for name in names:
            if name in files:
                write_whole(self.root / name, files[name], hurried=True)
            else:
                (self.root / name).unlink(missing_ok=True)
        with self._arrived:
            self._stamps |= {name: self._asked[name] for name in names}
            self._arrived.notify_all()

    def stand_in(self, job: Job, parcel: Parcel) -> Job:
        """The job as it is done in this folder."""
        root, read = job.engagement.root, job.engagement
        run_dir = self.root / named(job.run_dir, root)
        write_whole(run_dir / "run.json", parcel.state, hurried=True)
        (self.root / "params").mkdir(exist_ok=True)
        return replace(
            job,
            step=replace(job.step, path=self.root / named(job.step.path, root)),
            engagement=replace(read, root=self.root, path=named(read.file, root)),
            run_dir=run_dir,
            surroundings=job.surroundings | {standing.SENT: "1"},
        )

    def left(self, job: Job, outcome: Outcome, before: Mapping[str, str]) -> Files:
        """What a notebook left here, to be brought back.

        Parameters
        ----------
        job : as `stand_in` gave it
        before : how what is kept from run to run was, by `kept_of`
        """
        made = [job.run_dir / name for name in outcome.files]
        after = self.kept_of(job)
        changed = [self.root / name for name, found in after.items() if before.get(name) != found]
        return {named(path, self.root): path.read_bytes() for path in (*made, *changed)}

    def kept_of(self, job: Job) -> dict[str, str]:
        """What is kept from run to run, file by file with a hash."""
        return {named(path, self.root): _digest(path) for path in _kept(job)}

    def _lacking(self, stamps: Mapping[str, str]) -> list[str]:
        return [name for name, stamp in stamps.items() if self._stamps.get(name) != stamp]


def sees(job: Job) -> bool:
    """Whether this process sees the folder of a job's run, and not another of its name."""
    found = state.read(job.run_dir)
    return found is not None and found.run_id == job.run_id


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
