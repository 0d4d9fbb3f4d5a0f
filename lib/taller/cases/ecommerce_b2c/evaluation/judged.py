"""The verdict by the rule, and each figure beside its target and what is known to be true."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from taller.cases.ecommerce_b2c.features import Known
from taller.cases.ecommerce_b2c.messages import say
from taller.cases.ecommerce_b2c.model.design import fix
from taller.cases.ecommerce_b2c.model.played import KEYS, Played
from taller.cases.ecommerce_b2c.params import Params
from taller.looked import Looked
from taller.measurement.interference import Interference, by_day, interference
from taller.measurement.trials.compare import Comparison
from taller.measurement.trials.metric import Metric, columns_of
from taller.measurement.trials.moments import by_arm
from taller.measurement.trials.rule import Rule
from taller.measurement.trials.verdict import Verdict
from taller.measurement.trials.verdict import judge as judged
from taller.phase import Estimate

MARK = 16  # letters of a rule's digest that a page shows


@dataclass(frozen=True)
class Trial(Looked):
    """What the trial shows.

    Attributes
    ----------
    verdict : None where there is no log, or it lacks what decides
    measures : by key what the rule measures
    true : relative change of each measure but what sold out, known of a simulated shop
    """

    rule: Rule
    played: Played
    verdict: Verdict | None
    measures: dict[str, Comparison]
    true: dict[str, float]

    @property
    def outcome(self) -> str:
        """The verdict in a word; ``none`` where there is none."""
        return self.verdict.arms[0].outcome if self.verdict else "none"

    @property
    def won(self) -> bool:
        """Whether recommendations are shown to sell more, by the rule fixed before."""
        return self.outcome == "won" and self.verdict is not None and not self.verdict.caveats

    @property
    def standing(self) -> str:
        """The outcome; ``first-look`` of one that won, but not by a rule noted before its end."""
        return "first-look" if self.outcome == "won" and not self.won else self.outcome

    def weeks(self, p: Params) -> int:
        """How long it ran."""
        return self.played.weeks or p.weeks

    @property
    def unread(self) -> bool:
        """Whether there is a log that does not tell what decides, or of whom."""
        told = self.played
        return self.verdict is None and (told.why in ("arms", "totals") or told.log is not None)

    @property
    def missing(self) -> str:
        """What a verdict lacks."""
        told = self.played
        if told.why == "arms":
            return say("other-arms", names=list(told.arms))
        if told.log is None or told.log.empty:
            return say(f"no-{told.why}")
        return say("lacking", names=list(told.lacking))

    @property
    def stock(self) -> Interference | None:
        """Whether the control group finds more sold out as more of the others come."""
        log = self.played.log
        if log is None or not {"exposed_at", "sold_out"} <= {*log}:
            return None
        days = log.assign(day=pd.to_datetime(log["exposed_at"]).dt.date).groupby(["arm", "day"])
        made = days.agg(n=("arm", "size"), total=("sold_out", "sum")).reset_index()
        return interference(by_day(made, self.rule.control))

    def lift(self, key: str) -> Estimate | None:
        """A measure's relative change; None where it is not told."""
        return self.measures[key].lift if key in self.measures else None


def judge(played: Played, client: Known, p: Params, fixed: str | None) -> Trial:
    """The verdict.

    Parameters
    ----------
    fixed : digest of the rule as it was noted before there was any data, or its beginning as the
        page shows it
    """
    rule = fix(client, p)
    if fixed is not None and len(fixed) >= MARK and rule.digest().startswith(fixed):
        fixed = rule.digest()
    if played.log is None or played.log.empty:
        return Trial(rule, played, None, {}, {})
    told = tuple(m for m in rule.metrics if not set(KEYS[m.key]) & set(played.lacking))
    if "ltv" not in {metric.key for metric in told}:
        return Trial(rule, played, None, {}, {})
    rule = rule.model_copy(update={"metrics": told})
    arms = by_arm(played.log, columns_of(told))
    told_until = rule.until if played.truth else client.begins - dt.timedelta(days=1)
    verdict = judged(arms, rule, fixed=fixed, day=told_until)
    measures = {each.metric: each for each in verdict.comparisons}
    truth = {}
    if played.truth:  # with a stock of one's own other goods sell out than in the trial's one stock
        alone = (m for m in told if m.key != "sold_out")
        truth = {m.key: _true(played.truth, m, rule, p) for m in alone}
    return Trial(rule, played, verdict, measures, truth)


def value(frame: pd.DataFrame, metric: Metric) -> float:
    """A measure's value among all visitors of a frame."""
    over = frame[metric.per].sum() if metric.per else len(frame)
    return float(frame[metric.column].sum() / over) if over else float("nan")


def _true(truth: dict[str, pd.DataFrame], metric: Metric, rule: Rule, p: Params) -> float:
    return value(truth[p.treatment], metric) / value(truth[rule.control], metric) - 1
