"""A test is judged by its lot first, by its rule then; what misleads is told where it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from taller import language
from taller.errors import DataError, InputError
from taller.monitoring import experiment
from taller.workbench.run import workflow
from tests.monitoring.experiment_logs import BOUGHT, SPENT, Made, log
from tests.own_files import Bench

WON = {"old": (200, 1000), "new": (300, 1000)}
ALIKE = {"old": (200, 1000), "new": (205, 1000)}


@pytest.fixture(autouse=True)
def english():
    with language.speaking("en"):
        yield


@pytest.fixture
def made(tmp_path):
    return Made(tmp_path)


def test_a_version_that_won_says_by_how_much_and_promises_less(made):
    """300 of 1,000 against 200 is half as many again; of that less is to be expected."""
    result = made.judged(log(WON)).result
    assert [arm.outcome for arm in result.arms] == ["won"]
    assert result.headline.startswith("“new” raises “bought” by 50.0% (")
    lift, expected, users = (f.estimate.value for f in result.figures)
    assert lift == pytest.approx(0.5)
    assert 0 < expected < 0.1
    assert users == 2000
    assert result.decisions[0].key == "roll_out"
    assert result.decisions[0].worth.measured_by


@pytest.mark.slow
def test_money_is_the_promised_change_less_what_it_costs(made):
    """20 % of 1,000 users, each 10 in money, changed by what is expected, less cost and setup."""
    judged = made.judged(log(WON), value=10, cost=0.01, setup=5, users_per_year=1000, plan=True)
    promise = judged.found.promises["new"].expected
    worth = judged.result.decisions[0].worth.estimate
    assert worth.value == pytest.approx(0.2 * 10 * 1000 * promise.value - 10 - 5)
    assert judged.made.worth == pytest.approx(15 / (0.2 * 10 * 1000))


def test_two_equal_versions_are_not_decided_between(made):
    result = made.judged(log(ALIKE)).result
    assert result.headline.startswith("The test does not decide: “new” changes “bought” by somet")
    assert result.decisions[0].key == "decide"


def test_a_mismatch_of_the_lot_stops_the_verdict_whatever_the_change(made):
    """1,000 against 850 comes by lot less often than once in 100: no effect, no promise."""
    judged = made.judged(log({"old": (200, 1000), "new": (400, 850)}))
    assert judged.result.state == "stopped"
    assert judged.result.stops == ("ratio",)
    assert "cannot be judged" in judged.result.headline
    assert [f.key for f in judged.result.figures] == ["users"]
    assert judged.result.decisions[0].key == "mend"
    assert "not effects" in experiment.tables.metrics(judged.found).text
    assert experiment.tables.money(judged.found) is None


def test_a_running_test_is_read_by_the_sequential_interval_alone(made):
    judged = made.judged(log(WON), ends_on="2026-06-01")
    assert judged.result.running
    assert judged.result.state == "running"
    assert {c.reading for c in judged.result.comparisons} == {"sequential"}
    assert judged.result.headline.startswith("The test is still running.")
    assert judged.told.why == "running"


@pytest.mark.slow
def test_who_looked_while_it_ran_reads_the_sequential_interval_at_the_end_too(made):
    """The first run notes its look; the second, at the end, finds it in the first one's folder."""
    early = log(WON)
    made.judged(early[early.day < "2026-03-10"], on=dt.date(2026, 3, 9))
    judged = made.judged(early, on=dt.date(2026, 3, 21))
    assert judged.fixed.looks == 1
    assert judged.found.verdict.reading == "sequential"
    assert not judged.result.running


@pytest.mark.slow
def test_a_verdict_by_another_rule_than_the_first_one_says_so(made):
    made.judged(log(ALIKE))
    judged = made.judged(log(ALIKE), on=dt.date(2026, 4, 1), threshold=0.01)
    assert "another rule than the one written down first, on 1 February 2026" in (
        judged.result.headline
    )
    assert judged.result.rule != judged.result.rule_fixed
    same = made.judged(log(ALIKE), on=dt.date(2026, 4, 2))
    assert "another rule" not in same.result.headline


