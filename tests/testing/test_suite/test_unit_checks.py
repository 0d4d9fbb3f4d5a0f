"""The shipped tests of models, on data of which it is known what they have to find."""

import shutil

import numpy as np
import pandas as pd
import pytest

from taller import open_run
from taller.deployment.deployment.model.registry import Registry
from taller.testing import test_suite
from tests.own_files import Bench

pytestmark = pytest.mark.slow  # models are learned, tests run in processes of their own
N = 2_000
FILE = """\
client: Prueba
language: en
currency: EUR
seed: 5
data: {{source: files, flat: {{path: {name}.csv}}}}
workflow: [classification]
classification:
  {{target: left, positive: "yes", subject: customer_id, contact_cost: 1, incentive_cost: 5,
   acceptance: 0.2, customer_value: 80, keep: [{keep}]}}
test_suite:
  kinds: [unit]
  directions: {{classification: {{visits: {way}}}}}
  indifferent: {{classification: [{idle}]}}
"""


def world() -> pd.DataFrame:
    """Who visits more leaves more; what is spent says nothing."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=(N, 2))
    left = rng.random(N) < 0.6 / (1 + np.exp(-1.2 * x[:, 0]))
    return pd.DataFrame({
        "customer_id": [f"C{n:05d}" for n in range(N)], "visits": np.round(np.exp(x[:, 0] + 2)),
        "spend": np.round(np.exp(x[:, 1] + 3), 2), "left": np.where(left, "yes", "no"),
    })  # fmt: skip


@pytest.fixture(scope="module")
def tested(root, tmp_path_factory):
    """``tested(name, frame, ...)``: the outcome of each test by its name, and the reasons."""
    bench = Bench(tmp_path_factory.mktemp("checks"), root)

    def learned(name, frame, keep="", way="up", idle="", model=None, champion=None):
        frame.to_csv(bench.root / f"{name}.csv", index=False)
        text = FILE.format(name=name, keep=keep, way=way, idle=idle)
        bench.settings(name).write_text(text.replace("Prueba", name), encoding="utf-8")
        folder = bench.root / "reports" / name / "first"
        if model is None:
            bench.work(name, "classification")
        else:  # a model of other data
            for part in ("artifacts/classification", "results"):
                shutil.copytree(bench.root / "reports" / model / "first" / part, folder / part)
        if champion is not None:  # what answers since an earlier run
            made = bench.root / "reports" / champion / "first/artifacts/classification"
            registry = Registry.open(folder.parent / ".deployment")
            registry.register("classification", made, run=champion)
            registry.set_alias("classification", "champion", 1)
        with bench._here():
            run = open_run(bench.settings(name), folder)
            p = run.settings(test_suite.Params)
            judged = test_suite.judge(test_suite.perform(run, p))
        return judged, {case.key: case for case in judged.cases}

    return learned


@pytest.fixture(scope="module")
def sound(tested):
    return tested("sound", world())


def test_a_model_is_held_against_the_version_in_service(tested, sound):
    """One that learned of what is spent, which says nothing here, orders worse than the live one;
    the same model again orders just as well."""
    other = world().rename(columns={"visits": "spend", "spend": "visits"})
    tested("spends", other[["customer_id", "visits", "spend", "left"]])
    _judged, cases = tested("worse", world(), model="spends", champion="sound")
    fallen = next(case for key, case in cases.items() if "no_worse_than" in key)
    assert (fallen.outcome, "version 1" in fallen.why) == ("failed", True), fallen.why
    _judged, cases = tested("again", world(), model="sound", champion="sound")
    same = next(case for key, case in cases.items() if "no_worse_than" in key)
    assert same.outcome == "passed"
    assert {each.name: each.value for each in same.evidence}["over_last"].value == 0


def failed(cases) -> set[str]:
    return {key for key, case in cases.items() if case.outcome == "failed"}


def test_a_sound_model_passes_and_each_test_keeps_what_it_measured(sound):
    judged, cases = sound
    assert judged.state == "passed", [(c.key, c.why) for c in judged.failed]
    ran = [case for case in cases.values() if case.outcome == "passed"]
    assert len(ran) >= 10
    assert all(case.evidence for case in ran)
    assert cases["direction_is_as_known"].evidence[0].value.low > 0
    assert cases["better_than_chance"].evidence[0].value.low > 0.6
    assert cases["told_as_often_as_it_happens"].outcome == "passed"


def test_a_model_on_data_without_its_signal_fails_critically(sound, tested):
    frame = world()
    frame["left"] = np.random.default_rng(1).permutation(frame["left"])
    judged, cases = tested("noise", frame, model="sound", way="down", idle="visits")
    assert judged.state == "failed"
    assert {"better_than_chance", "direction_is_as_known"} <= failed(cases)
    assert cases["better_than_chance"].critical
    assert cases["indifferent_to_what_must_not_matter"].outcome == "failed"


def test_a_table_in_another_unit_is_found(sound, tested):
    frame = world()
    frame["visits"] *= 100
    judged, cases = tested("shifted", frame, model="sound", idle="spend")
    assert {"values_are_known", "answers_are_as_high_as_before"} <= failed(cases)
    assert "visits" in cases["values_are_known"].why
    assert judged.state == "failed"


def test_a_table_without_a_column_that_the_model_needs_is_found(sound, tested):
    judged, cases = tested("narrow", world().drop(columns="spend"), model="sound")
    assert cases["contract_holds"].outcome == "failed"
    assert "spend" in cases["contract_holds"].why
    assert judged.kinds[0].critical >= 1


def test_a_column_that_knows_the_answer_is_found(tested):
    frame = world()
    sent = np.random.default_rng(2).choice(["sent", "received"], N)
    frame["exit_form"] = np.where(frame["left"] == "yes", sent, "none")
    judged, cases = tested("leak", frame, keep="exit_form")
    assert judged.state == "failed"
    assert "exit_form" in cases["no_column_knows_the_answer"].why
