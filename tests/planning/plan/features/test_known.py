"""What is taken from other results, and what is left unsaid."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from taller.phase import Decision, Estimate, Worth
from taller.planning import plan
from taller.planning.plan.features import baselines, known
from taller.planning.plan.params.money import Technical


class Run:
    """A run whose other notebooks found what is given."""

    currency, started = "EUR", dt.datetime(2026, 1, 21, 9)  # a Wednesday
    tables = SimpleNamespace(has=lambda name: False)

    def __init__(self, **sections) -> None:
        self.engagement = SimpleNamespace(client="C", language="en", locale="en_GB",
                                          sections=sections)  # fmt: skip
        step = SimpleNamespace(question="q", next_step="s", owner="o", days=2)
        goals = SimpleNamespace(model_dump=lambda: {"main_goals": "Sell more", "roi": ""})
        roadmap = SimpleNamespace(starts_on=None, stages=())
        self.held = {
            "readiness": SimpleNamespace(goals=goals, level="low", level_name="Low",
                                         steps=(step,) * 5),
            "use_cases": SimpleNamespace(ranking=(), unranked={}, roadmap=roadmap),
        }  # fmt: skip

    def load(self, name):
        return self.held[name]

    def found(self, name):
        return self.held.get(name)


def test_defaults_come_from_other_sections_and_what_is_missing_stays_missing():
    found = plan.known(Run(use_cases={"budget": 900}, regression={"discount": 0.2}), plan.Params())
    assert (found.budget, found.discount, found.discount_given) == (900, 0.2, True)
    assert found.goals == {"main_goals": "Sell more"}
    assert (found.level, found.unready, len(found.gaps)) == ("Low", True, 3)
    bare = plan.known(Run(), plan.Params(gaps=1))
    assert (bare.budget, bare.discount, bare.discount_given, len(bare.gaps)) == (
        None,
        0.1,
        False,
        1,
    )


def test_without_a_start_it_is_the_monday_after_the_plan_s_date():
    found = plan.known(Run(), plan.Params())
    assert (found.first, found.first_given) == (dt.date(2026, 1, 26), False)
    monday = plan.known(Run(), plan.Params(dated="2026-01-26"))
    assert monday.first == dt.date(2026, 2, 2)


def test_infrastructure_s_sum_stands_in_where_the_file_names_none_and_is_never_added():
    """217 a month: alone, in the line that asks for it, and beside what the file names."""
    month = Estimate(value=217, low=215, high=224, unit="money", n=1, method="m", level=None)
    cloud = known.monthly(SimpleNamespace(month=month))
    own = Technical(name="Own", monthly=[1, 2, 3])
    asks = Technical(name="Cloud", notebook="infrastructure", starts_with="tests")

    def found(*given, of=cloud):
        return [(each.name, each.monthly) for each in known.technical(given, of)]

    assert [amount for _, amount in found()] == [(215, 217, 224)]
    assert found(own) == [("Own", (1, 2, 3))]
    assert found(own, asks) == [("Own", (1, 2, 3)), ("Cloud", (215, 217, 224))]
    assert found(own, asks, of=None) == [("Own", (1, 2, 3))]
    assert found(of=known.monthly(None)) == []


def test_what_decisions_are_worth_is_known_by_name_and_no_withheld_result_counts():
    held = Estimate.exact(5, unit="money", n=1, method="m")
    worth = Worth(estimate=held, period="p", population="q", confidence="tested")
    base = {"owner": "o", "what": "w", "effect": "e"}
    cost = worth.model_copy(update={"of": "cost", "measured_by": "a trial"})
    told = (Decision(key="contact", worth=worth, **base), Decision(key="wait", **base),
            Decision(key="hold_out", worth=cost, **base))  # fmt: skip
    sound = SimpleNamespace(assessed=True, withheld=False, decisions=told)
    assert set(known.worths({"classification": sound})) == {"classification.contact"}
    assert not known.sound(SimpleNamespace(assessed=True, withheld=True))
    assert not known.sound(SimpleNamespace(assessed=False, withheld=False))


def test_baselines_are_counted_over_the_last_year():
    """Ten visits, two bought; 50 spent for two new customers; 365 days of orders."""
    ibis = pytest.importorskip("ibis")
    days = pd.to_datetime(["2024-12-31", "2025-01-10", "2025-06-01", "2025-12-31"])
    frames = {
        "orders": pd.DataFrame({"event_timestamp": days, "value": [9.0, 10, 20, 30],
                                "kind": "sale", "user_id": ["a", "a", "b", "c"]}),
        "sessions": pd.DataFrame({"session_start": [days[2]] * 10,
                                  "converted": [True] * 2 + [False] * 8}),
        "spend": pd.DataFrame({"date": [days[0].date(), days[2].date()], "cost": [7.0, 50.0]}),
    }  # fmt: skip
    tables = SimpleNamespace(
        has=lambda name: name in frames, **{n: ibis.memtable(f) for n, f in frames.items()}
    )
    found = baselines.of(tables)
    assert found.sales == 60
    assert found.conversion.value == pytest.approx(0.2)
    assert found.cac.value == pytest.approx(25)
    assert found.ltv is None
