"""What a director reads first: three sentences, decisions by money, changes, what is in doubt."""

from __future__ import annotations

import copy
import json

import pytest

from taller import language
from taller.phase import Check, Decision, Estimate, Figure, PhaseResult, Worth
from taller.workbench.report.first import decided, doubtful, index, ranked, spark, summary
from tests.workbench.test_index import STATE, words

TITLES = [("one", "First"), ("two", "Second")]


def money(value, low, high):
    return Estimate(value=value, low=low, high=high, unit="money", n=90, method="m")


def decision(what, worth=None, *, days=30, confidence="estimated", of="gain", effort="days"):
    held = (
        Worth(measured_by="a trial") if worth is None
        else Worth(estimate=worth, of=of, period="in a year", population="all",
                   confidence=confidence, measured_by="" if of == "gain" else "a trial")
    )  # fmt: skip
    return Decision(what=what, owner="CRM", effect="e", worth=held, effort=effort, within_days=days)


def result(*decisions, checks=(), figures=(), withheld=False):
    return PhaseResult(
        headline="H.", decisions=decisions, checks=checks, figures=figures, withheld=withheld
    ).model_dump(mode="json")


@pytest.fixture
def english():
    with language.speaking("en", "en_GB", "EUR"):
        yield


def test_what_surely_gains_goes_before_a_larger_amount_that_may_be_nothing(english):
    """100 (90 to 110) and 20 (10 to 30) gain for certain; 500 (-10 to 900) may not; -5 loses."""
    results = {
        "one": result(
            decision("lose", money(-5, -9, -1)), decision("soon", days=7), decision("later"),
            decision("maybe", money(500, -10, 900)),
        ),
        "two": result(decision("little", money(20, 10, 30)), decision("much", money(100, 90, 110))),
    }  # fmt: skip
    rows = ranked.decisions(TITLES, results)
    assert [row["what"] for row in rows] == ["much", "little", "maybe", "soon", "later", "lose"]
    assert rows[0]["amount"] == "€100"
    assert rows[0]["said"] == "€90 to €110, in a year"
    assert rows[0]["title"] == "Second"
    assert (rows[3]["amount"], rows[3]["instead"]) == ("", "measured by: a trial")


def test_what_costs_is_no_gain_and_says_what_would_measure_one(english):
    """9,000 of cost and 8,000 at stake stand behind a gain of 20, before what has no amount."""
    stakes = decision("mend", money(8000, 8000, 8000), of="stake")
    costs = decision("pay", money(9000, 8000, 9900), of="cost", confidence="assumed")
    made = (decision("open"), stakes, costs, decision("little", money(20, 10, 30)))
    rows = ranked.decisions(TITLES, {"one": result(*made)})
    assert [row["what"] for row in rows] == ["little", "pay", "mend", "open"]
    assert [row["amount"] for row in rows] == ["€20.00", "costs €9,000", "at stake: €8,000", ""]
    said = decided.shown(costs.model_dump(mode="json"))["money"]
    assert said == ("costs €9,000 (€8,000 to €9,900) in a year, for all; rests on assumptions; "
                    "what it brings is measured by: a trial")  # fmt: skip
    only = summary.sentences(rows[1:], None, [], withheld=False)[0]
    assert only == "3 decisions are waiting; none is shown to bring an amount yet."
    with pytest.raises(ValueError, match="a cost is not what it brings"):
        Worth(estimate=money(1, 1, 1), of="cost", period="p", population="q", confidence="assumed")


