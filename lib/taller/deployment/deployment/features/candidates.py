"""Which models of a run can go live, and what each can be asked with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from taller.deployment.deployment.features import kept
from taller.deployment.deployment.features.rows import TODAY, OwnRows, left_rows, plain

if TYPE_CHECKING:
    import pandas as pd

    from taller.deployment.deployment.features.kept import KeptModel
    from taller.deployment.deployment.params import Params

State = Literal["kept", "not_kept", "not_run"]
MOST = 2_000  # rows of the client's that are asked with


@dataclass(frozen=True)
class Candidates:
    """What there is to put live.

    Attributes
    ----------
    states : of each template's model, whether it was kept
    chosen : the model that goes live; None where there is none
    tested : name, and whether it passed, of what the run's tests found; None where none ran
    critical : critical tests that failed
    """

    states: Mapping[str, State]
    models: tuple[KeptModel, ...]
    chosen: KeptModel | None
    tested: bool | None
    critical: tuple[str, ...] = ()


def candidates(run: Any, p: Params) -> Candidates:
    """The models that a run kept, the one that goes live, and what their tests found."""
    models = tuple(kept.find(run))
    names = [model.name for model in models]
    states: dict[str, State] = {
        name: "kept" if name in names else "not_run" if run.found(name) is None else "not_kept"
        for name in kept.possible(run)
    }
    wanted = p.model or next(iter(names), None)
    suite = run.found("test_suite")
    return Candidates(
        states, models, next((model for model in models if model.name == wanted), None),
        None if suite is None else suite.state == "passed",
        () if suite is None else tuple(
            case.title for case in suite.cases if case.critical and case.outcome == "failed"
        ),
    )  # fmt: skip


def requests(run: Any, model: KeptModel | None) -> Sequence[Mapping[str, Any]]:
    """What the client's own customers would be asked for: bodies of requests, without a user.

    Each is a row as the model's notebook made it, or a history of purchases.
    """
    if model is None:
        return []
    own = OwnRows(run)
    if model.kind == "items":
        return [{"history": history[-100:]} for history in own.histories]
    frame = _today(own, model)
    some = frame.sample(min(len(frame), MOST), random_state=run.seed)
    return [{"features": _sendable(row)} for row in plain(some)]


def _today(own: OwnRows, model: KeptModel) -> pd.DataFrame:
    """Today's rows: those that the notebook left beside its model, else made once more."""
    from taller.development.template.saving import conform

    if not (model.folder / TODAY).is_file():
        return own.now(model)
    return conform(left_rows(model, TODAY), model.contract)


def _sendable(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON takes it: moments as text."""
    return {name: each.isoformat() if hasattr(each, "isoformat") else each
            for name, each in row.items()}  # fmt: skip
