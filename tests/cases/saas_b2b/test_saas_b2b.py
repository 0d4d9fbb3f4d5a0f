"""The case of subscriptions: accounts at a date, the plan by hand, and what a page may say."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from taller.cases import saas_b2b
from taller.cases.saas_b2b import findings
from taller.cases.saas_b2b.artifacts import campaign
from taller.cases.saas_b2b.evaluation.trial import HELD, TREATED, Trial, _measured
from taller.cases.saas_b2b.model.churn import Foreseen, _tenths
from taller.cases.saas_b2b.model.effects import Effect, by_risk
from taller.cases.saas_b2b.model.plan import Plan, solved
from taller.cases.saas_b2b.params import Action, Params
from taller.cases.template import aimed
from taller.data.settings.sources import FilesSettings
from taller.data.snapshot import snapshot
from taller.errors import DataError, InputError
from taller.language import speaking
from taller.phase import Estimate
from tests.cases.saas_b2b import made
from tests.cases.saas_b2b.test_messaging import Run

NOW = dt.datetime(2026, 7, 2)
SUBSCRIPTIONS = """\
id,from,to,seats,mrr,period
ana,2025-01-01,2026-03-01,5,100,month
ana,2026-03-01,,10,200,month
ben,2025-06-01,2026-05-10,2,50,month
eva,2026-06-01,2027-06-01,4,80,year
"""
USAGE = """\
id,user,day,what
ana,u1,2026-06-29,board
ana,u1,2026-06-29,chart
ana,u2,2026-06-30,board
ana,u1,2026-05-20,board
ben,u3,2026-05-01,board
eva,u4,2026-05-20,board
"""


def taken(folder: Path, **more):
    (folder / "s.csv").write_text(SUBSCRIPTIONS, encoding="utf-8")
    (folder / "u.csv").write_text(more.pop("usage", USAGE), encoding="utf-8")
    settings = FilesSettings(
        source="files",
        subscriptions={"path": "s.csv", "columns": {
            "account_id": "id", "start_timestamp": "from", "ended_timestamp": "to",
            "seats": "seats", "mrr": "mrr", "billing_period": "period"}},
        usage={"path": "u.csv", "columns": {
            "account_id": "id", "user_id": "user", "event_timestamp": "day", "feature": "what"}},
    )  # fmt: skip
    return snapshot.take(settings, root=folder, folder=folder / "run", seed=1, currency="EUR",
                         now=NOW, client="prueba")  # fmt: skip


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return saas_b2b.gather(taken(tmp_path_factory.mktemp("few")))


def test_an_account_that_changes_plan_stays_and_one_whose_last_contract_ended_left(few):
    left = few.accounts["left"]
    assert left[["ana", "eva"]].isna().all()
    assert left["ben"] == pd.Timestamp("2026-05-10")


def test_accounts_are_described_by_what_was_in_force_and_used_before_the_day(few):
    at = few.at(pd.Timestamp("2026-07-01"))
    assert at.index.tolist() == ["ana", "eva"]
    names = ["seats", "mrr", "active", "days", "days_before", "functions"]
    assert at.loc["ana", names].tolist() == [10, 200, 2, 2, 1, 2]
    assert at.loc["ana", "seat_change"] == 1.0  # 5 half a year before
    assert at.loc["eva", "renewal_days"] == 335


def test_use_before_a_subscription_is_counted(few):
    assert (few.before, few.never_used) == (1, 0)


def test_without_use_of_accounts_the_case_says_so(tmp_path):
    no_usage = USAGE.splitlines()[0] + "\n,u1,2026-06-29,board\n"
    with pytest.raises(DataError, match="all 1 rows were rejected: 1 with nothing in column"):
        saas_b2b.gather(taken(tmp_path, usage=no_usage))


def stepped(found: saas_b2b.Gathered, p: Params, done: saas_b2b.Study | None = None):
    """The notebook's steps; where another study is given, with the models it learned."""
    risk = done.risk if done else saas_b2b.foresee(found, p, 1)
    effects = done.effects if done else saas_b2b.learn(found, p, 1)
    plan = saas_b2b.plan(found, risk, effects, p, 1)
    trial = saas_b2b.play(found, risk, plan, p)
    kpis = done.kpis if done else saas_b2b.measures(found, 1)
    return saas_b2b.Study(p, found, kpis, risk, effects, plan, trial, False)


