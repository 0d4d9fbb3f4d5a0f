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
  users: 60
  items: 30
  months: 6
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
    kept.recommender(base / "reports" / "prueba" / "monday" / "artifacts" / "recommendation")
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


def test_without_a_table_everybody_whom_the_data_knows_gets_a_list(at):
    """Whom the model does not know gets the best-sellers: five of them each."""
    bench = Bench.at(at)
    bench.taller("versions", "params/en.yaml", "--add", "recommendation", "--label", "monday")
    done = bench.taller(
        "score", "params/en.yaml", "recommendation", "--to", "all.csv", "--version", "1"
    )
    assert done.code == 0, done.text
    with (at / "all.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    users = {row["user_id"] for row in rows}
    assert 20 < len(users) <= 60
    assert len(rows) == 5 * len(users)
    assert len({row["item_id"] for row in rows}) == 5


def test_a_model_of_a_clients_own_table_asks_for_its_new_rows(tmp_path, monkeypatch):
    from types import SimpleNamespace

    from taller.deployment.deployment.features import everybody
    from taller.deployment.deployment.features.kept import KeptModel
    from taller.errors import InputError

    flat = SimpleNamespace(now=lambda model: kept.frame(3))
    monkeypatch.setattr(everybody, "OwnRows", lambda run: flat)
    with pytest.raises(InputError, match="name a file"):
        everybody.table(None, KeptModel("classification", tmp_path))


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
