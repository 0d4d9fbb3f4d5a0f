"""A judge that cannot find a planted falsehood is worthless: each rule on a page made by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.claims import judge, said
from tests.claims.pages import Page
from tests.claims.world import ORDERS, Truth, World

BOUGHT = [(user, -90, 5.0) for user in "abcdef"] + [(user, -1, 30.0) for user in "abc"]
SILENT_EN = "Customers do not fall into groups that would be found again."
SILENT_ES = "Los clientes no se reparten en grupos que volverían a encontrarse."
GROUPED_EN = "Customers fall into 2 segments, and one of them, “Best”, brings 90% of net sales."
GROUPED_ES = "Uno de los 2 segmentos, «Fieles», reúne al 50 % y aporta el 90 % de las ventas."


def orders() -> pd.DataFrame:
    """Six customers: a to c came back yesterday, d to f only bought three months ago."""
    end = pd.Timestamp("2026-01-01")
    rows = [
        (f"P{k}", user, f"i{k}", f"{end + pd.Timedelta(days=day):%Y-%m-%d}", 1, price)
        for k, (user, day, price) in enumerate(BOUGHT)
    ]
    return pd.DataFrame(rows, columns=list(ORDERS.values()))


def page(notebook: str, truth: Truth, headline: str, *, flat: bool = False, **more: Any) -> Page:
    """A page with this headline; ``sections`` and ``files`` are taken out of what else is given."""
    sections, files = more.pop("sections", {}), more.pop("files", {})
    world = World("made", 1, orders(), truth, (notebook,), flat, sections)
    result = {"headline": headline, "decisions": [], "checks": [], "figures": [], **more}
    return Page(world, notebook, result, files=files)


def segments(truth: Truth, headline: str, names: dict[str, str], **more: Any) -> Page:
    """A page on segments, with a file that puts each customer under a name."""
    table = pd.DataFrame({"user_id": list(names), "segment_name": list(names.values())})
    table = table.assign(action="", net_spend=[35.0 if u in "abc" else 5.0 for u in names])
    return page("clustering", truth, headline, files={"segments.csv": table}, segments=[], **more)


def rules(found: Page) -> set[str]:
    """The rules that a page breaks."""
    return {contradiction.rule for contradiction in judge.judge(found)}


def decision(what: str, effect: str = "") -> dict[str, str]:
    """A decision as it is saved."""
    return {"what": what, "owner": "CRM", "effect": effect}


def check(name: str, passed: bool) -> dict[str, Any]:
    """A check as it is saved."""
    return {"name": name, "passed": passed, "detail": ""}


@pytest.mark.parametrize("headline", [GROUPED_EN, GROUPED_ES])
def test_groups_told_where_customers_are_alike(headline: str):
    """A headline of segments is wrong where nothing sets customers apart."""
    found = segments(Truth(structure="none"), headline, dict.fromkeys("abcdef", "Segment 1"))
    assert rules(found) == {"groups"}


@pytest.mark.parametrize("headline", [SILENT_EN, SILENT_ES])
def test_silence_is_right_where_customers_are_alike(headline: str):
    """No groups, neutral names: nothing to object to."""
    found = segments(Truth(structure="none"), headline, dict.fromkeys("abcdef", "Grupo 2"))
    assert rules(found) == set()


@pytest.mark.parametrize("headline", [SILENT_EN, SILENT_ES])
def test_silence_is_wrong_where_groups_are_far_apart(headline: str):
    """Whoever never says anything is found out."""
    truth = Truth(structure="groups", ample=True)
    assert rules(segments(truth, headline, dict.fromkeys("abcdef", "Grupo 2"))) == {"denied"}


def test_a_refusal_is_wrong_only_where_there_is_plenty():
    """So is a page that was not made at all."""
    for ample, expected in ((True, {"silent"}), (False, set())):
        world = World("made", 1, orders(), Truth(ample=ample), ("clustering",))
        assert rules(Page(world, "clustering", refused="too few customers")) == expected


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        # a to c: 2 orders, 35.00, last yesterday; d to f: 1 order, 5.00, last 90 days ago
        ("abc", "def", "name:best: Champions"),
        ("abc", "def", "name:best: Mejores clientes"),
        ("def", "abc", "name:gone: Lapsed customers"),
        ("def", "abc", "name:gone: Clientes perdidos"),
        ("def", "abc", "name:once: Small one-time buyers"),
        ("abc", "def", "name:loyal: Clientes fieles"),
        ("abc", "def", "name:recent: Seen recently"),
        ("", "abc", "name:many_returns: Few orders, many returns"),
        ("", "def", "name:many_returns: Compran poco y devuelven"),
    ],
)
def test_a_name_that_its_figures_deny(right: str, wrong: str, rule: str):
    """The same name is let pass where it fits and found where it does not."""
    key, name = rule.rpartition(": ")[0], rule.rpartition(": ")[2]
    truth = Truth(structure="degrees")
    for users, expected in ((right, False), (wrong, True)):
        names = {user: name if user in users else "Segment 1" for user in "abcdef"}
        assert (key in rules(segments(truth, SILENT_EN, names))) == expected


def test_an_action_for_those_it_does_not_fit():
    """Whoever bought yesterday is not to be won back."""
    found = segments(Truth(structure="degrees"), SILENT_EN, {"a": "Segment 1", "d": "Segment 2"})
    action = "One low-cost win-back message, then leave them out of paid campaigns"
    found.files["segments.csv"]["action"] = ["", action]
    assert rules(found) == set()
    found.files["segments.csv"]["action"] = [action, ""]
    assert rules(found) == {"action:gone"}


def test_a_newcomer_after_three_years():
    """Tenure is judged in days, not only against the others."""
    old = orders().assign(fecha=lambda o: o["fecha"].str.replace("2025-10", "2023-01"))
    found = segments(Truth(structure="degrees"), SILENT_EN, dict.fromkeys("abc", "Newcomers"))
    assert rules(found) == set()
    world = World("made", 1, old, found.world.truth, ("clustering",))
    assert rules(Page(world, "clustering", found.result, files=found.files)) == {"name:new"}


def test_acting_on_segments_of_customers_who_are_alike():
    """Decisions by segment, and praise of the segments themselves."""
    truth, names = Truth(structure="none"), dict.fromkeys("abcdef", "Segment 1")
    use = [decision("Usar los segmentos también para las previsiones, en lugar de las celdas RFM")]
    assert rules(segments(truth, SILENT_EN, names, decisions=use)) == {"acted"}
    held = [check("The segments are more than cuts through one cloud", True)]
    assert rules(segments(truth, SILENT_EN, names, checks=held)) == {"check"}


def test_one_customer_told_as_a_segment():
    """Where one makes most of a segment's sales, its share is to be told as theirs."""
    headline = "Customers fall into 2 segments, and one of them, “Core”, brings 90% of net sales{}."
    names = {"a": "Core", "d": "Core", "e": "Rest"}
    truth = Truth(giant="a")
    assert "giant" in rules(segments(truth, headline.format(""), names))
    alone = headline.format(", nearly all of it from one customer")
    assert "giant" not in rules(segments(truth, alone, names))


