"""Where a path of an engagement file leads: variables, the home folder, the workbench's root.

An engagement file may be a stranger's. Of the environment it sees what was meant for it: variables
called ``TALLER_…``, and those that the analyst lists in ``TALLER_ALLOW`` (names with commas between
them) or in ``variables.txt`` in ``TALLER_HOME``, a name per line. A variable that is called like a
secret is never taken. Text is kept as the file writes it; only what opens a file sees what a
variable stands for, and no message does.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
from pathlib import Path

from taller.data.people import salts
from taller.errors import DataError

ALLOW = "TALLER_ALLOW"  # the environment's own list of further variables
LISTED = "variables.txt"  # the file in TALLER_HOME that lists them
OWN = "TALLER_"
LONGEST = 4000  # characters of a path; Linux takes 4,095 bytes
VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")
SECRET = re.compile(
    r"(^|_)(KEY|APIKEY|TOKEN|SECRET|PASS|PASSWD|PASSWORD|PASSPHRASE|PWD|PIN|AUTH|BEARER|COOKIE|"
    r"CREDENTIALS?|PRIVATE|SALT|SIGNATURE|DSN|CONNECTION|JWT|SAS)S?(_|\d|$)|"
    r"(KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)S?$",
    re.IGNORECASE,
)


def faults(text: str) -> list[str]:
    """What is wrong with the variables of a text: not to be taken, or not set."""
    found = []
    for name, _default in VARIABLE.findall(text):
        if why := _refused(name):
            found.append(why)
        elif not os.environ.get(name) and f"${{{name}:-" not in text:
            found.append(f"the variable {name} is not set; set it, or write ${{{name}:-default}}")
    return found


def _refused(name: str) -> str:
    """Why a variable is not taken, in words; empty where it is."""
    if SECRET.search(name):
        return f"the variable {name} is called like a secret, which no engagement file is given"
    if name.startswith(OWN) or name in allowed():
        return ""
    return (
        f"the variable {name} is not one of the engagement file's; call it {OWN}…, or list it in "
        f"{ALLOW} or in {LISTED} in TALLER_HOME"
    )


def allowed() -> frozenset[str]:
    """Further variables that the analyst lets engagement files see."""
    listed = os.environ.get(ALLOW, "").split(",")
    file = salts.folder().parent / LISTED
    if file.is_file():
        listed += file.read_text(encoding="utf-8", errors="replace").splitlines()
    return frozenset(name.strip() for name in listed if name.strip())


def seen_by(text: str) -> dict[str, str]:
    """The variables of a text that it may take and that are set, with their values."""
    names = {name for name, _default in VARIABLE.findall(text) if not _refused(name)}
    return {name: os.environ[name] for name in sorted(names) if os.environ.get(name)}


def located(text: str, root: Path) -> Path:
    """Where a path of an engagement file leads.

    Parameters
    ----------
    text : the path as it is written, perhaps with ``${VARIABLE:-default}`` in it
    root : the workbench's root, which relative paths refer to

    Raises
    ------
    DataError
        If a variable may not be taken or is not set, the home folder is nobody's, or it is no path.
    """
    return _home(expanded(text), text, root)


def pattern(text: str, root: Path) -> str:
    """`located` of a pattern: what a variable or the root stands for is taken literally."""
    return str(_home(_filled(text, quote=True), text, Path(glob.escape(str(root)))))


def expanded(text: str) -> str:
    """A text with its variables replaced.

    Raises
    ------
    DataError
        If one may not be taken, or is not set.
    """
    return _filled(text, quote=False)


def _filled(text: str, *, quote: bool) -> str:
    wrong = faults(text)
    if wrong:
        raise DataError(text, wrong)

    def value(match: re.Match[str]) -> str:
        given = os.environ.get(match[1])
        if given:
            return glob.escape(given) if quote else given
        return match[2] or ""

    return VARIABLE.sub(value, text)


def _home(path: str, text: str, root: Path) -> Path:
    """A path from the root, or from ~ where nothing there is called so."""
    _refuse_impossible(path, text)
    place = root / path
    return home(text, path) if path.startswith("~") and not os.path.lexists(place) else place


def _refuse_impossible(path: str, text: str) -> None:
    """Refuse what no system call would take for a path, named as ``text`` writes it."""
    if "\0" in path:
        raise DataError(text.replace("\0", "\\0"), "holds a character that no path can hold")
    if len(path) > LONGEST or any(len(os.fsencode(part)) > 255 for part in Path(path).parts):
        raise DataError(f"{text[:60]}…", f"is too long for a path ({len(path)} characters)")


def home(text: str, path: str | None = None) -> Path:
    """A path with ~ replaced by the home folder.

    Raises
    ------
    DataError
        If it is the home folder of nobody here, or no path at all.
    """
    _refuse_impossible(path or text, text)
    try:
        return Path(path or text).expanduser()
    except RuntimeError as error:
        raise DataError(text, "begins with the home folder of a user who is not here") from error


def written(path: Path, text: str, root: Path) -> str:
    """A file's name in messages: as the engagement file writes it, variables unexpanded.

    Parameters
    ----------
    path : one of the files that ``text`` names: the file itself, or one of a folder or pattern
    text : the path in the engagement file
    """
    if not VARIABLE.search(text):
        if Path(text).is_absolute() or not located(text, root).is_relative_to(root):
            return str(path)
        return Path(os.path.relpath(path, root)).as_posix()
    place = located(text, root)
    if path == place:
        return text
    if place.is_dir():
        return f"{text.rstrip('/')}/{Path(os.path.relpath(path, place)).as_posix()}"
    return f"{text} ({path.name})"


def refuse_no_file(path: Path, shown: str) -> None:
    """Refuse what is neither a file nor a folder: reading a pipe or a device may never end.

    Raises
    ------
    DataError
        If it is one. What does not exist is left to whoever opens it.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise DataError(shown, "is a link that leads back to itself") from error
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise DataError(shown, "is no file: a pipe, a socket or a device cannot be read here")