@pytest.mark.parametrize("code", ["en", "es"])
def test_few_accounts_have_a_page_of_how_the_business_stands(few, code, capsys):
    """Two accounts: nobody is foreseen, no trial is possible; revenue is 12 times 200 and 80."""
    with speaking(code):
        study = stepped(few, Params())
        saas_b2b.checked(study)
        told = saas_b2b.conclude(study)
        assert "600" in told.headline
        assert "180" in study.risk.reason
        saas_b2b.tables.texts([])
        saas_b2b.tables.targets(study)
        assert re.fullmatch(r"(No(body| se).*\n){2}", capsys.readouterr().out)
    assert study.kpis["arr"].value == 12 * (200 + 80)
    assert told.decisions[0].key == "few"
    assert not {f.key for f in told.figures} - {"arr", "logo_churn", "stickiness"}


def test_one_account_that_holds_most_of_the_revenue_is_told_of_where_figures_rest_on_it(few):
    """Of 280 a month one pays 200: 71 %."""
    assert few.heaviest == 200 / 280
    with speaking("en"):
        study = stepped(few, Params())
        said = "One account holds 71% of the monthly revenue"
        assert said in saas_b2b.tables.measures(study.kpis, few).html
        assert any(said in limit for limit in saas_b2b.conclude(study).limits)
        weighs = measured_as(study, 100.0, 50.0, 150.0, heaviest=0.51)
        assert "One account holds 51% of the monthly revenue" in findings._headline(weighs)


def measured_as(study, value, low, high, **more):
    """The study with a measured profit."""
    profit = Estimate(value=value, low=low, high=high, unit="money", n=9, method="", level=0.95)
    told = Trial("log", profit=profit, gain=profit, treated=75, held=25, **more)
    return replace(study, trial=told, effects=SimpleNamespace(effects=(1,), unpriced=()))


# --- the plan, by hand ----------------------------------------------------------------------------

CALL, MAIL = Action(key="call", cost=50, capacity=1), Action(key="mail", cost=1)
PROFIT = pd.DataFrame(
    {"call": [90.0, 80.0, 5.0], "mail": [30.0, 10.0, -1.0]}, index=["ana", "ben", "eva"]
)


def test_the_best_plan_gives_the_call_where_the_mail_does_least():
    """One call alone: ana's mail (30) and ben's call (80) beat ana's call and ben's mail (100)."""
    told = solved(PROFIT, {"call": CALL, "mail": MAIL}, budget=1000)
    assert told == {"ana": "mail", "ben": "call"}


def test_a_budget_of_zero_buys_nothing_and_a_small_one_what_it_can():
    actions = {"call": CALL, "mail": MAIL}
    assert solved(PROFIT, actions, budget=0) == {}
    assert solved(PROFIT, actions, budget=2) == {"ana": "mail", "ben": "mail"}


def test_costs_above_what_is_gained_choose_nobody():
    assert solved(PROFIT - 100, {"call": CALL, "mail": MAIL}, budget=1000) == {}


# --- the trial, by hand ---------------------------------------------------------------------------


def test_profit_is_what_those_written_to_kept_beyond_the_others_less_the_cost():
    """Kept: 90 of 100 against 60, worth 100 each: 30 a head more, times 100, less 400."""
    gone = np.r_[np.arange(100) < 10, np.arange(100) < 40].astype(float)
    rows = pd.DataFrame({
        "arm": [TREATED] * 100 + [HELD] * 100, "gone": gone, "cost": 4.0, "worth": 100.0,
        "mrr": 10.0, "seats": 1.0, "days": 1.0 + np.arange(200) % 3, "days_before": 1.0,
        "risk": 0.25 + 0.01 * (np.arange(200) % 2), "money_before": 75.0 + np.arange(200) % 2,
    })  # fmt: skip
    trial = _measured(rows, "log", {}, Params(holdout=0.5))
    assert trial.gain.value == pytest.approx(100 * 30, rel=0.02)
    assert trial.profit.value == pytest.approx(trial.gain.value - 400)
    assert trial.roi.value == pytest.approx(trial.profit.value / 400)
    assert trial.found["churn"].lift.value == pytest.approx(0.1 / 0.4 - 1, rel=0.1)
    assert trial.lot.holds