def scores(truth: Truth, headline: str, **more: Any) -> Page:
    """A page on scores of a flat table."""
    return page("classification", truth, headline, flat=True, **more)


NO_SIGNAL = "Aquí no hay señal: el modelo no distingue quién responderá mejor que el azar."
LIFT = "In the tenth with the highest scores it happens 2.1 times as often as on average."


def test_a_signal_where_there_is_but_chance():
    """Headline, decision by rank, better-than check, tile and file: each alone is found."""
    noise = Truth(answer=False)
    assert rules(scores(noise, NO_SIGNAL, signal=False)) == set()
    assert rules(scores(noise, LIFT, signal=True)) == {"signal"}
    by_rank = [decision("Contactar a los clientes desde una probabilidad del 12 %: 40 de los 90")]
    assert rules(scores(noise, NO_SIGNAL, signal=False, decisions=by_rank)) == {"by_rank"}
    better = [check("Mejor que la regresión logística", True)]
    assert rules(scores(noise, NO_SIGNAL, signal=False, checks=better)) == {"better"}
    failed = [check("Mejor que la regresión logística", False)]
    assert rules(scores(noise, NO_SIGNAL, signal=False, checks=failed)) == set()
    tile = [{"key": "contacted", "label": "Customers worth a contact"}]
    assert rules(scores(noise, NO_SIGNAL, signal=False, figures=tile)) == {"figure"}
    file = {"scores.csv": pd.DataFrame({"user_id": ["a", "b"], "contact": ["yes", "no"]})}
    assert rules(scores(noise, NO_SIGNAL, signal=False, files=file)) == {"file"}


