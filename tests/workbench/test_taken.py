"""Decisions taken, postponed or refused: recorded by name, told by the next run."""

from __future__ import annotations

import csv
import datetime as dt
import json

import nbformat
import pytest

from taller import language
from taller.commands import decide
from taller.errors import InputError
from taller.phase import Decision, Estimate, PhaseResult, Worth
from taller.workbench.notes import taken
from taller.workbench.notes.taken import Taken
from taller.workbench.notes.voice import Voice
from taller.workbench.report import exporter
from taller.workbench.report.document import RESULT
from taller.workbench.report.first import index, ranked, settled
from tests.conftest import ENGAGEMENT
from tests.own_files import Bench
from tests.workbench.test_index import STATE, words


def proposal(value: float | None, key: str = "contact") -> dict:
    worth = (
        Worth(measured_by="a trial") if value is None
        else Worth(estimate=Estimate(value=value, low=value - 10, high=value + 10, unit="money",
                                     n=9, method="m"),
                   period="a year", population="all", confidence="estimated")
    )  # fmt: skip
    made = Decision(what="Call them", owner="CRM", effect="e", key=key, worth=worth)
    return PhaseResult(headline="H.", decisions=(made,)).model_dump(mode="json")


RECORD = Taken("clustering.contact", "taken", "Marta", "2011-08-01", what="Call",
               value=100.0, low=90.0, high=110.0)  # fmt: skip


@pytest.fixture
def bench(tmp_path):
    """A workbench of an engagement with one finished notebook that proposes one thing."""
    base = tmp_path / "bench"
    (base / "params").mkdir(parents=True)
    (base / "params" / "x.yaml").write_text(ENGAGEMENT.format(language="en"), encoding="utf-8")
    (base / "notebooks").mkdir()
    return Bench.at(base), base


def test_records_are_added_and_the_last_one_holds(tmp_path):
    file = tmp_path / "x.yaml"
    taken.write(file, [RECORD])
    taken.write(file, [Taken("clustering.contact", "refused", "Eva", "2011-09-01", note="=1+1")])
    text = (tmp_path / "x.decisions.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert [row[1] for row in rows] == ["state", "taken", "refused"]
    assert rows[2][5] == "'=1+1"  # no formula in a spreadsheet
    held = taken.read(file)
    assert list(held) == ["clustering.contact"]
    assert (held["clustering.contact"].state, held["clustering.contact"].note) == (
        "refused",
        "=1+1",
    )


def test_every_fault_of_a_csv_is_told_at_once_and_nothing_is_recorded(tmp_path):
    (tmp_path / "d.csv").write_text(
        "decision;state;by;on;value\na.b;perhaps;;2011;many\n;tomada;Eva;2011-01-01;\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as told:
        taken.of_csv(tmp_path / "d.csv")
    said = str(told.value)
    for fault in (
        "line 2  state: must be taken, postponed or refused (got 'perhaps')",
        "line 2  by: must not be empty", "line 2  on: must be a day, as 2026-11-30 (got '2011')",
        "line 2  value: must be a number (got 'many')", "line 3  decision: must not be empty",
    ):  # fmt: skip
        assert fault in said


def test_a_csv_without_its_columns_names_them(tmp_path):
    (tmp_path / "d.csv").write_text("decision,state\na.b,taken\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no column 'by'"):
        taken.of_csv(tmp_path / "d.csv")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (105.0, "€100 was expected then; €105 now."),
        (300.0, "€100 was expected then; now €300, which is more than its interval explains."),
        (None, "€100 was expected then; now its effect is not known."),
    ],
)
def test_what_was_expected_stands_beside_what_is_now(value, said):
    """100 (90 to 110) then: 105 (95 to 115) is the same, 300 (290 to 310) is not."""
    with language.speaking("en", "en_GB", "EUR"):
        rows = ranked.decisions([("clustering", "Segments")], {"clustering": proposal(value)})
        waiting, told = settled.apart(rows, {"clustering.contact": RECORD}, "2011-08-31")
    assert waiting == []
    assert told == [{"what": "Call them", "said": f"Taken on 1 August 2011 by Marta. {said}"}]


def test_what_a_decision_costs_is_nothing_that_came_of_it():
    """It was taken at a cost of 100: what it brings is not known."""
    made = proposal(100.0)
    made["decisions"][0]["worth"] |= {"of": "cost", "measured_by": "a trial"}
    by = Taken("clustering.contact", "taken", "Eva", "2011-08-01")
    with language.speaking("en", "en_GB", "EUR"):
        rows = ranked.decisions([("clustering", "Segments")], {"clustering": made})
        _waiting, told = settled.apart(rows, {"clustering.contact": by}, "2011-08-31")
        own = settled.of("clustering", made["decisions"][0], {"clustering.contact": by})
    assert told[0]["said"] == own
    assert own == "Taken on 1 August 2011 by Eva. What it brings is not known yet."
    assert decide._completed(by, made["decisions"][0]).value is None
    assert decide._completed(by, proposal(100.0)["decisions"][0]).value == 100


