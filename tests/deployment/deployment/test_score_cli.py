"""`taller versions` and `taller score`: from a run's model to a file of scores, by two commands."""

from __future__ import annotations

import csv
import json

import pytest

from tests.deployment import kept
from tests.own_files import Bench

pytestmark = pytest.mark.slow  # MLflow is imported, and makes its database

ENGAGEMENT = """\
client: Prueba
language: {language}
currency: EUR
data:
  source: fashion_store
"""


@pytest.fixture(scope="module")
def at(tmp_path_factory):
    """A workbench with a run that kept a model."""
    base = tmp_path_factory.mktemp("workbench")
    (base / "notebooks").mkdir()
    (base / "params").mkdir()
    for language in ("en", "es"):
        text = ENGAGEMENT.format(language=language)
        (base / "params" / f"{language}.yaml").write_text(text, encoding="utf-8")
    kept.classifier(base / "reports" / "prueba" / "monday" / "artifacts" / "classification")
    kept.frame(40, seed=2).to_parquet(base / "in.parquet")
    return base


def test_a_runs_model_is_kept_listed_and_scores_a_table(at):
    bench = Bench.at(at)
    done = bench.taller("versions", "params/en.yaml")
    assert "no version is kept yet; keep a run's model" in done.text
    done = bench.taller(
        "versions", "params/en.yaml", "--add", "classification", "--label", "monday"
    )
    assert (done.code, done.text[:44]) == (0, "classification 1: Who leaves, run monday, ke")
    done = bench.taller("score", "params/en.yaml", "classification", "in.parquet", "--to", "o.csv")
    assert done.code == 2
    assert "no version of it is live, so say which: --version N, with N of 1" in done.text
    done = bench.taller(
        "score", "params/en.yaml", "classification", "in.parquet", "--to", "o.csv", "--version", "1"
    )
    assert done.code == 0
    assert done.text.startswith("o.csv: 40 rows by version 1 of classification, in ")
    with (at / "o.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    assert {row["model"] for row in rows} == {"classification"}
    done = bench.taller("versions", "params/es.yaml")
    assert "classification 1: Who leaves, ejecución monday, guardada " in done.text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("score", "params/en.yaml", "classification", "no.csv", "--to", "o.csv"), "no such file"),
     (("score", "params/en.yaml", "classification", "in.parquet", "--to", "o.xls"), "is no place"),
     (("score", "params/en.yaml", "regression", "in.parquet", "--to", "o.csv"),
      "regression: no version of it is kept"),
     (("score", "params/en.yaml", "../x", "in.parquet", "--to", "o.csv"), "must be a model's name"),
     (("versions", "params/en.yaml", "--add", "regression"), "no run of this file kept a model"),
     (("versions", "params/en.yaml", "--add", "regression", "--label", "x"),
      "the run x kept no model")],
)  # fmt: skip
def test_what_is_wrong_is_one_message_and_exit_code_2(at, arguments, told):
    done = Bench.at(at).taller(*arguments)
    assert done.code == 2
    assert told in done.text
    assert "Traceback" not in done.text


def test_what_a_card_says_does_nothing_to_a_terminal(at):
    folder = at / "reports" / "prueba" / "evil" / "artifacts" / "classification"
    kept.classifier(folder, seed=3)
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps(card | {"title": "\x1b[2Jx\nclassification 9"}))
    done = Bench.at(at).taller(
        "versions", "params/en.yaml", "--add", "classification", "--label", "evil"
    )
    assert done.code == 0
    assert "\x1b" not in done.text
    assert len(done.text.strip().splitlines()) == 1
