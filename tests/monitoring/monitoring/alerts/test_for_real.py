"""`taller monitor` with its own notebook: the page of the day, the index, the mail."""

import json

import pytest
from playwright.sync_api import expect

from tests.outbox.receivers import mail_server
from tests.own_files import Bench

ENGAGEMENT = """\
client: Prueba & Hijos
language: es
currency: EUR
seed: 7
data: {source: fashion_store, users: 300, items: 60}
monitoring:
  as_of: 2026-06-15
  alerts:
    owner: Ana López
    to: [ana]
    rules:
      - {metric: orders, below: 1000, severity: critical}
      - {metric: conversion, above: 2}
"""


@pytest.mark.slow
def test_a_round_leaves_page_index_and_one_mail(tmp_path, root, monkeypatch, browser):
    bench = Bench(tmp_path, root)
    bench.settings("x").write_text(ENGAGEMENT, encoding="utf-8")
    with mail_server() as mails:
        monkeypatch.setenv("TALLER_NOTIFY_ANA", mails.url())
        said = bench.taller("monitor", "params/x.yaml")
    assert said.code == 0, said.text
    [mail] = mails.taken
    assert "por debajo del límite" in mail["Subject"]
    assert "Responsable: Ana López." in mail.get_content()
    folder = bench.root / "reports" / "prueba-hijos" / "monitoring"
    found = folder / "prueba-hijos" / "2026-06-15" / "results" / "monitoring.json"
    incidents = json.loads(found.read_text())["result"]["incidents"]
    assert [each["severity"] for each in incidents][:1] == ["critical"]
    assert incidents[0]["owner"] == "Ana López"
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="15 de junio de 2026").click()
    expect(page.get_by_role("heading", name="¿A quién le toca mirar qué?")).to_be_visible()
    expect(page.get_by_role("cell", name="Ana López").first).to_be_visible()
    page.close()