def test_what_is_no_longer_proposed_is_told():
    with language.speaking("en", "en_GB", "EUR"):
        _waiting, told = settled.apart([], {"clustering.contact": RECORD}, "2011-08-31")
    assert told[0]["said"].endswith("It is not proposed any more.")


@pytest.mark.parametrize(("day", "waits"), [("2011-09-14", False), ("2011-09-15", True)])
def test_what_was_postponed_waits_again_from_its_day_on(day, waits):
    record = Taken("clustering.contact", "postponed", "Eva", "2011-08-01", "2011-09-15")
    with language.speaking("es", "es_ES", "EUR"):
        rows = ranked.decisions([("clustering", "Segmentos")], {"clustering": proposal(100.0)})
        waiting, told = settled.apart(rows, {"clustering.contact": record}, day)
    assert len(waiting) == waits
    assert len(told) == 1 - waits


def test_the_first_page_tells_it_and_a_name_is_text(tmp_path):
    (tmp_path / "results").mkdir()
    payload = {"name": "clustering", "result": proposal(100.0), "provenance": {}}
    (tmp_path / "results" / "clustering.json").write_text(json.dumps(payload), encoding="utf-8")
    by = Taken("clustering.contact", "taken", "<b>Eva</b>", "2011-08-01")
    page = index.render(STATE, tmp_path, None, Voice(taken={"clustering.contact": by}))
    assert "<b>Eva" not in page
    text = words(page)
    assert "No hay nada pendiente de decidir." in text
    assert "Decidido Call them — Tomada el 1 de agosto de 2011 por <b>Eva</b>." in text


def test_a_notebook_s_own_page_tells_what_was_decided_beside_the_decision():
    data = {RESULT: {"name": "clustering", "result": proposal(100.0), "provenance": {}}}
    cell = nbformat.v4.new_code_cell(
        "", outputs=[nbformat.v4.new_output("display_data", data=data)]
    )
    nb = nbformat.v4.new_notebook(cells=[cell])
    by = Taken("clustering.contact", "postponed", "<b>Eva</b>", "2011-08-01", "2011-09-15", "busy")
    other = Taken("regression.contact", "taken", "Ana", "2011-08-01")
    said = "Decided: Postponed on 1 August 2011 by <b>Eva</b>, until 15 September 2011 (busy)."
    voice = Voice(taken={"clustering.contact": by, "regression.contact": other})
    page = exporter.render(nb, name="clustering", voice=voice)
    assert "<b>Eva" not in page
    assert said in words(page)
    assert "Ana" not in words(page)
    assert "Decided:" not in words(exporter.render(nb, name="clustering", voice=Voice()))
    # The page is made anew where somebody decided on one of its own, and only there.
    marks = [Voice(taken={each.decision: each}).digest("clustering", {}) for each in (by, other)]
    assert marks[0] != Voice().digest("clustering", {}) == marks[1]


def test_voice_with_decisions_goes_to_another_process_and_back():
    voice = Voice(taken={"clustering.contact": RECORD})
    assert Voice.from_json(json.loads(json.dumps(voice.to_json()))) == voice


def test_a_decision_nobody_proposed_and_all_else_that_is_wrong_is_told_at_once(bench):
    at, base = bench
    done = at.taller("decide", "params/x.yaml", "clustering.contact", "taken")
    assert done.code == 2
    assert "no run has proposed anything yet; run it first" in done.text
    assert "say who decided" in done.text
    assert not (base / "params" / "x.decisions.csv").exists()


def test_the_command_records_who_and_what_was_expected(bench, monkeypatch):
    at, base = bench
    found = {"clustering.contact": proposal(100.0)["decisions"][0]}
    monkeypatch.setattr(decide, "of_newest", lambda read: found)
    done = at.taller("decide", "params/x.yaml", "clustering.contract", "taken", "--by", "Eva")
    assert (done.code, "did you mean 'clustering.contact'?" in done.text) == (2, True)
    done = at.taller("decide", "params/x.yaml", "clustering.contact", "taken", "--by", "Eva  Ruiz")
    assert done.code == 0, done.text
    held = taken.read(base / "params" / "x.yaml")["clustering.contact"]
    assert (held.by, held.value, held.on) == ("Eva Ruiz", 100.0, dt.date.today().isoformat())
    listed = at.taller("decide", "params/x.yaml")
    assert f"clustering.contact  [taken {held.on}]  Call them" in listed.text
