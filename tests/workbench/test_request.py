"""The request to the client: the tables that notebooks read, both languages, a draft to send."""

from __future__ import annotations

import email
import email.policy
import re

import pytest

from taller.data.settings.schemas import SCHEMAS
from taller.data.shapes import SHAPES
from taller.errors import InputError
from taller.language import catalogue, speaking
from taller.workbench.begin import request, request_text
from taller.workbench.engagement import engagement
from tests.conftest import notebook
from tests.workbench.test_cli import within


def reading(*tables: str):
    made = notebook("1")
    made.metadata["taller"]["tables"] = list(tables)
    return made


@pytest.fixture
def written(workbench):
    """Write the request of a workbench, and read its files."""

    def of(only=(), **notebooks):
        base = workbench(**notebooks)
        read = engagement.read(base / "params" / "x.yaml", base)
        paths = request.write(read, only=only)
        return {path.rpartition("/")[2]: (base / path).read_bytes() for path in paths}

    return of


def text(files: dict[str, bytes], name: str) -> str:
    return " ".join(files[name].decode().split())


def test_a_text_and_a_draft_in_each_language_in_the_clients_folder(workbench):
    base = workbench(first=reading("orders"))
    paths = request.write(engagement.read(base / "params" / "x.yaml", base))
    assert paths == [
        f"reports/prueba-hijos/request/request.{code}.{suffix}"
        for code in ("es", "en")
        for suffix in ("txt", "eml")
    ]


def test_the_draft_has_a_subject_and_no_recipient_and_says_what_the_text_says(written):
    files = written(first=reading("orders"))
    draft = email.message_from_bytes(files["request.es.eml"], policy=email.policy.default)
    assert draft["Subject"] == "Prueba & Hijos: datos que necesitamos (pedidos)"
    assert draft["X-Unsent"] == "1"
    assert {"To", "Cc", "Bcc", "From", "Date"} & set(draft.keys()) == set()
    assert draft.get_content().split() == files["request.es.txt"].decode().split()
    assert "línea de pedido" in draft.get_content()


def test_only_the_tables_that_the_chosen_notebooks_read_are_asked_for(written):
    notebooks = {"first": reading("orders"), "second": reading("spend", "items")}
    files = written(only=["second"], **notebooks)
    english = text(files, "request.en.txt")
    assert "TABLE: ADVERTISING SPEND" in english
    assert "TABLE: ITEMS" in english
    assert "TABLE: ORDERS" not in english
    assert "Google Ads: Campaigns > Segment" in english
    both = text(written(**notebooks), "request.en.txt")
    assert both.index("TABLE: ORDERS") < both.index("TABLE: ITEMS") < both.index("SPEND")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["At least 18 months, better 24", "refunds", "CSV", "- gross:", "expires",
                "e-mail addresses and telephone numbers", "Shopify", "WooCommerce", "Stripe"]),
        ("es", ["Como mínimo 18 meses, mejor 24", "reembolsos", "CSV", "- gross:", "caduque",
                "correos electrónicos y números de teléfono", "Shopify", "WooCommerce", "Stripe"]),
    ],
)  # fmt: skip
def test_it_says_period_formats_systems_totals_and_what_to_leave_out(written, code, said):
    content = text(written(first=reading("orders")), f"request.{code}.txt")
    assert [phrase for phrase in said if phrase not in content] == []


def test_every_given_column_of_each_table_is_described_in_spanish():
    known = catalogue("es")
    missing = {c.description for schema in SCHEMAS.values() for c in schema.given} - set(known)
    assert missing == set()


@pytest.mark.parametrize("code", ["es", "en"])
def test_every_table_and_system_is_told_in_lines_that_fit(code):
    with speaking(code):
        subject, body = request_text.compose("Ñandú", [], tuple(SCHEMAS), code)
    told = [shape for shape in SHAPES.values() if shape.name != "online_retail"]
    assert [shape.title for shape in told if f"- {shape.title}: " not in body] == []
    assert "Meta Ads: " in body
    assert max(map(len, body.splitlines())) <= request_text.WIDTH + 10
    assert not re.search(r"[{}]", subject + body)


def test_no_table_at_all_is_told_with_what_to_add(workbench):
    base = workbench(first=notebook("1"))
    with pytest.raises(InputError, match=r'first: no notebook says which tables .*"tables": \["'):
        request.write(engagement.read(base / "params" / "x.yaml", base))


def test_on_the_command_line_it_prints_its_files_and_names_an_unknown_notebook(workbench, tmp_path):
    base = workbench(clustering=reading("orders"))
    done = within("request", "params/x.yaml", "--out", str(tmp_path / "there"), cwd=base)
    assert done.code == 0, done.text
    assert len(list((tmp_path / "there").iterdir())) == 4
    assert done.text.count("\n") == 4
    wrong = within("request", "params/x.yaml", "--only", "clusterin", cwd=base)
    assert wrong.code == 2
    assert "did you mean 'clustering'?" in wrong.text
