"""What a new engagement file says of an experiment: its metrics, its rule, and what is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taller.data.propose.kinds import experiments
from taller.data.propose.words.words import plain
from taller.language import _
from taller.workbench.engagement.yaml_emit import flow
from taller.workbench.engagement.yaml_emit import plain_or_quoted as scalar

if TYPE_CHECKING:
    from taller.data.propose.kinds.experiments import Measure
    from taller.data.propose.proposal import TableProposal


def lines(table: TableProposal, check: str) -> list[tuple[str, str]]:
    """The section of the notebook that reads it, each line with what is to be looked at."""
    told = []
    changes = _("the arm that changes nothing")
    if table.control is None:
        told.append(("  ", f"control: ...   {check}: {changes}"))
    else:
        sure = experiments.is_control(table.control)
        told.append((f"  control: {scalar(table.control)}",
                     changes if sure else f"{check}: {changes}"))  # fmt: skip
    shares = flow(dict.fromkeys(table.arms, 1))
    told.append((f"  shares: {shares}", f"{check}: {_('what the lot gave each, in any scale')}"))
    measures = [measure for measure in table.measures if not measure.before]
    before = [measure for measure in table.measures if measure.before]
    blind = [m for m in measures if "users" in table.matches and m.kind == "mean"]
    seen = [measure for measure in measures if measure not in blind]
    primary = next((m for m in seen if m.kind == "share" and not m.guarded),
                   next((m for m in seen if not m.guarded), None))  # fmt: skip
    first = _("{check}: the primary decides; name it before you look").format(check=check)
    told.append(("  metrics:", first) if seen else ("  ", f"metrics:   {first}"))
    keys: set[str] = set()
    for measure in measures:
        role = "primary" if measure is primary else "guardrail" if measure.guarded else "secondary"
        line = f"- {_metric(measure, role, keys)}"
        told.append(("    ", line) if measure in blind else (f"    {line}", ""))
    if before:
        names = ", ".join(scalar(measure.column) for measure in before)
        text = _("known before: name it as a metric's covariate, which makes intervals narrower")
        told.append(("      ", f"{names}: {text}"))
    if blind:
        text = _("sums alone tell no interval; give their sums of squares in data.trials.squares")
        told.append(("      ", f"{check}: {text}"))
    return [*told, *_rule(check)]


def _metric(measure: Measure, role: str, keys: set[str]) -> str:
    """A metric on one line."""
    key = re.sub(r"[^a-z0-9]+", "_", plain(measure.column)).strip("_")
    key = key if re.match(r"[a-z]", key) else f"m_{key}".rstrip("_")
    while key in keys:
        key += "_2"
    keys.add(key)
    money = experiments.is_money(measure.column)
    unit = "share" if measure.kind == "share" else "money" if money else "number"
    made = {"key": key, "name": measure.column, "kind": measure.kind, "column": measure.column,
            "unit": unit, "role": role}  # fmt: skip
    return flow(made | ({"better": "down"} if measure.guarded else {}))


def _rule(check: str) -> list[tuple[str, str]]:
    """What is decided beforehand, and what only the client knows."""
    names = {
        "ends_on: ...": _("{check}: the day on which it ends; without one it is read as running"),
        "threshold: ...": _("{check}: the least effect on the primary that makes it a success"),
        "value: ...": _("{check}: what one unit of the primary is worth, in money"),
        "cost: ...": _("{check}: what the new version costs for each user"),
        "users_per_year: ...": _("{check}: users in a year to whom it would be shown"),
    }
    return [("  ", f"{name}   {text.format(check=check)}") for name, text in names.items()]


def shop(table: TableProposal, check: str) -> list[tuple[str, str | None]]:
    """The shop's case, where the log's versions say that one of them recommends; else nothing."""
    helps = experiments.recommends(table.arms)
    if helps is None or table.control in (None, helps) or "users" in table.matches:
        return []
    return [
        ("", None),
        ("ecommerce_b2c:", _("recommendations against best-sellers, by the same log and orders")),
        (f"  control: {scalar(table.control)}", f"{check}: {_('the arm shown best-sellers')}"),
        (f"  treatment: {scalar(helps)}", f"{check}: {_('the arm shown recommendations')}"),
        ("  ", "ends_on: ...   " + _("{check}: the last day of that trial").format(check=check)),
    ]


def regions(check: str) -> list[tuple[str, str]]:
    """What is asked of a campaign in regions; without its days, one is designed."""
    names = {
        "treated: [...]": _("{check}: the regions that had the campaign; everywhere: true if all"),
        "starts_on: ...": _("{check}: its first day, and ends_on: the last day that counts"),
        "daily_cost: ...": _("{check}: what it costs a day in a region"),
    }
    told = _("without the three below, it is told where a campaign would show")
    lines = [("    ", f"{name}   {text.format(check=check)}") for name, text in names.items()]
    return [("  regions:", told), ("    size: 2", _("regions of the next campaign")), *lines]
