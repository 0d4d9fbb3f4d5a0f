"""What is kept of a test: its rule as it was first fixed, and when it was looked at meanwhile.

The rule is written into the run's folder before the data are opened. A later run of the same client
finds it there: another rule is told from the first one, and whoever looked while the test ran reads
the sequential interval from then on.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller.durable import write_whole
from taller.looked import Looked
from taller.measurement.geo.rule import GeoRule
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
    regional : the same of a campaign in regions; None where there is none
    """

    rule: Rule | GeoRule | None
    name: str = ""
    digest: str | None = None
    on: dt.date | None = None
    looks: int = 0
    regional: Fixed | None = None

    @property
    def another(self) -> bool:
        """Whether another rule was fixed first."""
        return self.rule is not None and self.digest not in (None, self.rule.digest())


def fix(p: Params, run: Any) -> Fixed:
    """Write the rules down before the data are opened, and find those that were fixed first."""
    rule = p.rule(p.control, p.shares) if p.whole and p.control else None
    regional = p.regional_rule
    return replace(
        _fixed(rule, p.name or _place(run, "trials"), run),
        regional=_fixed(regional, _place(run, "regions"), run) if regional else None,
    )


def _fixed(rule: Rule | GeoRule | None, name: str, run: Any) -> Fixed:
    place = run.artifact(FILE)
    pattern = f"*/artifacts/{place.parent.name}/{FILE}"
    held = [each for path in sorted(run.dir.parent.glob(pattern)) for each in _read(path)]
    held = [each for each in held if each["name"] == name]
    looks = {day for each in held for day in each["looks"]}
    if rule is None:
        return Fixed(None, looks=len(looks))
    made = _written(name, rule, run)
    if rule.digest() not in {each["digest"] for each in held}:
        _write(place, [*_read(place), made])
    first = min([*held, made], key=lambda each: dt.datetime.fromisoformat(each["fixed"]))
    on = dt.datetime.fromisoformat(first["fixed"]).date()
    return Fixed(rule, name, first["digest"], on, len(looks))


def keep(fixed: Fixed, run: Any, *, running: bool) -> tuple[Artifact, ...]:
    """Note a look at a running test, and name the file with the rules."""
    kept = [each for each in (fixed, fixed.regional) if each is not None and each.rule is not None]
    if not kept:
        return ()
    place = run.artifact(FILE)
    held = _read(place)
    for each in kept:
        digest = each.rule.digest()
        if digest not in {one["digest"] for one in held}:  # fixed in an earlier run's folder
            held.append(_written(each.name, each.rule, run))
        for one in held:
            if running and each is fixed and one["digest"] == digest:
                one["looks"] = sorted({*one["looks"], run.started.date().isoformat()})
    _write(place, held)
    return (Artifact(path=run.relative(place), label=say("artifact-rule")),)


def _place(run: Any, table: str) -> str:
    """Where a table stands, which names what is told there."""
    source = getattr(run.engagement.data, table, None)
    place = getattr(source, "path", None) or getattr(source, "table", None)
    return str(place or run.engagement.data.source)


def _written(name: str, rule: Rule | GeoRule, run: Any) -> dict[str, Any]:
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
            kind = GeoRule if "starts_on" in each["rule"] else Rule
            each["digest"] = kind.model_validate(each["rule"]).digest()
        return list(held)
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _write(path: Path, held: list[dict[str, Any]]) -> None:
    write_whole(path, json.dumps(held, ensure_ascii=False, indent=1) + "\n")