def test_small_ones_without_an_amount_stand_by_theme_and_none_is_lost(english):
    """Two that weigh are shown, one is folded; small ones fill up only where room is left."""
    small = [decision(f"small {i}", effort="hours") for i in range(3)]
    results = {"one": result(decision("a"), decision("b"), *small[:2]),
               "two": result(decision("c"), small[2])}  # fmt: skip
    rows = ranked.decisions(TITLES, results)
    shown, others, held = ranked.by_theme(rows, 2, {"one": "Planning", "two": "Testing"})
    assert [row["what"] for row in (*shown, *others)] == ["a", "b", "c"]
    found = {theme: [row["what"] for row in rows] for theme, rows in held.items()}
    assert found == {"Planning": ["small 0", "small 1"], "Testing": ["small 2"]}
    shown, others, held = ranked.by_theme(rows, 5, {"one": "Planning", "two": "Testing"})
    assert ([row["what"] for row in shown][3:], others) == (["small 0", "small 1"], [])
    assert list(held) == ["Testing"]
    assert summary.sentences(rows, None, [], withheld=False)[0].startswith(
        "6 decisions are waiting (3 of them small);"
    )


def test_the_first_sentence_says_when_the_largest_may_be_nothing(english):
    rows = ranked.decisions(TITLES, {"one": result(decision("Try it.", money(500, -10, 900)))})
    said = summary.sentences(rows, None, [], withheld=False)
    assert said == [
        "1 decision is waiting. The largest amount may be nothing: "
        "€500 (−€10 to €900, in a year) by “Try it” (CRM).",
        "This is the first run: there is nothing to compare it with yet.",
        "No check failed and no amount rests on an assumption.",
    ]


@pytest.mark.parametrize(
    ("decisions", "withheld", "said"),
    [
        ((), False, "Nothing is waiting for a decision."),
        (("x",), False, "1 decision is waiting; none is shown to bring an amount yet."),
        (("x",), True, "The data does not add up to the client's own totals"),
    ],
)
def test_no_amount_is_promised_where_there_is_none(english, decisions, withheld, said):
    rows = ranked.decisions(TITLES, {"one": result(*map(decision, decisions))})
    assert summary.sentences(rows, None, [], withheld=withheld)[0].startswith(said)


def test_an_expected_loss_is_no_amount_that_a_decision_brings(english):
    rows = ranked.decisions(TITLES, {"one": result(decision("x", money(-5, -9, -1)))})
    said = summary.sentences(rows, None, [], withheld=False)[0]
    assert said == "1 decision is waiting; none is shown to bring an amount yet."


def test_doubts_are_counted_by_kind_and_named(english):
    """One failed analysis, two checks not met, one amount that may be nothing, one assumed."""
    unmet = [Check(name=name, passed=False, detail="") for name in ("a", "b")]
    met = Check(name="c", passed=True, detail="")
    results = {
        "one": result(
            decision("maybe", money(5, -1, 9)),
            decision("sure", money(5, 4, 6), confidence="assumed"),
            checks=(*unmet, met),
        ),
        "two": None,
    }
    notebooks = [
        {"name": "one", "title": "First", "state": "done"},
        {"name": "two", "title": "Second", "state": "failed"},
    ]
    rows = ranked.decisions(TITLES, results)
    found = doubtful.found(notebooks, results, rows, {"one": 0})
    assert [each["said"] for each in found] == [
        "1 analysis without a result", "2 checks not met", "1 amount that may be nothing",
        "1 amount that rests on assumptions",
    ]  # fmt: skip
    told = [{"text": f"Not so: {name}", "detail": "", "title": "First"} for name in ("a", "b")]
    assert found[1]["of"] == told
    assert found[3]["of"] == [{"text": "sure", "detail": "", "title": "First"}]


def test_a_fact_that_the_page_tells_anyway_is_no_doubt(english):
    told = Check(name="Groups are apart", passed=False, detail="they are not", doubt=False)
    assert "doubt" not in Check(name="a", passed=True, detail="").model_dump()
    notebooks = [{"name": "one", "title": "First", "state": "done"}]
    assert doubtful.found(notebooks, {"one": result(checks=(told,))}, [], {}) == []