# --- files ----------------------------------------------------------------------------------------


@pytest.fixture
def study(few):
    rows = pd.DataFrame({
        "action": ["call", "mail", "mail"], "effect": 0.2, "worth": 100.0, "cost": [50.0, 1.0, 1.0],
        "profit": 10.0, "risk": 0.1, "held": [False, False, True],
    }, index=pd.Index(["=1+1", "ben", "eva"], name="account_id"))  # fmt: skip
    left = {"accounts": 9, "consent": 2, "rest": 1, "unprofitable": 3, "budget": 0}
    plan = Plan(rows, left, {}, (CALL, MAIL))
    effects = SimpleNamespace(effects=(1,), used=(), balance=None, campaign="spring", unpriced=())
    return saas_b2b.Study(Params(), few, {}, None, effects, plan, Trial("none"), True)


def test_audiences_have_the_columns_crms_import_nobody_left_aside_and_no_formula(study, tmp_path):
    written = saas_b2b.texts(Run(tmp_path), study.plan, study.p)
    escaped = campaign.write(study, written, lambda name: tmp_path / name, tmp_path)
    read = {
        path.name: list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        for path in tmp_path.glob("*.csv")
    }
    hubspot, mailchimp = read["hubspot_companies.csv"], read["mailchimp_audience.csv"]
    said = ["SUBJECT_ES", "PREVIEW_ES", "SUBJECT_EN", "PREVIEW_EN", "TEXT_BY"]
    assert hubspot[0] == ["Record ID", "Campaign action", "Send date", "Campaign", *said]
    assert mailchimp[0][:2] == ["Email Address", "Tags"]
    assert [row[0] for row in hubspot[1:]] == ["'=1+1", "ben"]
    assert hubspot[1][6] == "May we call you about [COMPANY]?"
    assert all("offline" in row[-1] for row in (*hubspot[1:], *mailchimp[1:]))
    assert [row[0] for row in read["holdout.csv"][1:]] == ["eva"]
    assert escaped >= 2
    calendar = (tmp_path / "calendar.ics").read_text(encoding="utf-8")
    assert calendar.count("BEGIN:VEVENT") == 5
    texts = [(tmp_path / f"messages_{code}.txt").read_text("utf-8") for code in ("en", "es")]
    assert "[UNSUBSCRIBE]" in texts[0]
    assert "[BAJA]" in texts[1]
    assert all(text.count("offline") == 2 for text in texts)  # a call and a mail


def test_addresses_come_from_the_clients_file_and_its_faults_are_said(study, tmp_path):
    (tmp_path / "c.csv").write_text("account_id,email\nben,b@example.org\n", encoding="utf-8")
    told = study.p.model_copy(update={"contacts": str(tmp_path / "c.csv")})
    own = saas_b2b.Study(told, *(getattr(study, n) for n in (
        "found", "kpis", "risk", "effects", "plan", "trial", "simulated")))  # fmt: skip
    assert campaign._emails(own, tmp_path) == {"ben": "b@example.org"}
    (tmp_path / "c.csv").write_text("id,mail\n", encoding="utf-8")
    with pytest.raises(InputError, match="needs the columns account_id and email"):
        campaign._emails(own, tmp_path)


# --- what a page may say --------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_plan_that_is_not_measured_says_so(study, code):
    with speaking(code):
        assert study.state == "planned"
        told = findings._headline(study)
    assert re.search("not measured yet|Aún no se ha medido", told)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ({"consent": 6, "rest": 3, "budget": 0}, "either has not agreed to it or was written to"),
        ({"consent": 1, "rest": 0, "budget": 4}, "4 accounts are expected to bring more"),
        ({"consent": 1, "rest": 0, "budget": 0}, "no account is expected to bring more"),
    ],
)
def test_where_nobody_is_chosen_the_page_says_what_leaves_them_out(study, left, said):
    """Consent and rest, budget and capacity, or costs above value; a lot would tell none of it."""
    plan = Plan(study.plan.rows.iloc[:0], {"accounts": 9, "unprofitable": 0} | left, {}, ())
    effect = SimpleNamespace(use="all", verdict="all", action=CALL)
    effects = SimpleNamespace(effects=(effect,), used=(effect,), campaign="spring")
    nobody = replace(study, plan=plan, effects=effects)
    with speaking("en"):
        assert nobody.state == "nothing"
        assert said in findings._headline(nobody)
        assert findings._decisions(nobody)[0].key == "nobody"


