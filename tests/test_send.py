"""`taller send`: letters to real mail servers of this machine, once, in each reader's language."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from taller import cli, language, open_run, outbox
from taller.errors import InputError
from taller.monitoring import weekly_report
from taller.monitoring.weekly_report.params import Params
from taller.workbench.keep import results
from taller.workbench.report import exporter
from taller.workbench.report.first import index
from taller.workbench.run import history, runner, state
from tests.conftest import ROOT
from tests.monitoring.weeks import before, estimate, found, gathered, plan, task
from tests.outbox.receivers import Mails, mail_server
from tests.workbench import handed, pages

FILE = "params/x.yaml"
NAME = "weekly_report"
TASKS = (task("a", -9, -3, done=-3), task("b", -9, -1, critical=True))


@pytest.fixture
def mails():
    with mail_server() as taken:
        yield taken


@pytest.fixture
def sends(tmp_path, monkeypatch, mails):
    """A workbench with a run in Spanish, and addresses on a mail server of this machine."""
    root = tmp_path / "bench"
    (root / "notebooks" / "06_monitoring").mkdir(parents=True)
    for ending in ("ipynb", "es.md"):
        shutil.copy(ROOT / "notebooks" / "06_monitoring" / f"{NAME}.{ending}",
                    root / "notebooks" / "06_monitoring")  # fmt: skip
    (root / "params").mkdir()
    _settings(root, "[{to: direccion}]")
    _ran(root / "reports" / "moda-viva" / "may", "es")
    monkeypatch.chdir(root)
    for name in ("direccion", "ana", "lead"):
        monkeypatch.setenv(outbox.variable(name), mails.url(f"{name}@client.example"))
    return root


def _settings(root: Path, recipients: str, more: str = "") -> None:
    said = f"{NAME}:\n  recipients: {recipients}\n{more}"
    text = handed.ENGAGEMENT.format(code="es", more=said)
    (root / FILE).write_text(text, encoding="utf-8")


def _ran(folder: Path, code: str, fingerprint: str = "same", *, late: bool = True) -> None:
    """A finished run with a weekly report, without the cost of one."""
    with language.speaking(code):
        now = {"shop": found(estimate(90, 2)), "plan": plan(*TASKS if late else TASKS[:1])}
        week = weekly_report.look(gathered(before(shop=found(estimate(50, 2))), **now), Params())
        result = weekly_report.conclude(week).model_dump(mode="json")
        (folder / "results").mkdir(parents=True, exist_ok=True)
        results.write(folder, NAME, {"result": result, "provenance": {}})
        nb = pages.executed(code)
        handed.result_of(nb).clear()
        handed.result_of(nb).update(result)
        nbformat.write(nb, folder / f"{NAME}.ipynb")
        (folder / f"{NAME}.html").write_text(exporter.render(nb, name=NAME), encoding="utf-8")
    step = state.StepState(NAME, "06_monitoring", "La semana: ¿cómo va?", state="done",
                           report=f"{NAME}.html", notebook=f"{NAME}.ipynb")  # fmt: skip
    ran = state.RunState(
        client="Moda Viva", slug="moda-viva", label=folder.name, language=code, currency="EUR",
        locale=language.DEFAULT_LOCALE[code], engagement=FILE, state="done", notebooks=[step],
        brand={"colour": "#7a2048", "logo": None}, data={"fingerprint": fingerprint},
        started="2026-03-09T07:00:00+00:00", folder=folder, user="beatriz", host="portatil-de-bea",
    )  # fmt: skip
    (folder / "run.json").write_text(json.dumps(ran.to_dict()), encoding="utf-8")
    (folder / "index.html").write_text(index.render(ran.to_dict(), folder, None), encoding="utf-8")


def _send(*more: str):
    """The command; its exit code and what it printed, or the fault it raises."""
    said = CliRunner().invoke(cli.app, ["send", FILE, *more])
    if isinstance(said.exception, InputError):
        raise said.exception
    return said.exit_code, said.output


def _parts(mail) -> dict[str, str]:
    return {part.get_content_type(): part.get_content() for part in mail.walk()
            if not part.is_multipart() and not part.get_filename()}  # fmt: skip


def test_the_letter_arrives_with_both_texts_and_the_page(sends, mails: Mails):
    """Text for those who read text, HTML with its styles inside, the page as it is handed over."""
    code, said = _send()
    assert (code, "went to direccion" in said) == (0, True)
    (mail,) = mails.taken
    assert mail["To"] == "direccion@client.example"
    assert mail["Subject"] == "Moda Viva · Informe semanal, 9 de marzo de 2026 (borrador)"
    parts = _parts(mail)
    assert "Está hecha una de las 2 tareas" in " ".join(parts["text/plain"].split())
    assert 'style="' in parts["text/html"]
    (page,) = mail.iter_attachments()
    assert page.get_filename() == "moda-viva-informe-semanal-may.html"
    html = page.get_payload(decode=True).decode()
    assert "Está hecha una de las 2 tareas" in html
    assert "beatriz" not in html


def test_it_is_sent_once(sends, mails: Mails):
    """The same command again sends nothing; --again does; another report is another letter."""
    assert _send()[0] == _send()[0] == 0
    assert len(mails.taken) == 1
    _send("--again")
    assert len(mails.taken) == 2
    _ran(sends / "reports" / "moda-viva" / "may", "es", late=False)
    _send()
    assert len(mails.taken) == 3


def test_a_server_that_takes_nothing_now_keeps_it_waiting(sends, mails: Mails):
    """Nothing is lost, and the command says that not everybody has it."""
    mails.answers = ["451 later"]
    code, said = _send()
    assert (code, mails.taken) == (1, [])
    assert "It waits and will be tried again" in said


def test_who_waits_for_it_sees_it_go(sends, mails: Mails, monkeypatch):
    """The command goes on trying for as long as it is told, and no longer than it takes."""
    from taller.outbox import queue

    monkeypatch.setattr(queue, "FIRST", queue.FIRST / 600)
    mails.answers = ["451 later", "451 later"]
    code, said = _send("--wait", "1")
    assert (code, len(mails.taken)) == (0, 1)
    assert "went to direccion" in said


def test_the_owner_is_told_of_who_was_refused(sends, mails: Mails):
    """Once, in the engagement's language, and the others get theirs."""
    _settings(sends, "[{to: ana}, {to: direccion}]", "  owner: lead\n")
    mails.refuses = ("ana@client.example",)
    code, said = _send()
    assert code == 1
    assert "refused it for good" in said
    assert [mail["To"].partition("@")[0] for mail in mails.taken] == ["direccion", "lead"]
    told = mails.taken[1].get_content()
    assert "ana" in told
    assert "550" in told
    assert "client.example" not in told
    _send()
    assert len(mails.taken) == 2


