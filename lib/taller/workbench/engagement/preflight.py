"""Preflight: all that a run would refuse, found before a notebook starts.

The data is read as a run reads it, into a folder that is thrown away, and each notebook is asked
which of its parameters the data cannot bear: where a module ``asked`` stands beside its own,
``faults(tables, params)`` of that gives pairs of parameter and what is wrong.
"""

from __future__ import annotations

import importlib
import importlib.util
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taller import messages
from taller.errors import Fault, InputError, SeveralError, TallerError
from taller.workbench.keep import standing

if TYPE_CHECKING:
    from taller.data.tables import Tables
    from taller.workbench.engagement.engagement import Engagement
    from taller.workbench.run.workflow import Step


def look(engagement: Engagement, steps: Sequence[Step]) -> list[Fault]:
    """Refuse what a run of these notebooks would refuse, all of it at once.

    A simulated shop is sound as it is; it is made only for notebooks that are given parameters.

    Returns
    -------
    what is no fault of the file's: notebooks that the data is too small for, and what is asked of
    the orders' money

    Raises
    ------
    InputError
        If the data cannot be read or used, or cannot bear a parameter that was given.
    """
    asked = [step for step in steps if asks(step)]
    if engagement.data.simulated:
        asked = [step for step in asked if engagement.sections.get(step.name)]
        if not asked:
            return []
    with tempfile.TemporaryDirectory(prefix="taller-check-") as folder:
        tables = standing.take(engagement, Path(folder), passing=True)
        faults, notes = [], _of_money(engagement, tables)
        refused: list[TallerError] = []
        for step in asked:
            messages.look_beside(engagement.root / "notebooks", step.name)
            given = engagement.sections.get(step.name) or {}
            try:
                found = _faults(step, tables, given)
            except TallerError as error:  # others are still asked
                refused.append(error)
                continue
            for key, what in found:
                where = f"{step.name}.{key}" if key else step.name
                line = engagement.line((step.name, key) if key in given else (step.name,))
                (faults if key in given else notes).append(Fault(where, what, line))
    if faults:
        refused.append(InputError(engagement.path, sorted(faults, key=lambda f: f.line or 0)))
    if refused:
        raise SeveralError(refused)
    return notes


def _of_money(engagement: Engagement, tables: Tables) -> list[Fault]:
    from taller.data.orders import money_told

    if engagement.data.simulated or "orders" not in tables.names:
        return []
    where = ("data", "orders", "columns")
    line = engagement.line(where)
    asked = money_told.remarks(tables.ledger("orders"))
    return [Fault(".".join(where), what, line) for what in asked]


def asks(step: Step) -> bool:
    """Whether a notebook has something to ask of the data beforehand."""
    return step.module is not None and importlib.util.find_spec(f"{step.module}.asked") is not None


def _faults(step: Step, tables: Tables, given: dict[str, Any]) -> list[tuple[str, str]]:
    """What the notebook finds wrong, as (parameter, what); no parameter: all of it.

    A surprise is no fault of the file's: it is one remark, and the run will tell more of it.
    """
    module = importlib.import_module(f"{step.module}.asked")
    try:
        return list(module.faults(tables, step.section(**given)))
    except TallerError:
        raise
    except Exception as error:
        told = str(error).partition("\n")[0] or "no message"
        return [("", f"could not be asked of this data ({type(error).__name__}: {told}); "
                     "run it to see where it fails")]  # fmt: skip
