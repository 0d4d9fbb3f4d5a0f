"""Each shipped check of a run's files: green on a clean folder, red on one with what it means."""

from __future__ import annotations

import fractions
import importlib
import json
import pickle
from types import SimpleNamespace

import pytest
from pydantic import TypeAdapter

from taller import language
from taller.data.people import salts
from taller.data.settings.sources import DataSettings
from taller.testing.test_suite.params import Params

checks = importlib.import_module("taller.testing.test_suite.checks.test_security_files")


class Evidence(dict):
    def __call__(self, name, value, **how):
        self[name] = value


@pytest.fixture
def evidence():
    return Evidence()


@pytest.fixture
def run_dir(tmp_path, monkeypatch):
    monkeypatch.setenv("TALLER_HOME", str(tmp_path / "home"))
    folder = tmp_path / "run"
    (folder / "artifacts" / "quarantine").mkdir(parents=True)
    (folder / "index.html").write_text("<p>Moda Viva: ask ventas@modaviva.es</p>")
    (folder / "artifacts" / "quarantine" / "rows.csv").write_text("email\nlucia@correo.es\n")
    (tmp_path / "file.yaml").write_text("contact: ventas@modaviva.es\nowner: Carmen Vidal\n")
    return folder


def engagement(run_dir, data=None):
    file = run_dir.parent / "file.yaml"
    return SimpleNamespace(slug="moda-viva", path=str(file), root=run_dir.parent, data=data)


def seen(run_dir, people=()):
    return checks.seen.__wrapped__(run_dir, engagement(run_dir), people)


def nobody(run_dir, evidence, people=()):
    return lambda: checks.test_files_name_nobody(seen(run_dir, people), people, run_dir, evidence)


def red(call, english, spanish):
    for code, words in (("en", english), ("es", spanish)):
        with language.speaking(code), pytest.raises(AssertionError, match=words):
            call()


def test_a_clean_run_passes_and_says_how_much_was_looked_at(run_dir, evidence):
    held = seen(run_dir)
    checks.test_files_name_nobody(held, (), run_dir, evidence)
    checks.test_files_hold_no_secret(held, evidence)
    checks.test_files_run_nothing(held, evidence)
    assert evidence == {"files": 1, "people_sought": 0, "named": 0, "secrets": 0, "programs": 0}


def test_a_customer_of_the_clients_own_file_is_seen_by_name_alone(run_dir, evidence):
    own = run_dir.parent / "orders.csv"
    own.write_text(
        "buyer,item\nLucía Gómez,red shoes\nÁngel Ruiz,blue shoes\nCarmen Vidal,hat\n",
        encoding="utf-8",
    )
    ledger = SimpleNamespace(personal=[SimpleNamespace(column="buyer")])
    tables = SimpleNamespace(names=("orders",), ledger=lambda _name: ledger)
    data = TypeAdapter(DataSettings).validate_python(
        {"source": "files", "flat": {"path": str(own)}}
    )
    people = checks.own_people.__wrapped__(
        SimpleNamespace(tables=tables), engagement(run_dir, data)
    )
    assert people == ("Lucía Gómez", "Ángel Ruiz")  # not Carmen Vidal, whom the file names
    (run_dir / "a.html").write_text("<p>red shoes for LucíaGómez and Lucía Gómezo</p>", "utf-8")
    nobody(run_dir, evidence, people)()
    (run_dir / "a.html").write_text("<p>red shoes for <b>Ángel Ruiz</b></p>", "utf-8")
    red(nobody(run_dir, evidence, people),
        r"people: 1 \(a.html \(one of the client's customers: Án\*\*\*\)\)",
        r"personas: 1 \(a.html \(un cliente de sus archivos: Án")  # fmt: skip


def test_a_person_in_a_report_is_seen_and_not_told_on(run_dir, evidence):
    (run_dir / "clustering.html").write_text("<td>lucia.gomez@correo.es</td>")
    red(nobody(run_dir, evidence),
        r"people: 1 \(clustering.html \(an e-mail address: lu\*\*\*\)\)",
        r"personas: 1 \(clustering.html \(una dirección de correo: lu\*\*")  # fmt: skip


