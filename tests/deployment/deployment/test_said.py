"""What the page says, of rehearsals that went well and ill, in both languages."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from taller import language
from taller.deployment import deployment
from taller.deployment.deployment.evaluation.rehearsal.steps import Loaded, Switched, by_version
from taller.deployment.deployment.features.candidates import Candidates
from taller.deployment.deployment.model.load import Answer
from taller.deployment.deployment.model.pipeline import Deployment, Stage
from taller.deployment.deployment.params import Params
from taller.measurement import estimates
from taller.phase import Estimate

NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
MODEL: Any = SimpleNamespace(name="classification", kind="probability")
STATES: Any = {"classification": "kept", "regression": "not_kept", "recommendation": "not_run"}
P = Params()


def found(tested: bool | None = True, critical: tuple[str, ...] = ()) -> Candidates:
    return Candidates(STATES, (MODEL,), MODEL, tested, critical)


NOBODY = Candidates(dict.fromkeys(STATES, "not_kept"), (), None, True)


def switched(outcome: Any = "live", asked: int = 1000, failed: int = 0) -> Switched:
    stage = Stage(name="switch_traffic", started=NOW, seconds=2.5,
                  outcome="passed" if outcome == "live" else "failed")  # fmt: skip
    done = Deployment(id=1, kind="deploy", model="classification", version=2, before=1, who="x",
                      why="y", started=NOW, seconds=3.0, outcome=outcome,
                      stages=(stage,))  # fmt: skip
    answers = [Answer(i / 100, 0.01, 500 if i < failed else 200, {"version": 1 + (i >= asked / 2)})
               for i in range(asked)]  # fmt: skip
    return Switched(done, tuple(answers), estimates.share(failed, asked) if asked else None)


def loaded(ms: float, spread: float = 1.0) -> Loaded:
    figure = Estimate(value=ms, low=ms - spread, high=ms + spread, unit="number", n=600, method="m")
    return Loaded(figure, figure, figure, figure, estimates.share(0, 600), 4, 2)


WELL, BACK = switched(), switched("rolled_back", 300)


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ((found(), WELL, BACK, loaded(10)), ()),
        ((NOBODY, None, None, None), ("none_kept",)),
        ((found(False, ("A key is asked for",)), WELL, BACK, loaded(10)), ("critical",)),
        ((found(False), WELL, BACK, loaded(10)), ("tests",)),
        ((found(None), WELL, BACK, loaded(10)), ()),
        ((found(), switched("rolled_back"), BACK, loaded(10)), ("takeover",)),
        ((found(), switched("inconclusive"), BACK, loaded(10)), ("takeover",)),
        ((found(), WELL, switched("live"), loaded(10)), ("way_back",)),
        ((found(), None, None, None), ("takeover", "way_back")),
        ((found(), switched(failed=100), BACK, loaded(10)), ("failures",)),
        ((found(), WELL, BACK, loaded(400)), ("slow",)),
    ],
)
def test_what_stands_in_the_way(given, stands):
    """Failures: 100 of 1,000 against 2 % borne; slow: 400 ms against 200."""
    assert deployment.obstacles(*given, P) == stands


def test_a_noisy_figure_stands_in_the_way_only_with_its_whole_interval():
    """25 of 1,000 failed, 2 % borne: 1.7 to 3.7 %; 201 ms give or take 5."""
    assert deployment.obstacles(found(), switched(failed=25), BACK, loaded(201, 5), P) == ()


def result(given: Any, done: Any = None, p: Params = P) -> Any:
    candidates, second, broken, load = given
    stands = deployment.obstacles(candidates, second, broken, load, p)
    return deployment.conclude(candidates, second, broken, load, stands, done, p)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((found(), WELL, BACK, loaded(10)),
         {"en": "The model of who leaves, buys or answers can go live: in the rehearsal none of "
                "1,300 requests failed",
          "es": "puede ponerse en producción: en el ensayo no falló ninguna de 1.300 peticiones"}),
        ((found(None), WELL, BACK, loaded(10)),
         {"en": "its tests were not run", "es": "a falta de sus pruebas"}),
        ((found(), switched(failed=1), BACK, loaded(10)),
         {"en": "one of 1,300 requests failed", "es": "falló una de 1.300 peticiones"}),
        ((found(), switched("rolled_back"), switched("live"), loaded(10)),
         {"en": "cannot go live yet: the new version did not take over in the rehearsal and a "
                "spoiled version was not taken back in the rehearsal.",
          "es": "todavía no puede ponerse en producción: la versión nueva no llegó a entrar"}),
        ((NOBODY, None, None, None),
         {"en": "There is nothing to put live: no model of this run was kept, as no test showed",
          "es": "No hay nada que poner en producción: en esta ejecución no se guardó ningún"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", ["en", "es"])
def test_the_headline_says_whether_it_can_and_what_bears_it(given, told, code):
    with language.speaking(code):
        assert told[code] in result(given).headline


def test_the_share_that_may_still_fail_is_told_with_its_certainty():
    """None of 1,300: at most 3.84 / 1,303.84 = .29 % (Wilson)."""
    with language.speaking("en"):
        said = result((found(), WELL, BACK, loaded(10))).headline
    assert "at most 0.29%, with 95% certainty" in said


def test_without_a_model_nothing_is_advised_that_costs_and_nothing_is_measured():
    made = result((NOBODY, None, None, None))
    assert [each.key for each in made.decisions] == ["deployment.wait"]
    assert (made.figures, made.checks, made.ready) == ((), (), False)


def test_a_failed_test_is_mended_before_anything_goes_live():
    made = result((found(False, ("A key is asked for",)), WELL, BACK, loaded(10)))
    keys = [each.key for each in made.decisions]
    assert keys[0] == "deployment.mend_critical"
    assert "deployment.go" not in keys


def test_what_is_live_is_not_to_be_put_live_again():
    done = switched().deployment
    with language.speaking("en"):
        made = result((found(), WELL, BACK, loaded(10)), done)
    assert "is live: in the rehearsal" in made.headline
    assert "deployment.go" not in [each.key for each in made.decisions]
    assert made.deployed.outcome == "live"


def test_who_answers_is_counted_by_stretches_of_requests():
    """Of 1,000, the second half by version 2."""
    shares = by_version(WELL.answers, 2, size=250)
    assert shares == [(250, 0.0), (500, 0.0), (750, 1.0), (1000, 1.0)]


def test_the_chart_draws_the_new_version_then_the_spoiled_one():
    drawn = deployment.charts.shares(WELL, BACK).to_dict()
    rows = next(iter(drawn["datasets"].values()))
    assert max(row["asked"] for row in rows) == 1300
    assert len({row["version"] for row in rows}) == 2
    assert deployment.charts.shares(None, None) is None


@pytest.mark.parametrize("code", ["en", "es"])
def test_tables_say_where_there_is_nothing_to_show(code, capsys):
    with language.speaking(code):
        assert deployment.tables.versions(None) is None
        assert deployment.tables.own(None, P) is None
        for shown in ("stages", "looks", "shadow", "load"):
            assert getattr(deployment.tables, shown)(None) is None
        assert deployment.tables.candidates(NOBODY).text
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_rehearsal_that_cannot_begin_leaves_no_folder(tmp_path, monkeypatch):
    from taller.deployment.deployment.evaluation.rehearsal import place

    def refused(*_given: Any) -> None:
        assert [*tmp_path.iterdir()] != []
        raise OSError("no port is free")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(place, "requests", lambda *_given: [{}])
    monkeypatch.setattr(place, "_started", refused)
    with pytest.raises(OSError, match="no port is free"):
        place.rehearse(found(), P, None)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_model_fitted_anew_after_its_test_is_told_to_be_so(code):
    accounts: Any = SimpleNamespace(name="saas_b2b", kind="probability")
    given = Candidates({"saas_b2b": "kept"}, (accounts,), accounts, True)
    with language.speaking(code):
        told = result((given, WELL, BACK, loaded(10)))
        other = result((found(), WELL, BACK, loaded(10)))
    said = {"en": "After its test the model learned", "es": "Después de su prueba, el modelo"}[code]
    assert [limit for limit in told.limits if said in limit]
    assert not [limit for limit in other.limits if said in limit]
    assert {"en": "the CRM", "es": "el CRM"}[code] in told.decisions[0].effect
