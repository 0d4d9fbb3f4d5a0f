"""Messages that an analyst gives a notebook: refused before a kernel starts, or in its results."""

from __future__ import annotations

import pytest

from taller import language, messages, open_run
from taller.development.clustering.messages import say
from taller.development.clustering.params import Params
from taller.errors import InputError
from taller.workbench.engagement import engagement, wording
from taller.workbench.run import workflow
from tests.conftest import ENGAGEMENT


@pytest.fixture
def told(bench, monkeypatch):
    """Writes a file beside the notebooks, and says what is wrong with it."""
    monkeypatch.setattr(messages, "_place", messages.Place({}))
    monkeypatch.setattr(language, "_process", language.current())
    bench.settings("x").write_text(ENGAGEMENT.format(language="es"), encoding="utf-8")

    def written(name: str, text: str) -> str:
        (bench.root / "notebooks" / "03_development" / name).write_text(text, encoding="utf-8")
        read = engagement.read(bench.settings("x"), bench.root)
        try:
            wording.refuse_faulty(read, workflow.discover(bench.root).values())
        except InputError as error:
            return str(error)
        return ""

    return written


def test_check_and_run_refuse_a_faulty_file_before_a_kernel_starts(bench, told):
    told("clustering.es.ftl", "# mine\n\nsegments =\n    .captoin = Grupos\n")
    where = "notebooks/03_development/clustering.es.ftl: línea 4  segments.captoin"
    for said in (
        bench.check("x"),
        bench.taller("run", bench.settings("x"), "--only", "clustering"),
    ):
        assert said.code == 2, said.text
        assert where in said.text
        assert "¿quiso decir 'segments.caption'?" in said.text
    assert not (bench.root / "reports").exists()


def test_a_file_in_another_encoding_is_told_of_and_a_byte_order_mark_is_none(bench, told):
    path = bench.root / "notebooks" / "03_development" / "clustering.es.ftl"
    text = "standing =\n    .above = más\n"
    told(path.name, text)
    path.write_bytes(text.encode("latin-1"))
    assert "is not UTF-8 text" in told("classification.es.ftl", "# none yet\n")
    path.write_bytes(text.encode("utf-8-sig"))
    assert told("classification.es.ftl", "# none yet\n") == ""


def test_a_file_of_no_notebook_is_told_of(told):
    assert "did you mean 'clustering.es.ftl'" in told("clustring.es.ftl", "")
    assert told("clustering.fr.ftl", "")


def test_a_notebook_s_words_are_said_in_its_run_and_nowhere_else(bench, told, monkeypatch):
    """Only what is named there is replaced, and only in its language."""
    assert told("clustering.es.ftl", "standing =\n    .above = por encima\n") == ""
    monkeypatch.chdir(bench.root)
    run = open_run(bench.settings("x"), bench.root / "reports" / "own")
    run.params(Params, {})
    assert say.parts("standing")["above"] == "por encima"
    assert say("standing.below") == "gastaron menos"
    with language.speaking("en"):
        assert say("standing.above") == "spent more"
