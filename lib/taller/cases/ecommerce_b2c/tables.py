"""Tables of the case; where there is nothing to show, a sentence stands in their place."""

from __future__ import annotations

import pandas as pd

from taller import tabular
from taller.cases.ecommerce_b2c.evaluation.groups import Gains
from taller.cases.ecommerce_b2c.evaluation.judged import MARK, Trial
from taller.cases.ecommerce_b2c.evaluation.money import Money
from taller.cases.ecommerce_b2c.features import Known
from taller.cases.ecommerce_b2c.messages import say
from taller.cases.ecommerce_b2c.model.design import Planned
from taller.cases.ecommerce_b2c.params import Params
from taller.cases.template import aimed
from taller.development import llm
from taller.development.llm.model.copy import Copy
from taller.language import money, number, percent
from taller.measurement.trials.rule import Rule
from taller.tabular import MISSING, figure, instead

CUSTOMERS, SHOWN = 3, 5  # of the slates that are shown


def start(client: Known) -> tabular.Table:
    """What earlier analyses found, and a year of trade."""
    trade = client.trade
    facts = {
        "level": client.level or None,
        "rank": None if client.rank is None else number(client.rank),
        "sales": money(trade.sales, 0),
        "margin": None if trade.margin is None else money(trade.margin, 0),
        "spend": None if trade.spend is None else money(trade.spend, 0),
        "visitors": None if trade.visitors is None else number(trade.visitors),
    }
    said = say.parts("start")
    lines = [[said[key], value or say("not-known")] for key, value in facts.items()]
    columns = {"what": "text", "value": "text"}
    return tabular.listed(lines, columns, words=say.parts("start-table", day=client.begins))


def planned(found: Planned, p: Params) -> tabular.Table | None:
    """Visitors and weeks by the lift that is to be shown."""
    if found.detectable is None:
        return instead(say("no-visits"))
    lines = [[percent(lift, 0), n, weeks] for lift, n, weeks in found.needed]
    columns = {"lift": "text", "visitors": "count", "weeks": "count"}
    words = say.parts(
        "planned", weeks=p.weeks, visitors=found.visitors, baseline=found.baseline,
        detectable=found.detectable, worth=found.worth_having, cost=found.cost,
        waiting=found.waiting,
    )  # fmt: skip
    return tabular.listed(lines, columns, words=words)


def offline(client: Known) -> tabular.Table | None:
    """How well lists foresaw purchases, before anybody was shown any."""
    tested = client.tested
    if not tested.assessed:
        return instead(tested.headline)
    over = [s for s in tested.scores if s.protocol == "time" and s.model == tested.model
            and s.measure in ("hit", "precision", "recall")]  # fmt: skip
    lines = [[say(f"offline-measure.{s.measure}"), figure(s.estimate), figure(s.over_popularity)]
             for s in over]  # fmt: skip
    columns = dict.fromkeys(("measure", "lists", "more"), "text")
    return tabular.listed(lines, columns, words=say.parts("offline", signal=tested.signal))


def slates(client: Known) -> tabular.Table | None:
    """What the site shows: some customers' lists beside the best-sellers."""
    if client.lists is None:
        return instead(say("no-lists"))
    users = client.lists["user_id"].drop_duplicates().head(CUSTOMERS)
    lines = [[say("slates-all"), _named(client, client.best)]]
    for user in users:
        own = client.lists[client.lists["user_id"] == user].sort_values("place")["item_id"]
        lines.append([user, _named(client, own)])
    columns = {"who": "text", "items": "text"}
    return tabular.listed(lines, columns, words=say.parts("slates", n=SHOWN))


def _named(client: Known, items: list[str] | pd.Series) -> str:
    return "; ".join(str(client.names.get(item, item)) for item in list(items)[:SHOWN])


