"""Installed packages with known faults, told by a database that lies at hand; nothing is fetched.

Read are what ``pip-audit --format json`` writes, what ``osv-scanner --format json`` writes, and an
export of OSV: a folder or a zip of its records, such as PyPI's ``all.zip``.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from taller.errors import InputError
from taller.testing.test_suite.model.probes.messages import say

MOST = 2_000_000  # bytes of one record that is read


class Advisory(NamedTuple):
    """A known fault of an installed package, and the first version without it, if there is one."""

    package: str
    version: str
    id: str
    fixed: str


@dataclass(frozen=True)
class Database:
    """What is known of packages.

    Attributes
    ----------
    faults : package and version to the advisories that hold for it
    covers : packages and versions the database was asked about; None where it holds all packages
    records : how many advisories or packages it holds
    """

    faults: tuple[Advisory, ...]
    covers: frozenset[tuple[str, str]] | None
    records: int


def installed() -> dict[str, str]:
    """The packages of this environment: name, as the index normalises it, to version."""
    from importlib import metadata

    found = {}
    for each in metadata.distributions():
        if each.name:
            found[normalised(each.name)] = each.version
    return found


def normalised(name: str) -> str:
    """A package's name as PEP 503 has it.

    >>> normalised("Ruamel.YAML")
    'ruamel-yaml'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def read(path: Path, packages: Mapping[str, str]) -> Database:
    """What a database says of some packages.

    Parameters
    ----------
    packages : name to version, see `installed`

    Raises
    ------
    InputError
        If it is not there, or is none of the three kinds.
    """
    if not path.exists():
        raise InputError(path, say("advisories-absent"))
    try:
        if path.is_dir() or zipfile.is_zipfile(path):
            return _export(path, packages)
        held = json.loads(path.read_text(encoding="utf-8"))
        if "dependencies" in held:
            return _audit(held["dependencies"])
        return _scanned(held["results"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise InputError(path, say("advisories-unreadable")) from error


def _audit(dependencies: Iterable[Mapping[str, Any]]) -> Database:
    faults, covers = [], set()
    for each in dependencies:
        if "version" in each:  # else pip-audit says why it was skipped
            name, version = normalised(each["name"]), each["version"]
            covers.add((name, version))
            for known in each.get("vulns", ()):
                fixed = (known.get("fix_versions") or [""])[0]
                faults.append(Advisory(name, version, known["id"], fixed))
    return Database(tuple(faults), frozenset(covers), len(covers))


def _scanned(results: Iterable[Mapping[str, Any]]) -> Database:
    faults, covers = [], set()
    for package in (each for result in results for each in result["packages"]):
        name, version = normalised(package["package"]["name"]), package["package"]["version"]
        covers.add((name, version))
        known = package.get("vulnerabilities", ())
        faults += [Advisory(name, version, each["id"], _fixed(each, name)) for each in known]
    return Database(tuple(faults), frozenset(covers), len(covers))


def _export(path: Path, packages: Mapping[str, str]) -> Database:
    faults, records = [], 0
    for record in _records(path):
        records += 1
        for affected in record.get("affected", ()) if not record.get("withdrawn") else ():
            of = affected.get("package", {})
            name = normalised(of.get("name", ""))
            if of.get("ecosystem", "").startswith("PyPI") and name in packages:
                version = packages[name]
                if _affects(affected, version):
                    faults.append(Advisory(name, version, record["id"], _fixed(record, name)))
    if not records:
        raise ValueError("no record of OSV")
    return Database(tuple(dict.fromkeys(faults)), None, records)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of an export; what is no record of OSV is passed by."""
    if path.is_dir():
        texts: Iterable[bytes] = (
            each.read_bytes()
            for each in sorted(path.rglob("*.json"))
            if each.stat().st_size <= MOST
        )
        yield from _only_records(texts)
        return
    with zipfile.ZipFile(path) as packed:
        small = (each for each in packed.infolist() if each.file_size <= MOST)
        yield from _only_records(
            packed.read(each) for each in small if each.filename.endswith(".json")
        )


def _only_records(texts: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for text in texts:
        held = json.loads(text)
        if isinstance(held, dict) and "id" in held and "affected" in held:
            yield held


def _affects(affected: Mapping[str, Any], version: str) -> bool:
    """Whether a version is listed, or lies in one of the ranges.

    >>> ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.10"}]}]
    >>> [_affects({"ranges": ranges}, version) for version in ("2.9", "2.10", "2.10.1")]
    [True, False, False]
    """
    if version in affected.get("versions", ()):
        return True
    of_versions = (each for each in affected.get("ranges", ()) if each.get("type") != "GIT")
    return any(_is_within(each.get("events", ()), version) for each in of_versions)


def _is_within(events: Iterable[Mapping[str, str]], version: str) -> bool:
    """Whether a version lies in a range, whose events may come in any order."""
    from packaging.version import InvalidVersion, Version

    try:
        bounds = [(Version(bound), kind) for event in events for kind, bound in event.items()]
        here, inside = Version(version), False
    except InvalidVersion:
        return False
    for bound, kind in sorted(bounds):
        if kind == "introduced":
            inside |= here >= bound
        elif kind == "fixed":
            inside &= here < bound
        elif kind == "last_affected":
            inside &= here <= bound
    return inside


def _fixed(record: Mapping[str, Any], name: str) -> str:
    """The first version without the fault, as the record tells it."""
    found = (
        event["fixed"]
        for affected in record.get("affected", ())
        if normalised(affected.get("package", {}).get("name", "")) == name
        for held in affected.get("ranges", ())
        if held.get("type") != "GIT"
        for event in held.get("events", ())
        if "fixed" in event
    )
    return next(found, "")
