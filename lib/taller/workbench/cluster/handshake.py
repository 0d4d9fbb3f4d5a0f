"""Whether a worker may run our notebooks: it has this library, these packages, and our files.

A result carries the fingerprint of the library that computed it. A worker with another one would
give its own figures under that name, so it is refused, and the message says both versions.
"""

from __future__ import annotations

import platform
import time
from dataclasses import dataclass, field
from pathlib import Path

import taller
from taller.workbench.keep import fingerprint
from taller.workbench.notebook import provenance

MOST_APART = 30.0  # seconds between two clocks by which one deadline can still be kept
SHOWN = 8  # digits of a hash that a message says


@dataclass(frozen=True)
class Identity:
    """What decides a process's figures.

    Attributes
    ----------
    version, library : the library's version, and the hash of its source
    packages : versions of Python and of the packages that compute
    clock : seconds since the epoch, as it has them
    shares : whether it sees the workbench and the folder of reports that were named to it
    """

    version: str
    library: str
    packages: dict[str, str] = field(default_factory=dict)
    clock: float = 0.0
    shares: bool = True

    @property
    def named(self) -> str:
        """The library's version as a message says it: two may differ in their source alone."""
        return f"taller {self.version} (source {self.library[:SHOWN]})"


def identify(root: Path, token: Path) -> Identity:
    """The identity of the process that is asked.

    Parameters
    ----------
    root : the workbench
    token : a file that whoever asks has just left in the folder of reports
    """
    python = {"Python": platform.python_version(), "machine": platform.machine()}
    return Identity(
        taller.__version__,
        fingerprint.library_hash(),
        python | provenance.versions(),
        time.time(),
        token.is_file() and (root / "notebooks").is_dir(),
    )


def refusal(theirs: Identity | BaseException, ours: Identity, *, version: str = "") -> str:
    """Why a worker is not given notebooks, and what to do; empty where it is.

    Parameters
    ----------
    theirs : what it answered, or the error it answered with
    version : the version it has of the library, where it could not say more

    Examples
    --------
    >>> refusal(Identity("0.1.0", "a1" * 32), Identity("0.2.0", "b2" * 32))[:51]
    'it has taller 0.1.0 (source a1a1a1a1), this command'
    """
    restart = "install that there and start the worker again"
    if isinstance(theirs, BaseException):
        has = f"taller {version}" if version else "no taller"
        return f"it has {has}, this command {ours.named}; {restart}"
    if theirs.library != ours.library:
        return f"it has {theirs.named}, this command {ours.named}; {restart}"
    names = sorted(theirs.packages.keys() | ours.packages.keys())
    apart = [
        f"{name} {theirs.packages.get(name, 'none')} there, {ours.packages.get(name, 'none')} here"
        for name in names
        if theirs.packages.get(name) != ours.packages.get(name)
    ]
    if apart:
        return f"its packages are others ({'; '.join(apart)}), and so may its figures be; {restart}"
    if abs(ahead := theirs.clock - ours.clock) > MOST_APART:
        way = "ahead of" if ahead > 0 else "behind"
        return f"its clock is {abs(ahead):,.0f} s {way} this one; set it"
    return ""