def kept(folder, name, share):
    """A result with one figure, as a run keeps it."""
    (folder / "results").mkdir(parents=True, exist_ok=True)
    estimate = Estimate(value=share, low=share, high=share, unit="share", n=9, method="m")
    held = result(figures=(Figure(key="k", label="K", estimate=estimate),))
    text = json.dumps({"name": name, "result": held, "provenance": {}})
    (folder / "results" / f"{name}.json").write_text(text, encoding="utf-8")
    return held["figures"][0]


def test_a_figure_s_course_is_drawn_from_the_third_run_on(english, tmp_path):
    """.2, .4, .3: from left to right at the bottom (18), the top (2) and the middle (10)."""
    kept(tmp_path / "a", "one", 0.2)
    kept(tmp_path / "b", "one", 0.4)
    figure = kept(tmp_path / "c", "one", 0.3)
    pasts = [tmp_path / "a", tmp_path / "b"]
    assert spark.course(figure, "one", pasts[1:]) is None
    found = spark.course(figure, "one", pasts)
    assert found["points"] == "2.0,18.0 48.0,2.0 94.0,10.0"
    assert found["said"] == "3 runs: from 20.0% to 30.0%"


@pytest.fixture
def many(tmp_path):
    """A run whose first page has forty decisions, thirty checks not met and ten changes."""
    state = copy.deepcopy(STATE) | {"state": "done", "previous": "before"}
    long = "Escribir a los clientes que llevan más de noventa días sin comprar nada en la tienda"
    for label, share in (("now", 0.6), ("before", 0.2)):
        (tmp_path / label / "results").mkdir(parents=True)
        figures = [
            Figure(key=f"k{i}", label=f"Parte de los clientes que vuelve, zona {i}",
                   estimate=Estimate.exact(share, unit="share", n=9, method="m"))
            for i in range(10)
        ]  # fmt: skip
        decisions = [decision(f"{long} ({i})", money(1000 - i, 10, 2000)) for i in range(40)]
        checks = [Check(name=f"Comprobación {i}", passed=False, detail="") for i in range(30)]
        held = result(*decisions, checks=checks, figures=figures)
        text = json.dumps({"name": "clustering", "result": held, "provenance": {}})
        (tmp_path / label / "results" / "clustering.json").write_text(text, encoding="utf-8")
    page = tmp_path / "index.html"
    page.write_text(index.render(state, tmp_path / "now", tmp_path / "before"), encoding="utf-8")
    return page


@pytest.mark.parametrize(("width", "height", "screens"), [(1440, 900, 1), (390, 844, 2)])
def test_verdict_decision_change_and_doubt_stand_within_the_first_screens(
    browser, many, width, height, screens
):
    """However much there is to say: one screen of a desk, two of a phone."""
    page = browser.new_page(viewport={"width": width, "height": height}, offline=True)
    page.goto(many.as_uri())
    for heading in ("#verdict ~ p", "#decisions", ".ranked tbody tr", "#changes", "#doubts"):
        box = page.locator(heading).first.bounding_box()
        assert box["y"] + box["height"] <= height * screens, heading
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_paper_has_every_decision(browser, many):
    page = browser.new_page(offline=True)
    page.goto(many.as_uri())
    last = page.get_by_text("en la tienda (39)")
    assert not last.is_visible()
    page.emulate_media(media="print")
    assert last.bounding_box()["height"] > 0
    page.close()


def test_text_of_a_result_is_never_markup(tmp_path):
    kept(tmp_path, "clustering", 0.5)
    file = tmp_path / "results" / "clustering.json"
    held = json.loads(file.read_text(encoding="utf-8"))
    held["result"] = result(
        decision("<img src=x onerror=alert(1)>"),
        checks=(Check(name="<script>", passed=False, detail=""),),
    )
    file.write_text(json.dumps(held), encoding="utf-8")
    page = index.render(STATE, tmp_path, None)
    assert "<img src=x" not in page
    assert "<script>" in words(page)