def checked(client: Known) -> tabular.Table | None:
    """What is wrong with lists before they go live, if anything."""
    if client.lists is None:
        return instead(say("no-lists"))
    lists, best = client.lists, set(client.best)
    same = lists["item_id"].isin(best).mean()
    twice = int(lists.duplicated(["user_id", "item_id"]).sum())
    unknown = 0 if client.names.empty else int((~lists["item_id"].isin(client.names.index)).sum())
    places = lists.groupby("user_id").size()
    said = say.parts("checked-line")
    lines = [
        [said["customers"], number(len(places))], [said["places"], number(places.mean(), 1)],
        [said["items"], number(lists["item_id"].nunique())], [said["same"], percent(same, 0)],
        [said["twice"], number(twice)], [said["unknown"], number(unknown)],
    ]  # fmt: skip
    return tabular.listed(lines, {"what": "text", "value": "text"}, words=say.parts("checked"))


def rule(fixed: Rule, digest: str) -> tabular.Table:
    """The rule, as it was fixed."""
    tolerated = next(metric.margin for metric in fixed.metrics if metric.margin)
    shares = list(fixed.shares.values())
    said = say.parts("rule-line", tolerated=tolerated, control=shares[0], treatment=shares[1])
    lines = [
        [said["decides"], said["primary"]], [said["guards"], said["margin"]],
        [said["lot"], said["shares"]], [said["stop"], say("rule-stop", day=fixed.until)],
        [said["print"], digest[:MARK]],
    ]  # fmt: skip
    return tabular.listed(lines, {"what": "text", "value": "text"}, words=say.parts("rule"))


def measured(trial: Trial) -> tabular.Table | None:
    """Each measure in both arms, and what changed."""
    if trial.verdict is None:
        return instead(trial.missing)
    lines = [
        [say(f"measure.{key}"), each.control_value, each.arm_value,
         each.lift or MISSING, trial.true.get(key)]
        for key, each in trial.measures.items()
    ]  # fmt: skip
    columns = {"measure": "text", "control": "number", "arm": "number", "lift": "share",
               "true": "share"}  # fmt: skip
    words = say.parts("measured", n=sum(trial.verdict.balance.units.values()),
                      looks=trial.verdict.reading, simulated=bool(trial.true))  # fmt: skip
    return tabular.listed(lines, columns, words=words, without=() if trial.true else ["true"])


def targets(money: Money, trial: Trial, p: Params) -> tabular.Table:
    """Conversion, CAC, LTV and ROI: target, measured, and true where that is known."""
    labels = {each.key: say(f"figure.{each.key}", weeks=trial.weeks(p), expected=None, lost=None,
                              one=1.0)
              for each in money.figures}  # fmt: skip
    words = say.parts("targets", simulated=bool(trial.true), weeks=trial.weeks(p),
                      expected=money.expected_return,
                      each=aimed.each(money.figures[-1].measured))  # fmt: skip
    return aimed.table(money.figures, labels, untold=say("not-measured"), words=words)


def year(found: Money) -> tabular.Table | None:
    """Profit and loss of the first year."""
    if found.gain is None:
        return instead(say("no-money"))
    said = say.parts("year-line")
    amounts = {"sales": found.sales, "margin": found.margin, "gain": found.gain}
    if found.cost is not None:
        amounts |= {"cost": -found.cost, "net": found.net}
    lines = [[said[key], amount] for key, amount in amounts.items()]
    promised = found.promised
    words = say.parts("year-table", kept=promised.kept if promised else 1.0,
                      typical=promised.typical if promised else 0.0, enough=found.enough,
                      measured=promised.measured if promised else None)  # fmt: skip
    return tabular.listed(lines, {"what": "text", "amount": "money"}, words=words)


def groups(found: Gains) -> tabular.Table | None:
    """Groups known before the trial: how their margin changed."""
    if not found.groups:
        return instead(say("no-groups"))
    verdict = found.test.verdict if found.test else "untested"
    true = any(each.true is not None for each in found.groups)
    lines = [[say(f"group.{each.key}"), each.visitors, each.lift or MISSING, each.true]
             for each in found.groups]  # fmt: skip
    columns = {"group": "text", "visitors": "count", "lift": "share", "true": "share"}
    p = found.test.p if found.test else None
    words = say.parts("groups-table", verdict=verdict, p=p)
    return tabular.listed(lines, columns, words=words, without=() if true else ["true"])


def mail(written: list[Copy]) -> tabular.Table | None:
    """The mail with the suggestions, who wrote it, and what the check list says."""
    return llm.written.copies(written) if written else instead(say("no-mail"))
