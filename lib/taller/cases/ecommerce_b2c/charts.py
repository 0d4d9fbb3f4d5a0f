"""Charts of the case; each says its finding in its title."""

from __future__ import annotations

import altair as alt

from taller import charts
from taller.cases.ecommerce_b2c.evaluation.groups import Gains
from taller.cases.ecommerce_b2c.evaluation.judged import Trial
from taller.cases.ecommerce_b2c.evaluation.money import Money
from taller.cases.ecommerce_b2c.messages import say
from taller.tabular import instead

STOCK = "sold_out"  # its changes are of another size than those of sales


def changes(trial: Trial) -> alt.LayerChart | None:
    """What recommendations change, relative to best-sellers."""
    found = [(say(f"measure.{key}"), lift) for key in trial.measures
             if key != STOCK and (lift := trial.lift(key))]  # fmt: skip
    if not found:  # the table beneath says what is missing
        return None
    return charts.scores(found, unit="share", target=0.0,
                         **say.parts("changes", outcome=trial.outcome))  # fmt: skip


def year(money: Money) -> alt.LayerChart | None:
    """What is left of the first year, as expected and if things go worse."""
    if money.scenarios is None:  # the table beside says so, but of a cost alone
        return instead(say("no-money")) if money.gain is not None else None
    found = [(say(f"scenario.{key}"), each) for key, each in money.scenarios.items()]
    pays = {key: each.value > 0 for key, each in money.scenarios.items()}
    sure = all(each.low > 0 for _key, each in found)
    words = say.parts("year", sure=sure, even=pays["both"], hoped=pays["expected"],
                      one_pays=pays["fades"] and pays["dearer"])  # fmt: skip
    return charts.scores(found, unit="money", target=0.0, **words)


def groups(found: Gains) -> alt.LayerChart | None:
    """How the margin changed in groups known before the trial."""
    told = [(say("group-label", group=say(f"group.{each.key}"), n=each.visitors), each.lift)
            for each in found.groups if each.lift is not None]  # fmt: skip
    if not told:  # the table beneath says why
        return None
    detected = found.test is not None and found.test.verdict == "detected"
    return charts.scores(told, unit="share", target=0.0,
                         **say.parts("groups", detected=detected))  # fmt: skip
