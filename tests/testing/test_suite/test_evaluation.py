"""When a kind has passed, and what the page then says."""

import pytest

from taller import language
from taller.deployment.deployment.features.kept import TEMPLATES
from taller.phase import Estimate
from taller.testing.test_suite import findings, tables
from taller.testing.test_suite.evaluation import judge, of_kind
from taller.testing.test_suite.evidence import Evidence
from taller.testing.test_suite.features.subjects import Subjects
from taller.testing.test_suite.model.running import Performed
from taller.testing.test_suite.params import KINDS, Params
from taller.testing.test_suite.result import Case

SCRIPT = "<script>alert(1)</script>"


def case(outcome: str = "passed", **more) -> Case:
    held = {"key": "one", "title": "One", "kind": "unit", "own": False, "critical": False}
    return Case(**held | {"outcome": outcome} | more)


def performed(*cases: Case, unread=(), models=("classification",), **p) -> Performed:
    return Performed(Params(**p), cases, unread, models=models)


def found(*models: str) -> Subjects:
    return Subjects((), models)


@pytest.mark.parametrize(
    ("passed", "failed", "skipped", "state"),
    [(5, 1, 0, "passed"),  # 5 of 6 is above .8
     (4, 1, 0, "failed"),  # 4 of 5 is .8, which is not
     (5, 1, 9, "passed"),  # what was skipped counts neither way
     (0, 0, 3, "none"), (0, 0, 0, "none"), (1, 0, 0, "passed"), (0, 1, 0, "failed")],
)  # fmt: skip
def test_a_kind_passes_by_the_share_of_its_tests_that_came_to_an_answer(
    passed, failed, skipped, state
):
    cases = [case()] * passed + [case("failed")] * failed + [case("skipped")] * skipped
    kind = of_kind("unit", cases, 0.8)
    assert (kind.state, kind.tests, kind.skipped) == (state, passed + failed + skipped, skipped)
    assert kind.rate is None or kind.rate.value == passed / (passed + failed)


def test_a_critical_test_that_failed_fails_its_kind_whatever_the_rate():
    kind = of_kind("unit", [case()] * 99 + [case("failed", critical=True)], 0.8)
    assert (kind.state, kind.critical, kind.rate.value) == ("failed", 1, 0.99)


def test_a_critical_test_that_was_not_run_fails_nothing():
    assert of_kind("unit", [case(), case("skipped", critical=True)], 0.8).state == "passed"


def test_tests_of_another_kind_do_not_count():
    kind = of_kind("security", [case("failed"), case(kind="security")], 0.8)
    assert (kind.tests, kind.state) == (1, "passed")


def test_all_together_pass_only_if_each_kind_asked_for_does():
    one = [case(kind=kind) for kind in KINDS]
    assert judge(performed(*one)).state == "passed"
    assert judge(performed(*one[:3])).state == "none"
    assert judge(performed(*one[:3], kinds=KINDS[:3])).state == "passed"
    assert judge(performed(*one, case("failed", critical=True))).state == "failed"


def test_what_kept_tests_from_being_run_is_not_a_pass():
    assert judge(performed(case(), kinds=("unit",), unread=("stopped",))).state == "none"


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("models", [(), TEMPLATES[:1], TEMPLATES])
@pytest.mark.parametrize(
    "cases",
    [(case(),), (case("failed", why="so"),), (case("failed", critical=True, own=True, broke=True),),
     (case("skipped", why="so"),), ()],
)  # fmt: skip
def test_every_state_has_its_sentence_and_says_what_to_do(code, models, cases):
    with language.speaking(code):
        judged = judge(performed(*cases, models=models, kinds=("unit",)))
        result = findings.conclude(found(*models), judged)
        failed = [case for case in cases if case.outcome == "failed"]
        assert "  " not in result.headline
        assert len(result.decisions) == (1 if judged.state == "failed" or not failed else 2)
        for shown in (tables.kinds(judged), tables.failed(judged) if failed else None,
                      tables.cases(judged, "unit"), tables.skipped(judged)):  # fmt: skip
            assert shown is None or "{" not in shown.text


def test_a_model_with_a_critical_fault_must_not_go_into_service():
    with language.speaking("en"):
        judged = judge(performed(case(), case("failed", critical=True, title="It leaks")))
        result = findings.conclude(found("classification"), judged)
    assert result.headline == (
        "The model must not go into service yet: a critical test failed (Data and models). "
        "The first: “It leaks”."
    )
    assert result.state == "failed"


def test_nothing_is_said_to_speak_for_service_where_no_model_is_kept():
    with language.speaking("en"):
        judged = judge(performed(case(), models=(), kinds=("unit",)))
        result = findings.conclude(found(), judged)
    assert result.headline.startswith("The run kept no model, so there is nothing to put into")
    assert (result.state, result.kinds[0].state, result.figures) == ("none", "none", ())
    assert [decision.key for decision in result.decisions] == ["test_suite.model"]


def test_a_title_and_a_reason_of_a_stranger_are_text():
    with language.speaking("en"):
        judged = judge(performed(case("failed", title=SCRIPT, why=SCRIPT, own=True)))
        for shown in (tables.failed(judged), tables.cases(judged, "unit")):
            assert "<script" not in shown.html
            assert "&lt;script&gt;" in shown.html
        (decision,) = findings.conclude(found(), judged).decisions
    assert SCRIPT in decision.effect  # text, which the page escapes


def test_tests_that_ask_for_the_same_are_one_decision():
    broken = [case("failed", key=f"k{n}", title=f"T{n}", own=True, broke=True) for n in range(5)]
    with language.speaking("en"):
        result = findings.conclude(found(), judge(performed(*broken, case("failed", todo="Mend"))))
    assert len(result.decisions) == 2
    assert "“T0”, “T1”, “T2” and 2 more" in result.decisions[0].effect


ESTIMATE = Estimate(value=0.02, low=0.01, high=0.03, unit="share", n=9, method="m")


@pytest.mark.parametrize(
    ("given", "shown"),
    [(Evidence(name="rows", value=1200, unit="count"), "Rows: 1,200"),
     (Evidence(name="own", value=0.012, unit="seconds", threshold=5), "own: 12 ms [at most 5.0 s]"),
     (Evidence(name="own", value=2e6, unit="bytes"), "own: 2.0 MB"),
     (Evidence(name="own", value=ESTIMATE, unit="share", threshold=0.05),
      "own: 2.0% (1.0% to 3.0%) [at most 5.0%]"),
     (Evidence(name="own", value=0.7, unit="index", threshold=0.5, better="higher"),
      "own: 0.70 [at least 0.50]"),
     (Evidence(name=SCRIPT, value="a"), f"{SCRIPT}: a")],
)  # fmt: skip
def test_what_was_measured_stands_beside_its_limit(given, shown):
    with language.speaking("en"):
        assert tables.measured([given]) == shown


def test_what_failed_without_being_critical_is_told_beside_the_go_ahead():
    cases = [case()] * 9 + [case("failed", title="It is slow", todo="Mend it", owner="Ana")]
    with language.speaking("en"):
        result = findings.conclude(found("regression"), judge(performed(*cases, kinds=("unit",))))
    assert result.state == "passed"
    assert result.headline == (
        "9 of 10 tests passed, and each kind meets its rule: the model can go into service, "
        "although one test that is not critical failed."
    )
    mend, deploy = result.decisions
    assert (mend.what, mend.owner, deploy.key) == ("Mend it", "Ana", "test_suite.deploy")
