"""A long step says how far it is to whoever sits at the notebook, and leaves nothing behind."""

from __future__ import annotations

import pytest

from taller import language
from taller.controls import progress


class Cell:
    """What a cell shows: each bundle that was displayed or put in its place."""

    def __init__(self) -> None:
        self.shown: list[dict] = []

    def display(self, bundle, raw, display_id):
        self.shown.append(bundle)
        return self

    def update(self, bundle, raw):
        self.shown.append(bundle)


@pytest.fixture
def cell(monkeypatch):
    made = Cell()
    monkeypatch.setattr("IPython.display.display", made.display)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "PAUSE", 0.0)
    monkeypatch.setenv("JPY_SESSION_NAME", "a.ipynb")
    monkeypatch.delenv("TALLER_NOTEBOOK", raising=False)
    return made


def test_it_says_what_and_how_many_in_the_language_of_the_run_and_is_cleared(cell):
    with language.speaking("es"):
        assert list(progress.following("ab", "folds")) == ["a", "b"]
    first, second, last = cell.shown
    assert first["text/plain"] == "Aprendiendo, parte a parte: 0 / 2"
    assert (
        '<progress value="1" max="2" aria-label="Aprendiendo, parte a parte">'
        in (second["text/html"])
    )
    assert set(last.values()) == {""}


def test_what_is_interrupted_is_cleared_too_and_the_next_one_shows(cell):
    with pytest.raises(KeyboardInterrupt, match="stop"):
        _stopped_at_once()
    assert set(cell.shown[-1].values()) == {""}
    list(progress.following("a", "settings"))
    assert cell.shown[-2]["text/plain"].endswith("0 / 1")


def _stopped_at_once():
    for _item in progress.following("ab", "folds"):
        raise KeyboardInterrupt("stop")


def test_of_loops_within_loops_the_outermost_speaks(cell):
    for _item in progress.following("ab", "segments"):
        list(progress.following("cd", "folds"))
    said = {bundle["text/plain"].partition(":")[0] for bundle in cell.shown}
    assert said == {progress.said("segments"), ""}


def test_where_it_is_not_known_how_many_there_are_it_says_how_many_are_done(cell):
    with language.speaking("en"), progress.bar("tests") as told:
        told(7)
    assert cell.shown[0]["text/plain"] == "Tests done: 7"
    assert "max" not in cell.shown[0]["text/html"]


@pytest.mark.parametrize("given", [{}, {"JPY_SESSION_NAME": "a", "TALLER_NOTEBOOK": "a"}])
def test_a_run_papermill_and_nbmake_show_nothing(cell, monkeypatch, given):
    monkeypatch.delenv("JPY_SESSION_NAME")
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert list(progress.following("ab", "folds")) == ["a", "b"]
    assert cell.shown == []


def test_a_short_step_shows_nothing(cell, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    list(progress.following("ab", "folds"))
    assert cell.shown == []