def test_without_a_cost_nothing_is_advised_by_money(study):
    """Actions that nobody priced are not launched, nor is a campaign that brought something."""
    effect = SimpleNamespace(use="all", verdict="all", action=MAIL)
    free = SimpleNamespace(effects=(effect,), used=(effect,), unpriced=("mail",))
    planned = replace(study, effects=free)
    won = measured_as(study, 900.0, 800.0, 1000.0)
    won = replace(won, effects=SimpleNamespace(effects=(effect,), used=(effect,), unpriced=()))
    for code, said in (("en", "Say what the campaign costs"), ("es", "Indique lo que cuesta")):
        with speaking(code):
            assert findings._headline(planned).startswith(said)
            assert findings._decisions(planned)[0].key == "price"
    with speaking("en"):
        assert findings._decisions(won)[0].key == "roll"
        silent = replace(won, trial=replace(won.trial, priced=False))
        assert findings._decisions(silent)[0].key == "price"
        assert "it counts as nothing" in findings._headline(silent)


def test_costs_that_the_log_does_not_tell_are_not_known(study):
    rows = pd.DataFrame({"arm": [TREATED, HELD] * 20, "cost": np.nan, "gone": [0.0, 1.0] * 20,
                         "worth": 9.0, "mrr": 1.0, "seats": 1.0, "days": 1.0, "days_before": 1.0,
                         "risk": 0.2, "money_before": 7.0})  # fmt: skip
    assert not _measured(rows.copy(), "log", {}, Params()).priced
    assert _measured(rows.assign(cost=0.0), "log", {}, Params()).priced


@pytest.mark.parametrize(("left", "said"), [(20, "overstated"), (60, "understated")])
def test_the_tenth_at_highest_risk_says_where_it_was_foreseen_wrong(left, said):
    """Of 100 accounts 40 were foreseen to leave: 20 are too few for luck, 60 too many."""
    at = np.linspace(0.01, 0.1, 900)
    score = np.r_[at, np.full(100, 0.4)]
    gone = np.r_[np.linspace(0, 1, 900) % 0.05 < 0.001, np.arange(100) < left]
    groups = _tenths(score, gone)
    risk = Foreseen("", None, pd.Series(dtype=float), {}, True, "", pd.Timestamp("2026-05-02"),
                    groups=groups)  # fmt: skip
    with speaking("en"):
        told = saas_b2b.tables._amiss(risk)
        words = saas_b2b.tables.say.parts("risk-table", day="2 May", **told)["note"]
    assert f"40% were foreseen to leave, and {left}% left" in words
    assert f"the highest risks are {said}" in words
    alike = replace(risk, groups=_tenths(score, np.r_[gone[:900], np.arange(100) < 41]))
    assert 1 not in (*alike.amiss[0], *alike.amiss[1])


def test_a_return_below_nothing_is_said_as_money_lost_for_each_unit_spent(study):
    told = Estimate(value=-34.3, low=-60.5, high=2.25, unit="share", n=9, method="")
    lossy = measured_as(study, -900.0, -1600.0, 60.0)
    lossy = replace(lossy, trial=replace(lossy.trial, roi=told))
    for code, label, note in (
        ("en", "each €1 spent lost €34.30",
         "Each €1 spent loses €34.30 (from €60.50 lost to €2.25 of profit)."),
        ("es", "por cada 1 € gastado se perdieron 34,30 €",
         "Por cada 1 € gastado se pierden 34,30 € (de 60,50 € perdidos a 2,25 € ganados)."),
    ):  # fmt: skip
        with speaking(code):
            labels = {figure.key: figure.label for figure in findings._figures(lossy)}
            assert labels["roi"].replace("\xa0", " ").endswith(label)
            assert aimed.each(told).replace("\xa0", " ") == note
    with speaking("en"):
        sure = aimed.each(told.model_copy(update={"high": -8.0}))
        assert sure == "Each €1 spent loses €34.30 (€8.00 to €60.50)."


