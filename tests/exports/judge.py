"""What becomes of an export where nobody helps: exact, asked, refused, or silently wrong."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path
from typing import Any
from unittest import mock

from taller.data.snapshot import assembly, snapshot
from taller.data.tables import Tables
from taller.errors import InputError
from taller.preparation import data as page
from taller.preparation.data import findings as data_findings
from taller.workbench.begin import new
from taller.workbench.engagement import engagement
from tests.exports.plan import Plan
from tests.exports.written import Written

NOW = dt.datetime(2026, 7, 1, 12)
CENT = Decimal("0.01")
CHECK = re.compile(r"\b(CHECK|REVISAR)\b")
LEFT_OUT = "left out"  # orders of which no row was used; told where the page says how much money
MOSTLY = Decimal("0.9")  # share of it that the page must say is not used
MOST = 4  # parts by which one order may be off together


@dataclass(frozen=True)
class Verdict:
    """How an export ended.

    Attributes
    ----------
    end : exact, asked, refused, unfitting (refused for no reason of its own) or wrong
    why : the refusal, or what is off and by how much
    """

    plan: Plan
    end: str
    why: str = ""


def judge(plan: Plan, folder: Path) -> Verdict:
    """Write an export, take it as `taller new` proposes it, and hold net sales against the truth.

    The folder becomes a workbench of its own.
    """
    for made in ("params", "notebooks", "data"):
        (folder / made).mkdir(parents=True, exist_ok=True)
    written, path = plan.write(folder / "data")
    try:
        text, found = _proposed(path, folder)
        tables = _tables(found, folder, measured=False)
    except InputError as error:
        fits = path.name in str(error) and any(word in str(error) for word in written.obstacles)
        return Verdict(plan, "refused" if fits else "unfitting", str(error))
    if not tables.has("orders"):
        return Verdict(plan, "wrong", f"taken for {', '.join(tables.names)}")
    off = _off(written, _ours(tables))
    if not off:
        return Verdict(plan, "exact")
    study = page.look(_tables(found, folder, measured=True), page.Params(), today=NOW.date())
    asked = [*_marked(text), *_said(study)]
    unasked = [part for part in sorted(off) if not _is_asked(part, written, asked)]
    # The page's own figure of sales that could not be used says so as well.
    if LEFT_OUT in unasked and study.money[1] >= MOSTLY * -off[LEFT_OUT]:
        unasked.remove(LEFT_OUT)
    told = ", ".join(f"{part} {amount}" for part, amount in sorted(off.items()))
    if unasked:
        return Verdict(plan, "wrong", f"{told}; not asked: {', '.join(unasked)}")
    return Verdict(plan, "asked", told)


def _proposed(path: Path, root: Path) -> tuple[str, engagement.Engagement]:
    """The engagement file that is proposed: its text, and what is read of it."""
    made = new.write("export", [str(path)], client="Cliente", root=root)
    file = root / made.path
    found = engagement.read(file, root)
    engagement.check_data(found)
    return file.read_text(encoding="utf-8"), found


def _tables(found: engagement.Engagement, root: Path, *, measured: bool) -> Tables:
    """The tables as the proposal stands; without totals and quality, which take longer, or with."""
    how = contextlib.nullcontext() if measured else mock.patch.object(assembly, "_measure")
    with how:
        return snapshot.take(
            found.data, root=root, folder=root / f"run{measured:d}", seed=1,
            currency=found.currency, now=NOW,
        )  # fmt: skip


def _ours(tables: Tables) -> dict[str, Decimal]:
    """Net sales by order."""
    import pyarrow.parquet as pq

    found: dict[str, Decimal] = {}
    for row in pq.read_table(tables.folder / "orders.parquet").to_pylist():
        key = row["transaction_id"]
        found[key] = found.get(key, Decimal(0)) + row["value"]
    return found


def _off(written: Written, ours: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The parts of money that are off, and by how much, in the reading that fits best."""
    return min(
        (_off_in(reading, written, ours) for reading in range(2)),
        key=lambda off: (len(off), sum(map(abs, off.values()), Decimal(0))),
    )


def _off_in(
    reading: int, written: Written, ours: Mapping[str, Decimal]
) -> dict[str, Decimal]:  # fmt: skip
    found: dict[str, Decimal] = {}
    left = dict(ours)
    for each in written.told:
        held = [left.pop(key) for key in each.keys if key in left]
        off = sum(held, Decimal(0)) - each.nets[reading]
        made = _made_of(off, each.parts) if held or not off else {LEFT_OUT: off}
        for part, amount in made.items():
            found[part] = found.get(part, Decimal(0)) + amount
    if extra := sum(left.values(), Decimal(0)):
        part = "summary" if len(left) <= 2 else "orders that are none"
        found[part] = extra
    return found


def _made_of(off: Decimal, parts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The fewest parts, added or taken off, that a difference consists of."""
    if abs(off) <= CENT:
        return {}
    for many in range(1, MOST + 1):
        for chosen in combinations(parts, many):
            for signs in product((1, -1), repeat=many):
                made = {p: s * parts[p] for p, s in zip(chosen, signs, strict=True)}
                if abs(sum(made.values()) - off) <= CENT:
                    return made
    return {"something else": off}


def _marked(text: str) -> Iterator[str]:
    """Each line of the engagement file's data that asks for a look, with the list below it."""
    lines = text.splitlines()
    data = next((n for n, line in enumerate(lines) if line.startswith("data:")), 0)
    for n, line in enumerate(lines[data:], data):
        if CHECK.search(line):
            below = [line]
            for further in lines[n + 1 :]:
                if not further.strip().startswith("- "):
                    break
                below.append(further)
            yield "\n".join(below)


def _said(study: page.Study) -> Iterator[str]:
    """What the page of the data asks about money: checks that fail, and limits, with an amount."""
    result = data_findings.conclude(study)
    told: Sequence[Any] = [
        *(f"{check.name} {check.detail}" for check in result.checks if not check.passed),
        *result.limits,
        *(str(decision) for decision in result.decisions),
    ]
    yield from (text for text in told if re.search(r"\d[.,]\d\d", text))


def _is_asked(part: str, written: Written, asked: Sequence[str]) -> bool:
    names = written.names.get(part, ())
    found = (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in names)
    return any(name.search(text) for name in found for text in asked)
