"""What the infrastructure has to bear: users, events a day, models; and who says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from taller.planning.infrastructure.params import Params

Origin = Literal["given", "data", "lines", "scaled", "results", "made", "assumed"]
"""Who says how much: the engagement file, the client's data, or we.

``lines``: the data has no visits, so order lines stand in, ten requests each (assumed).
``scaled``: as many events a customer as in the data, for the customers that the file names
(assumed). ``results``: the use cases chosen; ``made``: the models of this run.
"""

SERVED = ("classification", "clustering", "recommendation", "regression")
ANSWERING = ("classification", "recommendation", "regression")
CONTRACT = "contract.json"  # beside each model that its notebook kept
ASSUMED = {"users": 10_000, "events_a_day": 50_000, "models": 2}
REQUESTS_A_LINE = 10


@dataclass(frozen=True)
class Load:
    """How much there is of each, and where that comes from.

    Attributes
    ----------
    users : customers who are scored
    events_a_day : events and requests of an average day
    models : models that are served
    origin : by name, who says so
    shown : by name, what the data shows instead, where the engagement file says otherwise
    kept : False where models were learned and none was kept, so that nothing would be served yet
    """

    users: int
    events_a_day: int
    models: int
    origin: dict[str, Origin]
    shown: dict[str, int] = field(default_factory=dict)
    kept: bool = True


def known(run: Any, p: Params) -> Load:
    """The load as the engagement file says it, else as data and results show it, else assumed."""
    given = {"users": p.users, "events_a_day": p.events_a_day, "models": p.models}
    found: dict[str, tuple[int, Origin]] = {
        name: (value, "given") for name, value in given.items() if value is not None
    }
    seen = _of_tables(run.tables)
    shown = {name: n for name, (n, who) in seen.items()
             if who == "data" and given[name] not in (None, n)}  # fmt: skip
    if len(found) < len(given):
        if p.users and {"users", "events_a_day"} <= seen.keys():
            each = seen["events_a_day"][0] / seen["users"][0]
            seen["events_a_day"] = (max(1, round(each * p.users)), "scaled")
        found = _of_results(run) | seen | found
    at = {name: found.get(name, (ASSUMED[name], "assumed")) for name in given}
    return Load(
        **{name: value for name, (value, _who) in at.items()},
        origin={name: who for name, (_value, who) in at.items()},
        shown=shown,
        kept=p.models is not None or _any_kept(run),
    )


def _any_kept(run: Any) -> bool:
    """Whether a model was kept; true as well where that cannot be told yet, or none was learned."""
    learned = [name for name in ANSWERING if run.found(name) is not None]
    if not learned or run.tables.has("subscriptions"):  # accounts have a model of their own, later
        return True
    return any(run.left(name, CONTRACT) is not None for name in learned)


def _of_tables(tables: Any) -> dict[str, tuple[int, Origin]]:
    """Customers, and events an average day, of what tables there are."""
    found: dict[str, tuple[int, Origin]] = {}
    for name in ("customers", "orders", "flat"):
        if not tables.has(name):
            continue
        table = getattr(tables, name)
        people = table.count() if name == "flat" else table.user_id.nunique()
        if users := int(people.execute()):
            found["users"] = (users, "data")
            break
    for name, origin, each in (("events", "data", 1), ("orders", "lines", REQUESTS_A_LINE)):
        if not tables.has(name):
            continue
        table = getattr(tables, name)
        at = table.event_timestamp
        seen = table.aggregate(n=table.count(), first=at.min(), last=at.max()).execute().iloc[0]
        if seen["n"]:
            days = (seen["last"] - seen["first"]).days + 1
            found["events_a_day"] = (max(1, round(int(seen["n"]) * each / days)), origin)
            break
    return found


def _of_results(run: Any) -> dict[str, tuple[int, Origin]]:
    """Models of the use cases chosen, else those that were made here."""
    cases = run.found("use_cases")
    if cases is not None:
        wanted = {each.notebook for each in cases.ranking if each.key in cases.portfolio.chosen}
        if models := len(wanted & set(SERVED)):
            return {"models": (models, "results")}
    models = sum(run.found(name) is not None for name in SERVED)
    return {"models": (models, "made")} if models else {}
