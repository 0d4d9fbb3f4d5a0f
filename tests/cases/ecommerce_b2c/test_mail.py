"""The mail with the suggestions: a template without a model, and held to the same check list."""

from __future__ import annotations

import csv
from types import SimpleNamespace

import pandas as pd

from taller.cases import ecommerce_b2c
from taller.cases.ecommerce_b2c import messaging
from tests.cases.ecommerce_b2c.made import client
from tests.cases.saas_b2b.test_messaging import Run


def test_the_mail_stands_in_both_languages_says_who_wrote_it_and_passes_the_list(tmp_path):
    run = Run(tmp_path)
    written = ecommerce_b2c.mail(run, client())
    assert [copy.language for copy in written] == ["es", "en"]
    assert all(copy.usable and copy.offline for copy in written), [c.flaws for c in written]
    assert "[ARTÍCULO 1]" in written[0].parts["body"]
    keeping = SimpleNamespace(
        artifact=lambda name: tmp_path / name, relative=lambda path: path.name
    )
    (kept,) = messaging.keep(written, keeping)
    rows = list(csv.DictReader((tmp_path / kept.path).read_text("utf-8-sig").splitlines(True)))
    assert {row["part"] for row in rows} == {"subject", "preheader", "body"}
    assert all("offline" in row["by"] for row in rows)


def test_without_lists_there_is_no_mail(tmp_path):
    assert ecommerce_b2c.mail(Run(tmp_path), client(lists=None)) == []
    assert messaging.keep([], None) == ()


def test_a_list_without_rows_is_still_a_list(tmp_path):
    assert len(ecommerce_b2c.mail(Run(tmp_path), client(lists=pd.DataFrame()))) == 2