def test_each_gets_their_own_language(sends, mails: Mails, monkeypatch):
    """The run is made once more in it, beside the client's runs, of the same notebooks."""
    asked = []

    def run(engagements, *, only, label, out, observer):
        asked.append((engagements[0].language, only, label))
        _ran(out / "moda-viva" / label, engagements[0].language)

    monkeypatch.setattr(runner, "run", run)
    _settings(sends, "[{to: direccion}, {to: ana, language: en}]")
    assert _send()[0] == 0
    assert asked == [("en", [NAME], "may")]
    spanish, english = mails.taken
    assert spanish["Subject"].startswith("Moda Viva · Informe semanal")
    assert english["Subject"] == "Moda Viva · Weekly report, 9 March 2026 (draft)"
    assert "One of 2 tasks is done" in " ".join(_parts(english)["text/plain"].split())
    (page,) = english.iter_attachments()
    assert '<html lang="en-GB">' in page.get_content()
    made = history.in_language(sends / "reports" / "moda-viva", "en") / "moda-viva" / "may"
    assert (made / "run.json").is_file()


def test_a_run_of_another_language_speaks_it_throughout(sends, monkeypatch):
    """Also in the notebooks' own processes, which read the file that says otherwise."""
    monkeypatch.setattr(language, "_process", language.current())
    assert open_run(FILE).engagement.locale == "es_ES"
    monkeypatch.setenv("TALLER_LANGUAGE", "en")
    assert (open_run(FILE).engagement.locale, language.current().code) == ("en_GB", "en")


def test_data_that_changed_meanwhile_are_not_sent_as_the_same_run(sends, mails, monkeypatch):
    def run(engagements, *, only, label, out, observer):
        _ran(out / "moda-viva" / label, "en", "other")

    monkeypatch.setattr(runner, "run", run)
    _settings(sends, "[{to: direccion}, {to: ana, language: en}]")
    with pytest.raises(InputError, match="the data have changed since"):
        _send()
    assert mails.taken == []


def test_names_without_an_address_are_told_at_once_and_nothing_is_sent(sends, mails, monkeypatch):
    for name in ("ana", "lead"):
        monkeypatch.delenv(outbox.variable(name))
    _settings(sends, "[{to: direccion}, {to: ana}]", "  owner: lead\n")
    with pytest.raises(InputError, match="2 faults") as caught:
        _send()
    assert "TALLER_NOTIFY_ANA" in str(caught.value)
    assert "TALLER_NOTIFY_LEAD" in str(caught.value)
    assert mails.taken == []


@pytest.mark.parametrize(
    ("recipients", "more", "told"),
    [("[]", (), "recipients: names nobody"),
     ("[{to: ana}]", ("--what", "weekly_reprot"), "did you mean 'weekly_report'"),
     ("[{to: ana}]", ("--what", "daily_checklist"), "daily_checklist.recipients: names nobody"),
     ("[{to: ana}]", ("--label", "april"), "no run is labelled 'april'"),
     ("[{to: ana}, {to: ana}]", (), "names must differ"),
     ("[{to: ana@client.example}]", (), "recipients")],
)  # fmt: skip
def test_what_cannot_be_sent_is_said(sends, recipients, more, told):
    _settings(sends, recipients)
    with pytest.raises(InputError, match=told):
        _send(*more)


def test_a_run_without_the_report_is_refused(sends):
    folder = sends / "reports" / "moda-viva" / "may"
    (folder / f"{NAME}.html").unlink()
    with pytest.raises(InputError, match="has no page 'weekly_report'; run it again"):
        _send()