def test_no_signal_where_it_is_strong():
    """The reverse."""
    strong = Truth(answer=True, ample=True)
    assert rules(scores(strong, NO_SIGNAL, signal=False)) == {"denied"}
    assert rules(scores(strong, LIFT, signal=True)) == set()


def test_it_happens_as_often_as_before_where_it_does_not():
    """10 % before and 50 % in the end are not the same; 10 and 12 % are near enough."""
    same = [check("Ocurre con la misma frecuencia que antes", True)]
    assert rules(scores(Truth(happens=(0.1, 0.5)), LIFT, checks=same)) == {"as_before"}
    assert rules(scores(Truth(happens=(0.1, 0.12)), LIFT, checks=same)) == set()
    unseen = [check("No great change is found in how often it happens", True)]
    assert rules(scores(Truth(happens=(0.28, 0.11)), LIFT, checks=unseen)) == set()  # few rows
    assert rules(scores(Truth(happens=(0.1, 0.5)), LIFT, checks=unseen)) == {"as_before"}
    told = [check("Ocurre con la misma frecuencia que antes", False)]
    assert rules(scores(Truth(happens=(0.1, 0.5)), LIFT, checks=told)) == set()


def test_money_that_nobody_stated():
    """Advice that rests on an assumed value names it, as assumed, in the same sentence."""
    money = {"assumed": ["customer_value"], "gain": {"low": 1.0}}
    cost = {"classification": {"contact_cost": 4.0}}
    advice = decision("Contact customers from a probability of 12% on: 40 of the 90")
    told = {"signal": True, "purpose": "response", "money": money}
    assert rules(scores(Truth(), LIFT, decisions=[advice], sections=cost, **told)) == {"assumed"}
    named = decision(advice["what"], "if a customer is worth 200 €, which is assumed")
    assert rules(scores(Truth(), LIFT, decisions=[named], sections=cost, **told)) == set()
    stated = {"classification": {"customer_value": 200, "contact_cost": 4}}
    assert rules(scores(Truth(), LIFT, decisions=[advice], sections=stated, **told)) == set()


def test_a_gain_that_cannot_be():
    """Not even the true probabilities earn it."""
    money = {"assumed": [], "gain": {"low": 3.0}}
    told = {"signal": True, "usable": True, "money": money}
    assert rules(scores(Truth(gain=1.0), LIFT, **told)) == {"gain"}
    assert rules(scores(Truth(gain=3.0), LIFT, **told)) == set()


WORTH = "In the next 12 months a customer is worth €100 on average, at an assumed margin of 50%."


def values(truth: Truth, headline: str = WORTH, **more: Any) -> Page:
    """A page on value, in a world that spent 120 so far."""
    sales = {"value": 110.0, "low": 100.0, "high": 120.0}
    value = {"sales": sales, "margin": 0.5}
    told = {"figures": [{"key": "value_total", "label": "Value"}], "value": value}
    return page("regression", truth, headline, **{"better": False, **told, **more})


def test_a_total_that_misses_by_far():
    """Told 100 to 120: wrong where the truth is 60, near enough where it is 95."""
    assert rules(values(Truth(sales=60.0))) == {"total"}
    assert rules(values(Truth(sales=300.0))) == {"total"}
    assert rules(values(Truth(sales=95.0))) == set()


