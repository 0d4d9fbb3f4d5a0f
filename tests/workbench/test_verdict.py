"""The verdict of a run's first page: shown while it holds, and after the consultant's own words."""

from __future__ import annotations

import json

import pytest

from taller.phase import PhaseResult, Said, Verdict
from taller.workbench.notes.voice import Note, Voice
from taller.workbench.report.first import index

HEADLINE = "Four groups bring <b>all</b> sales."
STATE = {
    "client": "Moda", "language": "en", "currency": "EUR", "state": "done",
    "notebooks": [{"name": name, "phase": "03_development", "title": name, "state": "done"}
                  for name in ("clustering", "llm")],
}  # fmt: skip
VERDICT = Verdict(
    sentences=(Said(text=f"In short: {HEADLINE}", of=("clustering",), headline=HEADLINE),
               Said(text="Write to the <script>alert(1)</script> 400.", of=("clustering",))),
    author="Put together without a model.",
)  # fmt: skip


def page(folder, *, voice: Voice | None = None, **results: PhaseResult) -> str:
    held = {"clustering": PhaseResult(headline=HEADLINE),
            "llm": PhaseResult(headline="Buy none.", verdict=VERDICT)} | results  # fmt: skip
    (folder / "results").mkdir(parents=True, exist_ok=True)
    for name, result in held.items():
        payload = {"name": name, "result": result.model_dump(mode="json"), "provenance": {}}
        (folder / "results" / f"{name}.json").write_text(json.dumps(payload), encoding="utf-8")
    return index.render(STATE, folder, None, voice)


def opening(text: str) -> str:
    return text.partition('<section class="verdict"')[2].partition("</section>")[0]


def test_it_opens_the_page_with_who_wrote_it_and_is_text(tmp_path):
    told = opening(page(tmp_path))
    assert "In short: Four groups bring &lt;b&gt;all&lt;/b&gt; sales." in told
    assert "&lt;script&gt;" in told
    assert "<script" not in told
    assert "Put together without a model." in told


def test_a_result_without_one_is_kept_without_the_word():
    assert "verdict" not in PhaseResult(headline="x").model_dump(mode="json")


@pytest.mark.parametrize(
    "results",
    [{"clustering": PhaseResult(headline="Withheld.", withheld=True)},
     {"clustering": PhaseResult(headline="Five groups.")},
     {"llm": PhaseResult(headline="x")}],
)  # fmt: skip
def test_it_is_not_shown_where_it_does_not_hold(tmp_path, results):
    """A headline withheld, one that says something else by now, and nobody asked to sum up.

    The page's own sentences stand in its place.
    """
    told = opening(page(tmp_path, **results))
    assert "In short: Four groups" not in told
    assert "Nothing is waiting for a decision." in told or "does not add up" in told


def test_nor_while_one_that_it_tells_of_has_no_result(tmp_path):
    other = VERDICT.model_copy(update={"sentences": (Said(text="x", of=("plan",)),)})
    told = opening(page(tmp_path, llm=PhaseResult(headline="x", verdict=other)))
    assert "<p>x</p>" not in told
    assert "Nothing is waiting for a decision." in told


@pytest.mark.parametrize(
    ("name", "kept", "author"),
    [("llm", False, "In the consultant"), ("clustering", True, "without a model")],
)
def test_the_consultant_s_words_go_before_it(tmp_path, name, kept, author):
    """For the notebook that sums up they stand alone; for another, instead of its headline."""
    voice = Voice(notes={name: (Note("headline", 1, text="My own words."),)})
    told = opening(page(tmp_path, voice=voice))
    assert "My own words." in told
    assert "Four groups" not in told
    assert ("400" in told) == kept
    assert author in told