def test_a_key_and_the_clients_salt_are_seen(run_dir, evidence):
    (run_dir / "a.ipynb").write_text('"source": "key = \'sk-ant-' + "a1" * 20 + "'\"")
    red(lambda: checks.test_files_hold_no_secret(seen(run_dir), evidence),
        r"salts: 1 \(a.ipynb \(Anthropic: sk-ant\*\*", r"sales: 1 \(a.ipynb")  # fmt: skip
    (run_dir / "a.ipynb").write_bytes(b"x" + salts.key("moda-viva"))
    red(lambda: checks.test_files_hold_no_secret(seen(run_dir), evidence),
        r"\(a.ipynb \(salt: \*\*\*\)\)", r"\(a.ipynb \(salt: \*\*\*\)\)")  # fmt: skip


def test_a_model_that_runs_code_is_seen(run_dir, evidence):
    (run_dir / "artifacts" / "model.txt").write_bytes(pickle.dumps(fractions.Fraction(1, 2)))
    red(lambda: checks.test_files_run_nothing(seen(run_dir), evidence),
        r"Files that would run code: 1 \(artifacts/model.txt \(pickle\)\)",
        r"Archivos que harían correr código: 1 \(artifacts/model.txt")  # fmt: skip


def test_a_file_that_cannot_be_looked_through_is_no_pass(run_dir, evidence):
    (run_dir / "a.parquet").write_bytes(b"PAR1")
    red(nobody(run_dir, evidence),
        r"could not be looked through: 1 \(a.parquet\)", r"no se pudieron revisar: 1")  # fmt: skip


def audited(run_dir, evidence, monkeypatch, packages):
    monkeypatch.setattr(checks.advisories, "installed", lambda: {"lightgbm": "4.6.0", "numpy": "2"})
    (run_dir.parent / "audit.json").write_text(json.dumps({"dependencies": packages}))
    engagement = SimpleNamespace(root=run_dir.parent)
    p = Params(advisories="audit.json")
    return lambda: checks.test_packages_have_no_known_fault(p, engagement, evidence)


FAULT = {"id": "GHSA-1", "fix_versions": ["4.6.1"]}


def test_a_package_with_a_known_fault_is_seen(run_dir, evidence, monkeypatch):
    packages = [{"name": "lightgbm", "version": "4.6.0", "vulns": [FAULT]},
                {"name": "numpy", "version": "2", "vulns": []}]  # fmt: skip
    call = audited(run_dir, evidence, monkeypatch, packages)
    red(call, r"Known faults: 1 \(lightgbm 4.6.0 \(GHSA-1\)\)", r"Fallos conocidos: 1 \(lightgbm")
    packages[0]["vulns"] = []
    audited(run_dir, evidence, monkeypatch, packages)()
    assert evidence == {"packages": 2, "packages_known": 2, "advisories": 0}


def test_a_database_of_other_packages_says_nothing_of_these(run_dir, evidence, monkeypatch):
    known = [{"name": "numpy", "version": "2", "vulns": []}]
    red(audited(run_dir, evidence, monkeypatch, known),
        "knows only 1 of 2 installed", "solo conoce 1 de los 2")  # fmt: skip
    other = [{"name": "lightgbm", "version": "4.0", "vulns": [FAULT]}]
    red(audited(run_dir, evidence, monkeypatch, known + other),
        "knows only 1 of 2 installed", "solo conoce 1 de los 2")  # fmt: skip
    with language.speaking("en"), pytest.raises(pytest.skip.Exception, match="knows none"):
        audited(run_dir, evidence, monkeypatch, other)()
    with language.speaking("es"), pytest.raises(pytest.skip.Exception, match="ninguna base"):
        checks.test_packages_have_no_known_fault(Params(), None, evidence)