def test_a_rule_that_the_data_had_to_complete_is_not_fixed(made):
    judged = made.judged(log(ALIKE), shares={})
    assert "No rule was written down before" in judged.result.headline
    assert judged.fixed.digest is None


@pytest.mark.parametrize(("crossers", "stops"), [(10, ()), (60, ("crossed",))])
def test_users_of_two_versions_count_for_none_and_stop_where_they_are_many(made, crossers, stops):
    frame = log(ALIKE)
    again = frame.head(crossers).assign(arm="new", day=pd.Timestamp("2026-03-07 13:00"))
    judged = made.judged(pd.concat([frame, again]))
    assert judged.found.log.crossed == crossers
    assert judged.found.log.users == 2000 - crossers
    assert judged.result.stops == stops


@pytest.mark.slow
def test_an_arm_renamed_half_way_is_found_by_its_days(made):
    frame = log(ALIKE)
    late = (frame.arm == "new") & (frame.day > "2026-03-03")
    frame.loc[late, "arm"] = "new_v2"
    judged = made.judged(frame, shares={})
    assert judged.result.stops[0] == "apart"
    assert "“new” was shown only before “new_v2”" in judged.result.headline
    mended = made.judged(frame, {"arm_names": {"new_v2": "new"}})
    assert mended.result.stops == ()


def test_an_arm_nobody_saw_is_named(made):
    judged = made.judged(log(ALIKE), shares={"old": 1, "new": 1, "third": 1})
    assert "nobody saw third" in judged.result.headline


def test_one_conversion_is_no_effect(made):
    result = made.judged(log({"old": (1, 1000), "new": (0, 1000)})).result
    assert result.headline.startswith("Nothing can be told of “new” in “bought”: too few")


def test_one_giant_customer_is_named_beside_the_change_without_him(made):
    frame = log(ALIKE)
    frame.loc[frame.user == "new00000", "spent"] = 1e6
    metrics = [BOUGHT | {"role": "secondary"}, SPENT | {"role": "primary"}]
    judged = made.judged(frame, metrics=metrics)
    assert "A single user carries 100% of “spent” in “new”" in judged.result.headline
    raw = next(c.lift for c in judged.found.comparisons if c.metric == "spent")
    tame = next(c.lift for c in judged.found.tamed if c.metric == "spent")
    assert raw.value > 100
    assert abs(tame.value) < 0.2


@pytest.mark.slow
def test_fifty_thousand_rows_of_one_user_are_one_user(made):
    frame = log(ALIKE)
    busy = frame.head(1)
    extra = pd.concat([busy] * 50_000, ignore_index=True)
    extra["day"] = pd.Timestamp("2026-03-01") + pd.to_timedelta(np.arange(50_000), unit="s")
    judged = made.judged(pd.concat([frame, extra]))
    assert judged.found.log.users == 2000
    assert judged.found.log.heaviest[1] == 50_000  # one of them repeats the first row
    assert "50,000" in experiment.tables.doubts(judged.found).html


def test_money_given_back_is_taken_as_it_is_and_counted(made):
    frame = log(ALIKE)
    frame.loc[:4, "spent"] = -20.0
    assert made.judged(frame).found.log.negative == {"spent": 5}


def test_days_outside_the_test_are_set_apart(made):
    judged = made.judged(log(ALIKE), {"starts_on": "2026-03-02", "ends_on": "2026-03-20"})
    reasons = {r.code: r.rows for r in judged.found.log.ledger.reasons}
    assert reasons == {"outside_test": 500}


@pytest.mark.slow
def test_totals_of_arm_and_day_give_the_verdict_of_their_users(made):
    """Conversions suffice for a share; a mean takes the sums of its squares."""
    frame = log(WON).assign(square=lambda f: f.spent**2)
    whole = made.judged(frame[["user", "arm", "day", "bought", "spent"]])
    by_day = frame.groupby(["arm", "day"]).agg(
        n=("user", "size"), bought=("bought", "sum"), spent=("spent", "sum"),
        square=("square", "sum"),
    ).reset_index()  # fmt: skip
    own = {"users": "n", "arm": "arm", "exposed_at": "day"}
    summed = made.judged(by_day, {"columns": own, "squares": {"spent": "square"}})
    for one, other in zip(whole.result.comparisons, summed.result.comparisons, strict=True):
        assert one.lift.low == pytest.approx(other.lift.low)
        assert one.lift.high == pytest.approx(other.lift.high)
    with pytest.raises(DataError, match="sums of squares of “spent”"):
        made.judged(by_day, {"columns": own})


