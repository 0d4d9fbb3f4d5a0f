"""What was written as tables and files: every text with its author, and text only."""

from __future__ import annotations

import csv

from taller.development.llm import written
from taller.development.llm.evaluation.judge import agreement
from taller.development.llm.model.copy import write
from taller.development.llm.model.summarise import summarise
from taller.language import speaking
from tests.development.llm.standins import Offline
from tests.development.llm.test_copy import GOOD, VOICE, campaign, says
from tests.development.llm.test_judge import VOICED, by_quality, judge
from tests.development.llm.test_summary import known

PLANTED = GOOD | {"title": "=1+1<script>alert(1)</script>"}


def test_a_planted_script_is_shown_as_text_and_a_formula_does_not_run(tmp_path):
    found = write(says(PLANTED, PLANTED), [campaign()], VOICE)
    shown = written.copies(found).html
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert "not to be used: " in shown
    assert "house · stand-in" in shown
    written.write_copies(found, tmp_path / "copies.csv")
    with (tmp_path / "copies.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["text"] == "'" + PLANTED["title"]
    assert {row["usable"] for row in rows} == {"no"}
    assert all(row["by"] for row in rows)


def test_offline_every_text_says_so_in_either_language():
    for code, word in (("en", "offline, without a model"), ("es", "sin conexión ni modelo")):
        with speaking(code):
            shown = written.copies(write(Offline(), [campaign()] * 3, VOICE)).html
        assert shown.count(word) == 3


def test_the_judge_s_table_says_whether_it_is_believed():
    assert "may name a winner" in written.judge(agreement(judge(by_quality), VOICED)).html
    weak = written.judge(agreement(judge(lambda *texts: "first"), VOICED)).html
    assert "names no winner" in weak
    assert "100.0%" in weak


def test_the_summary_says_who_wrote_it_and_whose_words_each_sentence_is_in():
    with speaking("en"):
        shown = written.summary(summarise(Offline(), [*known("en").values()])).html
    assert "Put together without a model" in shown
    assert shown.count("the analysis’s own") == 5
