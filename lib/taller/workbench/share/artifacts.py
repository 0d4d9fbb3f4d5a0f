"""Which of the files a run left may go to the client: those a page lists, if they show no one."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path, PurePosixPath

from taller.data.people import headers
from taller.workbench.keep import kept, standing
from taller.workbench.share.handover import Handover

_READ = {".csv", ".md", ".html", ".png", ".svg", ".pdf", ".xlsx", ".ics", ".xml"}
_TEXT = {".csv", ".md", ".html", ".svg", ".xlsx", ".ics", ".xml"}
_OF_ONE_PERSON = {"user_id", "transaction_id", "session_id", "client_id", "visitor_id"}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PSEUDONYM = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_LARGEST = 20_000_000


def sorted_out(found: Handover) -> tuple[list[str], dict[str, str]]:
    """The files that go along, and those that stay with the reason why.

    Only files that a result lists come into question: whatever else stands in the run's folder
    (tables, quarantine, ledgers, logs, notebooks) never goes.
    """
    goes: list[str] = []
    stays: dict[str, str] = {}
    listed = [
        str(held.get("path") or "")
        for page in found.pages
        for held in page.result.get("artifacts") or ()
    ]
    for name in dict.fromkeys(listed):
        reason = _reason(found.folder, name)
        if reason:  # of a folder within a notebook's own, all at once
            stays["/".join([*name.split("/")[:3], ""]) if name.count("/") > 2 else name] = reason
        else:
            goes.append(name)
    return goes, stays


def _reason(folder: Path, name: str) -> str:
    """Why a file stays; empty where it may go."""
    inside = PurePosixPath(name)
    if inside.parts[:1] != ("artifacts",) or len(inside.parts) != 3 or ".." in inside.parts:
        return "it is not a file of a notebook's own"
    if inside.parts[1] in standing.PARTS:
        return "it holds the client's rows as they came"
    path = folder / name
    if not kept.is_inside(folder, name):
        return "it is not there"
    if path.suffix.lower() not in _READ:
        return f"{path.suffix or 'its kind'} is for a machine, not for a reader"
    if path.stat().st_size > _LARGEST:
        return "it is too large to be looked through for people"
    if path.suffix.lower() not in _TEXT:
        return ""
    try:
        text = _text(path)
    except (UnicodeDecodeError, zipfile.BadZipFile):
        return "it is not readable as text"
    return _shows_people(text, path.suffix.lower())


def _text(path: Path) -> str:
    """What a file says; of a workbook all that its parts say."""
    if path.suffix.lower() != ".xlsx":
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as parts:
        if sum(each.file_size for each in parts.infolist()) > _LARGEST:
            raise zipfile.BadZipFile("too large to be looked through")
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def _shows_people(text: str, suffix: str) -> str:
    if suffix == ".csv":
        columns = [name for name in _columns(text) if _is_of_one_person(name)]
        if columns:
            return f"it holds rows of single people (column {columns[0]})"
    if _EMAIL.search(text):
        return "it holds e-mail addresses"
    if _PSEUDONYM.search(text):
        return "it holds pseudonyms of single people"
    return ""


def _columns(text: str) -> list[str]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    return next(csv.reader([first], delimiter=separator), [])


def _is_of_one_person(column: str) -> bool:
    """Whether a column stands for one person, order or visit in each row."""
    if column.strip().lower() in _OF_ONE_PERSON or headers.kind(column):
        return True
    names = headers.may_name_people(column) or not headers.is_of_things(column)
    return headers.is_id(column) and names