def test_accounts_are_the_unit_where_the_lot_was_drawn_for_them(made):
    """Ten users an account: 100 accounts a version are what the lot is held against."""
    frame = log(ALIKE)
    frame["account"] = [f"{arm}{n % 1000 // 10}" for n, arm in enumerate(frame.arm)]
    judged = made.judged(frame, {"columns": {**_own(), "cluster_id": "account"}})
    assert {arm.units for arm in judged.found.log.arms.values()} == {100}
    assert {arm.users for arm in judged.found.log.arms.values()} == {1000}
    assert judged.found.verdict.balance.units == {"old": 100, "new": 100}


def _own():
    return {"user_id": "user", "arm": "arm", "exposed_at": "day"}


def test_a_guardrail_that_is_not_shown_to_be_kept_keeps_the_verdict_open(made):
    frame = log(WON).assign(left=lambda f: np.arange(len(f)) % 50 == 0)
    guard = {"key": "left", "kind": "share", "column": "left", "unit": "share", "better": "down",
             "role": "guardrail", "margin": 0.1}  # fmt: skip
    result = made.judged(frame, metrics=[BOUGHT, guard]).result
    assert result.arms[0].outcome == "open"
    assert "not shown that these do not get worse: left" in result.headline


@pytest.mark.slow
def test_control_that_finds_more_sold_out_where_more_are_treated_doubts_the_change(made):
    """3 in 10 of control's users on days with four times as many others, else 1 in 10."""
    parts = []
    for day in range(20):
        sizes = {"old": 20, "new": 80} if day % 2 else {"old": 80, "new": 20}
        start = pd.Timestamp("2026-03-01 12:00") + pd.Timedelta(days=day)
        part = log({arm: (n // 5, n) for arm, n in sizes.items()}).assign(day=start)
        out = np.arange(len(part)) % 10 < (3 if day % 2 else 1)
        parts.append(part.assign(user=part.user + f"-{day}", out=out.astype(int)))
    frame = pd.concat(parts)
    judged = made.judged(frame, sold_out="out")
    assert judged.found.stock.change.value == pytest.approx(0.2 / 0.6, rel=0.05)
    assert "they take goods from it" in judged.result.headline
    calm = made.judged(frame.assign(out=1 * (np.arange(len(frame)) % 7 == 0)), sold_out="out")
    assert calm.found.stock.found == "little"
    assert any("not tested whether" in limit for limit in made.judged(frame).result.limits)


def test_where_versions_are_uneven_and_so_are_amounts_intervals_are_doubted(made):
    """Nine users against one, and a few spend most; of who bought nothing is doubted."""
    frame = log({"old": (900, 4500), "new": (100, 500)})
    frame["spent"] *= np.random.default_rng(3).lognormal(0, 1.5, len(frame))
    limits = made.judged(frame, shares={"old": 9, "new": 1}).result.limits
    (told,) = (limit for limit in limits if "a little too narrow" in limit)
    assert told.startswith("Of spent, the intervals")


def test_a_lot_among_users_alone_cannot_tell_whether_stock_is_shared(made):
    """Days hold as many of each version: their share does not vary, and what would tell is said."""
    judged = made.judged(log(ALIKE).assign(out=1), sold_out="out")
    assert judged.found.stock.found == "cannot_tell"
    assert any("cannot be told from this test" in limit for limit in judged.result.limits)
    assert "cannot tell" in experiment.tables.stock(judged.found).text


@pytest.mark.parametrize("stop", [{"ends_on": "2026-03-08"}, {"ends_on": None, "units": 1300}])
def test_users_who_came_after_the_stop_are_told_of_and_left_out(made, stop):
    """Of four days with 500 users each the last, 20 March, is after 8 March and after 1,300 users:
    the one look that was planned is one at those who had come by then."""
    judged = made.judged(log(ALIKE), **stop)
    told = " ".join(experiment.tables.doubts(judged.found).text.split())
    end = 8 if stop["ends_on"] else 7
    assert f"after the test's stop ({end} March 2026) 500 Left out" in told
    assert (judged.result.users, judged.found.verdict.reading) == (1500, "fixed")
    early = log(ALIKE)[lambda f: f.day < "2026-03-08"]
    kept = made.judged(early, ends_on="2026-03-07").result.comparisons[0]
    assert judged.result.comparisons[0].lift.low == kept.lift.low


def test_totals_after_the_stop_are_left_out_as_users_are(made):
    days = pd.DataFrame({"arm": ["old", "new"] * 2, "day": ["2026-03-02"] * 2 + ["2026-03-21"] * 2,
                         "n": [1000] * 4, "bought": [200, 205, 900, 100]})  # fmt: skip
    own = {"columns": {"users": "n", "arm": "arm", "exposed_at": "day"}}
    judged = made.judged(days, own, metrics=[BOUGHT])
    assert (judged.found.log.late, judged.result.users) == (2000, 2000)
    assert judged.result.comparisons[0].lift.value == pytest.approx(0.025)


def test_a_stop_before_anybody_came_is_a_fault(made):
    with pytest.raises(DataError, match="nobody of new and old came by 20 March 2025"):
        made.judged(log(ALIKE), ends_on="2025-03-20")


def test_a_log_whose_users_all_saw_two_versions_says_so_and_no_more(made):
    frame = log({"old": (2, 20)})
    again = frame.assign(arm="new", day=frame.day + pd.Timedelta("1h"))
    with pytest.raises(DataError, match="no user of the log saw one version alone") as told:
        made.judged(pd.concat([frame, again]))
    assert "lacks" not in str(told.value)


def test_a_version_without_users_is_named_beside_what_the_log_holds(made):
    with pytest.raises(DataError, match="the log lacks old; it holds new"):
        made.judged(log({"new": (2, 20)}))
    with pytest.raises(DataError, match="the log holds one version alone: old"):
        made.judged(log({"old": (2, 20)}), shares={})


def test_totals_that_nobody_is_in_stop_the_verdict(made):
    days = pd.DataFrame({"arm": ["old", "new"], "day": "2026-03-20", "n": [1000, 0],
                         "bought": [200, 0]})  # fmt: skip
    own = {"columns": {"users": "n", "arm": "arm", "exposed_at": "day"}}
    judged = made.judged(days, own, metrics=[BOUGHT])
    assert judged.result.stops == ("missing",)


def test_a_version_that_is_expected_to_cost_more_than_it_brings_is_not_rolled_out(made):
    """It brings 0.2 × 1,000 × 7.4 % = 15 and costs 20; its interval ends above zero."""
    decision = made.judged(log(WON), value=1, cost=0.02, users_per_year=1000).result.decisions[0]
    assert decision.worth.estimate.value < 0 < decision.worth.estimate.high
    assert decision.what.startswith("Do not roll out “new”")
    assert "1,000 users, as you said, were it rolled out" in decision.worth.population


@pytest.mark.parametrize("paid", [{"cost": 0.02}, {"setup": 500}])
def test_a_version_that_costs_something_is_not_rolled_out_where_nobody_said_what_it_brings(
    made, paid
):
    """That it won is no reason to pay for it, in either language."""
    for language_, start in (("en", "Before “new” is rolled out, say what"),
                             ("es", "Antes de desplegar «new», decir cuánto")):  # fmt: skip
        with language.speaking(language_):
            decision = made.judged(log(WON), **paid).result.decisions[0]
        assert decision.what.startswith(start)
        assert decision.worth.estimate is None


def test_everything_a_log_lacks_is_told_at_once(made):
    with pytest.raises(DataError) as told:
        made.judged(log(ALIKE), control="odl", shares={"odl": 1, "new": 1}, traits=["country"],
                    metrics=[BOUGHT | {"column": "bougth"}])  # fmt: skip
    text = str(told.value)
    assert "no version “odl”; it holds new and old" in text
    assert "no share: old" in text
    assert "no column “bougth”; did you mean 'bought'" in text
    assert "experiment.traits: the log has no column “country”" in text


def test_a_trait_that_is_measured_too_is_refused(made):
    with pytest.raises(DataError, match="spent is measured as well"):
        made.judged(log(ALIKE), traits=["spent"])


@pytest.mark.slow
def test_of_several_experiments_one_is_named(made):
    frame = log(ALIKE).assign(test=lambda f: np.where(f.index % 2, "mail", "page"))
    own = {"columns": {**_own(), "experiment": "test"}}
    with pytest.raises(DataError, match=r"several experiments .mail and page.; name one"):
        made.judged(frame, own)
    assert made.judged(frame, own, name="mail").found.log.users == 1000


def test_a_section_that_contradicts_itself_names_every_fault(tmp_path):
    from taller.workbench.engagement import engagement

    (tmp_path / "params").mkdir()
    (tmp_path / "notebooks" / "06_monitoring").mkdir(parents=True)
    root = workflow.find_root(Path(__file__))
    name = "notebooks/06_monitoring/experiment.ipynb"
    (tmp_path / name).write_bytes((root / name).read_bytes())
    path = tmp_path / "params" / "x.yaml"
    path.write_text(
        "client: X\nlanguage: en\ncurrency: EUR\nseed: 1\ndata: {source: trial}\n"
        "experiment:\n  control: a\n  shares: {b: 1}\n  metrics:\n"
        "    - {key: m, column: c, kind: share}\n    - {key: m, column: c}\n"
    )
    with pytest.raises(InputError) as told:
        engagement.read(path, tmp_path)
    text = str(told.value)
    for what in ("exactly one must be primary", "twice: m", "give it its own column",
                 "at least one other version", "must hold the control"):  # fmt: skip
        assert what in text


def test_without_a_log_a_test_is_planned_from_what_was_given():
    """A tenth of 1,000 a day: 10 % more shows with 29,499 users (Cohen), in five weeks."""
    p = experiment.Params(baseline=0.1, users_per_day=1000)
    made = experiment.plan(None, SimpleNamespace(has=lambda name: False), p)
    sizes = {size.lift: (size.users, size.days) for size in made.sizes}
    assert sizes[0.1] == (29_499, 35)
    result = experiment.conclude(None, experiment.gains(None, 1), made)
    assert result.state == "planned"
    assert "one needs 115,522 users, 119 days at today's number of users" in result.headline


@pytest.mark.slow
def test_a_client_s_own_log_goes_from_new_to_a_verdict_and_a_page(tmp_path):
    """One command writes the file; with the end it asks for, a run gives page and verdict."""
    bench = Bench(tmp_path, workflow.find_root(Path(__file__)))
    frame = log({"control": (200, 1000), "new": (300, 1000)})
    frame.rename(columns={"user": "customer_id", "arm": "variant"}).to_csv(tmp_path / "ab.csv")
    said = bench.new("ab", tmp_path / "ab.csv", more="  ends_on: 2026-03-20\n")
    assert said.code == 0, said.text
    assert bench.check("ab").code == 0
    assert bench.run("ab", "experiment").code == 0
    kept = bench.folder()
    assert bench.result("experiment")["arms"][0]["outcome"] == "won"
    page = (kept / "experiment.html").read_text("utf-8")
    assert "“new” raises “bought” by 50.0%" in page
    assert (kept / "artifacts" / "experiment" / "rule.json").is_file()


@pytest.mark.slow
def test_who_gains_is_told_where_it_is_so_and_not_where_all_are_alike(made):
    """On phones a quarter buys instead of a tenth; elsewhere nothing changes."""
    rng = np.random.default_rng(3)
    frame = log({"old": (600, 6000), "new": (600, 6000)})
    frame["device"] = np.where(rng.random(len(frame)) < 0.5, "mobile", "desktop")
    moved = (frame.device == "mobile") & (frame.arm == "new")
    draw = rng.random(len(frame))
    told = made.judged(frame.assign(bought=1 * (draw < np.where(moved, 0.25, 0.1))),
                       traits=["device"]).told.by_arm["new"]  # fmt: skip
    assert told.detected
    assert told.most.low < 0.15 < told.most.high
    alike = made.judged(frame.assign(bought=1 * (draw < 0.1)), traits=["device"])
    assert not alike.told.by_arm["new"].detected