def test_an_interval_above_zero_of_which_nothing_is_claimed_says_why(study):
    """197,000 (3,375 to 390,810): two standard errors from 0, and three are asked for."""
    with speaking("en"):
        told = findings._headline(measured_as(study, 197_000.0, 3_375.0, 390_810.0))
        assert "is not shown yet" in told
        assert "That interval lies above 0, but so does one in 40 by luck alone" in told
        assert "That interval" not in findings._headline(measured_as(study, 9.0, -1.0, 19.0))
        assert "below 0" in findings._headline(measured_as(study, -9.0, -17.0, -1.0))


def test_an_action_whose_interval_lies_above_zero_is_neither_used_nor_dropped():
    near = Estimate(value=0.02, low=0.003, high=0.037, unit="share", n=900, method="", level=0.95)
    effect = Effect(CALL, 450, SimpleNamespace(difference=near), "none", 0.4, 0.0, 0.02)
    assert effect.verdict == "beside"
    assert replace(effect, kept=SimpleNamespace(difference=None)).verdict == "none"


def test_the_highest_risks_get_the_same_actions_as_many_times():
    """A call and two mails: the call, which does most, goes to the one at highest risk."""
    effects = [SimpleNamespace(action=CALL, middle=0.05), SimpleNamespace(action=MAIL, middle=0.01)]
    risk = pd.Series({"ana": 0.1, "ben": 0.4, "eva": 0.2, "leo": 0.3})
    given = pd.Series({"ana": "mail", "eva": "call", "ben": "mail"})
    assert by_risk(risk, given, effects).to_dict() == {"ben": "call", "leo": "mail", "eva": "mail"}


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    """Two thousand accounts whose campaigns help."""
    return made.worked(tmp_path_factory.mktemp("platform"), 21, accounts=2000)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "es"])
def test_limits_that_choose_nobody_are_named_on_the_page(platform, code):
    """No budget, no people, costs above value, no consent; and actions that no log knows."""
    found, p = platform.found, platform.p
    none = tuple(a.model_copy(update={"capacity": 0}) for a in p.actions)
    used = tuple(replace(e, action=e.action.model_copy(update={"capacity": 0}))
                 for e in platform.effects.effects)  # fmt: skip
    silent = replace(found, accounts=found.accounts.assign(accepts_marketing=False))
    log = replace(platform, effects=replace(platform.effects, effects=used))
    asked = {
        "budget": (found, {"budget": 0.0}, platform), "people": (found, {"actions": none}, log),
        "value": (found, {"value_months": 0.01}, platform), "consent": (silent, {}, platform),
    }  # fmt: skip
    said = {}
    with speaking(code):
        for key, (accounts, changed, done) in asked.items():
            study = stepped(accounts, p.model_copy(update=changed), done)
            saas_b2b.checked(study)
            said[key] = findings._why(study)
            assert (study.state, saas_b2b.conclude(study).decisions[0].key) == ("nothing", "nobody")
        other = p.model_copy(update={"actions": (Action(key="gift", cost=1),)})
        told = saas_b2b.learn(found, other, 1).reason
        assert all(name in told for name in ("call", "offer", "training"))
    assert said == {"budget": "limits", "people": "limits", "value": "dear", "consent": "barred"}


@pytest.mark.slow
@pytest.mark.parametrize("effects", ["none", "unrelated"])
def test_where_accounts_cannot_be_told_apart_none_is_treated_by_its_own_effect(tmp_path, effects):
    """Where campaigns do nothing the page says so; where whom they help shows in nothing, too."""
    study = made.worked(tmp_path, 11, accounts=3500, effects=effects)
    assert all(effect.use != "each" for effect in study.effects.effects)
    if effects == "none":
        assert study.state == "nothing"
        assert "Do not launch" in saas_b2b.conclude(study).headline


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_intervals_of_the_trial_hold_the_truth_as_often_as_they_say(tmp_path):
    """Of 400 trials of one plan, by seeds 1 to 400; two-sided at 1 in 1,000: `made.Campaign`."""
    found = made.held(made.campaign(tmp_path), 400)
    assert {key: n for key, n in found.items() if binomtest(n, 400, 0.95).pvalue < 0.001} == {}
