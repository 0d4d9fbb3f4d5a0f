"""The client's salt: the key behind their people's pseudonyms, kept outside every run.

It stands in ``salts/<client>.key`` of the folder that TALLER_HOME names, else of the user's data
folder, for this user's eyes alone. Who loses it gets other pseudonyms on the next run; who removes
it (``taller forget``) makes those of earlier runs untraceable.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from taller.errors import InputError, cannot_write

BYTES = 32
HOME = "TALLER_HOME"


def key(client_slug: str) -> bytes:
    """The client's salt, made on first use: 32 random bytes.

    Parameters
    ----------
    client_slug : the client's folder name, such as ``moda-viva``

    Raises
    ------
    InputError
        If it cannot be read or written, is no key, or would stand inside a workbench.
    """
    file = path(client_slug)
    if file.exists() and not (
        file.is_file() or file.is_dir()
    ):  # reading a pipe would wait for ever
        raise InputError(file, "must be a file that holds the client's salt; remove what is there")
    try:
        found = file.read_bytes()
    except FileNotFoundError:
        found = _made(file)
    except OSError as error:
        what = f"the client's salt cannot be read: {error.strerror}; without it no run can go on"
        raise InputError(file, what) from error
    if len(found) != BYTES:
        what = (
            f"must hold {BYTES} bytes, the client's salt (holds {len(found)}); restore it from a "
            f"backup, or remove all that is kept with: taller forget {client_slug}"
        )
        raise InputError(file, what)
    _close_to_others(file)
    return found


def passing(client_slug: str) -> bytes:
    """The client's salt where there is one, else a key that nobody keeps: for a look at the data.

    Raises
    ------
    InputError
        As `key` does.
    """
    return key(client_slug) if path(client_slug).exists() else secrets.token_bytes(BYTES)


def path(client_slug: str) -> Path:
    """Where a client's salt stands, whether or not there is one."""
    if not client_slug or Path(client_slug).name != client_slug or client_slug.startswith("."):
        raise ValueError(f"not a client's folder name: {client_slug!r}")
    return folder() / f"{client_slug}.key"


def folder() -> Path:
    """The folder of all salts.

    Raises
    ------
    InputError
        If it lies inside a workbench, where it would be committed or sent along with reports.
    """
    given = os.environ.get(HOME)
    if given:
        try:
            base = Path(given).expanduser().absolute()
        except RuntimeError as error:
            what = "begins with the home folder of a user who is not here"
            raise InputError(HOME, f"{what} (got {given[:60]!r})") from error
    else:
        import platformdirs

        base = Path(platformdirs.user_data_dir("taller"))
    for above in (base.resolve(), *base.resolve().parents):
        if (above / "params").is_dir() and (above / "notebooks").is_dir():
            what = f"salts cannot stand inside the workbench {above}; set {HOME} to another folder"
            raise InputError(base, what)
    return base / "salts"


def known() -> list[str]:
    """Clients that have a salt, by folder name."""
    return sorted(file.stem for file in folder().glob("*.key"))


def _made(file: Path) -> bytes:
    """Write a new key whole, unless another process was quicker; whichever stands is returned."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        number, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")  # mode 0600
        beside = Path(name)
        try:
            with os.fdopen(number, "wb") as new:
                new.write(secrets.token_bytes(BYTES))
                new.flush()
                os.fsync(new.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(beside, file)  # which, unlike a rename, never takes another's place
        finally:
            beside.unlink(missing_ok=True)
        return file.read_bytes()
    except OSError as error:
        raise cannot_write(file, error) from error


def _close_to_others(file: Path) -> None:
    """Take away what others were let do with the file, say by a copy that was restored."""
    with contextlib.suppress(OSError):
        if file.stat().st_mode & 0o077:
            file.chmod(0o600)
