"""A model that no longer pays is told of once, and over only when it surely pays again."""

import pytest
from pydantic import ValidationError

from taller.language import speaking
from taller.monitoring.monitoring.model.alerts import Learned
from taller.monitoring.monitoring.model.alerts.breaches import look
from taller.monitoring.monitoring.params.alerts import Rules
from taller.monitoring.monitoring.result import ModelFit
from taller.phase import Estimate
from tests.monitoring.monitoring.alerts.world import Watch, day, rows

CRITICAL = {"metric": "pays", "channel": "classification", "severity": "critical", "to": ["eva"]}


def money(value: float) -> Estimate:
    return Estimate(value=value, low=value - 50, high=value + 50, unit="money", n=9, method="x")


def fit(verdict: str, *, earns: float = 500, paid: float | None = None, costs: bool = False):
    """A model that earned 1,000 in its test."""
    return ModelFit(
        name="classification", columns=3, moved=0, earned=money(1000), earns=money(earns),
        paid=None if paid is None else money(paid), verdict=verdict, costs=costs,
    )  # fmt: skip


def broken(models, **rules):
    given = Rules.model_validate({"to": ["ana"]} | rules)
    return look(rows([100]), Learned(models=models), given, day(2)).broken


@pytest.mark.parametrize(
    "model, kinds",
    [
        (fit("stopped", earns=-200), ["stopped"]),
        (fit("pays", costs=True), ["costs"]),
        (fit("pays"), []),
        (fit("unclear"), []),
        (ModelFit(name="saas_b2b", columns=3, moved=3), []),  # nobody stated what a choice earns
    ],
)
def test_it_is_told_beyond_doubt_alone(model, kinds):
    assert [each.kind for each in broken([model])] == kinds


def test_what_happened_goes_before_what_is_expected():
    [breach] = broken([fit("stopped", earns=500, paid=-300)])
    assert (breach.value, breach.other, breach.hint) == (-300, 1000, "known")
    [breach] = broken([fit("stopped", earns=-200)])
    assert (breach.value, breach.hint) == (-200, "expected")


def test_a_rule_says_how_grave_it_is_and_who_is_told_of_which_model():
    [breach] = broken([fit("stopped")], rules=[CRITICAL])
    assert (breach.severity, breach.to) == ("critical", ("eva",))
    assert not broken([fit("stopped")], learned=None)
    assert len(broken([fit("stopped")], learned=None, rules=[CRITICAL])) == 1
    [_stopped] = broken([fit("stopped")], rules=[{"metric": "pays"}])


def test_a_rule_for_a_model_that_is_none_says_which_may_be_meant():
    [breach] = broken([fit("pays")], rules=[CRITICAL | {"channel": "clasification"}])
    assert (breach.kind, breach.hint) == ("never", "classification")


def test_such_a_rule_has_no_bound():
    with pytest.raises(ValidationError, match="it is broken when choosing by the model no longer"):
        Rules.model_validate({"rules": [CRITICAL | {"below": 0}]})


def test_one_message_of_it_while_it_lasts_and_an_all_clear_when_it_surely_pays():
    """It earns less, stops, cannot be told, is not judged for a day, and pays again."""
    watch = Watch(rules=[], recovery=True)
    days = [[fit("pays", costs=True)], [fit("stopped", earns=-200)], [fit("unclear")], [],
            [fit("pays")]]  # fmt: skip
    states = []
    for n, models in enumerate(days, 2):
        judged = watch.look([120] * n, models=models)
        states.append([each.state for each in judged.incidents])
    assert states == [["open"]] * 4 + [["over"]]
    new, over = watch.told
    assert new.subject == "Prueba, warning: choosing by “Who will stop buying” earns less"
    assert "of those it scores today, expected, €500 (€450 to €550); €1,000 in its test" in new.text
    assert over.subject.startswith("Prueba, over: choosing by")


def test_both_languages_say_it():
    with speaking("es"):
        watch = Watch(rules=[])
        watch.look([120, 120], models=[fit("stopped", paid=-300)])
        [note] = watch.told
    assert "Elegir por «Quién dejará de comprar» ya no sale a cuenta: por lo ocurrido" in note.text
    assert "-300" in note.text.replace("−", "-")
