"""Tables of infrastructure: the load, what is to be there, the bill, what is safe, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from taller import tabular
from taller.language import number
from taller.planning.infrastructure.features import offers
from taller.planning.infrastructure.messages import say
from taller.planning.infrastructure.model import sizing
from taller.planning.infrastructure.model.topology import DATABASE_PORT
from taller.planning.infrastructure.params import masked

if TYPE_CHECKING:
    from taller.measurement.ranges import Range
    from taller.phase import Estimate
    from taller.planning.infrastructure.model.cost import Line
    from taller.planning.infrastructure.model.load import Load
    from taller.planning.infrastructure.model.study import Study
    from taller.planning.infrastructure.model.topology import Subnet, Topology
    from taller.planning.infrastructure.params import Params

COMMANDS = ("check", "validate", "plan", "apply", "verify", "drift", "destroy")


def machines(made: Topology) -> str:
    """The machines in words."""
    return say("machines", n=made.compute.count, type=made.compute.type)


def stores(made: Topology) -> str:
    """The database in words."""
    return say("stores", type=made.database.type, gb=made.database.storage_gb,
               standby=made.database.standby)  # fmt: skip


def standing(subnet: Subnet, made: Topology) -> str:
    """Where a subnet stands, in words."""
    return say("standing", zone=subnet.zone, zones=made.zones)


def load(found: Load, p: Params) -> tabular.Table:
    """What is to be borne, who says so, and what the rule makes of it."""
    at = sizing.need(found, p.retention_days)
    given = [
        (say(f"load-of.{key}"), number(getattr(found, key)),
         say("origin", of=origin, shown=found.shown.get(key)))
        for key, origin in found.origin.items()
    ]  # fmt: skip
    needs = {
        "requests": (at.requests_a_second, {"peak": sizing.PEAK}),
        "cores": (at.vcpus, {"seconds": sizing.CPU_SECONDS, "busy": sizing.BUSY}),
        "memory": (at.gib, {"base": sizing.BASE_GIB, "model": sizing.GIB_A_MODEL}),
        "database_memory": (at.database_gib, {"hot": sizing.HOT}),
        "database_size": (at.database_gb, {"days": p.retention_days, "spare": sizing.SPARE}),
    }
    rows = given + [
        (
            say(f"need-of.{key}"),
            number(value, 0 if value >= 10 else 2 if value >= 0.1 else 3),
            say(f"rule.{key}", **facts),
        )
        for key, (value, facts) in needs.items()
    ]
    frame = pd.DataFrame(rows, columns=["what", "much", "why"])
    return tabular.table(frame, words=say.parts("load"))


def made(topology: Topology, p: Params) -> tabular.Table:
    """What would be made, part by part."""
    emails = [masked(email) for email in p.alarm_emails]
    said = {
        "network": say("part-is.network", cidr=topology.network, region=topology.region,
                       subnets=len(topology.subnets), zones=topology.zones),
        "way_out": say("part-is.way_out", n=topology.ways_out),
        "machines": say("part-is.machines", what=machines(topology), zones=topology.zones,
                        gb=topology.compute.disk_gb, cloud=topology.provider),
        "database": say("part-is.database", what=stores(topology),
                        version=p.database.version, days=topology.database.backup_days),
        "storage": say("part-is.storage", gb=topology.storage.gb, days=topology.storage.days),
        "alarms": say("part-is.alarms", share=topology.alarms[0].percent / 100, told=emails,
                      n=len(emails)),
        "budget": say("part-is.budget", usd=number(topology.budget_usd), given=bool(p.budget_usd),
                      by=topology.budget_by),
        "tags": say("part-is.tags", tags=[f"{k}={v}" for k, v in topology.tags.items()]),
    }  # fmt: skip
    rows = [(say(f"part.{key}"), text) for key, text in said.items()]
    return tabular.table(pd.DataFrame(rows, columns=["part", "how"]), words=say.parts("parts"))


def network(topology: Topology) -> tabular.Table:
    """The subnets, and who may speak to what stands in them."""
    app = [say("may.asks", source=rule.source, port=str(rule.port))
           for rule in topology.rules if rule.to == "app"]  # fmt: skip
    may = {
        "public": say("may.none"),
        "app": "; ".join(app),
        "data": say("may.app", port=str(DATABASE_PORT)),
    }
    rows = [
        (subnet.name, say(f"tier.{subnet.tier}"), subnet.cidr, standing(subnet, topology),
         may[subnet.tier])
        for subnet in topology.subnets
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["subnet", "holds", "cidr", "zone", "may"])
    return tabular.table(frame, words=say.parts("subnets"))


def cost(found: Study) -> tabular.Table:
    """The bill of a month, the largest line first."""
    lines = [
        (say(f"line.{line.key}"), _quantity(line),
         say("counted", assumed=line.assumed, own=line.own), _month(found, line.usd))
        for line in found.cost.lines
    ]  # fmt: skip
    lines.append((say("line.total"), "", "", found.money(found.cost.total)))
    frame = pd.DataFrame(lines, columns=["what", "much", "known", "month"])
    words = say.parts(
        "bill", region=found.cost.priced, own=found.made.region == found.cost.priced,
        day=found.cost.noted_on, age=found.age, source=found.cost.source, rate=found.per_usd,
        assumed=found.rate_assumed, dollars=found.per_usd == 1,
        given=sum(line.own for line in found.cost.lines),
    )  # fmt: skip
    return tabular.table(frame, words=words, units={"month": "money"})


def scenarios(found: Study) -> tabular.Table | None:
    """A small, the expected and a peak load side by side: what each needs and costs a month."""
    if len(found.scenarios) < 2:
        return None
    rows = [
        (say(f"scenario.{each.name}"), each.load.events_a_day, machines(each.made),
         stores(each.made), found.money(each.cost.total))
        for each in found.scenarios
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["load", "events", "machines", "stores", "month"])
    first, last = (found.money(each.cost.total) for each in (found.scenarios[0],
                                                             found.scenarios[-1]))  # fmt: skip
    told = say.parts("scenarios", least=first, most=last)
    return tabular.table(frame, words=told, units={"month": "money", "events": "count"})


def _quantity(line: Line) -> str:
    digits = 1 if line.unit == "gb" and line.quantity < 100 else 0
    return say("quantity", n=number(line.quantity, digits), of=line.unit)


def _month(found: Study, usd: Range) -> Estimate | float:
    """An amount of money, with its range where it has one."""
    estimate = found.money(usd)
    return estimate.value if estimate.is_exact else estimate


def security(found: dict[str, bool], topology: Topology) -> tabular.Table:
    """What was looked for in the template, and whether it is so."""
    rows = [
        (say(f"safe.{key}"), say("holds", yes=passed), why(key, passed, topology))
        for key, passed in found.items()
    ]
    frame = pd.DataFrame(rows, columns=["what", "so", "where"])
    return tabular.table(frame, words=say.parts("safety"))


def why(key: str, passed: bool, topology: Topology) -> str:
    """Where it is read that something is safe; that it is missing, where it is not so."""
    return say(f"safe-why.{key}", cloud=topology.provider) if passed else say("missing")


def steps(file: str, topology: Topology) -> tabular.Table:
    """The commands that follow, in their order."""
    said = say.parts("step", cloud=topology.provider)
    rows = [
        (f"taller {'' if command == 'check' else 'infra '}{command} {file}", said[command])
        for command in COMMANDS
    ]
    frame = pd.DataFrame(rows, columns=["command", "does"])
    return tabular.table(frame, words=say.parts("steps"))


def cloud(topology: Topology) -> str:
    """The cloud's name."""
    return offers.NAMES[topology.provider]