def test_a_margin_that_nobody_stated():
    """The headline names it or does not stand."""
    bare = "En los próximos 12 meses un cliente vale de media 100 €."
    assert rules(values(Truth(), bare)) == {"assumed"}
    assert rules(values(Truth(), bare, sections={"regression": {"margin": 0.4}})) == set()
    named = "Con un margen supuesto del 50 %, un cliente vale de media 100 €."
    assert rules(values(Truth(), named)) == set()


def test_the_top_tenth_where_all_are_alike():
    """A decision by rank, a file with tenths, and a share above the tenth that it is."""
    truth = Truth(future=False, top_share=0.1)
    top = {"key": "top_share", "label": "Value held by the top tenth",
           "estimate": {"value": 0.18, "low": 0.14, "high": 0.2}}  # fmt: skip
    assert rules(values(truth, figures=[top])) == {"top_share"}
    by_rank = [decision("Dar un trato propio a los 20 clientes de la décima parte más valiosa")]
    assert rules(values(truth, decisions=by_rank)) == {"by_rank"}
    file = pd.DataFrame({"user_id": list("ab"), "value": [2.0, 1.0], "tenth": [1, 2]})
    assert rules(values(truth, files={"customer_values.csv": file})) == {"file"}
    assert rules(values(Truth(future=True), decisions=by_rank)) == set()
    assert rules(values(Truth(top_share=0.1), decisions=by_rank)) == {"by_rank"}


def test_one_customer_told_as_a_tenth():
    """A third of all sales is one customer's: the share of a tenth hides that."""
    top = {"key": "top_share", "label": "Value held by the top tenth",
           "estimate": {"value": 0.6, "low": 0.5, "high": 0.7}}  # fmt: skip
    assert rules(values(Truth(giant="a"), figures=[top])) == {"giant"}  # 35 of 120
    told = f"{WORTH} A single customer holds a third of it."
    assert rules(values(Truth(giant="a"), told, figures=[top])) == set()


def test_lists_of_their_own_where_purchases_are_shuffled():
    """More hits than best-sellers, lists to use, reasons in the file; and the reverse."""
    hits = "With 10 suggestions each, 30% of 90 customers would have found something they bought."
    none = "No signal here: no model foresees what customers buy better than the best-sellers."
    use = [decision("Use the lists of 90 customers in e-mails and in the shop")]
    because = {"suggestions.csv": pd.DataFrame({"user_id": ["a"], "because": ["a cup"]})}
    shuffled, strong = Truth(tastes=False), Truth(tastes=True, ample=True)
    assert rules(page("recommendation", shuffled, none, signal=False)) == set()
    assert rules(page("recommendation", shuffled, hits, signal=True)) == {"signal"}
    assert rules(page("recommendation", shuffled, none, decisions=use)) == {"by_rank"}
    assert rules(page("recommendation", shuffled, none, files=because)) == {"file"}
    assert rules(page("recommendation", strong, none, signal=False)) == {"denied"}
    assert rules(page("recommendation", strong, hits, signal=True)) == set()


def test_best_sellers_where_every_item_is_as_likely():
    """That they find more than items drawn by lot is luck then."""
    none = "No signal here: neither a model nor the best-sellers are shown to be better."
    for passed, expected in ((True, {"popular"}), (False, set())):
        lucky = [check("Los más vendidos aciertan más que artículos elegidos por sorteo", passed)]
        found = page("recommendation", Truth(tastes=False), none, checks=lucky)
        assert rules(found) == expected


def test_a_trend_where_there_is_but_a_season():
    """Seasons come and go."""
    text = "No signal here; sales are rising."
    assert rules(scores(Truth(seasonal=True), text)) == {"trend"}
    assert rules(scores(Truth(), text)) == set()


def test_sentences_that_no_pattern_knows_are_told():
    """A judge that passes over what it cannot read would praise every new wording."""
    found = scores(Truth(), "Todo va de maravilla.", decisions=[decision("Contact the top.")],
                   checks=[check("It is fine", True), check("Mejor que nada", True)])  # fmt: skip
    assert said.unread(found.result) == ["Todo va de maravilla.", "Contact the top.", "It is fine"]
