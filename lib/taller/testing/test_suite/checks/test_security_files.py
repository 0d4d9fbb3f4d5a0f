"""Security: what the files of the run hold that they should not."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from taller.data.people import salts
from taller.testing.test_suite.checks.messages import say
from taller.testing.test_suite.model.probes import advisories, known, looked, secrets

LEFT_OUT = ("artifacts/quarantine",)  # rejected rows as they came: said there, never handed over
AUDIENCE = "artifacts/saas_b2b/mailchimp_audience.csv"  # made to be written to: it has addresses
MOST_TOLD = 5


@pytest.fixture(scope="module")
def own_people(run, engagement):
    """People of the client's own files, as their columns name them."""
    from taller.data.settings.sources import input_files

    tables = run.tables
    columns = {each.column for name in tables.names for each in tables.ledger(name).personal}
    text = Path(engagement.path).read_text(encoding="utf-8", errors="replace")
    return known.of(input_files(engagement.data, root=engagement.root), columns, text)


@pytest.fixture(scope="module")
def seen(run_dir, engagement, own_people):
    """Every file of the run, looked through once."""
    salt = None
    with contextlib.suppress(OSError):
        salt = salts.path(engagement.slug).read_bytes()
    text = Path(engagement.path).read_text(encoding="utf-8", errors="replace")
    return looked.through(
        {"": run_dir}, secrets.own(salt), allowed=text, without=LEFT_OUT, named=own_people
    )


@pytest.mark.critical
def test_files_name_nobody(seen, own_people, run_dir, evidence):
    evidence("files", seen.files, unit="count")
    evidence("people_sought", len(own_people), unit="count")
    if (run_dir / AUDIENCE).exists():
        evidence("audience", AUDIENCE)
    found = [each for each in seen.people if each.where != f"{AUDIENCE} · Email Address"]
    evidence("named", len(found), threshold=0, unit="count")
    where = [f"{each.where} ({say(f'person.{each.kind}')}: {each.shown})" for each in found]
    assert not where, say("suite-failed.files_name_nobody", n=len(where), where=where[:MOST_TOLD])
    unread = seen.unread
    assert not unread, say("suite-failed.unread", n=len(unread), where=unread[:MOST_TOLD])


@pytest.mark.critical
def test_files_hold_no_secret(seen, evidence):
    evidence("files", seen.files, unit="count")
    evidence("secrets", len(seen.secrets), threshold=0, unit="count")
    where = [f"{each.where} ({each.whose}: {each.shown})" for each in seen.secrets]
    assert not where, say(
        "suite-failed.files_hold_no_secret", n=len(where), where=where[:MOST_TOLD]
    )


@pytest.mark.critical
def test_files_run_nothing(seen, evidence):
    evidence("files", seen.files, unit="count")
    evidence("programs", len(seen.code), threshold=0, unit="count")
    where = [f"{each.where} ({say(f'program.{each.kind}')})" for each in seen.code]
    assert not where, say("suite-failed.files_run_nothing", n=len(where), where=where[:MOST_TOLD])


def test_packages_have_no_known_fault(p, engagement, evidence):
    if p.advisories is None:
        pytest.skip(say("suite-skipped.no-advisories"))
    packages = advisories.installed()
    known = advisories.read(engagement.root / p.advisories, packages)
    covered = len(packages)
    if known.covers is not None:
        covered = sum(each in known.covers for each in packages.items())
    evidence("packages", len(packages), unit="count")
    evidence("packages_known", covered, unit="count")
    held = [each for each in known.faults if packages.get(each.package) == each.version]
    evidence("advisories", len(held), threshold=0, unit="count")
    if not covered:
        pytest.skip(say("suite-skipped.other-packages"))
    told = [f"{each.package} {each.version} ({each.id})" for each in held]
    assert not held, say("suite-failed.packages_have_no_known_fault", n=len(held),
                         where=told[:MOST_TOLD])  # fmt: skip
    assert covered == len(packages), say("suite-failed.packages_covered", n=covered,
                                         of=len(packages))  # fmt: skip
