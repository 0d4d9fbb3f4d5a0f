"""What is kept of a test: its rule as it was first fixed, and when it was looked at meanwhile.

The rule is written into the run's folder before the data are opened. A later run of the same client
finds it there: another rule is told from the first one, and whoever looked while the test ran reads
the sequential interval from then on.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.durable import write_whole
from taller.looked import Looked
from taller.measurement.trials.rule import Rule
from taller.monitoring.experiment.messages import say
from taller.phase import Artifact

if TYPE_CHECKING:
    from taller.monitoring.experiment.params import Params

FILE = "rule.json"


@dataclass(frozen=True)
class Fixed(Looked):
    """The rule, and what earlier runs say of it.

    Attributes
    ----------
    rule : None where some of it has to be taken from the data
    name : of the experiment, or of the log that holds it alone
    digest : of the rule that was fixed first; None where none was
    on : when that was
    looks : days on which earlier runs read the test while it ran
    """

    rule: Rule | None
    name: str = ""
    digest: str | None = None
    on: dt.date | None = None
    looks: int = 0


def fix(p: Params, run: Any) -> Fixed:
    """Write the rule down before the data are opened, and find the one that was fixed first."""
    place = run.artifact(FILE)
    pattern = f"*/artifacts/{place.parent.name}/{FILE}"
    held = [each for path in sorted(run.dir.parent.glob(pattern)) for each in _read(path)]
    name = _named(p, run)
    held = [each for each in held if each["name"] == name]
    looks = {day for each in held for day in each["looks"]}
    if not p.whole:
        return Fixed(None, looks=len(looks))
    assert p.control is not None
    rule = p.rule(p.control, p.shares)
    made = _written(name, rule, run)
    if rule.digest() not in {each["digest"] for each in held}:
        _write(place, [*_read(place), made])
    first = min([*held, made], key=lambda each: dt.datetime.fromisoformat(each["fixed"]))
    on = dt.datetime.fromisoformat(first["fixed"]).date()
    return Fixed(rule, name, first["digest"], on, len(looks))


def keep(fixed: Fixed, run: Any, *, running: bool) -> tuple[Artifact, ...]:
    """Note a look at a running test, and name the file with its rule."""
    if fixed.rule is None:
        return ()
    place, digest = run.artifact(FILE), fixed.rule.digest()
    held = _read(place)
    if digest not in {each["digest"] for each in held}:  # it was fixed in an earlier run's folder
        held.append(_written(fixed.name, fixed.rule, run))
    for each in held:
        if running and each["digest"] == digest:
            each["looks"] = sorted({*each["looks"], run.started.date().isoformat()})
    _write(place, held)
    return (Artifact(path=run.relative(place), label=say("artifact-rule")),)


def _named(p: Params, run: Any) -> str:
    """Which experiment it is: as it is called, else by where its log stands."""
    source = getattr(run.engagement.data, "trials", None)
    place = getattr(source, "path", None) or getattr(source, "table", None)
    return p.name or str(place or run.engagement.data.source)


def _written(name: str, rule: Rule, run: Any) -> dict[str, Any]:
    """A rule as it is kept."""
    return {"name": name, "digest": rule.digest(), "rule": json.loads(rule.canonical()),
            "fixed": run.started.isoformat(), "looks": []}  # fmt: skip


def _read(path: Path) -> list[dict[str, Any]]:
    """The rules of a folder; none where the file is not one of ours."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        for each in held:
            if dt.datetime.fromisoformat(each["fixed"]).tzinfo is None:
                return []
            {*each["looks"], each["name"], each["digest"]}
            # By today's writing of it: a new field of rules makes no rule another.
            each["digest"] = Rule.model_validate(each["rule"]).digest()
        return list(held)
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _write(path: Path, held: list[dict[str, Any]]) -> None:
    write_whole(path, json.dumps(held, ensure_ascii=False, indent=1) + "\n")
